"""Replace a folder's whole content at once, so that an interruption leaves either the old build or the new one."""

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from cpomdoc.errors import EditionImpossible

RECEIPT = "recu.json"


def publish_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Make `target` hold exactly `files` (name -> bytes); the previous content stays whole until the last rename.

    Raises EditionImpossible, in French, when the disk refuses; nothing half-written is then left in `target`.
    """
    restore_interrupted(target)
    fresh, old = _beside(target, "nouveau"), _beside(target, "ancien")
    try:
        _remove(fresh)
        fresh.mkdir(parents=True)
        for name, data in files.items():
            _write(fresh / name, data)
        if target.exists():
            target.replace(old)
        fresh.replace(target)
        shutil.rmtree(old, ignore_errors=True)  # what a program keeps open goes at the next build
    except OSError as error:
        restore_interrupted(target)
        _remove(fresh)
        raise EditionImpossible(_explain(target, error)) from error
    except BaseException:
        restore_interrupted(target)
        _remove(fresh)
        raise


def restore_interrupted(target: Path) -> None:
    """Put the previous content back if a run was stopped between the two renames."""
    old = _beside(target, "ancien")
    if not old.exists():
        return
    if target.exists():
        shutil.rmtree(old, ignore_errors=True)
    else:
        old.replace(target)


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


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _explain(target: Path, error: OSError) -> str:
    reason = error.strerror or str(error)
    return (
        f"Impossible d’écrire dans «\u202f{target.as_posix()}\u202f»\u202f: {reason}. Fermez les documents ouverts "
        "dans Word ou dans le lecteur de PDF, vérifiez l’espace disque et vos droits, puis recommencez\u202f; "
        "l’édition précédente est intacte."
    )
