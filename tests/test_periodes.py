"""Dates as people write them, and the calendar that follows from a contract."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpomdoc import periodes
from cpomdoc.typographie import format_date_courte


@pytest.mark.parametrize("text", ["2027-12-31", "31/12/2027", " 31/12/2027 "])
def test_a_date_is_read_in_both_orders(text: str) -> None:
    assert periodes.read_date(text) == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2027-13-40", "le mois 13 n’existe pas"),
        ("31/06/2027", "juin n’a que 30 jours"),
        ("29/02/2027", "2027 n’est pas bissextile, février n’a que 28 jours"),
        ("30/02/2028", "février n’a que 29 jours"),
        ("32/01/2027", "le jour 32 n’existe pas"),
        ("00/01/2027", "le jour 0 n’existe pas"),
        ("12/31/2027", "jour et mois inversés\u202f? 31/12/2027"),
        ("2027-31-12", "jour et mois inversés\u202f? 31/12/2027"),
        ("01/01/27", "l’année en quatre chiffres, par exemple 01/01/2027"),
        ("01/01/1027", "l’année 1027 est hors de portée"),
        ("hier", "écrivez 31/12/2027 ou 2027-12-31"),
        ("31-12-2027", "écrivez 31/12/2027 ou 2027-12-31"),
    ],
)
def test_an_impossible_date_says_what_is_wrong(text: str, why: str) -> None:
    with pytest.raises(ValueError) as refused:
        periodes.read_date(text)
    assert why in str(refused.value)
    assert text in str(refused.value)


@given(st.dates(date(1800, 1, 1), date(2200, 12, 31)))
def test_a_printed_date_reads_back_as_itself(day: date) -> None:
    assert periodes.read_date(format_date_courte(day)) == day
    assert periodes.read_date(day.isoformat()) == day


@pytest.mark.parametrize("text", ["2027-02", "02/2027", "2/2027"])
def test_a_month_is_its_first_day(text: str) -> None:
    assert periodes.read_mois(text) == date(2027, 2, 1)


@pytest.mark.parametrize(("text", "why"), [("2027-13", "le mois 13 n’existe pas"), ("février", "n’est pas un mois")])
def test_an_impossible_month_is_refused(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        periodes.read_mois(text)


@pytest.mark.parametrize(
    ("debut", "duree", "fin"),
    [
        (date(2027, 1, 1), 5, date(2031, 12, 31)),
        (date(2027, 7, 1), 5, date(2032, 6, 30)),
        (date(2028, 2, 29), 4, date(2032, 2, 28)),
        (date(2028, 2, 29), 5, date(2033, 2, 28)),
        (date(2028, 3, 1), 4, date(2032, 2, 29)),
    ],
)
def test_a_contract_ends_on_the_eve_of_its_anniversary(debut: date, duree: int, fin: date) -> None:
    assert periodes.date_fin(debut, duree) == fin


def test_the_years_of_a_contract_are_those_it_touches() -> None:
    assert periodes.exercices(date(2027, 1, 1), 5) == (2027, 2028, 2029, 2030, 2031)
    assert periodes.exercices(date(2027, 7, 1), 5) == (2027, 2028, 2029, 2030, 2031, 2032)


def test_months_are_added_without_leaving_the_month() -> None:
    assert periodes.add_months(date(2031, 12, 31), -6) == date(2031, 6, 30)
    assert periodes.add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert periodes.add_months(date(2027, 12, 1), 1) == date(2028, 1, 1)


def test_leap_years_have_one_more_day() -> None:
    assert [periodes.days_in_year(year) for year in (2027, 2028, 2000, 2100)] == [365, 366, 366, 365]


def test_instalments_of_2027_are_paid_on_the_20th_or_the_last_working_day_before() -> None:
    expected = "20/01 19/02 19/03 20/04 20/05 18/06 20/07 20/08 20/09 20/10 19/11 20/12"
    assert [f"{day:%d/%m}" for day in periodes.pay_dates(2027)] == expected.split()


def test_the_20th_of_december_is_a_holiday_in_la_reunion() -> None:
    assert periodes.pay_dates(2027, "974")[-1] == date(2027, 12, 17)


def test_good_friday_moves_a_payment_in_alsace_and_nowhere_else() -> None:
    # Easter of 2057 falls on 22 April: the 20th is Good Friday.
    assert periodes.pay_dates(2057, "67")[3] == date(2057, 4, 19)
    assert periodes.pay_dates(2057, "44")[3] == date(2057, 4, 20)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2027, 1, 1), date(2032, 12, 31), 72),
        (date(2027, 1, 1), date(2032, 6, 30), 66),
        (date(2027, 7, 15), date(2027, 8, 14), 1),
        (date(2028, 2, 29), date(2033, 2, 28), 60),
        (date(2027, 1, 1), date(2032, 6, 12), None),
    ],
)
def test_a_period_is_counted_in_whole_months_or_not_at_all(first: date, last: date, months: int | None) -> None:
    assert periodes.count_months(first, last) == months
