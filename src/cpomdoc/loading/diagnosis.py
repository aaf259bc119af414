"""Why the parser stopped, and which lines to leave out in order to read on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cpomdoc.loading.events import SyntaxStop
from cpomdoc.loading.refusals import INDENTATION, TAB, Refusal, refuse
from cpomdoc.problems import Problem
from cpomdoc.source import Position


@dataclass(frozen=True)
class Diagnosis:
    """A refusal and its place; line and column count from 0."""

    refusal: Refusal
    line: int
    column: int
    values: Mapping[str, object] = field(default_factory=dict)
    to_end: bool = False
    alone: bool = False

    def as_problem(self, file: str) -> Problem:
        """What the author reads."""
        return refuse(self.refusal, Position(file, self.line + 1, self.column + 1), (), **self.values)

    def blank(self, lines: list[str]) -> int:
        """Empty the guilty line and what hangs from it, so that the rest can be read; the first line left."""
        if self.refusal is TAB:
            row = lines[self.line]
            lines[self.line] = f"{row[: self.column]} {row[self.column + 1 :]}"
            return self.line
        if self.alone:
            lines[self.line] = ""
            return self.line + 1
        depth = indent_of(lines[self.line])
        # Lines as badly indented as this one, just below it, belong to the same mistake.
        floor = depth if self.refusal is INDENTATION else depth + 1
        end = self.line + 1
        while end < len(lines) and (self.to_end or not lines[end].strip() or indent_of(lines[end]) >= floor):
            end += 1
        lines[self.line : end] = [""] * (end - self.line)
        return end


def indent_of(row: str) -> int:
    """How many spaces open the line."""
    return len(row) - len(row.lstrip(" "))


def locate_stop(lines: list[str], stop: SyntaxStop) -> tuple[int, int]:
    """Where to look: the line of the stop, or the last one that says something when the file ended there."""
    line = min(stop.line, len(lines) - 1)
    column = stop.column if stop.line < len(lines) else len(lines[line])
    while line > 0 and not lines[line].strip():
        line -= 1
        column = len(lines[line])
    return line, min(column, len(lines[line]))
