"""The mistakes one line can hold, each recognised from the line alone."""

import re
from collections.abc import Callable

from cpomdoc.loading.diagnosis import Diagnosis
from cpomdoc.loading.line import Line
from cpomdoc.loading.refusals import (
    ALIAS,
    ANCHOR,
    BAD_ESCAPE,
    COLON_IN_TEXT,
    COMPLEX_KEY,
    DASH,
    DASH_WITHOUT_SPACE,
    KEY_ON_THE_LINE_OF_ANOTHER,
    MISSING_COLON,
    MISSING_SPACE,
    OPEN_BRACKET,
    OPEN_QUOTE,
    REFERENCE_UNQUOTED,
    RESERVED_CHARACTER,
    STRAY_BRACKET,
    TAG,
    TEXT_AFTER_BAR,
    TEXT_AFTER_BRACKET,
    TEXT_AFTER_QUOTE,
    TEXT_WITHOUT_KEY,
    Refusal,
)

LONGEST = 60
MANY_WORDS = 4
"""From there, a line without a colon is rather a sentence than a key."""
CLOSING = {"[": "]", "{": "}"}
_SIGNS: dict[str, Refusal] = {"&": ANCHOR, "!": TAG, "*": ALIAS}


def find_open_quote(lines: list[str], number: int, column: int) -> Diagnosis:
    """A quote that the parser followed past the end of its line."""
    line = Line.read(lines[number])
    if line.value_column == column and (found := diagnose_escape(line, number)):
        return found
    return Diagnosis(OPEN_QUOTE, number, column, {"guillemet": lines[number][column]})


def find_open_bracket(lines: list[str], number: int, column: int) -> Diagnosis:
    """A bracket or a brace that the parser followed past the end of its line."""
    sign = lines[number][column]
    return Diagnosis(OPEN_BRACKET, number, column, {"signe": sign, "fermant": CLOSING[sign]})


def diagnose_colon(line: Line, number: int) -> Diagnosis | None:
    """A line that should be « clé: valeur » and has no colon, or one stuck to its value."""
    if line.key is not None or not line.value or line.value[0] in "'\"[{|>#":
        return None
    at = line.value_column
    stuck = re.match(r"([\w.-]+):(\S.*)", line.value)
    if stuck and not stuck[2].startswith("//"):
        values = {"texte": line.value, "ligne": f"{line.dashes}{stuck[1]}: {stuck[2]}"}
        return Diagnosis(MISSING_SPACE, number, at + len(stuck[1]), values)
    words = line.value.split()
    shown = line.value if len(line.value) <= LONGEST else f"{line.value[:LONGEST].rstrip()}…"
    return Diagnosis(TEXT_WITHOUT_KEY if len(words) >= MANY_WORDS else MISSING_COLON, number, at, {"texte": shown})


def diagnose_escape(line: Line, number: int) -> Diagnosis | None:
    """A backslash between double quotes, as in the path of a Windows folder."""
    place = line.bad_escape()
    if place is None:
        return None
    return Diagnosis(BAD_ESCAPE, number, line.value_column + place, {"suite": line.value[place : place + 2]})


def _after_quote(line: Line, number: int) -> Diagnosis | None:
    end = line.closing_quote() if line.quote else None
    rest = line.value[end + 1 :].strip() if end is not None else ""
    if end is None or not rest or rest[0] in "#,]}:":
        return None
    inner = line.value[1:-1] if line.value.endswith(line.quote) else line.value.replace(line.quote, "", 1)
    safe = inner if inner.startswith(tuple("'\"")) else line.value.strip(line.quote)
    values = {"texte": rest, "guillemet": line.quote, "ligne": line.quoted(safe)}
    return Diagnosis(TEXT_AFTER_QUOTE, number, line.value_column + end + 1, values)


