"""Dates, months and years of a contract: read as people write them, counted as the law counts them."""

import calendar
import re
from datetime import date, timedelta

from cpomdoc.francais import guillemets
from cpomdoc.jours_feries import last_working_day

MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)

ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
FRENCH = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})", re.ASCII)
SHORT_YEAR = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{2})", re.ASCII)
ISO_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})", re.ASCII)
FRENCH_MONTH = re.compile(r"(?P<month>\d{1,2})/(?P<year>\d{4})", re.ASCII)

FIRST_YEAR, LAST_YEAR = 1800, 2200
DAY_OF_PAYMENT = 20


def read_date(text: str) -> date:
    """« 2027-12-31 » or « 31/12/2027 »; an impossible date says which part of it is wrong."""
    body = text.strip()
    if match := ISO.fullmatch(body) or FRENCH.fullmatch(body):
        year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
        if fault := _find_fault(year, month, day):
            raise ValueError(f"{guillemets(text)} n’est pas une date possible\u202f: {fault}.")
        return date(year, month, day)
    if match := SHORT_YEAR.fullmatch(body):
        full = f"{match['day']}/{match['month']}/20{match['year']}"
        raise ValueError(f"{guillemets(text)}\u202f: écrivez l’année en quatre chiffres, par exemple {full}.")
    raise ValueError(f"{guillemets(text)} n’est pas une date\u202f: écrivez 31/12/2027 ou 2027-12-31.")


def read_mois(text: str) -> date:
    """« 2027-02 » or « 02/2027 » -> first day of the month."""
    body = text.strip()
    match = ISO_MONTH.fullmatch(body) or FRENCH_MONTH.fullmatch(body)
    if not match:
        raise ValueError(f"{guillemets(text)} n’est pas un mois\u202f: écrivez 02/2027 ou 2027-02.")
    year, month = int(match["year"]), int(match["month"])
    if not 1 <= month <= 12:
        raise ValueError(f"{guillemets(text)} n’est pas un mois possible\u202f: le mois {month} n’existe pas.")
    if fault := _find_fault(year, month, 1):
        raise ValueError(f"{guillemets(text)} n’est pas un mois possible\u202f: {fault}.")
    return date(year, month, 1)


def _find_fault(year: int, month: int, day: int) -> str:
    """Which part of a date cannot be, in French; empty when the date exists."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return f"l’année {year} est hors de portée"
    if not 1 <= month <= 12:
        return f"le mois {month} n’existe pas{_hint_swapped(year, month, day)}"
    if day < 1:
        return "le jour 0 n’existe pas"
    if day <= calendar.monthrange(year, month)[1]:
        return ""
    if month == 2 and day == 29:
        return f"{year} n’est pas bissextile, février n’a que 28 jours"
    if day > 31:
        return f"le jour {day} n’existe pas"
    return f"{MOIS[month - 1]} n’a que {calendar.monthrange(year, month)[1]} jours"


def _hint_swapped(year: int, month: int, day: int) -> str:
    """A day in the place of the month is a common slip: show the date as it should be."""
    if 1 <= day <= 12 and 1 <= month <= calendar.monthrange(year, day)[1]:
        return f" (jour et mois inversés\u202f? {month:02}/{day:02}/{year})"
    return ""


def add_months(day: date, months: int) -> date:
    """Same day some months later (or before, when negative), or the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def date_fin(date_effet: date, duree_annees: int) -> date:
    """Last day of a contract of some years: the eve of its anniversary."""
    return _last_day(date_effet, 12 * duree_annees)


def count_months(first: date, last: date) -> int | None:
    """How many whole months go from a day to another, both included; None when some days are left over."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return next((one for one in (months, months + 1) if _last_day(first, one) == last), None)


def _last_day(first: date, months: int) -> date:
    anniversary = add_months(first, months)
    if anniversary.day < first.day:
        # Born on 29 February: the anniversary is 1 March, so the 28th still belongs to the contract.
        return anniversary
    return anniversary - timedelta(days=1)


def exercices(date_effet: date, duree_annees: int) -> tuple[int, ...]:
    """Calendar years that the contract touches, in order."""
    return tuple(range(date_effet.year, date_fin(date_effet, duree_annees).year + 1))


def days_in_year(year: int) -> int:
    """365, or 366 in a leap year."""
    return 366 if calendar.isleap(year) else 365


def pay_dates(year: int, departement: str | None = None) -> tuple[date, ...]:
    """Twelve days of payment: the 20th, or the last working day before it (CASF R. 314-107)."""
    return tuple(last_working_day(date(year, month, DAY_OF_PAYMENT), departement) for month in range(1, 13))
