"""Amounts, rates and counts: what is read, what is refused and why, how sums are shared."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpomdoc import montants
from cpomdoc.typographie import format_montant, format_montant_sans_unite

cents = st.integers(-(10**14), 10**14).map(lambda n: Decimal(n).scaleb(-2))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7003800.70", "7003800.70"),
        ("7 003 800,70", "7003800.70"),
        ("7\u00a0003\u00a0800,70", "7003800.70"),
        ("7\u202f003\u202f800,70\u202f€", "7003800.70"),
        ("8.139.066,08", "8139066.08"),
        ("8,139,066.08", "8139066.08"),
        ("1.250,00", "1250.00"),
        ("1,250.00", "1250.00"),
        ("1.250.000", "1250000"),
        ("-20 000,00", "-20000.00"),
        ("\u221220 000,00 €", "-20000.00"),
        ("1250", "1250"),
        ("0,80", "0.80"),
        ("96 000 euros", "96000"),
        ("-0,00", "0.00"),
    ],
)
def test_an_amount_is_read_however_people_write_it(text: str, value: str) -> None:
    assert str(montants.read_montant(text)) == value


@pytest.mark.parametrize("text", ["1.250", "1,250", "-12.500", "999,999"])
def test_three_digits_after_one_separator_are_refused_with_both_readings(text: str) -> None:
    with pytest.raises(ValueError, match=r"peut se lire .* \(milliers\) ou .* \(décimales\)"):
        montants.read_montant(text)


def test_the_two_readings_are_written_so_that_they_can_be_copied() -> None:
    with pytest.raises(ValueError) as refused:
        montants.read_montant("1.250")
    for reading in ("1\u202f250", "1,25"):
        assert f"«\u202f{reading}\u202f»" in str(refused.value)
    assert montants.read_montant("1\u202f250") == 1250
    assert montants.read_montant("1,25") == Decimal("1.25")


@pytest.mark.parametrize("text", ["7003800.705", "0,705", "1 250,001", "12,3456"])
def test_an_amount_has_two_decimals_at_most(text: str) -> None:
    with pytest.raises(ValueError, match="deux décimales au plus"):
        montants.read_montant(text)


@pytest.mark.parametrize(
    "text", ["", "€", "12 34", "1 2345", "1.25.000", "1e5", "NaN", "douze", "٣", "--5", "1,2,3", "12,"]
)
def test_what_is_not_an_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="n’est pas un montant"):
        montants.read_montant(text)


def test_a_number_too_long_to_be_money_is_refused() -> None:
    with pytest.raises(ValueError, match="trop grand"):
        montants.read_montant("9" * 16)


@given(cents)
def test_a_printed_amount_reads_back_as_itself(value: Decimal) -> None:
    for written in (format_montant(value), format_montant_sans_unite(value)):
        assert montants.read_montant(written) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("0,80", "0.80"), ("1.2 %", "1.2"), ("1,250", "1.250"), ("-0,5", "-0.5"), ("1,2345\u202f%", "1.2345")],
)
def test_a_rate_is_read_in_percent(text: str, value: str) -> None:
    assert montants.read_taux(text) == Decimal(value)


def test_a_rate_has_four_decimals_at_most() -> None:
    with pytest.raises(ValueError, match="quatre décimales au plus"):
        montants.read_taux("0,12345")


@pytest.mark.parametrize("text", ["1 000", "%", "rob", "1/2"])
def test_what_is_not_a_rate_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="n’est pas un taux"):
        montants.read_taux(text)


def test_counts_are_read_whole_or_not() -> None:
    assert montants.read_entier("1 250") == 1250
    assert montants.read_nombre("12,5") == Decimal("12.5")
    with pytest.raises(ValueError, match="n’est pas un nombre entier"):
        montants.read_entier("12,5")
    with pytest.raises(ValueError, match="peut se lire"):
        montants.read_entier("1.250")


@pytest.mark.parametrize(
    ("value", "rounded"), [("0.005", "0.01"), ("-0.005", "-0.01"), ("2.675", "2.68"), ("3437547.878", "3437547.88")]
)
def test_halves_are_rounded_away_from_zero(value: str, rounded: str) -> None:
    assert montants.round_cent(Decimal(value)) == Decimal(rounded)


def test_head_office_costs_are_shared_to_the_cent() -> None:
    charges = [Decimal("3012450.20"), Decimal("744118.90"), Decimal("3655002.10")]
    parts = montants.split_largest_remainder(Decimal("318400.00"), charges)
    assert parts == (Decimal("129414.41"), Decimal("31967.24"), Decimal("157018.35"))


def test_equal_remainders_go_to_the_first() -> None:
    parts = montants.split_largest_remainder(Decimal("0.02"), [Decimal(1)] * 3)
    assert parts == (Decimal("0.01"), Decimal("0.01"), Decimal("0.00"))


@pytest.mark.parametrize("weights", [[], [Decimal(0), Decimal(0)], [Decimal(2), Decimal(-1)]])
def test_a_split_needs_positive_weights(weights: list[Decimal]) -> None:
    with pytest.raises(ValueError, match="poids"):
        montants.split_largest_remainder(Decimal(1), weights)


@given(cents, st.lists(st.integers(0, 10**9).map(Decimal), min_size=1).filter(any))
def test_parts_sum_to_the_total_and_stay_within_a_cent_of_their_share(total: Decimal, weights: list[Decimal]) -> None:
    parts = montants.split_largest_remainder(total, weights)
    assert sum(parts) == total
    assert len(parts) == len(weights)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - total * weight) < Decimal("0.01") * sum(weights)


@pytest.mark.parametrize(
    ("total", "eleven", "last"),
    [
        ("7003800.70", "583650.05", "583650.15"),
        ("7169838.70", "597486.55", "597486.65"),
        ("7241537.08", "603461.42", "603461.46"),
        ("7328435.53", "610702.96", "610702.97"),
        ("7416376.76", "618031.39", "618031.47"),
        ("-7003800.70", "-583650.05", "-583650.15"),
        ("0", "0", "0"),
    ],
)
def test_eleven_equal_instalments_and_the_balance(total: str, eleven: str, last: str) -> None:
    assert montants.twelfths(Decimal(total)) == (Decimal(eleven),) * 11 + (Decimal(last),)


@given(cents)
def test_instalments_sum_to_the_total(total: Decimal) -> None:
    assert sum(montants.twelfths(total)) == total


def test_a_fraction_of_a_cent_cannot_be_shared() -> None:
    with pytest.raises(ValueError, match="centimes"):
        montants.twelfths(Decimal("0.001"))
