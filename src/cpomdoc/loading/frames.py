"""The block being read: which key or item comes next, and what a flow block will have to answer for."""

from dataclasses import dataclass, field

import yaml

from cpomdoc.source import Arbre, Chemin, Position


@dataclass(frozen=True)
class Place:
    """A stretch of the text; lines and columns count from 0, the end is excluded."""

    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def of(cls, first: yaml.Event, last: yaml.Event | None = None) -> "Place":
        """From the start of an event to the end of the same, or of a later one."""
        start, end = first.start_mark, (last or first).end_mark
        if start is None or end is None:  # never: PyYAML's types allow events made by hand
            return cls(0, 0, 0, 0)
        return cls(start.line, start.column, end.line, end.column)

    def position(self, file: str) -> Position:
        """The start, as people count."""
        return Position(file, self.line + 1, self.column + 1)


@dataclass(frozen=True)
class Element:
    """A key or a value: its text when it is a scalar (None for a block), plain or quoted, and its place."""

    text: str | None
    place: Place
    plain: bool = True

    @classmethod
    def of(cls, event: yaml.ScalarEvent) -> "Element":
        """The scalar of an event; both parsers write « plain » their own way, as '' or None."""
        return cls(event.value, Place.of(event), plain=not event.style)

    @property
    def empty(self) -> bool:
        """Nothing written at all, as opposed to a pair of quotes."""
        return self.plain and self.text == ""


@dataclass
class Frame:
    """A mapping or a list under construction; `kept` is false inside what is refused and only looked at."""

    container: dict[str, Arbre] | list[Arbre]
    path: Chemin
    start: yaml.Event
    kept: bool = True
    key: Element | None = None
    is_key: bool = False
    dash_missing: bool = False
    first: dict[str, Position] = field(default_factory=dict)
    entries: list[tuple[Element | None, Element]] = field(default_factory=list)

    @property
    def flow(self) -> bool:
        """Written between brackets or braces."""
        return bool(getattr(self.start, "flow_style", False))

    @property
    def wants_key(self) -> bool:
        """Whether the next scalar is a key."""
        return isinstance(self.container, dict) and self.key is None

    def child_path(self) -> Chemin:
        """The path of the value about to be read."""
        if self.key is not None:
            return (*self.path, self.key.text or "")
        return (*self.path, len(self.container))
