"""Public holidays, against the catalogue of the holidays package, an independent source."""

from datetime import date, timedelta

import pytest
from holidays import country_holidays

from cpomdoc import jours_feries

YEARS = range(2020, 2061)


def test_national_holidays_agree_with_the_catalogue() -> None:
    for year in YEARS:
        assert jours_feries.public_holidays(year) == set(country_holidays("FR", years=year))


@pytest.mark.parametrize(("departement", "zone"), [("57", "57"), ("67", "6AE"), ("68", "6AE")])
def test_alsace_and_moselle_have_two_more(departement: str, zone: str) -> None:
    for year in YEARS:
        assert jours_feries.public_holidays(year, departement) == set(country_holidays("FR", subdiv=zone, years=year))


@pytest.mark.parametrize("departement", ["972", "973", "974", "976", "971"])
def test_overseas_commemorate_the_abolition_of_slavery(departement: str) -> None:
    for year in YEARS:
        ours = jours_feries.public_holidays(year, departement)
        assert len(ours) >= len(jours_feries.public_holidays(year))
        assert ours <= set(country_holidays("FR", subdiv=departement, years=year))


def test_customary_days_of_the_antilles_are_left_to_usage() -> None:
    good_friday = date(2027, 3, 26)
    assert good_friday in set(country_holidays("FR", subdiv="971", years=2027))
    assert good_friday not in jours_feries.public_holidays(2027, "971")


@pytest.mark.parametrize(("year", "working"), [(2027, 254), (2028, 251)])
def test_working_days_of_a_year(year: int, working: int) -> None:
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
    assert sum(jours_feries.is_working_day(day) for day in days if day.year == year) == working


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2026, 4, 5), (2027, 3, 28), (2028, 4, 16), (2031, 4, 13), (2038, 4, 25)]
)
def test_easter_falls_where_the_almanac_says(year: int, month: int, day: int) -> None:
    assert jours_feries.easter(year) == date(year, month, day)
