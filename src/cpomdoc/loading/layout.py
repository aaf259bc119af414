"""Whether a line stands in line with those above it."""

import re

from cpomdoc.loading.diagnosis import Diagnosis, indent_of
from cpomdoc.loading.refusals import INDENTATION

_BLOCK_TEXT = re.compile(r"(?:^|[\s:-])[|>][+\-0-9]*\s*(?:\s#.*)?$")
_DASHES = re.compile(r" *((?:- +)*)")


def diagnose_indent(lines: list[str], number: int) -> Diagnosis | None:
    """A line that starts in no open column, or further right than a line that opens nothing."""
    column = indent_of(lines[number])
    columns = open_columns(lines, number)
    if not columns:
        return None
    return Diagnosis(INDENTATION, number, column, {"colonne": column + 1, "attendu": _expected(columns, column)})


def _expected(columns: list[int], column: int) -> str:
    below = max((one for one in columns if one < column), default=None)
    above = min((one for one in columns if one > column), default=None)
    if column in columns:
        return "où l'on attend autre chose (une clé, un tiret de liste)"
    if below is None or above is None:
        near = below if above is None else above
        return f"ses voisines à la colonne {(near or 0) + 1}"
    return f"ses voisines à la colonne {below + 1} ou {above + 1}"


def open_columns(lines: list[str], number: int) -> list[int]:
    """The columns where a line may start, given all that was opened above."""
    columns: list[int] = []
    text_under: int | None = None
    for row in lines[:number]:
        if not row.strip() or row.lstrip().startswith("#"):
            continue
        indent = indent_of(row)
        if text_under is not None and indent > text_under:
            continue
        text_under = indent if _BLOCK_TEXT.search(row) else None
        columns = [one for one in columns if one < indent] + _columns_of(row)
    return columns


def _columns_of(row: str) -> list[int]:
    """The indent, then the column after each dash: « - id: a » opens two."""
    found = _DASHES.match(row)
    start, dashes = (indent_of(row), found[1]) if found else (indent_of(row), "")
    return [start, *(start + hit.end() for hit in re.finditer(r"- +", dashes))]
