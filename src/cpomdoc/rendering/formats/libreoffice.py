"""A Word document as a PDF laid out by an installed LibreOffice, kept within a time and a size."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from cpomdoc.errors import GabaritError, OutilAbsent

TIME_LIMIT = 120.0
SIZE_LIMIT = 512_000_000

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
)


def convert_with_libreoffice(docx: bytes, *, time_limit: float = TIME_LIMIT) -> bytes:
    """The PDF that LibreOffice makes of a document; it works in a profile of its own that is then thrown away."""
    program = find_libreoffice()
    with TemporaryDirectory(prefix="cpomdoc-lo-", ignore_cleanup_errors=True) as folder:
        source, profile = Path(folder, "document.docx"), Path(folder, "profil")
        source.write_bytes(docx)
        command = [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--convert-to", "pdf:writer_pdf_Export"),
            *("--outdir", folder, str(source)),
        ]
        _run(command, time_limit)
        result = source.with_suffix(".pdf")
        if not result.is_file():
            raise GabaritError("LibreOffice n’a pas pu convertir le document Word en PDF.")
        return result.read_bytes()


def find_libreoffice() -> str:
    """Path of the program; when it is absent, the error says how to install it."""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    for place in _PLACES:
        if place.is_file():
            return str(place)
    raise OutilAbsent(
        "LibreOffice est introuvable\u202f: sous Debian ou Ubuntu, « sudo apt install libreoffice-writer »\u202f; "
        "sous Windows, « winget install TheDocumentFoundation.LibreOffice »\u202f; sous macOS, « brew install --cask "
        "libreoffice ». Sans lui, le PDF se fait avec le moteur habituel (sans --moteur)."
    )


def _run(command: list[str], time_limit: float) -> None:
    """Run a command and, past its time, end all that it started."""
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_limiter(),
    ) as process:
        try:
            process.wait(time_limit)
        except subprocess.TimeoutExpired:
            _end(process)
            raise GabaritError(
                f"LibreOffice n’a pas fini au bout de {time_limit:g}\u202fs\u202f; le document n’a pas été converti."
            ) from None
        except BaseException:
            _end(process)
            raise


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the group of a process: soffice is a script that starts the real program."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)


def _limiter() -> Callable[[], None] | None:
    """A limit to what the program writes, where the system has one: some faulty files make it write for ever."""
    if sys.platform == "win32":
        return None
    import resource  # absent from Windows

    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (SIZE_LIMIT, SIZE_LIMIT))
