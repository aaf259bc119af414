"""What a service autonomie à domicile will do and be paid, year by year."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from cpomdoc import montants
from cpomdoc.computing.sommes import sum_entiers, sum_known, sum_montants
from cpomdoc.model.domicile import Domicile, PriseEnCharge
from cpomdoc.model.objectifs import Objectif, Objectifs
from cpomdoc.model.previsions import AnneeDomicile, CalculDomicile


def compute_domicile(domicile: Domicile, objectifs: Objectifs | None, exercices: Sequence[int]) -> CalculDomicile:
    """Hours times tariff by scheme, totals of the services, and the allocation that pays for objectives."""
    lignes = [ligne for service in domicile.services for ligne in service.prises_en_charge]
    finances = financed_objectifs(objectifs)
    return CalculDomicile(
        financements=tuple(
            tuple(
                {annee: compute_financement(ligne, annee) for annee in exercices} for ligne in service.prises_en_charge
            )
            for service in domicile.services
        ),
        annees=tuple(_compute_annee(lignes, finances, annee) for annee in exercices),
    )


def compute_financement(ligne: PriseEnCharge, annee: int) -> Decimal | None:
    """Hours of a year at their tariff, rounded to the cent; None when one of the two is unknown."""
    heures, tarif = ligne.heures.get(annee), ligne.tarifs.get(annee)
    return None if heures is None or tarif is None else montants.round_cent(heures * tarif)


def compute_dotation(objectifs: Iterable[Objectif], annee: int) -> Decimal | None:
    """Sum of the allocations of a year; an objective that gets nothing that year must say zero."""
    return sum_montants(one.dotation.montants.get(annee) if one.dotation else None for one in objectifs)


def financed_objectifs(objectifs: Objectifs | None) -> tuple[Objectif, ...]:
    """The objectives that an allocation of their own pays for."""
    return tuple(one for one in (objectifs.objectifs if objectifs else ()) if one.dotation is not None)


def _compute_annee(lignes: Sequence[PriseEnCharge], finances: tuple[Objectif, ...], annee: int) -> AnneeDomicile:
    tarifees = [ligne for ligne in lignes if ligne.tarifs]
    heures = sum_montants(compute_financement(ligne, annee) for ligne in tarifees)
    dotation = compute_dotation(finances, annee) if finances else None
    return AnneeDomicile(
        annee=annee,
        beneficiaires=sum_entiers(ligne.beneficiaires.get(annee) for ligne in lignes),
        heures=sum_known((ligne.heures.get(annee) for ligne in lignes), Decimal(0)),
        financement=heures,
        dotation=dotation,
        total=sum_montants([heures, dotation]) if finances else heures,
    )
