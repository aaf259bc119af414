"""French public holidays and working days, computed: importing a catalogue of every country costs half a second."""

from datetime import date, timedelta

ALSACE_MOSELLE = ("57", "67", "68")

# Code du travail, L. 3133-1: days that fall on the same date every year (month, day).
FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))

# Days after Easter Sunday: Easter Monday, Ascension, Whit Monday.
AFTER_EASTER = (1, 39, 50)

# Code du travail, L. 3422-2: commemoration of the abolition of slavery, by place.
ABOLITION = {
    "971": (5, 27),
    "972": (5, 22),
    "973": (6, 10),
    "974": (12, 20),
    "976": (4, 27),
    "977": (10, 9),
    "978": (5, 28),
}


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def public_holidays(year: int, departement: str | None = None) -> frozenset[date]:
    """Public holidays of a year, with those of the law of Alsace-Moselle or of overseas when a département is given."""
    sunday = easter(year)
    days = {date(year, month, day) for month, day in FIXED}
    days |= {sunday + timedelta(days=offset) for offset in AFTER_EASTER}
    if departement in ALSACE_MOSELLE:
        days |= {sunday - timedelta(days=2), date(year, 12, 26)}
    if departement in ABOLITION:
        days.add(date(year, *ABOLITION[departement]))
    return frozenset(days)


def is_working_day(day: date, departement: str | None = None) -> bool:
    """Monday to Friday, public holidays excepted."""
    return day.weekday() < 5 and day not in public_holidays(day.year, departement)


def last_working_day(day: date, departement: str | None = None) -> date:
    """The day itself when it is worked, otherwise the last one before it."""
    while not is_working_day(day, departement):
        day -= timedelta(days=1)
    return day
