"""Five-year trajectory of each allocation: last base × rate + new measures + their full-year complement."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from cpomdoc import montants
from cpomdoc.computing.etalements import compute_credit, sum_annee
from cpomdoc.computing.sommes import CENT, sum_montants
from cpomdoc.computing.taux import compute_taux, is_hypothese
from cpomdoc.model.calculs_finances import AnneeTrajectoire, CalculMesure, Trajectoire
from cpomdoc.model.finances import Base, CreditNonReconductible, Evolution, Finances, MesureNouvelle

MOIS = "mois"
JOURS = "jours"
NUL = Decimal("0.00")
Compte = tuple[str, str, str | None]
Ligne = TypeVar("Ligne", Base, MesureNouvelle, CreditNonReconductible)


@dataclass(frozen=True)
class Mouvements:
    """What moves one account: its measures after the base year, its one-year credits, and how time is counted."""

    mesures: tuple[MesureNouvelle, ...]
    credits: tuple[CreditNonReconductible, ...]
    prorata: str
    annee_base: int


def compute_prorata(montant: Decimal | None, date_effet: date | None, prorata: str) -> Decimal | None:
    """Share of a full-year amount due for the year it starts: a month begun counts whole, or days are counted."""
    if montant is None or date_effet is None or prorata not in (MOIS, JOURS):
        return None
    if prorata == MOIS:
        return montants.round_cent(montant * (13 - date_effet.month) / 12)
    first, last = date(date_effet.year, 1, 1), date(date_effet.year, 12, 31)
    return montants.round_cent(montant * ((last - date_effet).days + 1) / ((last - first).days + 1))


def compute_mesure(mesure: MesureNouvelle, prorata: str) -> CalculMesure:
    """The two payments that make a full year."""
    paid = compute_prorata(mesure.montant, mesure.date_effet, prorata)
    return CalculMesure(mesure.id, paid, None if mesure.montant is None or paid is None else mesure.montant - paid)


def compute_actualisation(base: Decimal | None, taux: Decimal | None) -> Decimal | None:
    """The previous recurring base at the rate of the year, rounded to the cent."""
    return None if base is None or taux is None else montants.round_cent(base * (CENT + taux) / CENT)


def compute_base_reconductible(base: Base) -> Decimal | None:
    """The recurring part of a notified amount: one-year credits that it is said to include are taken out.

    A base known only rounded or in words is no amount to reckon with.
    """
    if not base.exacte:
        return None
    if base.montant is None or base.cnr_inclus is None:
        return base.montant
    return base.montant - base.cnr_inclus


def compute_dotation(base: Decimal | None, cnr: Decimal | None, abattement: Decimal | None = NUL) -> Decimal | None:
    """What is paid for a year: one-year credits are added and an activity reduction withheld, outside the base."""
    return sum_montants((base, cnr, None if abattement is None else -abattement))


def compute_trajectoires(finances: Finances, exercices: Sequence[int]) -> tuple[Trajectoire, ...]:
    """One trajectory per ESMS, funder and section, in the order in which the author names them."""
    bases: dict[Compte, Base] = {}
    for base in finances.bases:
        bases.setdefault(_compte(base), base)
    comptes = dict.fromkeys((*bases, *map(_compte, finances.mesures_nouvelles)))
    comptes.update(dict.fromkeys(map(_compte, finances.credits_non_reconductibles)))
    return tuple(_compute_trajectoire(finances, exercices, compte, bases.get(compte)) for compte in comptes)


def _compte(ligne: Ligne) -> Compte:
    return ligne.etablissement, ligne.financeur, ligne.section


def _of_compte(lignes: Iterable[Ligne], compte: Compte) -> tuple[Ligne, ...]:
    return tuple(ligne for ligne in lignes if _compte(ligne) == compte)


def _compute_trajectoire(
    finances: Finances, exercices: Sequence[int], compte: Compte, base: Base | None
) -> Trajectoire:
    etablissement, financeur, section = compte
    annee_base = base.annee if base else None
    initiale = compute_base_reconductible(base) if base else None
    evolution = finances.evolution_de(financeur, section)
    annees: tuple[AnneeTrajectoire, ...] = ()
    if exercices:
        mouvements = Mouvements(
            mesures=_of_compte(finances.mesures_nouvelles, compte),
            credits=_of_compte(finances.credits_non_reconductibles, compte),
            prorata=finances.prorata,
            # A base without a year is, by definition of the field, the one of the year before the contract.
            annee_base=exercices[0] - 1 if annee_base is None else annee_base,
        )
        computed = _iterate_annees(mouvements, initiale, evolution, exercices[-1])
        annees = tuple(annee for annee in computed if annee.annee in exercices)
    return Trajectoire(
        etablissement=etablissement,
        financeur=financeur,
        section=section,
        base_initiale=initiale,
        annee_base=annee_base,
        annees=annees,
        hypothese=is_hypothese(evolution),
        approximative=base is not None and not base.exacte,
    )


def _iterate_annees(
    mouvements: Mouvements, initiale: Decimal | None, evolution: Evolution, derniere: int
) -> Iterator[AnneeTrajectoire]:
    """Year after year from the one that follows the base, before the contract if need be; each feeds the next."""
    precedente = initiale
    for annee in range(mouvements.annee_base + 1, derniere + 1):
        computed = _compute_annee(mouvements, annee, precedente, compute_taux(evolution, annee))
        yield computed
        precedente = computed.base


def _compute_annee(
    mouvements: Mouvements, annee: int, precedente: Decimal | None, taux: Decimal | None
) -> AnneeTrajectoire:
    actualisee = compute_actualisation(precedente, taux)
    nouvelles = sum_montants(_iterate_nouvelles(mouvements, annee))
    complement = sum_montants(_iterate_complements(mouvements, annee))
    base = sum_montants((actualisee, nouvelles, complement))
    cnr = sum_annee(map(compute_credit, mouvements.credits), annee)
    return AnneeTrajectoire(
        annee=annee,
        taux=taux,
        base_precedente=precedente,
        actualisee=actualisee,
        mesures_nouvelles=nouvelles,
        effet_annee_pleine=complement,
        base=base,
        cnr=cnr,
        dotation=compute_dotation(base, cnr),
    )


def _iterate_nouvelles(mouvements: Mouvements, annee: int) -> Iterator[Decimal | None]:
    """Measures that start that year; one without a date could start any year, so every year is unknown."""
    for mesure in mouvements.mesures:
        if mesure.date_effet is None or mesure.date_effet.year == annee:
            yield compute_mesure(mesure, mouvements.prorata).premiere_annee


def _iterate_complements(mouvements: Mouvements, annee: int) -> Iterator[Decimal | None]:
    """What was missing of last year's measures; those of the base year or before are deemed whole in the base."""
    for mesure in mouvements.mesures:
        if mesure.date_effet and mesure.date_effet.year == annee - 1 > mouvements.annee_base:
            yield compute_mesure(mesure, mouvements.prorata).complement
