"""What people changed by hand in a build is theirs: it is set aside before the next build takes its place."""

import hashlib
import json
import shutil
from pathlib import Path

from cpomdoc.errors import EditionImpossible, describe_system_error
from cpomdoc.publishing.publish_folder import RECEIPT


def keep_edited(target: Path, part: str = "") -> Path | None:
    """Copy beside the build the files that its receipt does not know; the folder made, None when all are ours.

    With `part`, « suivi/2028/ » for instance, only those that lie there.
    """
    try:
        edited = [one for one in _list_edited(target) if one.relative_to(target).as_posix().startswith(part)]
        if not edited:
            return None
        place = _free_name(target)
        for path in edited:
            copy = place / path.relative_to(target)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copy)
    except OSError as error:
        raise EditionImpossible(
            f"Des fichiers de «\u202f{target.as_posix()}\u202f» ont été changés à la main et ne peuvent pas être mis "
            f"de côté\u202f: {describe_system_error(error)}. Déplacez-les, puis recommencez."
        ) from error
    return place


def _list_edited(target: Path) -> list[Path]:
    """Files added or changed since the build; what Word and systems leave behind is nobody's work."""
    if not target.is_dir():
        return []
    known = read_receipt(target / RECEIPT)
    files = [path for path in sorted(target.rglob("*")) if path.is_file() and not path.name.startswith((".", "~$"))]
    return [
        path
        for path in files
        if path.name != RECEIPT
        and known.get(path.relative_to(target).as_posix()) != hashlib.sha256(path.read_bytes()).hexdigest()
    ]


def read_receipt(path: Path) -> dict[str, str]:
    """Digests by name; empty when the receipt is gone or is not one any more: every file may then be someone's."""
    try:
        files = json.loads(path.read_bytes())["fichiers"]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}
    return {str(name): str(digest) for name, digest in files.items()} if isinstance(files, dict) else {}


def _free_name(target: Path) -> Path:
    number = 1
    while (place := target.with_name(f"{target.name}-modifie" + (f"-{number}" if number > 1 else ""))).exists():
        number += 1
    return place
