"""Comitology: the bodies of the approach, what each is for, who sits there, and the calendar of meetings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cpomdoc.francais import majuscule
from cpomdoc.model.calculs_lancement import EtapePlanifiee
from cpomdoc.model.kit import InstanceKit
from cpomdoc.model.lancement import LANCEMENT, Instance, MembreInstance
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete
from cpomdoc.rendering.documents.lancement.mots import name_participant, tick
from cpomdoc.rendering.documents.lancement.outil import (
    Outil,
    TeteOutil,
    applies_to,
    build_entete_outil,
    build_outil,
    build_tete,
    read_lancement,
)
from cpomdoc.typographie import format_date_courte

LIGNES_LIBRES = 4
SIGNATURE = "signature"


@dataclass(frozen=True)
class InstanceVue:
    """A body; each list is empty when it is unknown, a form leaves room for it."""

    nom: str
    nature: str
    role: str
    composition: tuple[str, ...]
    frequence: str
    pilote: str
    secretariat: str
    livrables: tuple[str, ...]


@dataclass(frozen=True)
class ReunionVue:
    """A meeting held, to be held, or only aimed at by the rétroplanning (`visee` says the day); held when ticked."""

    date: date | None
    heure: str
    visee: str
    objet: str
    instance: str
    lieu: str
    etape: str
    tenue: str


@dataclass(frozen=True)
class VueComitologie:
    """Everything lancement_comitologie.docx may print; `usuelles` when the bodies are those the kit proposes."""

    entete: Entete
    outil: Outil
    tete: TeteOutil
    instances: tuple[InstanceVue, ...]
    usuelles: bool
    reunions: tuple[ReunionVue, ...]


code: str = "comitologie"
cle: str = "lancement_comitologie"
gabarit: str = "lancement_comitologie.docx"
VUE: type = VueComitologie


def applies(contexte: Contexte) -> bool:
    """When the contract is being prepared with the kit."""
    return applies_to(contexte)


def build_vues(contexte: Contexte) -> VueComitologie:
    """The bodies written, those of the kit while none is; meetings by date, then those the rétroplanning waits for."""
    ecrites = read_lancement(contexte).instances
    usuelles = contexte.referentiel.kit.instances.values()
    reunions = (*_iterate_ecrites(contexte), *_iterate_visees(contexte))
    return VueComitologie(
        entete=build_entete_outil(contexte, code),
        outil=build_outil(contexte, code),
        tete=build_tete(contexte),
        instances=tuple(_instance(contexte, one) for one in ecrites) or tuple(_usuelle(one) for one in usuelles),
        usuelles=not ecrites,
        reunions=reunions or (ReunionVue(None, "", "", "", "", "", "", tick(None)),) * LIGNES_LIBRES,
    )


def _instance(contexte: Contexte, one: Instance) -> InstanceVue:
    nature = contexte.libelle("type_instance", one.type) or ""
    theme = f"{nature}\u202f: {one.theme}" if nature and one.theme else nature or one.theme or ""
    return InstanceVue(
        nom=majuscule(one.nom),
        nature="" if theme == one.nom else majuscule(theme),
        role=majuscule(one.role or ""),
        composition=tuple(_membre(contexte, membre) for membre in one.composition),
        frequence=majuscule(one.frequence or ""),
        pilote=one.pilote or "",
        secretariat=one.secretariat or "",
        livrables=tuple(map(majuscule, one.livrables)),
    )


def _membre(contexte: Contexte, one: MembreInstance) -> str:
    partie = name_participant(contexte, one.partie)
    return f"{partie}\u202f: {one.fonction}" if one.fonction else partie


def _usuelle(one: InstanceKit) -> InstanceVue:
    livrables = tuple(map(majuscule, one.livrables))
    return InstanceVue(majuscule(one.libelle), "", one.role, (one.composition,), one.frequence, "", "", livrables)


def _iterate_ecrites(contexte: Contexte) -> Iterator[ReunionVue]:
    """Those that are written, by date; those without one at the end."""
    lancement = read_lancement(contexte)
    noms = {one.id: one.nom for one in lancement.instances}
    etapes = {one.etape: one.libelle for one in _etapes(contexte)}
    for one in sorted(lancement.reunions, key=lambda one: (one.date or date.max, one.heure or "")):
        instance, etape = one.instance or "", one.etape or ""
        yield ReunionVue(
            date=one.date,
            heure=one.heure or "",
            visee="",
            objet=majuscule(one.objet or one.id),
            instance=majuscule(noms.get(instance, instance)),
            lieu=majuscule(one.lieu or ""),
            etape=majuscule(etapes.get(etape, etape)),
            tenue=tick(one.tenue),
        )


def _iterate_visees(contexte: Contexte) -> Iterator[ReunionVue]:
    """Meetings of the rétroplanning that nobody has planned yet; the signature is not one of them."""
    lancement = read_lancement(contexte)
    prevues = {one.etape for one in lancement.reunions}
    for etape in _etapes(contexte):
        if etape.est_reunion and etape.debut and etape.etape not in {*prevues, SIGNATURE}:
            fixee = lancement.jour_lancement if etape.etape == LANCEMENT else None
            visee = "" if fixee else f"à fixer, visée le {format_date_courte(etape.debut)}"
            tenue = tick(lancement.lancement_tenu if fixee else None)
            nom, instance = majuscule(etape.libelle), contexte.libelle("type_instance", "copil") if etape.copil else ""
            yield ReunionVue(fixee, "", visee, nom, majuscule(instance or ""), "", nom, tenue)


def _etapes(contexte: Contexte) -> tuple[EtapePlanifiee, ...]:
    retroplanning = contexte.calculs.retroplanning
    return retroplanning.etapes if retroplanning else ()
