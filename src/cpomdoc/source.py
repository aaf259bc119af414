"""What an author wrote and where: a tree of plain strings with the file, line and column of every node."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Chemin = tuple[str | int, ...]
"""Key path from the root of a dossier, e.g. ("perimetre", "etablissements", 0, "finess")."""

Arbre = dict[str, "Arbre"] | list["Arbre"] | str | None
"""Nothing is typed yet: a scalar is its text; None stands for an empty value or « a_completer »."""


@dataclass(frozen=True, order=True)
class Position:
    """A place in a file: lines and columns count from 1, columns in characters."""

    file: str
    line: int
    column: int


@dataclass(frozen=True)
class Source:
    """One YAML file as read: its lines, its tree, and where each key and value of the tree stands.

    `prefix` is where the tree hangs in the dossier: () for contrat.yaml, ("perimetre",) for perimetre.yaml,
    ("fiches", 2) for the third fiche. Paths in `keys` and `values` are relative to this file.
    """

    file: str
    prefix: Chemin
    lines: tuple[str, ...]
    tree: dict[str, Arbre]
    keys: Mapping[Chemin, Position] = field(default_factory=dict)
    values: Mapping[Chemin, Position] = field(default_factory=dict)

    def locate(self, path: Chemin, *, on_key: bool = False, extrait: str = "") -> Position:
        """Position of a path of this file, or of its nearest ancestor; of these words of it when they are there."""
        table = self.keys if on_key else self.values
        for size in range(len(path), 0, -1):
            if (found := table.get(path[:size])) or (found := self.values.get(path[:size])):
                # What the settings of a house say stands in another file than the rest of the contract.
                return self._find(extrait, found) if extrait and found.file == self.file else found
        return Position(self.file, 1, 1)

    def _find(self, extrait: str, start: Position) -> Position:
        """Where a value that starts there holds these words: a long text goes on while its lines stand further in."""
        column, margin = start.column - 1, _margin(self.lines[start.line - 1])
        for number, line in enumerate(self.lines[start.line - 1 :], start.line):
            if number > start.line and line.strip() and _margin(line) <= margin:
                break
            if (place := line.find(extrait, column if number == start.line else 0)) >= 0:
                return Position(self.file, number, place + 1)
        return start


@dataclass(frozen=True)
class Sources:
    """Every file of one dossier: what was read, the bytes it was read from, and the lines to show."""

    reference: str
    files: tuple[Source, ...] = ()
    contents: Mapping[str, bytes] = field(default_factory=dict)
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Source]:
        """The files that could be read, in the reading order of the dossier."""
        return iter(self.files)

    def find(self, path: Chemin) -> Source | None:
        """The file that holds this path: the one with the longest prefix of it."""
        holders = [one for one in self.files if path[: len(one.prefix)] == one.prefix]
        return max(holders, key=lambda one: len(one.prefix), default=None)

    def locate(self, path: Chemin, *, on_key: bool = False, extrait: str = "") -> Position:
        """Position of a path of the dossier, or of its nearest ancestor; the first line of a file at worst."""
        if source := self.find(path):
            return source.locate(path[len(source.prefix) :], on_key=on_key, extrait=extrait)
        return Position(next(iter(self.lines), self.reference), 1, 1)


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
