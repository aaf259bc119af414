"""The filters that a gabarit may use, by the name it writes: `{{ cloture.date_signature|date }}`."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from cpomdoc.francais import accord, de, majuscule
from cpomdoc.lettres import cardinal, format_montant_lettres, format_nombre_lettres
from cpomdoc.typographie import (
    format_date,
    format_date_courte,
    format_entier,
    format_mois,
    format_montant,
    format_montant_sans_unite,
    format_nombre,
    format_taux,
    format_taux_sans_unite,
    group_digits,
)


def format_valeur(valeur: Decimal | int | str) -> str | None:
    """A number, or the words that a view gives in its place: « 1 250 », « 30/06/2028 »."""
    return valeur if isinstance(valeur, str) else format_nombre(valeur)


def format_pourcentage(part: Decimal) -> str:
    """A share as a percentage: 0.30 -> « 30 % »."""
    return f"{format_nombre(part * 100)}\u202f%"


def format_decimal(valeur: Decimal, decimales: int = 2) -> str:
    """Always as many decimals, for columns that align: « 85,00 »."""
    return group_digits(valeur, decimales)


def format_lettres(nombre: int, genre: str = "m") -> str:
    """« deux », « une » before a feminine noun."""
    return cardinal(nombre, "f" if genre == "f" else "m")


FILTRES: Mapping[str, Callable[..., str | None]] = {
    "accord": accord,
    "date": format_date,
    "date_courte": format_date_courte,
    "de": de,
    "decimal": format_decimal,
    "entier": format_entier,
    "lettres": format_lettres,
    "majuscule": majuscule,
    "mois": format_mois,
    "montant": format_montant,
    "montant_lettres": format_montant_lettres,
    "montant_nu": format_montant_sans_unite,
    "nombre": format_valeur,
    "nombre_lettres": format_nombre_lettres,
    "pourcentage": format_pourcentage,
    "taux": format_taux,
    "taux_nu": format_taux_sans_unite,
}
"""None and « – » are never handed to a filter: they print as they are."""
