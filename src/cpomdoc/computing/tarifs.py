"""Accommodation tariffs of ESMS habilitated to social aid, year after year."""

from collections.abc import Sequence
from decimal import Decimal

from cpomdoc import montants
from cpomdoc.computing.sommes import CENT
from cpomdoc.model.aide_sociale import ConventionAideSociale, TarifHebergement
from cpomdoc.model.previsions import CalculTarif

TAUX_FIXE = "taux_fixe"


def compute_tarifs(convention: ConventionAideSociale, exercices: Sequence[int]) -> tuple[CalculTarif, ...]:
    """The tariffs of one convention over the year before the contract and its years."""
    if not exercices:
        return tuple(CalculTarif(tarif.libelle, {}) for tarif in convention.tarifs)
    return tuple(_compute_tarif(convention, tarif, exercices) for tarif in convention.tarifs)


def _compute_tarif(convention: ConventionAideSociale, tarif: TarifHebergement, exercices: Sequence[int]) -> CalculTarif:
    annees: dict[int, Decimal | None] = {exercices[0] - 1: tarif.montants.get(exercices[0] - 1)}
    for annee in exercices:
        suivant = compute_suivant(annees[annee - 1], _read_taux(convention, annee))
        annees[annee] = tarif.montants.get(annee, suivant)
    return CalculTarif(tarif.libelle, annees)


def compute_suivant(tarif: Decimal | None, taux: Decimal | None) -> Decimal | None:
    """Last year's tariff and one rate, rounded to the cent: what is billed is what the next year starts from."""
    return None if tarif is None or taux is None else montants.round_cent(tarif * (CENT + taux) / CENT)


def _read_taux(convention: ConventionAideSociale, annee: int) -> Decimal | None:
    return convention.taux.get(annee) if convention.evolution == TAUX_FIXE else None
