"""The program that compares two Word documents: unpacked once for a person, run in a process of its own, bounded.

It is Docxodus, that the package python-redlines carries for each system. It takes its arguments in a folder that only
this process knows, and never touches the files of anyone.
"""

import atexit
import errno
import os
import platform
import shutil
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from cpomdoc.errors import EditionImpossible, OutilAbsent, describe_system_error

TIME_LIMIT = 180.0

_ENVIRONMENT = {
    # Without it, the program wants ICU, and sorts its words as the machine is set.
    "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1",
    "DOTNET_EnableDiagnostics": "0",
}
_DATE = "2000-01-01T00:00:00Z"
_REMEDE = "réinstallez cpomdoc («\u202fmake clean\u202f», puis «\u202fmake contract\u202f»)."


def compare_with_engine(avant: bytes, apres: bytes, *, time_limit: float = TIME_LIMIT) -> bytes:
    """The document that tells by tracked changes how to go from one to the other, with nobody's name on them."""
    program = find_engine()
    with TemporaryDirectory(prefix="cpomdoc-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        files = [folder / "avant.docx", folder / "apres.docx", folder / "redline.docx"]
        files[0].write_bytes(avant)
        files[1].write_bytes(apres)
        options = ["--author=cpomdoc", f"--date-time={_DATE}", "--no-conflate-spaces"]
        words = _run([str(program), *(str(file) for file in files), *options], time_limit)
        if not files[2].is_file():
            raise EditionImpossible(_describe_stop(words))
        return files[2].read_bytes()


def _run(command: list[str], time_limit: float) -> str:
    """What the program says, once it ended well and in time."""
    try:
        done = subprocess.run(
            command,
            env={**os.environ, **_ENVIRONMENT},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=time_limit,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise EditionImpossible(
            f"la comparaison des deux documents Word n’a pas fini au bout de {time_limit:g}\u202fs\u202f; "
            "elle a été abandonnée."
        ) from None
    except OSError as error:
        reason = describe_system_error(error)
        raise OutilAbsent(
            f"le programme qui compare les documents Word ne se lance pas ({reason})\u202f: {_REMEDE}"
        ) from error
    if done.returncode:
        raise EditionImpossible(_describe_stop(done.stderr or done.stdout, done.returncode))
    return done.stdout


def _describe_stop(words: str, code: int = 0) -> str:
    last = words.strip().rpartition("\n")[2].strip() or f"code {code}"
    return f"les deux documents Word n’ont pas pu être comparés\u202f: le programme qui le fait s’est arrêté ({last})."


@cache
def find_engine() -> Path:
    """The program, unpacked once in the cache of the person, or in a folder of this process when that cannot be."""
    try:
        import platformdirs
        from python_redlines import __version__
    except ImportError as error:
        raise OutilAbsent(f"le programme qui compare les documents Word n’est pas installé\u202f: {_REMEDE}") from error
    name = f"{__version__}-{sys.platform}-{platform.machine()}".lower()
    home = Path(platformdirs.user_cache_dir("cpomdoc", appauthor=False), "redline")
    try:
        return unpack_engine(home / name)
    except OSError:  # no home, a full or a read-only disk
        return unpack_engine(_open_own_folder() / name)


def unpack_engine(folder: Path) -> Path:
    """The program in this folder, which appears whole: two processes may unpack it at once, the first one wins."""
    if found := _find_program(folder):
        return found
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f"{folder.name}.", dir=folder.parent, ignore_cleanup_errors=True) as name:
        fresh = Path(name, "engine")
        _unpack(fresh)
        with suppress(OSError):  # the other process has just put it there
            fresh.rename(folder)
        if found := _find_program(folder):
            return found
    raise OSError(errno.EEXIST, "already there, and not whole", str(folder))


def _unpack(folder: Path) -> None:
    from python_redlines import DocxodusEngine, EngineNotInstalledError

    try:
        DocxodusEngine(target_path=str(folder))
    except EngineNotInstalledError as error:
        raise OutilAbsent(
            f"le programme qui compare les documents Word n’est pas livré pour ce système\u202f: {_REMEDE}"
        ) from error


def _find_program(folder: Path) -> Path | None:
    names = ("redline.exe", "redline")
    return next((found for name in names for found in sorted(folder.glob(f"*/{name}"))), None)


@cache
def _open_own_folder() -> Path:
    """A folder that goes when this process ends; a known place under the temporary folder could be anyone's."""
    folder = Path(mkdtemp(prefix="cpomdoc-redline-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
