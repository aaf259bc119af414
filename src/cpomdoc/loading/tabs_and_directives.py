"""What the two parsers do not treat alike, settled by us: tabulations and directives."""

import re

from cpomdoc.loading.frames import Place
from cpomdoc.loading.refusals import DIRECTIVE, TAB, refuse
from cpomdoc.problems import Problem
from cpomdoc.source import Position

_COMMENT = re.compile(r"(^|\s)#")


def blank_directives(lines: list[str], file: str) -> list[Problem]:
    """Refuse and empty the « %… » lines that stand before the document."""
    problems = []
    for number, line in enumerate(lines):
        if line.startswith("%"):
            problems.append(refuse(DIRECTIVE, Position(file, number + 1, 1), ligne=line.rstrip()))
            lines[number] = ""
        elif line.strip() and not line.startswith("#"):
            break
    return problems


def blank_indent_tabs(lines: list[str], file: str) -> list[Problem]:
    """Refuse the tabulations that open a line, wherever they are, and read them as spaces."""
    problems = []
    for number, line in enumerate(lines):
        opening = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in opening:
            problems.append(refuse(TAB, Position(file, number + 1, opening.index("\t") + 1)))
            lines[number] = opening.replace("\t", "  ") + line[len(opening) :]
    return problems


def check_tabs(lines: list[str], texts: list[Place], file: str) -> list[Problem]:
    """The first tabulation of each line that is neither in quotes, nor in a « | » text, nor in a comment.

    libyaml lets them pass and the Python parser does not: refused, so that the two agree.
    """
    if not any("\t" in line for line in lines):
        return []
    problems = []
    for number, line in enumerate(_mask(lines, texts)):
        comment = _COMMENT.search(line)
        column = line.find("\t", 0, comment.start() + 1 if comment else len(line))
        if column >= 0:
            problems.append(refuse(TAB, Position(file, number + 1, column + 1)))
    return problems


def _mask(lines: list[str], texts: list[Place]) -> list[str]:
    """The lines with the inside of texts replaced by as many dots."""
    masked = list(lines)
    for place in texts:
        for number in range(place.line, min(place.end_line + 1, len(masked))):
            row = masked[number]
            start = place.column if number == place.line else 0
            end = place.end_column if number == place.end_line else len(row)
            masked[number] = row[:start] + "." * (end - start) + row[end:]
    return masked
