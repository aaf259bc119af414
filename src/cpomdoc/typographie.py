"""How amounts, rates, dates and text are printed in French; every format gives None back when given None."""

import re
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Generic, TypeVar, overload

from cpomdoc.periodes import MOIS

FINE = "\u202f"
INSECABLE = "\u00a0"
MOINS = "\u2212"
PRECISION = 60

T = TypeVar("T")


class Format(Generic[T]):
    """A function that writes a value, and lets the unknown through: None in, None out."""

    def __init__(self, write: Callable[[T], str]) -> None:
        """Keep the function that writes a known value, and its documentation."""
        self._write = write
        self.__doc__ = write.__doc__

    @overload
    def __call__(self, valeur: T) -> str: ...
    @overload
    def __call__(self, valeur: T | None) -> str | None: ...
    def __call__(self, valeur: T | None) -> str | None:
        """Write the value, or pass None on."""
        return None if valeur is None else self._write(valeur)


def group_digits(valeur: Decimal, decimals: int) -> str:
    """« 7 003 800,70 »: thousands apart by a narrow no-break space, comma, minus sign U+2212."""
    with localcontext(prec=PRECISION):
        rounded = valeur.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
        written = f"{abs(rounded):,f}".replace(",", FINE).replace(".", ",")
    return f"{MOINS}{written}" if rounded < 0 else written


def _count_decimals(valeur: Decimal) -> int:
    """Decimals that a number needs, trailing zeros left out."""
    with localcontext(prec=PRECISION):
        exponent = valeur.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@Format
def format_montant(valeur: Decimal) -> str:
    """« 7 003 800,70 € »."""
    return f"{group_digits(valeur, 2)}{FINE}€"


@Format
def format_montant_sans_unite(valeur: Decimal) -> str:
    """« 7 003 800,70 », for a column whose header says euros."""
    return group_digits(valeur, 2)


@Format
def format_taux(valeur: Decimal) -> str:
    """« 0,80 % »: two decimals, up to four when the rate has them."""
    return f"{format_taux_sans_unite(valeur)}{FINE}%"


@Format
def format_taux_sans_unite(valeur: Decimal) -> str:
    """« 0,80 », for a column whose header says percent."""
    return group_digits(valeur, min(4, max(2, _count_decimals(valeur))))


@Format
def format_nombre(valeur: Decimal | int) -> str:
    """« 1 250 », « 12,5 »: no decimal that is not there."""
    number = Decimal(valeur)
    return group_digits(number, _count_decimals(number))


@Format
def format_entier(valeur: int) -> str:
    """« 1 250 »."""
    return group_digits(Decimal(valeur), 0)


@Format
def format_date(valeur: date) -> str:
    """« 1er janvier 2027 »."""
    return f"{ordinal_jour(valeur.day)} {MOIS[valeur.month - 1]} {valeur.year}"


@Format
def format_date_courte(valeur: date) -> str:
    """« 01/01/2027 »."""
    return f"{valeur.day:02}/{valeur.month:02}/{valeur.year:04}"


@Format
def format_mois(valeur: date) -> str:
    """« février 2027 »."""
    return f"{MOIS[valeur.month - 1]} {valeur.year}"


def ordinal_jour(jour: int) -> str:
    """« 1er », « 2 »: only the first day of a month is an ordinal."""
    return "1er" if jour == 1 else str(jour)


# What an ordinary (or a wrong) space is found in, and what the whole should be. No word is ever touched.
SPACE = f"[ {INSECABLE}{FINE}]+"
SPACINGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_]|«|\[)"), "’"),
    (re.compile(f"«{SPACE}"), f"«{FINE}"),
    # Not before the dashes of a Markdown table, nor before a Markdown picture.
    (re.compile(rf"(?<=\S){SPACE}(?=[;?»%€]|:(?!-)|!(?!\[))"), FINE),
    (re.compile(rf"\b([nN]°){SPACE}(?=\w)"), rf"\g<1>{INSECABLE}"),
    (re.compile(rf"\b([LRDA]\.){SPACE}(?=\*?\d)"), rf"\g<1>{INSECABLE}"),
    (re.compile(rf"(?<=\d){SPACE}(?=(?:h|ETP)\b)"), INSECABLE),
    (re.compile(rf"(?<=\d{INSECABLE}h){SPACE}(?=\d\d\b)"), INSECABLE),
)
DIGIT_GROUPS = re.compile(r"(?<![\w.,/\-])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)", re.ASCII)


def normalise_typographie(texte: str) -> str:
    """Turn the ordinary spaces that French binds into no-break ones, and straight apostrophes into curly ones."""
    for pattern, replacement in SPACINGS:
        texte = pattern.sub(replacement, texte)
    return DIGIT_GROUPS.sub(lambda match: re.sub(SPACE, FINE, match[0]), texte)
