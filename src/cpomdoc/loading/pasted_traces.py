"""Traces that other programs leave in a file, told as what they are: marks of a merge, no-break spaces of Word."""

import re

from cpomdoc.loading.frames import Place
from cpomdoc.loading.layout import find_text_lines
from cpomdoc.loading.refusals import MERGE_LEFT, ODD_SPACE, refuse
from cpomdoc.problems import Problem
from cpomdoc.source import Position

_ODD = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# A sentence may start with such a space, or have one before its colon: only what has the look of a key is meant.
_ODD_INDENT = re.compile(rf" *[{_ODD}][ {_ODD}]*(?=- |-?$|(?:- +)*[a-z_][a-z0-9_-]*[ {_ODD}]*:(?:[\s{_ODD}]|$))")
_ODD_COLON = re.compile(
    rf" *(?:(?:- +)*[a-z0-9_][a-z0-9_-]*( *[{_ODD}][ {_ODD}]*:)(?=[\s{_ODD}]|$)|[a-z0-9_][a-z0-9_-]*(:[{_ODD}]))"
)
_ODD_SPACE = re.compile(f"[{_ODD}]")
_OPEN, _BASE, _MIDDLE, _CLOSE = "<<<<<<<", "|||||||", "=======", ">>>>>>>"


def blank_merge_marks(lines: list[str], file: str) -> list[Problem]:
    """One problem for each passage that git could not merge; the first of the two versions is read on."""
    problems = []
    start = 0
    while (first := _find_mark(lines, _OPEN, start)) is not None:
        middle = _find_mark(lines, _MIDDLE, first)
        last = _find_mark(lines, _CLOSE, middle if middle is not None else first)
        if middle is None or last is None:
            break
        base = _find_mark(lines, _BASE, first)
        problems.append(refuse(MERGE_LEFT, Position(file, first + 1, 1), debut=first + 1, fin=last + 1))
        cut = base if base is not None and base < middle else middle
        lines[first] = ""
        lines[cut : last + 1] = [""] * (last + 1 - cut)
        start = last
    return problems


def _find_mark(lines: list[str], mark: str, start: int) -> int | None:
    """The next line that is this mark, alone or followed by the name of a branch."""
    return next((n for n in range(start, len(lines)) if lines[n] == mark or lines[n].startswith(f"{mark} ")), None)


def has_odd_spaces(lines: list[str]) -> bool:
    """Whether it is worth looking further: most files have none."""
    return any(_ODD_INDENT.match(line) or _ODD_COLON.match(line) for line in lines)


def blank_odd_spaces(lines: list[str], quoted: list[Place], file: str) -> list[Problem]:
    """Refuse the spaces that look like one and are not, where YAML needs one, and read them as one.

    What runs over several lines between quotes, or after « | », is a text and is left alone.
    """
    problems = []
    texts = find_text_lines(lines)
    texts |= {number for place in quoted for number in range(place.line + 1, place.end_line + 1)}
    for number, line in enumerate(lines):
        found = None if number in texts else _ODD_INDENT.match(line) or _ODD_COLON.match(line)
        if found is None:
            continue
        start = found.start(found.lastindex or 0)
        place = _ODD_SPACE.search(line, start)
        column = place.start() if place else start
        problems.append(refuse(ODD_SPACE, Position(file, number + 1, column + 1)))
        lines[number] = line[:start] + _ODD_SPACE.sub(" ", line[start : found.end()]) + line[found.end() :]
    return problems
