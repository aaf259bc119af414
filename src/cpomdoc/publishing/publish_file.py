"""Replace one file at once: whoever reads it sees the old text or the new one."""

import os
import shutil
import time
from pathlib import Path

from cpomdoc.errors import EditionImpossible, describe_system_error


def publish_file(target: Path, data: bytes) -> None:
    """Write beside, then rename; raises EditionImpossible, in French, when the disk refuses."""
    target = target.resolve()
    fresh = target.with_name(f".{target.name}.nouveau-{os.getpid()}-{time.monotonic_ns()}")
    try:
        fresh.write_bytes(data)
        if target.exists():
            shutil.copymode(target, fresh)
        fresh.replace(target)
    except BaseException as error:
        fresh.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise EditionImpossible(
                f"Impossible d’écrire dans «\u202f{target.name}\u202f»\u202f: {describe_system_error(error)}. "
                "Fermez-le s’il est ouvert ailleurs, puis recommencez\u202f; il est intact."
            ) from error
        raise
