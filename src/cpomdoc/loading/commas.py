"""The traps of flow style: a comma or a pair of brackets that YAML does not read as people do."""

import re
from itertools import pairwise

from cpomdoc.loading.frames import Element, Frame, Place
from cpomdoc.loading.refusals import (
    COMMA_IN_LIST,
    COMMA_IN_NUMBER,
    COMMA_IN_TEXT,
    MISSING_SPACE,
    REFERENCE_UNQUOTED,
    Refusal,
    refuse,
)
from cpomdoc.problems import Problem

_COLON = re.compile(r"\s*:")
_NUMBER = re.compile(r"[-+]?\d[\d\s.\u00a0\u202f]*")
_DECIMALS = re.compile(r"\d+(\s*[%€]|\s.*)?")
_STUCK = re.compile(r"([\w.-]+):(\S.*)")
_REFERENCE = re.compile(r"\w+:\S+")


def check_flow(frame: Frame, parent: Frame | None, lines: tuple[str, ...], file: str) -> list[Problem]:
    """At most one problem for a block in braces or brackets that has just been closed."""
    if not frame.flow or not frame.entries:
        return []
    found = _check_braces(frame, lines) if isinstance(frame.container, dict) else _check_list(frame, parent, lines)
    if found is None:
        return []
    refusal, place, values = found
    return [refuse(refusal, place.position(file), frame.path, **values)]


def has_colon(key: Element, lines: tuple[str, ...]) -> bool:
    """Whether the author wrote « : » after this key, on its line."""
    place = key.place
    # Matched in place: copying the rest of a very long line for each key would be quadratic.
    return place.end_line < len(lines) and bool(_COLON.match(lines[place.end_line], place.end_column))


_Found = tuple[Refusal, Place, dict[str, object]] | None


def _check_braces(frame: Frame, lines: tuple[str, ...]) -> _Found:
    """A key without a colon is the tail of a value that held a comma."""
    before: tuple[Element, Element] | None = None
    for key, value in frame.entries:
        if key is None:
            continue
        if value.empty and not has_colon(key, lines):
            return _describe(frame, before, key, lines)
        before = (key, value)
    return None


def _describe(frame: Frame, before: tuple[Element, Element] | None, tail: Element, lines: tuple[str, ...]) -> _Found:
    block = _as_block(frame, lines)
    if stuck := _STUCK.fullmatch(tail.text or ""):
        return MISSING_SPACE, tail.place, {"texte": tail.text, "ligne": f"{stuck[1]}: {stuck[2]}"}
    if before is None or not _is_decimal(before[1], tail):
        return COMMA_IN_TEXT, tail.place, {"apres": tail.text, "bloc": block}
    key, value = before
    values = {"cle": key.text, "avant": value.text, "apres": tail.text, "nombre": f"{value.text},{tail.text}"}
    return COMMA_IN_NUMBER, value.place, {**values, "bloc": block}


def _is_decimal(value: Element, tail: Element) -> bool:
    return bool(
        value.plain and tail.plain and _NUMBER.fullmatch(value.text or "") and _DECIMALS.fullmatch(tail.text or "")
    )


def _as_block(frame: Frame, lines: tuple[str, ...]) -> str:
    """The same entries, one a line, commas given back to the values they were taken from."""
    written: list[tuple[str, Place | None]] = []
    for key, value in frame.entries:
        if key is None:
            continue
        before = written[-1][1] if written else None
        if before is not None and value.empty and not has_colon(key, lines):
            longer = Place(before.line, before.column, key.place.end_line, key.place.end_column)
            written[-1] = (written[-1][0], longer)
        else:
            written.append((key.text or "", None if value.empty else value.place))
    rows = [f"  {name}: {_raw(place, lines)}" if place else f"  {name}:" for name, place in written]
    owner = frame.path[-1] if frame.path else ""
    if isinstance(owner, int):
        return "\n".join(["- " + rows[0].strip(), *rows[1:]])
    return "\n".join([f"{owner}:", *rows])


def _raw(place: Place, lines: tuple[str, ...]) -> str:
    """What the author typed there; spaces at a line end within it are one space."""
    if place.line == place.end_line:
        return lines[place.line][place.column : place.end_column]
    inner = lines[place.line + 1 : place.end_line]
    pieces = [lines[place.line][place.column :], *inner, lines[place.end_line][: place.end_column]]
    return " ".join(piece.strip() for piece in pieces)


def _check_list(frame: Frame, parent: Frame | None, lines: tuple[str, ...]) -> _Found:
    items = [value for _, value in frame.entries]
    inside_list = parent is not None and parent.flow and isinstance(parent.container, list)
    if inside_list and len(items) == 1 and items[0].plain and _REFERENCE.fullmatch(items[0].text or ""):
        place = Place.of(parent.start if parent else frame.start)
        return REFERENCE_UNQUOTED, place, {"renvoi": items[0].text}
    for one, other in pairwise(items):
        if _is_decimal(one, other) and _touch(one.place, other.place, lines):
            number = f"{one.text},{other.text}"
            raw = _raw(Place.of(frame.start), lines) + number + "]"
            values = {"avant": one.text, "apres": other.text, "nombre": number}
            return COMMA_IN_LIST, one.place, {**values, "texte": raw if len(items) == 2 else number}
    return None


def _touch(one: Place, other: Place, lines: tuple[str, ...]) -> bool:
    """No space around the comma: as people write a decimal, not as they write a list."""
    same_line = one.end_line == other.line
    return same_line and lines[one.end_line][one.end_column : other.column] == ","
