"""Rates of each clause: written or supposed, weighted by groups of charges, kept between a floor and a ceiling."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from cpomdoc.computing.sommes import CENT, sum_known
from cpomdoc.model.calculs_finances import CalculEvolution
from cpomdoc.model.finances import Evolution, Finances, TauxGroupe

FIXE = "fixe"
HYPOTHETIQUES = ("rob", "vote_annuel")
DIX_MILLIEME = Decimal("0.0001")


def compute_evolutions(finances: Finances, exercices: Sequence[int]) -> tuple[CalculEvolution, ...]:
    """The clause of the contract, then those of its funders, in the author's order."""
    named = (finances.evolution_de(one.financeur, one.section) for one in finances.evolutions)
    return tuple(_compute_evolution(one, exercices) for one in (finances.evolution_generale, *named))


def _compute_evolution(evolution: Evolution, exercices: Sequence[int]) -> CalculEvolution:
    taux = {annee: compute_taux(evolution, annee) for annee in exercices}
    return CalculEvolution(evolution.financeur, evolution.section, evolution.clause_taux, is_hypothese(evolution), taux)


def is_hypothese(evolution: Evolution) -> bool:
    """Whether its rates are decided each year, so that none binds anyone today."""
    return evolution.clause_taux in HYPOTHETIQUES


def compute_taux(evolution: Evolution, annee: int) -> Decimal | None:
    """The rate of one year: the supposed one where the contract fixes none, else the written, else the weighted one."""
    supposed = evolution.hypotheses.get(annee) if is_hypothese(evolution) else None
    written = evolution.taux.get(annee) if supposed is None else supposed
    if written is None and evolution.ponderation:
        written = compute_taux_pondere(evolution.ponderation, annee)
    return bound_taux(written, evolution)


def compute_taux_pondere(groupes: Sequence[TauxGroupe], annee: int) -> Decimal | None:
    """Sum of the rates of the groups by their shares, rounded to four decimals, which is how it is printed."""
    parts = [_compute_part(one, annee) for one in groupes]
    total = sum_known(parts, Decimal(0))
    return None if total is None else total.quantize(DIX_MILLIEME, ROUND_HALF_UP)


def _compute_part(one: TauxGroupe, annee: int) -> Decimal | None:
    taux = one.taux.get(annee)
    return None if taux is None or one.part is None else taux * one.part / CENT


def bound_taux(taux: Decimal | None, evolution: Evolution) -> Decimal | None:
    """Neither below the floor nor above the ceiling; an unknown rate stays unknown."""
    if taux is None:
        return None
    if evolution.plancher is not None and taux < evolution.plancher:
        return evolution.plancher
    return evolution.plafond if evolution.plafond is not None and taux > evolution.plafond else taux
