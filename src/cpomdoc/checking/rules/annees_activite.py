"""Rules on the years that activity targets cover: all of the contract, unless an avenant brings them later."""

from collections.abc import Iterator
from datetime import date

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart


def annees_objectifs(contexte: ContexteRegles) -> tuple[int, ...]:
    """Years that have targets, empty while the dates of the contract are unknown."""
    return contexte.dossier.exercices_activite if contexte.exercices else ()


def premier_jour(contexte: ContexteRegles) -> date | None:
    """The day from which activity is aimed at: that of effect, unless the targets start a later year."""
    effet, annees = contexte.contrat.date_effet, annees_objectifs(contexte)
    return date(annees[0], 1, 1) if effet is not None and annees and annees[0] > effet.year else effet


def premiere_annee_du_contrat(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La première année des objectifs d’activité est une année du contrat, après la première.

    Pourquoi : avant le contrat, ou après lui, elle n’engage personne ; la première année du contrat ne s’écrit pas,
    c’est celle que l’on retient d’office.
    Bon : contrat 2027-2031, annexe ajoutée par un avenant de 2027, « premiere_annee: 2028 »
    Mauvais : contrat 2027-2031, « premiere_annee: 2026 »
    """
    activite, annees = contexte.dossier.activite, contexte.exercices
    premiere = activite.premiere_annee if activite else None
    if premiere is not None and annees and premiere not in annees[1:]:
        yield Ecart(
            ("activite", "premiere_annee"),
            f"{premiere} n’est pas une année du contrat après la première ({annees[0]}-{annees[-1]}).",
            "Corrigez l’année, ou retirez cette ligne si les objectifs commencent avec le contrat.",
        )
