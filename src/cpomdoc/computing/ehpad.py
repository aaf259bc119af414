"""EHPAD have a regime of their own: reduction below a threshold of occupancy, equation of the care allocation."""

from decimal import Decimal

from cpomdoc import montants
from cpomdoc.computing.modulation import ZERO, compute_affiche
from cpomdoc.computing.sommes import CENT


def compute_minoration_ehpad(
    taux_occupation: Decimal | None, seuil: Decimal | None, part: Decimal | None
) -> Decimal | None:
    """Percent withheld from the allocation of permanent accommodation (CASF R. 314-160): a share of the gap."""
    if taux_occupation is None or seuil is None or part is None:
        return None
    return max(ZERO, seuil - compute_affiche(taux_occupation)) * part


def compute_forfait_minore(forfait: Decimal | None, minoration: Decimal | None) -> Decimal | None:
    """Amount withheld, rounded once."""
    return None if forfait is None or minoration is None else montants.round_cent(forfait * minoration / CENT)


def compute_forfait_soins(
    gmp: int, pmp: int, coefficient_pmp: Decimal, valeur_point: Decimal, capacite: int
) -> Decimal:
    """Care equation: (GMP + coefficient × PMP) × value of the point × places of permanent accommodation."""
    return montants.round_cent((gmp + coefficient_pmp * pmp) * valeur_point * capacite)
