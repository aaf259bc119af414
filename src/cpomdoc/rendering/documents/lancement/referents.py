"""Sheet of the référent and role of the responsable de projet: a page for each member of the team."""

from collections.abc import Iterator
from dataclasses import dataclass

from cpomdoc.francais import majuscule
from cpomdoc.model.kit import RoleKit
from cpomdoc.model.lancement import Contact, MembreEquipe
from cpomdoc.model.parties import GESTIONNAIRE
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete
from cpomdoc.rendering.documents.lancement.mots import ContactVue, build_contact, list_parties, name_participant
from cpomdoc.rendering.documents.lancement.outil import (
    Outil,
    TeteOutil,
    applies_to,
    build_entete_outil,
    build_outil,
    build_tete,
    read_lancement,
)

REFERENT = "referent"
VIERGES = ("referent", "responsable_projet")
"""Roles of the blank sheets, while the team has nobody."""


@dataclass(frozen=True)
class MembreVue:
    """Someone of the team in one line, for those who want to reach them."""

    partie: str
    role: str
    contact: ContactVue


@dataclass(frozen=True)
class FicheReferentVue:
    """The page of one member; `proposees` when its missions are those the kit proposes; blanks are filled by hand."""

    titre: str
    partie: str
    role: str
    contact: ContactVue
    rattachement: str
    missions: tuple[str, ...]
    proposees: bool
    delegation: str
    competences: tuple[str, ...]
    temps_etp: str
    suppleant: str
    autres: tuple[MembreVue, ...]
    derniere: bool


@dataclass(frozen=True)
class VueReferents:
    """Everything lancement_referents.docx may print."""

    entete: Entete
    outil: Outil
    tete: TeteOutil
    equipe: tuple[MembreVue, ...]
    fiches: tuple[FicheReferentVue, ...]


code: str = "referents"
cle: str = "lancement_referents"
gabarit: str = "lancement_referents.docx"
VUE: type = VueReferents


def applies(contexte: Contexte) -> bool:
    """When the contract is being prepared with the kit."""
    return applies_to(contexte)


def build_vues(contexte: Contexte) -> VueReferents:
    """The team at a glance, then a sheet for each; whom to name and blank sheets while nobody is."""
    equipe = read_lancement(contexte).equipe
    membres = equipe or tuple(MembreEquipe("", "", role) for role in VIERGES)
    return VueReferents(
        entete=build_entete_outil(contexte, code),
        outil=build_outil(contexte, code),
        tete=build_tete(contexte),
        equipe=tuple(_membre(contexte, one) for one in equipe or _list_attendus(contexte)),
        fiches=tuple(_fiche(contexte, one, last=one is membres[-1]) for one in membres),
    )


def _list_attendus(contexte: Contexte) -> tuple[MembreEquipe, ...]:
    """Whom each party still has to name: a pilote for an authority, two roles for the manager."""
    autorites = tuple(MembreEquipe("", code, "pilote") for code in list_parties(contexte) if code != GESTIONNAIRE)
    return (*autorites, *(MembreEquipe("", GESTIONNAIRE, role) for role in VIERGES))


def _fiche(contexte: Contexte, one: MembreEquipe, *, last: bool) -> FicheReferentVue:
    usuel = contexte.referentiel.kit.roles.get(one.role or REFERENT, RoleKit("", (), "", ()))
    membre = _membre(contexte, one)
    titre = membre.role or "Membre de l’équipe"
    return FicheReferentVue(
        titre=f"{titre} – {membre.partie}" if membre.partie else f"{titre} – fiche à remplir",
        partie=membre.partie,
        role=membre.role,
        contact=membre.contact,
        rattachement=majuscule(one.rattachement or ""),
        missions=tuple(map(majuscule, one.missions or usuel.missions)),
        proposees=not one.missions,
        delegation=majuscule(one.delegation or usuel.delegation).rstrip("."),
        competences=tuple(map(majuscule, one.competences or usuel.competences)),
        temps_etp=(one.temps_etp or "").replace(" ETP", "\u202fETP"),
        suppleant=majuscule(one.suppleant or ""),
        autres=tuple(_iterate_autres(contexte, one)),
        derniere=last,
    )


def _iterate_autres(contexte: Contexte, one: MembreEquipe) -> Iterator[MembreVue]:
    """The members of the other parties; while nobody is named, a row to fill for each."""
    equipe = read_lancement(contexte).equipe
    yield from (_membre(contexte, other) for other in equipe if other.partie != one.partie)
    if not equipe:
        yield from (MembreVue("", "", build_contact(Contact())),) * 3


def _membre(contexte: Contexte, one: MembreEquipe) -> MembreVue:
    role = majuscule(contexte.libelle("role_equipe", one.role) or "")
    partie = name_participant(contexte, one.partie) if one.partie else ""
    return MembreVue(partie, role, build_contact(one.contact))
