"""The two YAML parsers behind one door: the events of a text, then the place where it stopped being YAML."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import yaml


class Mark(Protocol):
    """Where an event starts or ends; counts from 0."""

    line: int
    column: int


@dataclass(frozen=True)
class SyntaxStop:
    """Where the parser gave up, and where the thing it was reading had begun; both count from 0."""

    line: int
    column: int
    start_line: int | None
    start_column: int | None


class EventReader:
    """Iterate over the events of a text; `stop` tells afterwards whether the text was YAML to its end."""

    def __init__(self, text: str, *, pure: bool = False) -> None:
        self.stop: SyntaxStop | None = None
        self._last: yaml.Event | None = None
        # libyaml is some ten times faster; its marks are the same as those of the Python parser.
        fast = None if pure else getattr(yaml, "CSafeLoader", None)
        self._parser = (fast or yaml.SafeLoader)(text)

    def __iter__(self) -> Iterator[yaml.Event]:
        try:
            while self._parser.check_event():
                self._last = self._parser.get_event()
                yield self._last
        except yaml.MarkedYAMLError as error:
            self.stop = _locate(error, self._last)
        except (ValueError, OverflowError):
            # The Python parser gives \U00110000 to chr() without looking; it has stopped just there.
            self.stop = SyntaxStop(self._parser.line, self._parser.column, None, None)


def _locate(error: yaml.MarkedYAMLError, last: yaml.Event | None) -> SyntaxStop:
    """Marks only: the words of the two parsers differ, and are English."""
    here = error.problem_mark or error.context_mark
    start: Mark | None = error.context_mark
    if here is None:
        return SyntaxStop(0, 0, None, None)
    if start is None and isinstance(last, yaml.ScalarEvent) and last.end_mark and last.end_mark.line == here.line:
        # « parties » without its colon runs into the next line: the text, then, began there.
        start = last.start_mark
    return SyntaxStop(here.line, here.column, start.line if start else None, start.column if start else None)
