"""Teach a git repository to show Word documents as text: a line in .gitattributes, two settings of its own."""

import os
import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from cpomdoc.errors import DossierIntrouvable, EditionImpossible, describe_system_error
from cpomdoc.versions.revision_git import run_git

LIGNE = "*.docx diff=cpomdoc"
ATTRIBUTS = ".gitattributes"
_SECTION = "diff.cpomdoc"


@dataclass(frozen=True)
class Reglage:
    """What was done: the folder of the repository, whether its .gitattributes and its settings changed."""

    depot: Path
    attributs: bool
    reglages: bool


def install(here: Path) -> Reglage:
    """Have git show Word documents as text in the repository that holds this folder."""
    depot = _find_depot(here)
    attributs = _edit_attributs(depot, present=True)
    wanted = {f"{_SECTION}.textconv": build_command(), f"{_SECTION}.cachetextconv": "true"}
    missing = {name: value for name, value in wanted.items() if _read_setting(depot, name) != value}
    for name, value in missing.items():
        _set(depot, ("config", "--local", "--replace-all", name, value))
    return Reglage(depot, attributs, bool(missing))


def uninstall(here: Path) -> Reglage:
    """Undo it: the line and the settings go, all else stays."""
    depot = _find_depot(here)
    attributs = _edit_attributs(depot, present=False)
    known = _read_setting(depot, f"{_SECTION}.textconv") is not None
    if known:
        _set(depot, ("config", "--local", "--remove-section", _SECTION))
    return Reglage(depot, attributs, known)


def build_command() -> str:
    """The command that git gives to its shell, which runs cpomdoc of this very installation, on Windows too."""
    folder = Path(sys.executable).parent
    program = next((one for name in ("cpomdoc.exe", "cpomdoc") if (one := folder / name).is_file()), None)
    if program:
        words = [program.as_posix()]
    else:
        words = [Path(sys.executable).as_posix(), "-c", "import sys; from cpomdoc.cli import main; sys.exit(main())"]
    return " ".join(shlex.quote(word) for word in (*words, "texte", "--git"))


def _find_depot(here: Path) -> Path:
    """The top folder of the repository."""
    found = run_git(here, ("rev-parse", "--show-toplevel"))
    if found.returncode:
        raise DossierIntrouvable(
            "Ce dossier n’est pas suivi par git\u202f: il n’y a rien à régler. Placez-vous dans le dossier des "
            "contrats, une fois «\u202fgit init\u202f» fait."
        )
    return Path(os.fsdecode(found.stdout).rstrip("\r\n"))


def _read_setting(depot: Path, name: str) -> str | None:
    found = run_git(depot, ("config", "--local", "--get", name))
    return None if found.returncode else found.stdout.decode("utf-8", "replace").rstrip("\r\n")


def _set(depot: Path, words: Sequence[str]) -> None:
    if run_git(depot, words).returncode:
        raise EditionImpossible("git a refusé d’écrire ses réglages (.git/config)\u202f; rien n’y a changé.")


def _edit_attributs(depot: Path, *, present: bool) -> bool:
    """Whether the line had to be put in, or taken out; all the others keep their bytes."""
    path = (depot / ATTRIBUTS).resolve()
    try:
        before = path.read_bytes() if path.exists() else b""
        lines = before.splitlines(keepends=True)
        kept = [line for line in lines if b" ".join(line.split()) != LIGNE.encode()]
        if present == (len(kept) < len(lines)):
            return False
        after = _append(before) if present else b"".join(kept)
        _replace(path, after)
    except OSError as error:
        raise EditionImpossible(f"{ATTRIBUTS} n’a pas pu être écrit\u202f: {describe_system_error(error)}.") from error
    return True


def _append(before: bytes) -> bytes:
    """The line after all the others, ended as they are."""
    end = b"\r\n" if b"\r\n" in before else b"\n"
    gap = end if before and not before.endswith(b"\n") else b""
    return before + gap + LIGNE.encode() + end


def _replace(path: Path, data: bytes) -> None:
    """Write beside, then rename; a file left with nothing goes away."""
    if not data:
        path.unlink()
        return
    with NamedTemporaryFile(dir=path.parent, prefix=f"{path.name}.", delete=False) as stream:
        beside = Path(stream.name)
        stream.write(data)
    try:
        beside.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
