"""One way only to write each value in YAML, so that the same contract gives the same bytes and reads back as it was."""

import json
import re
from datetime import date
from decimal import Decimal

INCONNU = "a_completer"
SAFE_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
PLAIN_TYPES = frozenset(
    {"finess", "siren", "siret", "categorie", "departement", "region", "identifiant", "code_postal", "code_ape"}
    | {"financeur", "code", "choix"}
)
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
TAUX_MIN, MONTANT_MIN = 2, 2
AMBIGUOUS = 3
"""Three decimals could be thousands: a zero more and they cannot."""


def write_scalaire(valeur: object, kind: str) -> str:
    """A value of a type of the schemas on one line; what is unknown is said."""
    if valeur is None:
        return INCONNU
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, date):
        return f"{valeur:%Y-%m}" if kind == "mois" else valeur.isoformat()
    if isinstance(valeur, Decimal):
        return write_decimal(valeur, kind)
    if isinstance(valeur, int):
        return str(valeur)
    return write_texte(str(valeur), kind)


def write_decimal(valeur: Decimal, kind: str) -> str:
    """« 1250000.00 », « 0.80 », « 12.5 »: no thousands apart, as many decimals as the type asks and the value needs."""
    whole, _, decimals = f"{valeur:f}".partition(".")
    decimals = decimals.rstrip("0")
    if kind == "montant":
        decimals = decimals.ljust(MONTANT_MIN, "0")
    elif kind == "taux":
        decimals = decimals.ljust(TAUX_MIN, "0")
    elif len(decimals) == AMBIGUOUS:
        decimals += "0"
    return f"{whole}.{decimals}" if decimals else whole


def write_texte(texte: str, kind: str = "texte") -> str:
    """Between quotes, but for codes: nothing in it can then be taken for something else."""
    if kind in PLAIN_TYPES and PLAIN.fullmatch(texte):
        return texte
    quoted = json.dumps(texte, ensure_ascii=False)
    return UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def write_cle(cle: object) -> str:
    """A key of a mapping: a year, a code, or words between quotes."""
    text = str(cle)
    return text if SAFE_KEY.fullmatch(text) else write_texte(text)


def can_be_block(texte: str) -> bool:
    """Whether a text of several lines reads back as it is when written as a block."""
    lines = texte.split("\n")
    odd = any(line != line.rstrip() or "\t" in line or UNPRINTABLE.search(line) for line in lines)
    return len(lines) > 1 and not odd and lines[0] == lines[0].strip() != "" and lines[-1] != ""
