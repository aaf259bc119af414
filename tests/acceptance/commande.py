"""The command as a user runs it: another process, in a folder of their own."""

import os
import subprocess
import sys
from pathlib import Path

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


def read_files(folder: Path) -> dict[str, bytes]:
    """Every file under a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
