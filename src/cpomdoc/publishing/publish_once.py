"""Write a folder that is written once and never again: whole or not at all, and never over another."""

import os
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

from cpomdoc.errors import EditionImpossible, describe_system_error


def publish_once(target: Path, files: Mapping[str, bytes]) -> bool:
    """Whether the folder was written: beside, then renamed; one that is already there is left as it is.

    Raises EditionImpossible, in French, when the disk refuses.
    """
    if os.path.lexists(target):
        return False
    fresh = target.with_name(f".{target.name}.nouveau-{os.getpid()}-{time.monotonic_ns()}")
    try:
        for name, data in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        fresh.rename(target)
    except BaseException as error:
        shutil.rmtree(fresh, ignore_errors=True)
        if isinstance(error, OSError):
            raise EditionImpossible(
                f"Impossible d’écrire «\u202f{target.as_posix()}\u202f»\u202f: {describe_system_error(error)}. "
                "Rien n’a été écrit\u202f; vérifiez l’espace disque et vos droits, puis recommencez."
            ) from error
        raise
    return True
