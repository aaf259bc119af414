"""Common plan of action: the action sheets and the other actions, how each goes, and what was decided of it."""

from dataclasses import dataclass

from cpomdoc.francais import majuscule
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete
from cpomdoc.rendering.documents.lancement.actions_suivies import ActionSuivie, list_actions
from cpomdoc.rendering.documents.lancement.classeur_plan import build_onglets
from cpomdoc.rendering.documents.lancement.indicateurs_suivis import (
    AnneeIndicateur,
    IndicateurSuivi,
    iterate_indicateurs,
    read_realises,
)
from cpomdoc.rendering.documents.lancement.outil import (
    Outil,
    TeteOutil,
    applies_to,
    build_entete_outil,
    build_outil,
    build_tete,
)
from cpomdoc.rendering.tableur import Classeur
from cpomdoc.typographie import FINE, format_date, format_date_courte

LIGNES_LIBRES = 3


@dataclass(frozen=True)
class ActionVue:
    """A row of the plan; what nobody filled is an empty cell."""

    numero: str
    intitule: str
    etablissements: str
    pilote: str
    echeance: str
    revisee: str
    avancement: str
    statut: str
    gestionnaire: str
    autorites: str
    decision: str


@dataclass(frozen=True)
class IndicateurVue:
    """An indicator with its unit, where it starts from, and its years: target, what was reached, gap."""

    fiche: str
    libelle: str
    depart: str
    annees: tuple[AnneeIndicateur, ...]


@dataclass(frozen=True)
class VuePlanCommun:
    """Everything lancement_plan_commun.docx may print."""

    entete: Entete
    outil: Outil
    tete: TeteOutil
    situation: str
    fiches: tuple[ActionVue, ...]
    autres: tuple[ActionVue, ...]
    annees: tuple[int, ...]
    indicateurs: tuple[IndicateurVue, ...]


code: str = "plan_commun"
cle: str = "lancement_plan_commun"
gabarit: str = "lancement_plan_commun.docx"
VUE: type = VuePlanCommun


def applies(contexte: Contexte) -> bool:
    """When the contract is being prepared with the kit."""
    return applies_to(contexte)


def build_vues(contexte: Contexte) -> VuePlanCommun:
    """The sheets, the other actions with a few rows to write on, and the indicators of the sheets."""
    actions = list_actions(contexte)
    autres = tuple(_action(contexte, one) for one in actions if one.fiche is None)
    return VuePlanCommun(
        entete=build_entete_outil(contexte, code),
        outil=build_outil(contexte, code),
        tete=build_tete(contexte),
        situation=_say_situation(contexte),
        fiches=tuple(_action(contexte, one) for one in actions if one.fiche),
        autres=(*autres, *(ActionVue(*("",) * 11),) * LIGNES_LIBRES),
        annees=contexte.calculs.exercices,
        indicateurs=tuple(map(_indicateur, iterate_indicateurs(contexte, read_realises(contexte)))),
    )


def build_classeur(contexte: Contexte) -> Classeur:
    """A sheet for the action sheets, one for the other actions, one for the indicators."""
    tete = build_tete(contexte)
    entete = (
        ("Organisme gestionnaire", tete.gestionnaire or ""),
        ("ESMS concernés", ", ".join(tete.etablissements)),
        ("Autorités concernées", ", ".join(tete.autorites)),
    )
    origines = ("fiches", "suivis") if contexte.bilan else ("fiches",)
    return Classeur(build_outil(contexte, code).titre, build_onglets(contexte, entete), origines)


def _say_situation(contexte: Contexte) -> str:
    """Of which year the state of the sheets is; empty while no year has been followed."""
    bilan = contexte.bilan
    return f"État des fiches{FINE}: suivi de {bilan.annee}, arrêté au {format_date(bilan.au)}." if bilan else ""


def _action(contexte: Contexte, one: ActionSuivie) -> ActionVue:
    suivi = one.suivi
    return ActionVue(
        numero=one.numero,
        intitule=one.intitule,
        etablissements=", ".join(one.etablissements),
        pilote=one.pilote,
        echeance=format_date_courte(one.echeance) or "",
        revisee=format_date_courte(suivi.echeance_revisee) or "",
        avancement="" if suivi.avancement is None else f"{suivi.avancement}{FINE}%",
        statut=majuscule(contexte.libelle("statut_action", suivi.statut) or ""),
        gestionnaire=majuscule(suivi.commentaire_gestionnaire or ""),
        autorites=majuscule(suivi.commentaire_autorites or ""),
        decision=majuscule(suivi.decision or ""),
    )


def _indicateur(one: IndicateurSuivi) -> IndicateurVue:
    libelle = f"{one.libelle} ({one.unite})" if one.unite else one.libelle
    return IndicateurVue(one.fiche, majuscule(libelle), one.depart, one.annees)
