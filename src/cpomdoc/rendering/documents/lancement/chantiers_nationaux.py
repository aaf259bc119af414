"""National projects: those of the time of the contract that touch its ESMS, what each changes, what answers it."""

from collections.abc import Iterator
from dataclasses import dataclass

from cpomdoc.francais import guillemets, liste, majuscule
from cpomdoc.model.kit import Chantier
from cpomdoc.model.lancement_travaux import ChantierNational
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete
from cpomdoc.rendering.documents.lancement.outil import (
    Outil,
    TeteOutil,
    applies_to,
    build_entete_outil,
    build_outil,
    build_tete,
    read_groupes,
    read_lancement,
)
from cpomdoc.rendering.documents.objectifs import number_objectifs

LISTES = ((2024, "2019"),)
"""Lists of the past: before that year of effect, the list of that name; the one in force comes after them."""
EN_VIGUEUR = "2026"


@dataclass(frozen=True)
class ChantierVue:
    """A national project: what it brings, what it changes here, the objectives and action sheets that answer it."""

    libelle: str
    apport: str
    impact: str
    objectifs: tuple[str, ...]
    fiches: str
    documentation: str


@dataclass(frozen=True)
class VueChantiersNationaux:
    """Everything lancement_chantiers_nationaux.docx may print; `ecartes` are those that the author left out."""

    entete: Entete
    outil: Outil
    tete: TeteOutil
    annee: str
    chantiers: tuple[ChantierVue, ...]
    ecartes: str


code: str = "chantiers_nationaux"
cle: str = "lancement_chantiers_nationaux"
gabarit: str = "lancement_chantiers_nationaux.docx"
VUE: type = VueChantiersNationaux


def applies(contexte: Contexte) -> bool:
    """When the contract is being prepared with the kit."""
    return applies_to(contexte)


def build_vues(contexte: Contexte) -> VueChantiersNationaux:
    """The projects of the kit that concern this contract, then those of the author."""
    ecrits = read_lancement(contexte).chantiers
    ecartes = (guillemets(name_chantier(contexte, one)) for one in ecrits if one.concerne is False)
    return VueChantiersNationaux(
        entete=build_entete_outil(contexte, code),
        outil=build_outil(contexte, code),
        tete=build_tete(contexte),
        annee=find_liste(contexte),
        chantiers=tuple(_iterate_chantiers(contexte)),
        ecartes=liste(ecartes),
    )


def find_liste(contexte: Contexte) -> str:
    """Name of the list of the contract's time; the one in force while nobody knows when it takes effect."""
    effet = contexte.dossier.general.contrat.date_effet
    return next((nom for avant, nom in LISTES if effet is not None and effet.year < avant), EN_VIGUEUR)


def name_chantier(contexte: Contexte, ecrit: ChantierNational) -> str:
    """What a project is called: the author's own words first."""
    connu = contexte.referentiel.kit.chantiers.get(ecrit.chantier)
    return ecrit.intitule or (connu.libelle if connu else ecrit.chantier)


def _iterate_chantiers(contexte: Contexte) -> Iterator[ChantierVue]:
    connus = contexte.referentiel.kit.chantiers
    ecrits = {one.chantier: one for one in reversed(read_lancement(contexte).chantiers)}
    groupes, nom = read_groupes(contexte), find_liste(contexte)
    for connu in connus.values():
        ecrit = ecrits.get(connu.code)
        usuel = nom in connu.listes and (not connu.groupes or bool(groupes & set(connu.groupes)))
        if ecrit.concerne is not False if ecrit else usuel:
            yield _chantier(contexte, ecrit or ChantierNational(connu.code), connu)
    for ecrit in read_lancement(contexte).chantiers:
        if ecrit.chantier not in connus and ecrit.concerne is not False:
            yield _chantier(contexte, ecrit, None)


def _chantier(contexte: Contexte, ecrit: ChantierNational, connu: Chantier | None) -> ChantierVue:
    objectifs = contexte.dossier.objectifs.objectifs if contexte.dossier.objectifs else ()
    numeros = number_objectifs(contexte)
    return ChantierVue(
        libelle=name_chantier(contexte, ecrit),
        apport=connu.impact if connu else "",
        impact=majuscule(ecrit.impact or ""),
        objectifs=tuple(f"{numeros[one.id]} {one.intitule}" for one in objectifs if one.id in ecrit.objectifs),
        fiches=", ".join(ecrit.fiches),
        documentation=majuscule(ecrit.documentation or (connu.documentation if connu else "")),
    )
