"""A folder that goes and one that comes with much the same lines: one contract under another name."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

RESSEMBLANCE = 0.6
"""From this share of common lines on, two folders are one contract."""
COMPARES = 40
"""Folders beyond which nothing is looked for: that many are not renamed in one go."""


def find_renommes(gone: Sequence[Path], come: Sequence[Path]) -> dict[str, str]:
    """New name -> old name, the most alike first."""
    if not (gone and come) or len(gone) * len(come) > COMPARES**2:
        return {}
    old, new = ({one.name: _count_lines(one) for one in folders} for folders in (gone, come))
    likeness = sorted(
        ((_compare(mine, yours), nom, ancien) for nom, mine in new.items() for ancien, yours in old.items()),
        reverse=True,
    )
    found: dict[str, str] = {}
    for share, nom, ancien in likeness:
        if share >= RESSEMBLANCE and nom not in found and ancien not in found.values():
            found[nom] = ancien
    return found


def _count_lines(folder: Path) -> Counter[tuple[str, bytes]]:
    """The lines of its YAML files, each with the name of its file."""
    return Counter(
        (path.relative_to(folder).as_posix(), line.strip())
        for path in sorted(folder.rglob("*.yaml"))
        if path.relative_to(folder).parts[0] != "versions" and path.is_file()
        for line in path.read_bytes().splitlines()
        if line.strip()
    )


def _compare(one: Counter[tuple[str, bytes]], other: Counter[tuple[str, bytes]]) -> float:
    """Share of the lines that both have."""
    total = sum(one.values()) + sum(other.values())
    return 2 * sum((one & other).values()) / total if total else 0.0
