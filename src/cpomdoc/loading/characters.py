"""Bytes to lines of text: UTF-8 only, no character that hides, reverses or loses something."""

import re
import unicodedata

from cpomdoc.loading.refusals import (
    BIDI_CHARACTER,
    CONTROL_CHARACTER,
    LOST_CHARACTER,
    NOT_A_TEXT,
    NOT_UTF8,
    TOO_BIG,
    UTF16,
    refuse,
    typeset,
)
from cpomdoc.problems import Problem
from cpomdoc.source import Position

MAX_BYTES = 1 << 20
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Line and paragraph separators are line breaks for YAML and not for editors: line numbers would lie.
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
REFUSED = re.compile(f"[{_CONTROL}{_BIDI}\ufffd]")
_STRAY_BYTE = re.compile("[\udc80-\udcff]")
# What stands for a refused character while the rest of the file is read: neither a space nor a sign of YAML.
_STAND_IN = "·"
_AT_MOST = 20
_BINARY = {
    b"PK\x03\x04": "un document de Word, d'Excel ou d'un autre logiciel",
    b"\xd0\xcf\x11\xe0": "un document de Word ou d'Excel",
    b"%PDF": "un PDF",
    b"{\\rtf": "un texte mis en forme (RTF)",
}
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_lines(data: bytes) -> tuple[str, ...]:
    """The lines as an editor shows them: BOM dropped, CRLF and CR taken as line ends, stray bytes guessed."""
    if any(data.startswith(start) for start in _BINARY):
        return ()
    if data[:2] in _UTF16_MARKS:
        return _split(_decode_utf16(data))
    return _split(_STRAY_BYTE.sub(_windows_letter, _decode(data)))


def check_bytes(data: bytes, file: str) -> list[Problem]:
    """A file too big, or in UTF-16: nothing more can be said of it."""
    if len(data) > MAX_BYTES:
        return [refuse(TOO_BIG, Position(file, 1, 1), poids=_weight(len(data)))]
    nature = next((nature for start, nature in _BINARY.items() if data.startswith(start)), "")
    if nature:
        return [refuse(NOT_A_TEXT, Position(file, 1, 1), nature=nature)]
    if data[:2] in _UTF16_MARKS:
        return [refuse(UTF16, Position(file, 1, 1), octet=data[0])]
    return []


def check_characters(lines: tuple[str, ...], file: str) -> list[Problem]:
    """Every refused character of the file, the first of each line, up to a bound."""
    problems = []
    for number, line in enumerate(lines, 1):
        if found := REFUSED.search(line):
            problems.append(refuse_character(found.group(), Position(file, number, found.start() + 1)))
        if len(problems) == _AT_MOST:
            break
    return problems


def refuse_character(char: str, position: Position) -> Problem:
    """The problem for one refused character, named by its Unicode number."""
    if char == "\ufffd":
        return refuse(LOST_CHARACTER, position)
    kind = BIDI_CHARACTER if re.match(f"[{_BIDI}]", char) else CONTROL_CHARACTER
    return refuse(kind, position, nom=f"U+{ord(char):04X}")


def neutralise(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The same lines, same columns, with stand-ins for what no YAML parser accepts."""
    return tuple(REFUSED.sub(_STAND_IN, line) for line in lines)


def _decode(data: bytes) -> str:
    return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")


def _decode_utf16(data: bytes) -> str:
    """Only to show the file to its author: it is not read any further."""
    return data.decode("utf-16", "replace")


def _split(text: str) -> tuple[str, ...]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(lines[:-1] if lines[-1] == "" else lines)


def _windows_letter(found: re.Match[str]) -> str:
    byte = bytes([ord(found.group()) - 0xDC00])
    return byte.decode("cp1252", "replace")


def check_encoding(data: bytes, file: str) -> list[Problem]:
    """The first byte that is not UTF-8, how many follow, and the letter it was in Windows-1252."""
    lines = _split(_decode(data))
    hits = [(number, found) for number, line in enumerate(lines, 1) for found in _STRAY_BYTE.finditer(line)]
    if not hits:
        return []
    number, first = hits[0]
    letter = _windows_letter(first)
    reading = f"Le fichier semble être en Windows-1252, où cet octet est « {letter} ». "
    others = f", ainsi que {len(hits) - 1} autre{'s' if len(hits) > 2 else ''} plus loin"
    return [
        refuse(
            NOT_UTF8,
            Position(file, number, first.start() + 1),
            octet=ord(first.group()) - 0xDC00,
            lecture=typeset(reading) if unicodedata.category(letter)[0] in "LPS" and letter != "\ufffd" else "",
            autres=others if len(hits) > 1 else "",
        )
    ]


def _weight(size: int) -> str:
    return f"{size:,} octets".replace(",", "\u202f")
