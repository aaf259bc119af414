"""Key points of the shared diagnosis: what the parties keep of it, in few pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cpomdoc.francais import majuscule
from cpomdoc.model.diagnostic import Diagnostic
from cpomdoc.model.lancement_travaux import PointsCles
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.diagnostic import ConstatVue, build_constats
from cpomdoc.rendering.documents.entete import Entete
from cpomdoc.rendering.documents.lancement.outil import (
    Outil,
    TeteOutil,
    applies_to,
    build_entete_outil,
    build_outil,
    build_tete,
    read_lancement,
)
from cpomdoc.rendering.documents.objectifs import number_objectifs


@dataclass(frozen=True)
class PrioriteVue:
    """A finding that comes first, and the objectives that answer it, by number and words."""

    constat: ConstatVue
    objectifs: tuple[str, ...]


@dataclass(frozen=True)
class DomaineVue:
    """A domain, what is usually looked at in it, what the parties found."""

    libelle: str
    repere: str
    constat: str


@dataclass(frozen=True)
class VuePointsCles:
    """Everything lancement_points_cles.docx may print; `autres` counts the findings that come after the first ones."""

    entete: Entete
    outil: Outil
    tete: TeteOutil
    date_validation: date | None
    introduction: str | None
    forces: tuple[str, ...]
    faiblesses: tuple[str, ...]
    opportunites: tuple[str, ...]
    menaces: tuple[str, ...]
    priorites: tuple[PrioriteVue, ...]
    autres: int
    domaines: tuple[DomaineVue, ...]


code: str = "points_cles"
cle: str = "lancement_points_cles"
gabarit: str = "lancement_points_cles.docx"
VUE: type = VuePointsCles


def applies(contexte: Contexte) -> bool:
    """When the contract is being prepared with the kit."""
    return applies_to(contexte)


def build_vues(contexte: Contexte) -> VuePointsCles:
    """The author's introduction, or the synthesis of the diagnosis; its first findings; its domains."""
    diagnostic = contexte.dossier.diagnostic or Diagnostic()
    ecrits = read_lancement(contexte).points_cles or PointsCles()
    priorites = tuple(_iterate_priorites(contexte, diagnostic))
    return VuePointsCles(
        entete=build_entete_outil(contexte, code),
        outil=build_outil(contexte, code),
        tete=build_tete(contexte),
        date_validation=diagnostic.date_validation,
        introduction=ecrits.introduction or diagnostic.synthese,
        forces=diagnostic.forces,
        faiblesses=diagnostic.faiblesses,
        opportunites=diagnostic.opportunites,
        menaces=diagnostic.menaces,
        priorites=priorites,
        autres=len(diagnostic.constats) - len(priorites),
        domaines=tuple(_iterate_domaines(contexte, ecrits)),
    )


def _iterate_priorites(contexte: Contexte, diagnostic: Diagnostic) -> Iterator[PrioriteVue]:
    """The findings of the highest priority that was given; all of them while none has any."""
    premiere = min((one.priorite for one in diagnostic.constats if one.priorite is not None), default=None)
    objectifs = contexte.dossier.objectifs.objectifs if contexte.dossier.objectifs else ()
    numeros = number_objectifs(contexte)
    for one, vue in zip(diagnostic.constats, build_constats(contexte, diagnostic), strict=True):
        if one.priorite == premiere:
            reponses = (f"{numeros[o.id]} {o.intitule}" for o in objectifs if one.id in o.constats)
            yield PrioriteVue(vue, tuple(reponses))


def _iterate_domaines(contexte: Contexte, ecrits: PointsCles) -> Iterator[DomaineVue]:
    for domaine, libelle in contexte.referentiel.listes["domaine_diagnostic"].items():
        repere = contexte.libelle("repere_domaine", domaine) or ""
        yield DomaineVue(majuscule(libelle), majuscule(repere), majuscule(ecrits.domaines.get(domaine) or ""))
