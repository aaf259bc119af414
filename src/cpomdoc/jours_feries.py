"""French public holidays and working days, as the holidays package knows them."""

from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

# The package calls Alsace by its European collectivity; the other zones by their département code.
ZONES = {"57": "57", "67": "6AE", "68": "6AE"}
OVERSEAS = ("971", "972", "973", "974", "976")
# Overseas, the law adds one day (code du travail, L. 3422-2); the package adds those of custom, which vary by employer.
ABOLITION = "Abolition de l'esclavage"


@cache
def public_holidays(year: int, departement: str | None = None) -> frozenset[date]:
    """Public holidays of a year (code du travail, L. 3133-1), with those of a département's own law."""
    days = set(country_holidays("FR", subdiv=ZONES.get(departement or ""), years=year))
    if departement in OVERSEAS:
        local = country_holidays("FR", subdiv=departement, years=year, language="fr")
        days |= {day for day, name in local.items() if name == ABOLITION}
    return frozenset(days)


def is_working_day(day: date, departement: str | None = None) -> bool:
    """Monday to Friday, public holidays excepted."""
    return day.weekday() < 5 and day not in public_holidays(day.year, departement)


def last_working_day(day: date, departement: str | None = None) -> date:
    """The day itself when it is worked, otherwise the last one before it."""
    while not is_working_day(day, departement):
        day -= timedelta(days=1)
    return day
