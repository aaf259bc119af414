"""Professionals and users: who takes part in the contract, how, when, what comes of it and what they are told."""

from dataclasses import dataclass

from cpomdoc.francais import majuscule
from cpomdoc.model.lancement_travaux import ActionAssociation
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete
from cpomdoc.rendering.documents.lancement.mots import tick
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


@dataclass(frozen=True)
class ActionVue:
    """Who takes part and how; what nobody wrote is left blank."""

    public: str
    modalite: str
    date: str
    livrable: str
    retour: str
    fait: str


LIGNE_LIBRE = ActionVue("", "", "", "", "", tick(None))
LIGNES = 4
"""Rows a form offers at least, so that actions may be added by hand."""


@dataclass(frozen=True)
class VueAssociation:
    """Everything lancement_association.docx may print; `proposees` says that the rows are those of the kit."""

    entete: Entete
    outil: Outil
    tete: TeteOutil
    actions: tuple[ActionVue, ...]
    proposees: bool
    faites: int
    nombre: int


code: str = "association"
cle: str = "lancement_association"
gabarit: str = "lancement_association.docx"
VUE: type = VueAssociation


def applies(contexte: Contexte) -> bool:
    """When the contract is being prepared with the kit."""
    return applies_to(contexte)


def build_vues(contexte: Contexte) -> VueAssociation:
    """What the author wrote, in his order; the usual publics, to be filled in, while he wrote nothing."""
    ecrites = read_lancement(contexte).association
    usuels = contexte.referentiel.listes["public_association"].items()
    actions = ecrites or tuple(ActionAssociation(ident, public) for ident, public in usuels)
    return VueAssociation(
        entete=build_entete_outil(contexte, code),
        outil=build_outil(contexte, code),
        tete=build_tete(contexte),
        actions=tuple(_action(one) for one in actions) + (LIGNE_LIBRE,) * max(LIGNES - len(actions), 0),
        proposees=not ecrites,
        faites=sum(1 for one in ecrites if one.fait),
        nombre=len(ecrites),
    )


def _action(one: ActionAssociation) -> ActionVue:
    return ActionVue(
        public=majuscule(one.public),
        modalite=majuscule(one.modalite or ""),
        date=format_date_courte(one.date) if one.date else "",
        livrable=majuscule(one.livrable or ""),
        retour=majuscule(one.retour or ""),
        fait=tick(one.fait),
    )
