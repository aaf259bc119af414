"""Head-office costs split between ESMS: pro rata to gross charges (CASF R. 314-92), or at one rate (R. 314-93)."""

from collections.abc import Mapping
from decimal import Decimal

from cpomdoc import montants
from cpomdoc.computing.sommes import CENT, compute_pourcentage, sum_montants
from cpomdoc.model.calculs import CalculSiege, PartSiege
from cpomdoc.model.finances import FraisSiege

POURCENTAGE = "pourcentage"


def compute_siege(frais: FraisSiege) -> CalculSiege:
    """Share of each ESMS; at one rate the amount follows from the shares, otherwise the shares add up to the amount."""
    charges = frais.charges_brutes
    total = sum_montants(charges.values()) if charges else None
    quote_parts = {esms: compute_pourcentage(charge, total) for esms, charge in charges.items()}
    if frais.mode == POURCENTAGE:
        parts = {esms: compute_part_au_taux(charge, frais.taux) for esms, charge in charges.items()}
        montant = sum_montants(parts.values()) if parts else None
    else:
        parts = split_siege(frais.montant, charges)
        montant = frais.montant
    return CalculSiege(montant, tuple(PartSiege(e, charges[e], quote_parts[e], parts[e]) for e in charges))


def compute_part_au_taux(charge: Decimal | None, taux: Decimal | None) -> Decimal | None:
    """One rate on gross charges."""
    return None if charge is None or taux is None else montants.round_cent(charge * taux / CENT)


def split_siege(montant: Decimal | None, charges: Mapping[str, Decimal | None]) -> dict[str, Decimal | None]:
    """The amount pro rata to charges, exact to the cent; one unknown (or negative) charge makes every share unknown."""
    known = [charge for charge in charges.values() if charge is not None]
    if montant is None or len(known) < len(charges) or sum(known) <= 0 or min(known) < 0:
        return dict.fromkeys(charges)
    return dict(zip(charges, montants.split_largest_remainder(montant, known), strict=True))
