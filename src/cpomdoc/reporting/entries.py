"""Problems made ready to be printed: in reading order, each with its lines and the extent of the culprit."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cpomdoc.problems import Problem, Severite
from cpomdoc.source import Chemin, Position

Lines = Mapping[str, tuple[str, ...]]
"""Shown file name -> its lines, in the reading order of the dossier."""

REMEDY = "Comment corriger\u202f: "

_QUOTED = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*\"""")
_KEY = re.compile(r"[^\s:#\[\]{},]+(?=\s*:(?:\s|$))")
_FLOW = re.compile(r"[^,\[\]{}#]+")
_PLAIN = re.compile(r".*?(?=\s+#|\s*$)")


@dataclass(frozen=True)
class Entry:
    """One problem, its file's lines, how many characters are guilty, and a name that survives edits elsewhere."""

    problem: Problem
    lines: tuple[str, ...]
    length: int
    fingerprint: str

    @property
    def file(self) -> str:
        """The file as shown, with forward slashes; empty when the problem has no place."""
        return self.problem.position.file.replace("\\", "/") if self.problem.position else ""

    @property
    def is_error(self) -> bool:
        """Whether the build is stopped."""
        return self.problem.severite is Severite.ERREUR

    @property
    def explanation(self) -> str:
        """The message, the law and the remedy, one paragraph each, for formats that have a single text."""
        problem = self.problem
        remedy = f"{REMEDY}{problem.aide}" if problem.aide else ""
        return "\n".join(piece for piece in (problem.message, problem.reference, remedy) if piece)


def build_entries(problems: Iterable[Problem], lines: Lines) -> list[Entry]:
    """In the order of the files, then of lines and columns; a problem without a place comes last."""
    rank = {file: number for number, file in enumerate(lines)}
    seen: Counter[str] = Counter()
    entries = []
    for problem in sorted(problems, key=lambda one: _reading_order(one, rank)):
        own = lines.get(problem.position.file, ()) if problem.position else ()
        base = "\0".join([problem.code, _file(problem), format_path(problem.path), problem.message])
        seen[base] += 1
        digest = hashlib.sha256(f"{base}\0{seen[base]}".encode("utf-8", "backslashreplace")).hexdigest()[:40]
        entries.append(Entry(problem, own, measure_culprit(own, problem.position, problem.extrait), digest))
    return entries


def format_path(path: Chemin) -> str:
    """« perimetre.etablissements[0].finess »."""
    pieces = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in path]
    return "".join(pieces).removeprefix(".")


def measure_culprit(lines: tuple[str, ...], position: Position | None, extrait: str = "") -> int:
    """How many characters to underline: the words at fault, the key, or the value up to a comment; 1 at least."""
    if position is None or not 1 <= position.line <= len(lines):
        return 1
    line, start = lines[position.line - 1], position.column - 1
    if extrait and line.startswith(extrait, start):
        return len(extrait)
    if line[start : start + 1].isspace():
        return 1
    if quoted := _QUOTED.match(line, start):
        return len(quoted.group())
    if key := _KEY.match(line, start):
        return len(key.group())
    before = line[:start]
    in_flow = before.count("{") + before.count("[") > before.count("}") + before.count("]")
    found = (_FLOW if in_flow else _PLAIN).match(line, start)
    return max(1, len(found.group().rstrip())) if found else 1


def _file(problem: Problem) -> str:
    return problem.position.file if problem.position else ""


def _reading_order(problem: Problem, rank: Mapping[str, int]) -> tuple[int, str, int, int, str]:
    here = problem.position
    if here is None:
        return (len(rank) + 1, format_path(problem.path), 0, 0, problem.code)
    return (rank.get(here.file, len(rank)), here.file, here.line, here.column, problem.code)
