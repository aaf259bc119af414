"""The answer to « cpomdoc expliquer »: the page of a code, a field, or the list of the fields that have this name."""

import re
from functools import cache

from cpomdoc.checking.load_schemas import build_codes
from cpomdoc.explaining.champs import Fiche, iterate_fiches
from cpomdoc.explaining.dictionnaire import format_fiche_text
from cpomdoc.explaining.format_pages import format_page_text
from cpomdoc.explaining.pages import build_pages
from cpomdoc.explaining.prose import set_prose
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.suggestions import fold, format_suggestion

_CODE = re.compile(r"[A-Z]{3,4}-?\d+", re.IGNORECASE)
_INDEX = re.compile(r"\[\d*\]|\*")


@cache
def list_fiches() -> tuple[Fiche, ...]:
    """Every field, read once."""
    referentiel = load_referentiel()
    return tuple(iterate_fiches(referentiel, build_codes(referentiel)))


@cache
def _list_paths() -> tuple[tuple[str, ...], ...]:
    """The path of each field as it is compared: without capitals, accents and brackets."""
    return tuple(tuple(fold(part) for part in fiche.parties) for fiche in list_fiches())


def find_explication(word: str) -> str | None:
    """What to show; None when the word is neither a code nor a field nor a file."""
    page = build_pages().get(word.strip().upper())
    if page is not None:
        return format_page_text(page)
    found = find_fiches(word)
    if len(found) == 1:
        return format_fiche_text(found[0], _inside(found[0]))
    return _format_choice(word, found) if found else None


def find_fiches(word: str) -> list[Fiche]:
    """The field whose path this is; else those whose path ends so, and those of the file that bears this name."""
    asked = tuple(fold(part) for part in _INDEX.sub("", word).split(".") if part)
    if not asked:
        return []
    paths = list(zip(list_fiches(), _list_paths(), strict=True))
    whole = [fiche for fiche, path in paths if path == asked]
    return whole or [
        fiche for fiche, path in paths if asked in (path[-len(asked) :], path[:1]) or fiche.fichier == word
    ]


def suggest_explication(word: str) -> str:
    """« vouliez-vous dire … ? » among codes, fields, or the last words of fields; empty when nothing is near."""
    if _CODE.fullmatch(word):
        return format_suggestion(word.upper(), build_pages())
    paths = {".".join(fiche.parties) for fiche in list_fiches()}
    tails = {".".join(fiche.parties[-size:]) for fiche in list_fiches() for size in (1, 2)}
    return format_suggestion(word, tails | paths)


def _inside(fiche: Fiche) -> list[Fiche]:
    size = len(fiche.parties) + 1
    beside = [one for one in list_fiches() if one.fichier == fiche.fichier]
    return [one for one in beside if len(one.parties) == size and one.parties[:-1] == fiche.parties]


def _format_choice(word: str, found: list[Fiche]) -> str:
    width = max(len(fiche.nom) for fiche in found)
    rows = [f"  {fiche.nom:<{width}}  {fiche.label}".rstrip() for fiche in found]
    return "\n".join([set_prose(f"{len(found)} champs répondent à « {word} » :"), *rows])
