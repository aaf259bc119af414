"""What a shortfall of activity may cost: gap, legal ceiling, rate of the clause, amount (CASF R. 314-43-2, III)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from cpomdoc import montants
from cpomdoc.computing.activite import TAUX_OCCUPATION
from cpomdoc.computing.sommes import CENT, compute_pourcentage
from cpomdoc.model.activite import Modulation

CENTIEME = Decimal("0.01")
DIX_MILLIEME = Decimal("0.0001")
ZERO = Decimal(0)
POINTS = "points"
RELATIF = "relatif"
MOYENNE_PONDEREE = "moyenne_ponderee"
PLUS_FAVORABLE = "plus_favorable"


@dataclass(frozen=True)
class Mesure:
    """A target and what was realised, both as printed: percent with two decimals."""

    cible: Decimal
    realise: Decimal


def compute_affiche(taux: Decimal) -> Decimal:
    """A rate as printed, so that the gap can be checked by hand on the printed figures."""
    return taux.quantize(CENTIEME, ROUND_HALF_UP)


def compute_mesure(code: str, cible: Decimal | None, realise: Decimal | None) -> Mesure | None:
    """Both sides in percent: a rate as it is, a count as a share of its target, which is then worth 100."""
    if cible is None or realise is None:
        return None
    if code == TAUX_OCCUPATION:
        return Mesure(compute_affiche(cible), compute_affiche(realise))
    share = compute_pourcentage(realise, cible)
    return None if share is None else Mesure(Decimal("100.00"), compute_affiche(share))


def compute_ecart(mesure: Mesure | None, base: str | None) -> Decimal | None:
    """Gap in points, or relative to the target; never negative: doing more than the target brings nothing."""
    if mesure is None or base not in (POINTS, RELATIF):
        return None
    gap = max(ZERO, mesure.cible - mesure.realise)
    if base == POINTS:
        return gap
    relative = compute_pourcentage(gap, mesure.cible)
    return None if relative is None else compute_affiche(relative)


def compute_taux_plafond(ecart: Decimal | None, part: Decimal | None) -> Decimal | None:
    """The most that may be withheld, in percent of the allocation: a share of the gap fixed by law."""
    return None if ecart is None or part is None else ecart * part


def compute_taux_clause(ecart: Decimal | None, modulation: Modulation, part: Decimal | None) -> Decimal | None:
    """What the contract withholds, by its steps or by its coefficient, never above the legal ceiling."""
    plafond = compute_taux_plafond(ecart, part)
    if ecart is None or plafond is None:
        return None
    taux = compute_taux_paliers(ecart, modulation) if modulation.paliers else compute_taux_continu(ecart, modulation)
    return None if taux is None else max(ZERO, min(taux, plafond))


def compute_taux_continu(ecart: Decimal, modulation: Modulation) -> Decimal | None:
    """The coefficient on what exceeds the franchise; nothing below the threshold, past which the whole gap counts."""
    if modulation.seuil_points is not None and ecart < modulation.seuil_points:
        return ZERO
    franchise = modulation.franchise_points
    if franchise is None:
        # A clause with a threshold and no franchise takes nothing off the gap.
        franchise = None if modulation.seuil_points is None else ZERO
    if modulation.coefficient is None or franchise is None:
        return None
    return max(ZERO, ecart - franchise) * modulation.coefficient


def compute_taux_paliers(ecart: Decimal, modulation: Modulation) -> Decimal | None:
    """The rate of the highest step that the gap reaches; nothing below the first one."""
    reached = [one for one in modulation.paliers if one.ecart <= ecart]
    return max(reached, key=lambda one: one.ecart).taux if reached else ZERO


def compute_taux_agrege(
    taux: Sequence[Decimal | None], agregation: str | None, poids: Sequence[Decimal | None]
) -> Decimal | None:
    """One rate for several indicators: the lowest, or the mean weighted by `poids`, unknown while a weight is."""
    known = [one for one in taux if one is not None]
    if agregation is None or not known or len(known) < len(taux):
        return None
    if len(known) == 1 or agregation != MOYENNE_PONDEREE:
        return min(known) if agregation == PLUS_FAVORABLE or len(known) == 1 else None
    weights = [one for one in poids if one is not None]
    total = sum(weights, ZERO)
    if len(weights) < len(known) or total == 0:
        return None
    mean = sum((rate * weight for rate, weight in zip(known, weights, strict=True)), ZERO) / total
    # A mean may have no end: it is rounded as it is printed, so that the amount can be checked by hand.
    return mean.quantize(DIX_MILLIEME, ROUND_HALF_UP)


def compute_abattement(dotation: Decimal | None, taux: Decimal | None) -> Decimal | None:
    """The amount withheld from the allocation of one ESMS, rounded once."""
    return None if dotation is None or taux is None else montants.round_cent(dotation * taux / CENT)
