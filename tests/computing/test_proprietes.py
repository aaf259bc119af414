"""What holds whatever the figures: sums are exact, a reduction has bounds, an unknown never becomes a number."""

from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.computing.dossiers import DOSSIERS

from cpomdoc import montants
from cpomdoc.computing.activite import compute_jours, compute_periodes, compute_theorique_annee
from cpomdoc.computing.compute_calculs import compute_calculs
from cpomdoc.computing.dgc import compute_dgc, compute_echeances
from cpomdoc.computing.modulation import (
    compute_abattement,
    compute_ecart,
    compute_mesure,
    compute_taux_clause,
    compute_taux_plafond,
)
from cpomdoc.computing.siege import compute_siege
from cpomdoc.computing.trajectoire import compute_prorata, compute_trajectoires
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.activite import Modulation, PeriodeActivite
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.finances import Base, Dgc, Finances, FraisSiege, MesureNouvelle

PART = Decimal("0.5")
EXERCICES = (2027, 2028, 2029, 2030, 2031)
MONTANTS = st.decimals(Decimal(0), Decimal(50_000_000), places=2)
TAUX = st.decimals(Decimal(-5), Decimal(10), places=4)
PRORATAS = st.sampled_from(["mois", "jours"])
POURCENTAGES = st.decimals(Decimal(0), Decimal(120), places=4)
MODULATIONS = st.builds(
    Modulation,
    coefficient=st.decimals(Decimal(-1), Decimal(3), places=2),
    franchise_points=st.decimals(Decimal(-5), Decimal(20), places=2),
)


@given(montant=MONTANTS, charges=st.lists(MONTANTS, min_size=1, max_size=12).filter(any))
def test_head_office_shares_add_up_to_the_amount(montant: Decimal, charges: list[Decimal]) -> None:
    frais = FraisSiege(mode="montant", montant=montant, charges_brutes={str(i): c for i, c in enumerate(charges)})
    siege = compute_siege(frais)
    assert sum(part.montant for part in siege.parts if part.montant is not None) == montant
    assert all(part.montant is not None and part.montant >= 0 for part in siege.parts)


@given(montant=MONTANTS, annee=st.integers(2020, 2060))
def test_twelve_instalments_add_up_to_the_allocation(montant: Decimal, annee: int) -> None:
    echeances = compute_echeances(annee, montant)
    assert len(echeances) == 12
    assert sum(e.montant for e in echeances if e.montant is not None) == montant
    assert len({e.montant for e in echeances[:11]}) == 1
    assert all(e.date.month == e.mois and e.date.day <= 20 and e.date.weekday() < 5 for e in echeances)


@given(
    bases=st.lists(MONTANTS, min_size=1, max_size=6),
    taux=st.lists(TAUX, min_size=5, max_size=5),
    mesure=MONTANTS,
    effet=st.dates(date(2027, 1, 1), date(2031, 12, 31)),
    prorata=PRORATAS,
)
def test_the_common_allocation_is_the_sum_of_its_parts(
    bases: list[Decimal], taux: list[Decimal], mesure: Decimal, effet: date, prorata: str
) -> None:
    finances = Finances(
        taux=dict(zip(EXERCICES, taux, strict=True)),
        prorata=prorata,
        bases=tuple(Base(str(i), "ars", annee=2026, montant=b) for i, b in enumerate(bases)),
        mesures_nouvelles=(MesureNouvelle("m", "0", mesure, effet),),
    )
    trajectoires = compute_trajectoires(finances, EXERCICES)
    dgc = compute_dgc(Dgc("ars", tuple(str(i) for i in range(len(bases)))), trajectoires, EXERCICES)
    for annee in dgc.annees:
        dotations = [a.dotation for t in trajectoires for a in t.annees if a.annee == annee.annee]
        assert annee.montant == sum(x for x in dotations if x is not None)
        assert annee.montant is not None
        assert annee.douzieme is not None
        assert annee.solde == annee.montant - 11 * annee.douzieme


