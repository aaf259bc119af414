"""Whether a line stands in line with those above it."""

import re

from cpomdoc.loading.diagnosis import Diagnosis, indent_of
from cpomdoc.loading.refusals import INDENTATION

_BLOCK_TEXT = re.compile(r"(?:^|[\s:-])[|>][+\-0-9]*\s*(?:\s#.*)?$")
_KEY_AND_VALUE = re.compile(r" *[a-z0-9_-]+: +[^\s|>#\[{&*!'\"]")
_DASHES = re.compile(r" *((?:- +)*)")


def diagnose_indent(lines: list[str], number: int) -> Diagnosis | None:
    """A line that starts in no open column, or further right than a line that opens nothing."""
    if found := _out_of_line_above(lines, number):
        return found
    column = indent_of(lines[number])
    columns = _open_columns(lines, number)
    if not columns:
        return None
    return Diagnosis(INDENTATION, number, column, {"colonne": column + 1, "attendu": _expected(columns, column)})


def _out_of_line_above(lines: list[str], number: int) -> Diagnosis | None:
    """A « key: value » further left than its two neighbours, which stand in line: it is the one that slipped."""
    texts = find_text_lines(lines[: number + 1])
    above = [n for n in range(number) if lines[n].strip() and n not in texts and not lines[n].lstrip().startswith("#")]
    if len(above) < 2 or number in texts:
        return None
    before, slipped = above[-2], above[-1]
    column, level = indent_of(lines[slipped]), indent_of(lines[number])
    if not (column < level == indent_of(lines[before]) and _KEY_AND_VALUE.match(lines[slipped])):
        return None
    values = {"colonne": column + 1, "attendu": f"ses voisines à la colonne {level + 1}"}
    return Diagnosis(INDENTATION, slipped, column, values, alone=True)


def _expected(columns: list[int], column: int) -> str:
    below = max((one for one in columns if one < column), default=None)
    above = min((one for one in columns if one > column), default=None)
    if column in columns:
        return "où l'on attend autre chose (une clé, un tiret de liste)"
    if below is None or above is None:
        near = below if above is None else above
        return f"ses voisines à la colonne {(near or 0) + 1}"
    return f"ses voisines à la colonne {below + 1} ou {above + 1}"


def _open_columns(lines: list[str], number: int) -> list[int]:
    """The columns where a line may start, given all that was opened above."""
    columns: list[int] = []
    texts = find_text_lines(lines[:number])
    for place, row in enumerate(lines[:number]):
        if place not in texts and row.strip() and not row.lstrip().startswith("#"):
            columns = [one for one in columns if one < indent_of(row)] + _columns_of(row)
    return columns


def find_text_lines(lines: list[str]) -> set[int]:
    """The lines that belong to a « | » or « > » text: those further right than the line that opens it."""
    found: set[int] = set()
    opener: int | None = None
    for number, row in enumerate(lines):
        if not row.strip(" \t"):
            continue
        if opener is not None and indent_of(row) > opener:
            found.add(number)
        elif not row.lstrip().startswith("#"):
            opener = indent_of(row) if _BLOCK_TEXT.search(row) else None
    return found


def _columns_of(row: str) -> list[int]:
    """The indent, then the column after each dash: « - id: a » opens two."""
    found = _DASHES.match(row)
    start, dashes = (indent_of(row), found[1]) if found else (indent_of(row), "")
    return [start, *(start + hit.end() for hit in re.finditer(r"- +", dashes))]
