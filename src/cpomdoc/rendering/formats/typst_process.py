"""Typst in a process of its own, which gives back its memory and leaves the interpreter free to go on."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from cpomdoc.errors import GabaritError
from cpomdoc.rendering.formats import typst_child

Files = Mapping[str, bytes]


class TypstRefusalError(Exception):
    """What Typst said against a source, in its own words."""


def compile_typst(files: Files, fonts: Sequence[Path], timestamp: datetime) -> bytes:
    """The PDF of the source « main.typ »; `files` are all that it may read, `fonts` folders."""
    return _run(files, {"fonts": _list(fonts), "timestamp": timestamp.isoformat()}, typst_child.PDF)


def evaluate_typst(files: Files, fonts: Sequence[Path], expression: str) -> str:
    """What an expression is worth once the source is laid out, in JSON."""
    return _run(files, {"fonts": _list(fonts), "expression": expression}, typst_child.ANSWER).decode()


def _list(folders: Sequence[Path]) -> list[str]:
    return [str(folder.resolve()) for folder in folders if folder.is_dir()]


def _run(files: Files, job: Mapping[str, object], result: str) -> bytes:
    """The file that the child leaves, from a folder of its own: the only one that Typst can read from."""
    with TemporaryDirectory(prefix="cpomdoc-") as name:
        folder = Path(name)
        for member, data in {**files, typst_child.JOB: json.dumps(job).encode()}.items():
            path = folder / member
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        done = subprocess.run(
            [sys.executable, "-I", typst_child.__file__, name], capture_output=True, text=True, check=False
        )
        if (refusal := folder / typst_child.ERROR).exists():
            raise TypstRefusalError(refusal.read_text(encoding="utf-8"))
        if done.returncode or not (folder / result).exists():
            raise GabaritError(_describe_stop(done.returncode, done.stderr))
        return (folder / result).read_bytes()


def _describe_stop(code: int, words: str) -> str:
    last = words.strip().rpartition("\n")[2] or f"code {code}"
    return (
        f"le PDF n’a pas pu être composé\u202f: Typst s’est arrêté ({last}). Si le contrat est très grand, fermez "
        "d’autres programmes pour libérer de la mémoire, puis recommencez."
    )