@given(
    montant=MONTANTS, effet=st.dates(date(2027, 1, 1), date(2030, 12, 31)), prorata=st.sampled_from(["mois", "jours"])
)
def test_a_measure_and_its_complement_make_the_full_year(montant: Decimal, effet: date, prorata: str) -> None:
    finances = Finances(
        taux=dict.fromkeys(EXERCICES, Decimal(0)),
        prorata=prorata,
        bases=(Base("e", "ars", annee=2026, montant=Decimal("0.00")),),
        mesures_nouvelles=(MesureNouvelle("m", "e", montant, effet),),
    )
    paid = compute_prorata(montant, effet, prorata)
    assert paid is not None
    assert 0 <= paid <= montant
    last = compute_trajectoires(finances, EXERCICES)[0].annees[-1]
    assert last.base == montant


@given(cible=POURCENTAGES, realise=POURCENTAGES, modulation=MODULATIONS, dotation=MONTANTS)
def test_a_reduction_is_never_negative_nor_above_the_legal_ceiling(
    cible: Decimal, realise: Decimal, modulation: Modulation, dotation: Decimal
) -> None:
    ecart = compute_ecart(compute_mesure("taux_occupation", cible, realise), "points")
    plafond = compute_abattement(dotation, compute_taux_plafond(ecart, PART))
    abattement = compute_abattement(dotation, compute_taux_clause(ecart, modulation, PART))
    assert plafond is not None
    assert abattement is not None
    assert 0 <= abattement <= plafond <= dotation * Decimal("0.61")


@given(cible=st.integers(1, 10_000), exces=st.integers(0, 10_000), base=st.sampled_from(["points", "relatif"]))
def test_doing_more_than_the_target_costs_nothing(cible: int, exces: int, base: str) -> None:
    mesure = compute_mesure("file_active", Decimal(cible), Decimal(cible + exces))
    assert compute_ecart(mesure, base) == 0


@pytest.mark.parametrize("clause", [Modulation(coefficient=PART), Modulation(franchise_points=Decimal(0))])
def test_a_clause_with_a_hole_gives_no_rate(clause: Modulation) -> None:
    assert compute_taux_clause(Decimal(5), clause, PART) is None


@given(annee=st.integers(2020, 2060), coupe=st.dates(date(2021, 1, 2), date(2021, 12, 31)))
def test_open_every_day_counts_the_calendar_however_the_year_is_cut(annee: int, coupe: date) -> None:
    cut = date(annee, coupe.month, coupe.day)
    before = date.fromordinal(cut.toordinal() - 1)
    periodes = (
        PeriodeActivite(cut, date(annee, 12, 31), 7, 365),
        PeriodeActivite(date(annee, 1, 1), before, 7, 365),
    )
    days = (date(annee + 1, 1, 1) - date(annee, 1, 1)).days
    assert compute_theorique_annee(compute_periodes(periodes, annee), annee) == 7 * days


def test_a_period_outside_the_year_has_no_days_in_it() -> None:
    assert compute_jours(PeriodeActivite(date(2028, 1, 1), date(2028, 12, 31), 7, 210), 2027) == 0


@given(dossier=DOSSIERS)
def test_no_dossier_with_holes_makes_the_computation_fail(dossier: Dossier) -> None:
    calculs = compute_calculs(dossier, load_referentiel())
    assert calculs.exercices == dossier.exercices
    assert len(calculs.activite) == (len(dossier.activite.lignes) if dossier.activite else 0)
    assert (calculs.finances is None) == (dossier.finances is None)
    if calculs.finances:
        for trajectoire in calculs.finances.trajectoires:
            for annee in trajectoire.annees:
                parts = (annee.actualisee, annee.mesures_nouvelles, annee.effet_annee_pleine)
                assert (annee.base is None) == (None in parts)
                assert (annee.dotation is None) == (annee.base is None or annee.cnr is None)


@given(dossier=DOSSIERS)
def test_cash_is_working_capital_less_its_need_and_unknown_when_one_is(dossier: Dossier) -> None:
    for column in compute_calculs(dossier, load_referentiel()).previsions.pgfp:
        assert (column.tresorerie is None) == (None in (column.frng, column.bfr))
        if column.tresorerie is not None and column.bfr is not None:
            assert column.tresorerie + column.bfr == column.frng


@given(dossier=DOSSIERS)
def test_every_money_figure_of_a_dossier_is_whole_cents(dossier: Dossier) -> None:
    calculs = compute_calculs(dossier, load_referentiel())
    for trajectoire in calculs.finances.trajectoires if calculs.finances else ():
        for annee in trajectoire.annees:
            for field in fields(annee):
                value = getattr(annee, field.name)
                if isinstance(value, Decimal) and field.name != "taux":
                    assert value == montants.round_cent(value)
