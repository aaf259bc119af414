"""The command as a user runs it: another process, in a folder of their own; or this process, when that is enough."""

import io
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from cpomdoc.cli import main

RUN = "import sys; from cpomdoc.cli import main; sys.exit(main(sys.argv[1:]))"
QUIET = ("CI", "GITHUB_ACTIONS", "GITLAB_CI", "CPOMDOC_DEBUG", "FORCE_COLOR")


def command_of(*arguments: str) -> list[str]:
    """The command line of `cpomdoc` with these arguments, whether or not its script is on the path."""
    return [sys.executable, "-c", RUN, *arguments]


def environment_of(**more: str) -> dict[str, str]:
    """The environment of a person at a keyboard, wherever the tests run."""
    return {**{name: value for name, value in os.environ.items() if name not in QUIET}, **more}


def run_cpomdoc(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder and wait for it."""
    return subprocess.run(
        command_of(*arguments), cwd=folder, env=environment_of(), capture_output=True, text=True, check=False
    )


def run_here(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The same without a new process: what starts once (imports, compiled gabarits) is not started for every test."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    keyboard = patch.dict(os.environ, environment_of(), clear=True)
    with chdir(folder), redirect_stdout(out), redirect_stderr(err), keyboard:
        code = main(arguments)
    return subprocess.CompletedProcess(arguments, code, _read(out), _read(err))


def _read(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def read_files(folder: Path) -> dict[str, bytes]:
    """Every file under a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
