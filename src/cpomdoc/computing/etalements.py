"""Money that is not in a base: one-year credits, and complementary financings, year by year."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from cpomdoc import montants
from cpomdoc.computing.sommes import sum_montants
from cpomdoc.model.calculs_finances import CalculEtalement
from cpomdoc.model.finances import CreditNonReconductible, FinancementComplementaire


def compute_credit(credit: CreditNonReconductible) -> CalculEtalement:
    """The amount of its year, or its total shared over its years."""
    etale = bool(credit.annees)
    annees = spread(credit.montant_total, credit.annees) if etale else dict.fromkeys(credit.exercices, credit.montant)
    return CalculEtalement(annees, etale, reconductible=False)


def compute_complement(one: FinancementComplementaire, exercices: Sequence[int]) -> CalculEtalement:
    """What it adds each year: nothing when the base already holds it; unknown while nobody says whether it recurs."""
    if one.dans_la_base:
        return CalculEtalement({}, etale=False, reconductible=one.reconductible is not False)
    if one.annees:
        return CalculEtalement(spread(one.montant_total, one.annees), etale=True, reconductible=False)
    first = one.annee if one.annee is not None else next(iter(exercices), None)
    if first is None:
        return CalculEtalement({}, etale=False, reconductible=one.reconductible is not False)
    if one.reconductible is False:
        return CalculEtalement({first: one.montant}, etale=False, reconductible=False)
    # Whether an amount comes back is not to be guessed: the years after the first are unknown until it is said.
    later = one.montant if one.reconductible else None
    annees = {annee: one.montant if annee == first else later for annee in exercices if annee >= first}
    return CalculEtalement(annees, etale=False, reconductible=True)


def spread(total: Decimal | None, annees: Iterable[int]) -> Mapping[int, Decimal | None]:
    """Equal parts cut at the cent; the last year takes what is left."""
    years = sorted(set(annees))
    if total is None or not years:
        return dict.fromkeys(years)
    return dict(zip(years, montants.equal_parts(total, len(years)), strict=True))


def sum_annee(etalements: Iterable[CalculEtalement], annee: int) -> Decimal | None:
    """What several of them are worth in one year; those that pay nothing that year are not unknown."""
    return sum_montants(one.annees[annee] for one in etalements if annee in one.annees)