def _reserved(line: Line, number: int) -> Diagnosis | None:
    sign = line.value[:1]
    if refusal := _SIGNS.get(sign):
        return Diagnosis(refusal, number, line.value_column)
    if not sign or sign not in "@`%":
        return None
    return Diagnosis(RESERVED_CHARACTER, number, line.value_column, {"signe": sign, "ligne": line.quoted()})


def _after_bar(line: Line, number: int) -> Diagnosis | None:
    found = re.match(r"([|>])[+\-1-9]*(?:#|\s*[^\s#+\-1-9])", line.value)
    return Diagnosis(TEXT_AFTER_BAR, number, line.value_column, {"signe": found[1]}) if found else None


def _dash(line: Line, number: int) -> Diagnosis | None:
    if line.key is None and (stuck := re.match(r"-([^\s-].*)", line.value)):
        values = {"texte": line.value, "ligne": f"{line.dashes}- {stuck[1]}"}
        return Diagnosis(DASH_WITHOUT_SPACE, number, line.value_column, values)
    opens_list = line.key is not None and re.match(r"-(\s|$)", line.value)
    return Diagnosis(DASH, number, line.value_column) if opens_list else None


def _colon_in_text(line: Line, number: int) -> Diagnosis | None:
    if line.key is None or not line.value or line.value[0] in "'\"[{|>":
        return None
    text = re.sub(r"\s#.*", "", line.value)
    found = re.search(r"(?<!:):(?=\s|$)", text)
    if found is None:
        return None
    if re.fullmatch(r"[a-z0-9_]+", text[: found.start()].strip()):
        rows = f"{line.key}:\n  {text.strip()}"
        values = {"lignes": rows, "ligne": line.quoted()}
        return Diagnosis(KEY_ON_THE_LINE_OF_ANOTHER, number, line.value_column + found.start(), values)
    return Diagnosis(COLON_IN_TEXT, number, line.value_column + found.start(), {"ligne": line.quoted()})


def _question_mark(line: Line, number: int) -> Diagnosis | None:
    if line.key is None and re.match(r"[?:](\s|$)", line.value):
        nature = "annoncée par « ? »" if line.value[0] == "?" else "vide"
        return Diagnosis(COMPLEX_KEY, number, line.value_column, {"nature": nature})
    return None


def _brackets(line: Line, number: int) -> Diagnosis | None:
    """Follow the brackets of a value that opens, or wrongly closes, with one."""
    sign = line.value[:1]
    if sign in ("]", "}"):
        return Diagnosis(STRAY_BRACKET, number, line.value_column, {"signe": sign})
    if sign not in CLOSING:
        return None
    end = _closing_bracket(line.value)
    if end is None:
        return find_open_bracket([*[""] * number, line.text], number, line.value_column)
    rest = line.value[end + 1 :].strip()
    if not rest or rest[0] == "#":
        return None
    if found := re.match(r"\[\[(\w+:[^\[\]\s]+)\]\]", line.value):
        return Diagnosis(REFERENCE_UNQUOTED, number, line.value_column, {"renvoi": found[1]})
    values = {"texte": rest, "signe": line.value[end], "ligne": line.quoted()}
    return Diagnosis(TEXT_AFTER_BRACKET, number, line.value_column + end + 1, values)


def _closing_bracket(value: str) -> int | None:
    """Where the bracket that opens the value is closed; quotes are skipped."""
    expected: list[str] = []
    for found in re.finditer(r"""'[^']*'|"[^"]*"|[\[\]{}]""", value):
        sign = found.group()
        if sign in CLOSING:
            expected.append(CLOSING[sign])
        elif expected and sign == expected[-1]:
            expected.pop()
            if not expected:
                return found.start()
    return None


def _keyless(line: Line, number: int) -> Diagnosis | None:
    return None if line.dashes else diagnose_colon(line, number)


Fault = Callable[[Line, int], Diagnosis | None]

FAULTS: tuple[Fault, ...] = (
    diagnose_escape,
    _after_quote,
    _reserved,
    _after_bar,
    _dash,
    _question_mark,
    _colon_in_text,
    _brackets,
    _keyless,
)
