"""What one year of the contract brings to the meeting of the dialogue de gestion, as the tool prints it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cpomdoc.francais import majuscule
from cpomdoc.periodes import MOIS
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.lancement.actions_suivies import ActionSuivie, list_actions
from cpomdoc.rendering.documents.lancement.indicateurs_suivis import Realise, iterate_indicateurs
from cpomdoc.rendering.documents.lancement.sujets import Sujet
from cpomdoc.rendering.documents.mise_en_oeuvre import Membre
from cpomdoc.typographie import FINE


@dataclass(frozen=True)
class SuiviFiche:
    """A row of the minutes: an indicator of a sheet; the first row of a sheet names it, with its state."""

    numero: str
    intitule: str
    statut: str
    indicateur: str
    depart: str
    cible: str
    realise: str
    ecart: str
    decision: str


@dataclass(frozen=True)
class SuiviActivite:
    """A target of the year, and what was done once it is known."""

    etablissement: str
    indicateur: str
    cible: str
    realise: str = ""
    ecart: str = ""
    explication: str = ""


@dataclass(frozen=True)
class SuiviFinances:
    """What the contract foresees for an ESMS and a funder, and what was notified once it is known."""

    etablissement: str
    financeur: str
    dotation: str
    notifiee: str = ""
    resultat: str = ""
    observation: str = ""


@dataclass(frozen=True)
class PointArbitre:
    """A point that the parties settled, or an empty row to write one."""

    point: str = ""
    positions: str = ""
    decision: str = ""


@dataclass(frozen=True)
class FeuilleDialogue:
    """All that one year brings; `annee` is empty while the contract has no dates, the end until the meeting is held."""

    annee: str
    prevue: str
    membres: tuple[Membre, ...]
    sujets: tuple[Sujet, ...]
    fiches: tuple[SuiviFiche, ...]
    activite: tuple[SuiviActivite, ...]
    finances: tuple[SuiviFinances, ...]
    hypothese: bool
    arbitres: tuple[PointArbitre, ...]
    rencontre: str = ""
    presents: tuple[str, ...] = ()
    avenant: str = "☐"
    sans_avenant: str = "☐"
    objet_avenant: str = ""
    prochaine: str = ""


def iterate_fiches(contexte: Contexte, annee: int | None, realise: Realise) -> Iterator[SuiviFiche]:
    """An indicator a row, under its sheet."""
    par_fiche: dict[str, list[SuiviFiche]] = {}
    for one in iterate_indicateurs(contexte, realise):
        valeurs = one.annee(annee or 0)
        libelle = majuscule(f"{one.libelle} ({one.unite})" if one.unite else one.libelle)
        ligne = SuiviFiche("", "", "", libelle, one.depart, valeurs.cible, valeurs.realise, valeurs.ecart, "")
        par_fiche.setdefault(one.fiche, []).append(ligne)
    for action in list_actions(contexte):
        if action.fiche is not None:
            suite = par_fiche.get(action.numero) or [SuiviFiche(*("",) * 9)]
            yield _name(contexte, suite[0], action)
            yield from suite[1:]


def _name(contexte: Contexte, ligne: SuiviFiche, action: ActionSuivie) -> SuiviFiche:
    suivi = action.suivi
    avancement = None if suivi.avancement is None else f"{suivi.avancement}{FINE}%"
    etat = (contexte.libelle("statut_action", suivi.statut), avancement)
    return replace(
        ligne,
        numero=action.numero,
        intitule=action.intitule,
        statut=majuscule(", ".join(part for part in etat if part)),
        decision=majuscule(suivi.decision or ""),
    )


def say_prevue(contexte: Contexte, annee: int | None) -> str:
    """What the contract plans for the committee that year: « Mars 2027 : installation du comité »."""
    suivi = contexte.dossier.general.suivi
    prevues = [one for one in suivi.reunions if one.annee == annee] if suivi else ()
    quand = (f"{MOIS[one.mois - 1]} {one.annee}" if one.mois else str(one.annee) for one in prevues)
    dites = (f"{q}{FINE}: {one.objet}" if one.objet else q for q, one in zip(quand, prevues, strict=True))
    return majuscule(f"{FINE}; ".join(dites))
