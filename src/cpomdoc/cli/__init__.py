"""The command line: arguments to the pipeline, its report to the screen, its outcome to an exit code.

This module imports almost nothing, on purpose: `cpomdoc --help` must answer as fast as the interpreter starts, and
click alone takes three times as long. Everything else is imported by the function that needs it.
"""

import os
import sys
from collections.abc import Sequence
from io import FileIO, TextIOWrapper

from cpomdoc import __version__
from cpomdoc.cli.aide import HELP_NAMES, format_aide
from cpomdoc.cli.codes import CLEAN, INTERRUPTED, USAGE


def main(argv: Sequence[str] | None = None) -> int:
    """Run cpomdoc and give back its exit code; nothing is raised, whatever happens."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _open_closed_streams()
    _speak_utf8()
    if not arguments or arguments[0] in HELP_NAMES:
        print(format_aide())
        return CLEAN if arguments else USAGE
    if arguments == ["--version"]:
        print(f"cpomdoc {__version__}")
        return CLEAN
    try:
        from cpomdoc.cli.run import run
    except KeyboardInterrupt:  # pressed before the command line itself is there to hear it
        return INTERRUPTED
    return run(arguments)


def _open_closed_streams() -> None:
    """A scheduler may start us without any output: what is said is lost, what is asked is done."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, TextIOWrapper(FileIO(os.devnull, "w"), encoding="utf-8"))


def _speak_utf8() -> None:
    """A Windows console, or a redirection there, would refuse our narrow spaces and the accents of a name."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
