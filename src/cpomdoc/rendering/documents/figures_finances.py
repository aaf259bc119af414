"""Chart: the allocations of each funder, year after year."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from cpomdoc.model.calculs_finances import CalculFinances
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.figures import VALEURS_MIN, count_known, say_annees, wants_figures
from cpomdoc.rendering.documents.parties import name_partie
from cpomdoc.rendering.graphiques import PAYSAGE_CM, Barres, Figure, LigneBarres, Mesure
from cpomdoc.typographie import format_montant

SERIES_MAX = 6
"""Hatchings that a reader tells apart without colour."""

HYPOTHESES = " – hypothèses non contractuelles"


def build_figures_dotations(contexte: Contexte) -> tuple[Figure, ...]:
    """Amounts by year for each funder of which at least two years are known; six funders to a chart."""
    finances = contexte.calculs.finances
    if finances is None or not wants_figures(contexte):
        return ()
    annees = _list_annees(contexte, finances)
    series = [
        (_name(contexte, finances, code), _mesures(contexte, annees, totaux))
        for code, totaux in finances.totaux.items()
        if count_known(_mesures(contexte, annees, totaux)) >= VALEURS_MIN
    ]
    groups = [series[rank : rank + SERIES_MAX] for rank in range(0, len(series), SERIES_MAX)]
    return tuple(_build(annees, group, hypothese=finances.hypothese) for group in groups)


Serie = tuple[str, tuple[Mesure | None, ...]]


def _list_annees(contexte: Contexte, finances: CalculFinances) -> tuple[int, ...]:
    """The years of the contract; one that a prorogation brings, only when an amount of it is known."""
    known = {annee for one in finances.totaux.values() for annee, montant in one.items() if montant is not None}
    ajoutes = contexte.dossier.exercices_ajoutes
    return tuple(annee for annee in contexte.calculs.exercices if annee in known or annee not in ajoutes)


def _build(annees: Sequence[int], series: Sequence[Serie], *, hypothese: bool) -> Figure:
    names = [name for name, _ in series]
    suffix = HYPOTHESES if hypothese else ""
    title = f"Dotations par financeur et par année{suffix}" if len(names) > 1 else f"{names[0]}, par année{suffix}"
    lignes = tuple(
        LigneBarres(str(annee), tuple(mesures[rank] for _, mesures in series)) for rank, annee in enumerate(annees)
    )
    said = [f"{name}\u00a0: {say_annees(annees, mesures, 'montant inconnu')}" for name, mesures in series]
    words = f"Dotations par année{suffix}. " + "\u202f; ".join(said) + "."
    return Figure(title, Barres(tuple(names), lignes, words, PAYSAGE_CM))


def _mesures(
    contexte: Contexte, annees: Sequence[int], totaux: Mapping[int, Decimal | None]
) -> tuple[Mesure | None, ...]:
    return tuple(_mesure(contexte, annee, totaux.get(annee)) for annee in annees)


def _mesure(contexte: Contexte, annee: int, montant: Decimal | None) -> Mesure | None:
    if montant is None:
        return None if annee in contexte.dossier.exercices_ajoutes else Mesure(None)
    return Mesure(montant, format_montant(montant))


def _name(contexte: Contexte, finances: CalculFinances, code: str) -> str:
    """« Dotation globalisée commune – ARS » when it is all that the funder pays, « ARS » otherwise."""
    common = [one for one in finances.dgc if one.financeur == code]
    name = name_partie(contexte, code)
    if len(common) != 1:
        return f"Dotations – {name}"
    same = all(one.montant == finances.totaux[code].get(one.annee) for one in common[0].annees)
    return f"Dotation globalisée commune – {name}" if same else f"Dotations – {name}"
