"""What a meeting of the follow-up should put on its agenda: actions that are late, put off or given up, and gaps."""

from collections.abc import Iterator
from dataclasses import dataclass

from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.lancement.actions_suivies import ABANDONNEE, REPORTEE, ActionSuivie, list_actions
from cpomdoc.typographie import FINE, format_date_courte


@dataclass(frozen=True)
class Sujet:
    """A point to settle: about which action, why it is raised, and by whom when people did."""

    numero: str
    action: str
    motif: str
    partie: str = ""


def iterate_sujets(contexte: Contexte, annee: int | None) -> Iterator[Sujet]:
    """Action by action; none while nothing calls for a decision."""
    for one in list_actions(contexte):
        motifs = [*_iterate_motifs(one, annee), *_iterate_indicateurs(one, annee)]
        if motifs:
            yield Sujet(one.numero, one.intitule, f"{FINE}; ".join(motifs))


def _iterate_motifs(one: ActionSuivie, annee: int | None) -> Iterator[str]:
    suivi = one.suivi
    if suivi.statut == REPORTEE:
        yield "action reportée, nouvelle échéance à fixer" if not suivi.echeance_revisee else "action reportée"
    if suivi.statut == ABANDONNEE:
        yield "action abandonnée, suites à tirer"
    if suivi.echeance_revisee and one.echeance and suivi.echeance_revisee > one.echeance and one.ouverte:
        initiale, revisee = format_date_courte(one.echeance), format_date_courte(suivi.echeance_revisee)
        yield f"échéance repoussée du {initiale} au {revisee}"
    if annee is not None and one.ouverte and one.echue_le and one.echue_le.year <= annee:
        yield f"échéance du {format_date_courte(one.echue_le)}"
    if suivi.decision:
        yield suivi.decision


def _iterate_indicateurs(one: ActionSuivie, annee: int | None) -> Iterator[str]:
    """A sheet that cannot be judged this year: no indicator, or one without a target."""
    if one.fiche is None or annee is None:
        return
    if not one.fiche.indicateurs:
        yield "aucun indicateur"
    for indicateur in one.fiche.indicateurs:
        if indicateur.cibles.get(annee) is None:
            yield f"pas de cible {annee} pour «{FINE}{indicateur.libelle}{FINE}»"
