"""The files of a contract as git keeps them at a revision: read through git, never checked out, within a time limit."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from cpomdoc.errors import DossierIntrouvable, OutilAbsent
from cpomdoc.francais import guillemets

DELAI = 30
"""Seconds that git may take."""
PLUS_GROS = 1 << 20
"""Bytes of the largest file that is read: more is not a file that someone wrote."""
FICHIERS = ("100644", "100755")
"""Modes of plain files: a link, or another repository, is not followed."""
SORTIES = ("texte", "versions")
"""Folders of a contract that cpomdoc writes, of no use to read it."""


def extract_revision(racine: Path, ref: str, revision: str, target: Path) -> None:
    """Write into `target` the contract, and the settings of its house, as they were at a revision.

    Raises DossierIntrouvable, in French, when there is no git folder, no such revision, or no such contract in it.
    """
    commit = _resolve(racine, revision)
    blobs = list_blobs(racine, commit, (f"contracts/{ref}", "templates"))
    wanted = {name: sha for name, sha in blobs.items() if _is_wanted(PurePosixPath(name), ref)}
    if not any(name.startswith(f"contracts/{ref}/") for name in wanted):
        raise DossierIntrouvable(f"Le contrat {guillemets(ref)} n’existe pas à la révision {guillemets(revision)}.")
    for name, sha in wanted.items():
        data = run_git(racine, ("cat-file", "blob", sha)).stdout
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data[: PLUS_GROS + 1])


def propose_tag(racine: Path, name: str) -> str | None:
    """The command that marks a sealed version in git, None out of a git folder; nothing is run but a question."""
    try:
        inside = run_git(racine, ("rev-parse", "--is-inside-work-tree")).returncode == 0
    except (OutilAbsent, DossierIntrouvable):
        return None
    return f"git tag {name}" if inside else None


def _is_wanted(path: PurePosixPath, ref: str) -> bool:
    """Files that a contract, or its house, is read from; nothing whose name could lead elsewhere."""
    if path.is_absolute() or ".." in path.parts or "\\" in str(path):
        return False
    if path.parts[0] == "templates":
        return path.suffix == ".yaml" and len(path.parts) == 2
    return path.suffix == ".yaml" and path.parts[1] == ref and path.parts[2] not in SORTIES


def _resolve(racine: Path, revision: str) -> str:
    """The commit that a revision names."""
    if run_git(racine, ("rev-parse", "--is-inside-work-tree")).returncode:
        raise DossierIntrouvable(
            f"{guillemets(revision)} n’est pas une version scellée, et ce dossier n’est pas suivi par git\u202f: il "
            "n’a pas d’autre état à comparer."
        )
    if revision.startswith("-") or not revision.isprintable():
        raise DossierIntrouvable(f"{guillemets(revision)} n’est pas une révision de git.")
    found = find_commit(racine, revision)
    if found is not None:
        return found
    raise DossierIntrouvable(
        f"{guillemets(revision)} n’est ni une version scellée ni une révision connue de git." + tell_past(racine)
    )


def find_commit(racine: Path, revision: str) -> str | None:
    """The commit that a revision names, None when git knows none."""
    if revision.startswith("-") or not revision.isprintable():
        return None
    found = run_git(racine, ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"))
    return None if found.returncode else found.stdout.decode().strip()


def tell_past(racine: Path) -> str:
    """What to do about a revision that git does not know: fetch the past of a partial copy, or read the names."""
    if is_shallow(racine):
        return (
            " Ce dépôt est une copie partielle, sans tout son passé\u202f: lancez "
            f"{guillemets('git fetch --unshallow --tags')}."
        )
    return " «\u202fgit log --oneline\u202f» et «\u202fgit tag\u202f» montrent celles qui existent."


def is_shallow(racine: Path) -> bool:
    """Whether the folder is a copy of the last commits only, as a CI makes them."""
    return run_git(racine, ("rev-parse", "--is-shallow-repository")).stdout.strip() == b"true"


def list_blobs(racine: Path, commit: str, folders: Sequence[str]) -> dict[str, str]:
    """Plain files under some folders by name: `racine` may be any folder of the repository."""
    listed = run_git(racine, ("ls-tree", "-r", "-z", commit, "--", *(f"{one}/" for one in folders)))
    blobs = {}
    for line in listed.stdout.decode("utf-8", "surrogateescape").split("\0"):
        head, _, name = line.partition("\t")
        mode, kind, sha = [*head.split(" "), "", "", ""][:3]
        if mode in FICHIERS and kind == "blob":
            blobs[name] = sha
    return blobs


def run_git(racine: Path, arguments: Sequence[str], told: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    """Run git without its settings of taste, without the network, without ever asking anything; `told` is its input."""
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    command = ["git", "--no-pager", "--literal-pathspecs", "-C", str(racine), *arguments]
    try:
        return subprocess.run(
            command, env=os.environ | quiet, input=told, capture_output=True, timeout=DELAI, check=False
        )
    except FileNotFoundError as error:
        raise OutilAbsent(
            "git n’est pas installé\u202f: sans lui, on ne compare que les versions scellées et les fichiers du jour."
        ) from error
    except subprocess.TimeoutExpired as error:
        raise DossierIntrouvable(f"git n’a pas répondu en {DELAI} secondes\u202f: recommencez.") from error
