"""What an author wrote and where: a tree of plain strings with the file, line and column of every node."""

from collections.abc import Mapping
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

    def locate(self, path: Chemin, *, on_key: bool = False) -> Position:
        """Position of a path of this file, or of its nearest ancestor that was written."""
        table = self.keys if on_key else self.values
        for size in range(len(path), 0, -1):
            if (found := table.get(path[:size])) or (found := self.values.get(path[:size])):
                return found
        return Position(self.file, 1, 1)
