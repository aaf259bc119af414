"""Common allocation (DGC): sum of rounded parts, its twelfths, and the days they are paid."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from cpomdoc import montants, periodes
from cpomdoc.computing.sommes import sum_montants
from cpomdoc.model.calculs_finances import AnneeDgc, CalculDgc, Echeance, Echeancier, Trajectoire
from cpomdoc.model.finances import Dgc


def belongs_to(trajectoire: Trajectoire, dgc: Dgc) -> bool:
    """Whether an allocation is paid through the DGC; a DGC without section takes every section of its funder."""
    same_funding = trajectoire.financeur == dgc.financeur and dgc.section in (None, trajectoire.section)
    return same_funding and trajectoire.etablissement in dgc.etablissements


def compute_dgc(
    dgc: Dgc, trajectoires: Sequence[Trajectoire], exercices: Sequence[int], effet: date | None = None
) -> CalculDgc:
    """The DGC over the contract, with the instalments of its first year."""
    kept = [t for t in trajectoires if belongs_to(t, dgc)]
    annees = tuple(_compute_annee(dgc, kept, annee) for annee in exercices)
    complete = {t.etablissement for t in kept} == set(dgc.etablissements)
    return CalculDgc(
        financeur=dgc.financeur,
        section=dgc.section,
        etablissements=dgc.etablissements,
        base=sum_montants(t.base_initiale for t in kept) if complete else None,
        annees=annees,
        echeancier=compute_echeances(annees[0].annee, annees[0].montant, effet) if annees else (),
        hypothese=any(t.hypothese for t in kept),
        approximative=any(t.approximative for t in kept),
    )


def _compute_annee(dgc: Dgc, trajectoires: Sequence[Trajectoire], annee: int) -> AnneeDgc:
    parts = {esms: _compute_part(trajectoires, esms, annee) for esms in dgc.etablissements}
    montant = sum_montants(parts.values()) if parts else None
    instalments = () if montant is None else montants.twelfths(montant)
    douzieme, solde = (instalments[0], instalments[-1]) if instalments else (None, None)
    credits = (one.cnr for t in trajectoires for one in t.annees if one.annee == annee)
    return AnneeDgc(annee, montant, parts, douzieme, solde, sum_montants(credits))


def _compute_part(trajectoires: Sequence[Trajectoire], etablissement: str, annee: int) -> Decimal | None:
    lines = [t for t in trajectoires if t.etablissement == etablissement]
    return sum_montants(get_dotation(t, annee) for t in lines) if lines else None


def get_dotation(trajectoire: Trajectoire, annee: int) -> Decimal | None:
    """Allocation of one year; None when the year is not known."""
    return next((one.dotation for one in trajectoire.annees if one.annee == annee), None)


def compute_echeances(annee: int, montant: Decimal | None, effet: date | None = None) -> tuple[Echeance, ...]:
    """Twelfths of the year, those paid before the contract left out: days are known even while the amount is not."""
    jours = periodes.pay_dates(annee)
    parts: Sequence[Decimal | None] = (None,) * 12 if montant is None else montants.twelfths(montant)
    echeances = (Echeance(mois, jour, part) for mois, (jour, part) in enumerate(zip(jours, parts, strict=True), 1))
    return tuple(one for one in echeances if effet is None or one.date >= effet)


def compute_echeanciers(
    trajectoires: Sequence[Trajectoire], dgc: Sequence[Dgc], annee: int, effet: date | None = None
) -> tuple[Echeancier, ...]:
    """Instalments of the first year of every allocation that no DGC pays."""
    apart = [t for t in trajectoires if not any(belongs_to(t, one) for one in dgc)]
    return tuple(_compute_echeancier(t, annee, effet) for t in apart)


def _compute_echeancier(trajectoire: Trajectoire, annee: int, effet: date | None) -> Echeancier:
    montant = get_dotation(trajectoire, annee)
    return Echeancier(
        etablissement=trajectoire.etablissement,
        financeur=trajectoire.financeur,
        section=trajectoire.section,
        annee=annee,
        montant=montant,
        echeances=compute_echeances(annee, montant, effet),
        hypothese=trajectoire.hypothese,
    )
