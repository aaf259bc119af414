"""Replace a folder's whole content at once, so that an interruption leaves either the old build or the new one."""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

from cpomdoc.errors import EditionImpossible, describe_system_error

RECEIPT = "recu.json"
FRESH, OLD = "nouveau", "ancien"
ABANDONED_AFTER = 3600
"""Seconds after which what a killed run left beside is nobody's."""
SWAPS = 5


def publish_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Make `target` hold exactly `files` (name -> bytes); the previous content stays whole until the last rename.

    Two builds at once each write beside, under a name of their own: the last one wins, and no build is a mixture.
    Raises EditionImpossible, in French, when the disk refuses; nothing half-written is then left in `target`.
    """
    own = f"{os.getpid()}-{time.monotonic_ns()}"
    fresh, old = _beside(target, f"{FRESH}-{own}"), _beside(target, f"{OLD}-{own}")
    try:
        restore_interrupted(target)
        fresh.mkdir(parents=True)
        for name, data in files.items():
            _write(fresh / name, data)
        _swap(target, fresh, old)
        shutil.rmtree(old, ignore_errors=True)  # what a program keeps open goes at a later build
    except BaseException as error:
        if not target.exists() and old.exists():
            old.replace(target)
        shutil.rmtree(fresh, ignore_errors=True)
        if isinstance(error, OSError):
            raise EditionImpossible(_explain(target, error)) from error
        raise


def restore_interrupted(target: Path) -> None:
    """Put the previous content back if a run was stopped between the two renames, and sweep what others left."""
    if not target.parent.is_dir():
        return
    if not target.exists():
        previous = sorted(target.parent.glob(f".{target.name}.{OLD}*"), key=lambda path: path.stat().st_mtime)
        if previous:
            previous[-1].replace(target)
    for kind in (FRESH, OLD):
        for left in target.parent.glob(f".{target.name}.{kind}*"):
            if time.time() - left.stat().st_mtime > ABANDONED_AFTER:
                shutil.rmtree(left, ignore_errors=True)


def _swap(target: Path, fresh: Path, old: Path) -> None:
    """Put `fresh` in the place of `target`; another build may do the same between our two renames."""
    for attempt in range(SWAPS):
        try:
            if target.exists():
                target.replace(old)
            fresh.replace(target)
            return
        except OSError:
            if attempt == SWAPS - 1 or not fresh.exists() or not target.exists():
                raise
            shutil.rmtree(old, ignore_errors=True)


def same_content(target: Path, files: Mapping[str, bytes]) -> bool:
    """Whether the folder already holds exactly these files: then nothing needs writing."""
    if not target.is_dir():
        return not files
    present = {p.relative_to(target).as_posix(): p for p in target.rglob("*") if p.is_file()}
    return present.keys() == files.keys() and all(path.read_bytes() == files[name] for name, path in present.items())


def build_receipt(files: Mapping[str, bytes], empreinte: str, version: str) -> bytes:
    """What was built from what: edition fingerprint, version of cpomdoc, SHA-256 of every file."""
    receipt = {
        "empreinte": empreinte,
        "cpomdoc": version,
        "fichiers": {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())},
    }
    return (json.dumps(receipt, ensure_ascii=False, indent=2) + "\n").encode()


def compute_empreinte(parts: Mapping[str, bytes]) -> str:
    """Twelve hexadecimal digits that change when any input of the edition changes (names and bytes)."""
    digest = hashlib.sha256()
    for name, data in sorted(parts.items()):
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()[:12]


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name}.{what}")


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _explain(target: Path, error: OSError) -> str:
    return (
        f"Impossible d’écrire dans «\u202f{target.as_posix()}\u202f»\u202f: {describe_system_error(error)}. "
        "Fermez les documents ouverts dans Word ou dans le lecteur de PDF, vérifiez l’espace disque et vos droits, "
        "puis recommencez\u202f; l’édition précédente est intacte."
    )
