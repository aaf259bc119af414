"""Head-office costs split between ESMS: pro rata to gross charges (CASF R. 314-92), or at one rate (R. 314-93)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from cpomdoc import montants, periodes
from cpomdoc.computing.sommes import CENT, compute_pourcentage, sum_montants
from cpomdoc.model.finances import FraisSiege
from cpomdoc.model.previsions import AnneeSiege, CalculSiege, PartSiege

POURCENTAGE = "pourcentage"


def compute_siege(frais: FraisSiege, exercices: Sequence[int] = ()) -> CalculSiege:
    """Share of each ESMS; at one rate the amount follows from the shares, otherwise the shares add up to the amount."""
    charges = frais.charges_brutes
    total = sum_montants(charges.values()) if charges else None
    quote_parts = {esms: compute_pourcentage(charge, total) for esms, charge in charges.items()}
    montant, parts = compute_repartition(frais, frais.montant)
    return CalculSiege(
        montant,
        tuple(PartSiege(e, charges[e], quote_parts[e], parts[e]) for e in charges),
        tuple(compute_annee(frais, annee) for annee in exercices),
    )


def compute_annee(frais: FraisSiege, annee: int) -> AnneeSiege:
    """The split of one year, on the charges that are known today; a year is covered while the authorisation runs."""
    montant, parts = compute_repartition(frais, frais.montants.get(annee) if frais.montants else frais.montant)
    debut, duree = frais.date_autorisation, frais.duree_annees
    couverte = debut is None or not duree or annee <= periodes.date_fin(debut, duree).year
    return AnneeSiege(annee, couverte, montant, parts)


def compute_repartition(
    frais: FraisSiege, montant: Decimal | None
) -> tuple[Decimal | None, Mapping[str, Decimal | None]]:
    """Total and shares: of one rate, the total follows; of an amount, the shares do."""
    charges = frais.charges_brutes
    if frais.mode != POURCENTAGE:
        return montant, split_siege(montant, charges)
    parts = {esms: compute_part_au_taux(charge, frais.taux) for esms, charge in charges.items()}
    return sum_montants(parts.values()) if parts else None, parts


def compute_part_au_taux(charge: Decimal | None, taux: Decimal | None) -> Decimal | None:
    """One rate on gross charges."""
    return None if charge is None or taux is None else montants.round_cent(charge * taux / CENT)


def split_siege(montant: Decimal | None, charges: Mapping[str, Decimal | None]) -> dict[str, Decimal | None]:
    """The amount pro rata to charges, exact to the cent; one unknown (or negative) charge makes every share unknown."""
    known = [charge for charge in charges.values() if charge is not None]
    if montant is None or len(known) < len(charges) or sum(known) <= 0 or min(known) < 0:
        return dict.fromkeys(charges)
    return dict(zip(charges, montants.split_largest_remainder(montant, known), strict=True))
