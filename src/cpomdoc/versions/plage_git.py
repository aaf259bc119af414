"""What goes from one revision of git to another, or to the files one works on: which names, which bytes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from cpomdoc.errors import DossierIntrouvable
from cpomdoc.francais import guillemets
from cpomdoc.versions.revision_git import find_commit, is_shallow, list_blobs, run_git, tell_past

LIEUX = ("contracts", "templates")
"""Folders that contracts are made from."""
LIMITE = 24 << 20
"""Bytes of the largest file that is read: no gabarit is that heavy."""
FORME = "Une plage s’écrit BASE..TÊTE, BASE...TÊTE (depuis leur ancêtre commun) ou BASE.. (jusqu’aux fichiers du jour)"


@dataclass(frozen=True)
class Plage:
    """Two states of a folder: a commit, then another, or the files one works on when `tete` is None."""

    base: str
    tete: str | None
    nom_base: str
    nom_tete: str


@dataclass(frozen=True)
class Touche:
    """A file that is not the same at both ends: `nature` is « A » when it is added, « D » when it goes, « M » else."""

    nom: str
    nature: str


def open_plage(racine: Path, ecrite: str) -> Plage:
    """Read « BASE..TÊTE », « BASE...TÊTE » or « BASE »; raises DossierIntrouvable, in French, when git cannot."""
    if run_git(racine, ("rev-parse", "--is-inside-work-tree")).returncode:
        raise DossierIntrouvable("Ce dossier n’est pas suivi par git\u202f: il n’a pas deux états à comparer.")
    signe = next((one for one in ("...", "..") if one in ecrite), "")
    avant, _, apres = ecrite.partition(signe) if signe else (ecrite, "", "")
    if not avant:
        raise DossierIntrouvable(f"{FORME}\u202f; {guillemets(ecrite)} ne dit pas d’où partir.")
    base = _find(racine, avant)
    tete = _find(racine, apres) if apres else None
    if signe == "...":
        base = _find_ancestor(racine, base, tete or _find(racine, "HEAD"), ecrite)
    depuis = f"{avant} ({base[:7]})" if avant != base else base[:7]
    return Plage(base, tete, depuis, f"{apres} ({tete[:7]})" if tete else "fichiers de travail")


def _find(racine: Path, revision: str) -> str:
    found = find_commit(racine, revision)
    if found is None:
        raise DossierIntrouvable(f"{guillemets(revision)} n’est pas une révision connue de git." + tell_past(racine))
    return found


def _find_ancestor(racine: Path, base: str, tete: str, ecrite: str) -> str:
    found = run_git(racine, ("merge-base", base, tete))
    if found.returncode == 0:
        return found.stdout.decode().strip()
    past = tell_past(racine) if is_shallow(racine) else " Écrivez BASE..TÊTE, avec deux points."
    raise DossierIntrouvable(f"{guillemets(ecrite)}\u202f: git ne connaît pas d’ancêtre commun à ces révisions." + past)


def list_touches(racine: Path, plage: Plage) -> tuple[Touche, ...]:
    """The files of contracts and of their house that differ, by name; what git ignores is not looked at."""
    ends = [plage.base] if plage.tete is None else [plage.base, plage.tete]
    quiet = ("--no-ext-diff", "--no-textconv", "--no-renames", "--ignore-submodules=all", "--relative")
    told = run_git(racine, ("diff", "--name-status", "-z", *quiet, *ends, "--", *LIEUX))
    words = told.stdout.decode("utf-8", "surrogateescape").split("\0")
    found = {nom: nature for nature, nom in zip(words[::2], words[1::2], strict=False)}
    if plage.tete is None:
        others = run_git(racine, ("ls-files", "--others", "--exclude-standard", "-z", "--", *LIEUX))
        found |= {nom: "A" for nom in others.stdout.decode("utf-8", "surrogateescape").split("\0") if nom}
    return tuple(Touche(nom, nature if nature in "AD" else "M") for nom, nature in sorted(found.items()))


def list_noms(racine: Path, commit: str) -> tuple[str, ...]:
    """Names of the plain files of contracts and of their house at a commit."""
    return tuple(list_blobs(racine, commit, LIEUX))


def extract_folders(racine: Path, commit: str, folders: Sequence[str], target: Path) -> None:
    """Write every plain file under some folders as it was at a commit; folders that were not there give none."""
    blobs = {name: sha for name, sha in list_blobs(racine, commit, folders).items() if is_safe(PurePosixPath(name))}
    for name, data in read_blobs(racine, blobs).items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def is_safe(path: PurePosixPath) -> bool:
    """Whether a name stays in the folder that it is written into, on any system."""
    return not path.is_absolute() and ".." not in path.parts and not set("\\:") & set(str(path))


def read_blobs(racine: Path, blobs: Mapping[str, str]) -> dict[str, bytes]:
    """Contents by name, all through one run of git; a file too heavy to be one of ours is left out."""
    asked = "".join(f"{sha}\n" for sha in blobs.values()).encode()
    told = run_git(racine, ("cat-file", "--batch"), asked).stdout
    return {name: data for name, data in zip(blobs, _cut_batch(told), strict=True) if data is not None}


def _cut_batch(told: bytes) -> Iterable[bytes | None]:
    """« <sha> blob <size> », the bytes, an end of line; and again."""
    start = 0
    while start < len(told):
        head = told[start : (end := told.index(b"\n", start))].split(b" ")
        size = int(head[2]) if len(head) == 3 else -1
        data = told[end + 1 : end + 1 + size] if size >= 0 else b""
        yield data if 0 <= size <= LIMITE else None
        start = end + size + 2
