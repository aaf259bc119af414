"""What follows from a fault already told is not told again: a key misspelt is not missing besides."""

from collections.abc import Iterable

from cpomdoc.problems import Problem
from cpomdoc.suggestions import suggest

UNKNOWN_KEY = "SCH-001"
MISSING = frozenset({"SCH-002", "DEF-001"})
"""Codes of what is said of a key that is not there."""


def drop_consequences(forme: Iterable[Problem], sens: Iterable[Problem]) -> list[Problem]:
    """Problems of the shape then of the sense, without those that another of the shape explains."""
    told = list(forme)
    wrong = {problem.path for problem in told}
    misspelt = [problem for problem in told if problem.code == UNKNOWN_KEY]
    kept = [problem for problem in sens if problem.path not in wrong]
    return [problem for problem in [*told, *kept] if not _is_explained(problem, misspelt)]


def _is_explained(problem: Problem, misspelt: list[Problem]) -> bool:
    """Whether the key said to be missing stands beside, with a slip in its name."""
    if problem.code not in MISSING or not problem.path:
        return False
    *block, name = problem.path
    return any(
        list(one.path[:-1]) == block and suggest(str(one.path[-1]), [str(name)])
        for one in misspelt
        if one is not problem
    )
