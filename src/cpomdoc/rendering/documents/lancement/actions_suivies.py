"""What the parties follow together: every action sheet of the contract, then the actions that are in none."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cpomdoc.francais import majuscule
from cpomdoc.model.lancement_travaux import ActionCommune
from cpomdoc.model.objectifs import FicheAction
from cpomdoc.model.suivi_annuel import EtatAction
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.lancement.outil import read_lancement

REALISEE, REPORTEE, ABANDONNEE = "realisee", "reportee", "abandonnee"
TERMINEES = frozenset({REALISEE, ABANDONNEE})


@dataclass(frozen=True)
class ActionSuivie:
    """An action and how it goes; `fiche` is None for one that is in no sheet, whose words are its own."""

    numero: str
    intitule: str
    etablissements: tuple[str, ...]
    pilote: str
    echeance: date | None
    suivi: ActionCommune
    fiche: FicheAction | None = None

    @property
    def echue_le(self) -> date | None:
        """The day by which it is due, as revised."""
        return self.suivi.echeance_revisee or self.echeance

    @property
    def ouverte(self) -> bool:
        """Whether there is still something to do."""
        return self.suivi.statut not in TERMINEES


def list_actions(contexte: Contexte) -> tuple[ActionSuivie, ...]:
    """The sheets in their order, then the others in that of lancement.yaml."""
    return (*_iterate_fiches(contexte), *_iterate_autres(contexte))


def _iterate_fiches(contexte: Contexte) -> Iterator[ActionSuivie]:
    suivis = {one.action: one for one in read_lancement(contexte).plan_commun}
    for one in contexte.dossier.fiches:
        yield ActionSuivie(
            one.fiche, one.intitule, _noms(contexte, one.etablissements), majuscule(one.pilote or ""), one.echeance,
            _read_etat(contexte, one.fiche) or suivis.get(one.fiche, ActionCommune(one.fiche)), one,
        )  # fmt: skip


def _read_etat(contexte: Contexte, fiche: str) -> ActionCommune | None:
    """What the last year of follow-up that speaks of a sheet says of it; the kit spoke before the contract lived."""
    etats = tuple(_iterate_etats(contexte, fiche))
    if not etats:
        return None
    etat, reports = etats[0], (one.echeance_revisee for one in etats)
    return ActionCommune(
        action=fiche,
        echeance_revisee=next((jour for jour in reports if jour is not None), None),
        avancement=etat.avancement,
        statut=etat.statut,
        commentaire_gestionnaire=etat.commentaire_gestionnaire,
        commentaire_autorites=etat.commentaire_autorites,
        decision=etat.decision,
    )


def _iterate_etats(contexte: Contexte, fiche: str) -> Iterator[EtatAction]:
    """The last year first."""
    for suivi in sorted(contexte.dossier.suivis, key=lambda one: one.annee, reverse=True):
        yield from (one for one in suivi.fiches if one.fiche == fiche)


def _iterate_autres(contexte: Contexte) -> Iterator[ActionSuivie]:
    fiches = {one.fiche for one in contexte.dossier.fiches}
    for one in read_lancement(contexte).plan_commun:
        if one.action not in fiches:
            intitule, esms = majuscule(one.intitule or one.action), _noms(contexte, one.etablissements)
            yield ActionSuivie("", intitule, esms, majuscule(one.pilote or ""), one.echeance, one)


def _noms(contexte: Contexte, idents: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(contexte.nom_etablissement(ident) for ident in idents)
