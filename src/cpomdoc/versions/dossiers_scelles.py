"""The folders of versions/: which there are, and what each holds."""

import re
from pathlib import Path

from cpomdoc.versions.sceau import SCEAU

VERSIONS = "versions"
CONTRAT_INITIAL = "00-contrat"
NOM = re.compile(r"[0-9]{2}-[a-z0-9]+(?:-[a-z0-9]+)*")


def folder_of(racine: Path, ref: str) -> Path:
    """Where the versions of a contract are kept."""
    return racine / "contracts" / ref / VERSIONS


def list_versions(racine: Path, ref: str) -> tuple[str, ...]:
    """The sealed versions of a contract by name, the oldest first; what does not look like one is none."""
    folder = folder_of(racine, ref)
    if not folder.is_dir():
        return ()
    return tuple(sorted(one.name for one in folder.iterdir() if NOM.fullmatch(one.name) and one.is_dir()))


def number_of(nom: str) -> int:
    """The number of the act that a version seals: 0 for the contract, 1 for « 01-activite »."""
    return int(nom[:2])


def list_files(folder: Path) -> dict[str, Path]:
    """Every file of a version but its seal, by name; what systems and editors leave behind is left out."""
    files = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith((".", "~")) for part in inside.parts)
        if not hidden and (path.is_symlink() or not path.is_dir()) and inside.as_posix() != SCEAU:
            files[inside.as_posix()] = path
    return files
