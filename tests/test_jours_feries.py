"""Public holidays and working days: the law's, zone by zone."""

from datetime import date, timedelta

import pytest

from cpomdoc import jours_feries


def test_the_eleven_holidays_of_2027_are_those_of_the_code_du_travail() -> None:
    expected = {(1, 1), (3, 29), (5, 1), (5, 6), (5, 8), (5, 17), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
    assert jours_feries.public_holidays(2027) == {date(2027, month, day) for month, day in expected}


@pytest.mark.parametrize("departement", ["57", "67", "68"])
def test_alsace_and_moselle_have_good_friday_and_the_26th_of_december(departement: str) -> None:
    more = jours_feries.public_holidays(2027, departement) - jours_feries.public_holidays(2027)
    assert more == {date(2027, 3, 26), date(2027, 12, 26)}


@pytest.mark.parametrize(
    ("departement", "month", "day"),
    [("971", 5, 27), ("972", 5, 22), ("973", 6, 10), ("974", 12, 20), ("976", 4, 27)],
)
def test_overseas_commemorate_the_abolition_of_slavery_and_keep_customs_apart(
    departement: str, month: int, day: int
) -> None:
    more = jours_feries.public_holidays(2027, departement) - jours_feries.public_holidays(2027)
    assert more == {date(2027, month, day)}


@pytest.mark.parametrize(("year", "working"), [(2027, 254), (2028, 251)])
def test_working_days_of_a_year(year: int, working: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    assert sum(jours_feries.is_working_day(day) for day in days if day.year == year) == working


def test_the_last_working_day_before_a_holiday_weekend() -> None:
    assert jours_feries.last_working_day(date(2027, 5, 17)) == date(2027, 5, 14)
    assert jours_feries.last_working_day(date(2027, 5, 18)) == date(2027, 5, 18)
