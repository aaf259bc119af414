"""One cell of a workbook as the text that YAML would hold; nothing is ever computed."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from cpomdoc.francais import guillemets
from cpomdoc.loading.characters import REFUSED
from cpomdoc.loading.refusals import typeset
from cpomdoc.model.repere import RepereColonne, write_texte
from cpomdoc.periodes import read_date
from cpomdoc.suggestions import fold

TEXTE_MAX = 5000
_OUI = frozenset({"oui", "x", "vrai", "true", "☒", "☑", "✓", "✔"})
_NON = frozenset({"non", "faux", "false"})
_VIDE = frozenset({"☐", "_", "–"})


def read_cellule(cell: Any, colonne: RepereColonne) -> str:
    """What an open cell says; ValueError, in French, when it cannot be taken over."""
    value = _read_valeur(cell)
    if value is None:
        return ""
    if colonne.nature == "case":
        return _read_case(value)
    if colonne.nature == "date":
        return _read_date(value)
    if colonne.mots:
        return _read_mot(write_texte(value), colonne)
    return _read_texte(value)


def read_fermee(cell: Any) -> str:
    """What a locked cell holds, only to compare it with what was written there."""
    try:
        return write_texte(_read_valeur(cell))
    except ValueError as refusal:
        return str(refusal)


def _read_valeur(cell: Any) -> Any:
    if cell.data_type == "f":
        raise ValueError(typeset("elle contient une formule, que cpomdoc n'exécute pas ; écrivez-en le résultat."))
    if cell.data_type == "e":
        raise ValueError(f"elle affiche une erreur ({cell.value}).")
    value = cell.value
    if isinstance(value, str):
        # openpyxl reads a text that looks like an escape as it was typed, and leaves the escape of a carriage return.
        return value.replace("_x000D_\n", "\n") or None
    if value is not None and not isinstance(value, bool | int | float | date | time | timedelta):
        raise ValueError("elle contient ce que cpomdoc ne sait pas lire.")
    if isinstance(value, float) and (value != value or abs(value) == float("inf")):
        raise ValueError("elle contient un nombre impossible.")
    return value


def _read_case(value: Any) -> str:
    word = fold(write_texte(value))
    if word in _OUI:
        return "oui"
    if word in _NON:
        return "non"
    if not word or word in _VIDE:
        return ""
    raise ValueError(f"{guillemets(write_texte(value))} n’est ni {guillemets('oui')} ni {guillemets('non')}.")


def _read_date(value: Any) -> str:
    if isinstance(value, datetime | date):
        return write_texte(value)
    text = write_texte(value)
    return read_date(text).isoformat() if text else ""


def _read_mot(text: str, colonne: RepereColonne) -> str:
    if not text:
        return ""
    folded = {fold(mot): code for mot, code in colonne.mots.items()}
    code = colonne.mots.get(text) or folded.get(fold(text))
    if code is None:
        known = ", ".join(colonne.mots)
        raise ValueError(f"{guillemets(text)} n’est pas dans la liste\u202f: {known}.")
    return code


def _read_texte(value: Any) -> str:
    if isinstance(value, time | timedelta):
        raise ValueError("elle contient une heure\u202f; écrivez-la en texte, par exemple «\u202f14 h 30\u202f».")
    text = value.strftime("%d/%m/%Y") if isinstance(value, date) else write_texte(value)
    if len(text) > TEXTE_MAX:
        raise ValueError(f"son texte compte {len(text)} caractères\u202f; {TEXTE_MAX} au plus.")
    if found := REFUSED.search(text):
        raise ValueError(
            f"elle contient un caractère invisible ou perdu (U+{ord(found.group()):04X})\u202f; retapez le texte."
        )
    return re.sub(r"\t", " ", text)
