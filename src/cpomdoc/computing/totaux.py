"""What each funder pays, year by year, and what the contract covers of a year that it does not cover whole."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from cpomdoc.computing.dgc import compute_echeances, get_dotation
from cpomdoc.computing.etalements import sum_annee
from cpomdoc.computing.sommes import sum_montants
from cpomdoc.model.calculs_finances import CalculEtalement, PartContrat, Trajectoire
from cpomdoc.model.finances import Finances

Totaux = Mapping[str, Mapping[int, Decimal | None]]
"""By funder, then by year."""


def compute_totaux(
    finances: Finances,
    trajectoires: Sequence[Trajectoire],
    complements: Sequence[CalculEtalement],
    exercices: Sequence[int],
) -> tuple[Totaux, Totaux]:
    """All that each funder pays, then what of it does not recur; unknown as soon as one part is."""
    autres = list(zip(finances.financements_complementaires, complements, strict=True))
    financeurs = dict.fromkeys(t.financeur for t in trajectoires)
    financeurs |= dict.fromkeys(one.financeur for one, calcul in autres if calcul.annees)
    tout: dict[str, dict[int, Decimal | None]] = {}
    une_fois: dict[str, dict[int, Decimal | None]] = {}
    for code in financeurs:
        mine = [t for t in trajectoires if t.financeur == code]
        added = [calcul for one, calcul in autres if one.financeur == code]
        once = [calcul for calcul in added if not calcul.reconductible]
        tout[code] = {a: sum_montants((*(get_dotation(t, a) for t in mine), sum_annee(added, a))) for a in exercices}
        une_fois[code] = {a: sum_montants((*_iterate_cnr(mine, a), sum_annee(once, a))) for a in exercices}
    return tout, une_fois


def _iterate_cnr(trajectoires: Sequence[Trajectoire], annee: int) -> Iterator[Decimal | None]:
    return (one.cnr for t in trajectoires for one in t.annees if one.annee == annee)


def compute_parts_du_contrat(debut: date | None, fin: date | None, totaux: Totaux) -> tuple[PartContrat, ...]:
    """Of the first and the last year, when the contract covers them in part: the twelfths paid while it runs."""
    if debut is None or fin is None:
        return ()
    years = {annee: (date(annee, 1, 1), date(annee, 12, 31)) for annee in (debut.year, fin.year)}
    covered = {annee: (max(debut, first), min(fin, last)) for annee, (first, last) in years.items()}
    return tuple(
        PartContrat(
            annee=annee,
            du=du,
            au=au,
            versements=len(_list_versements(annee, None, du, au)),
            montants={f: sum_montants(_list_versements(annee, one.get(annee), du, au)) for f, one in totaux.items()},
        )
        for annee, (du, au) in covered.items()
        if (du, au) != years[annee]
    )


def _list_versements(annee: int, total: Decimal | None, du: date, au: date) -> list[Decimal | None]:
    return [one.montant for one in compute_echeances(annee, total, du) if one.date <= au]
