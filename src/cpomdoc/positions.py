"""Where each problem is in the files of a contract, and in which order people read them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from cpomdoc.errors import CaractereAbsent
from cpomdoc.problems import Problem, Severite
from cpomdoc.source import Position, Sources


def locate_caractere(error: CaractereAbsent, sources: Sources) -> tuple[Problem, ...]:
    """Wherever the author wrote a character that no font has; it may also come from a gabarit, and is told as such."""
    char = error.caractere
    problems = tuple(
        Problem(
            "PDF-001",
            (),
            f"Aucune police ne sait écrire le caractère «\u202f{char}\u202f» (U+{ord(char):04X}) dans le PDF.",
            "Remplacez ce caractère, ou déposez dans templates/polices/ un fichier .ttf ou .otf qui le contient.",
            position=Position(file, number, line.index(char) + 1),
            extrait=char,
        )
        for file, lines in sources.lines.items()
        for number, line in enumerate(lines, 1)
        if char in f" {line}".split(" #")[0]
    )
    if not problems:
        raise error
    return problems


def locate(problems: Iterable[Problem], sources: Sources, *, strict: bool) -> tuple[Problem, ...]:
    """Problems with their positions, in reading order; `strict` makes every alerte an error."""
    order = {name: rank for rank, name in enumerate(sources.lines)}
    located = [_locate_one(problem, sources, strict=strict) for problem in problems]
    return tuple(sorted(located, key=partial(_reading_order, order)))


def _locate_one(problem: Problem, sources: Sources, *, strict: bool) -> Problem:
    """The problem at its place; the other place it speaks of is said in the remedy, the same in every format."""
    here = problem.position or sources.locate(problem.path, on_key=problem.on_key, extrait=problem.extrait)
    aide = problem.aide
    if problem.autre:
        there = sources.locate(problem.autre)
        where = f"ligne {there.line}" if there.file == here.file else f"{there.file}, ligne {there.line}"
        aide = f"{aide} L’autre est ici\u202f: {where}.".lstrip()
    return replace(problem, position=here, aide=aide, severite=Severite.ERREUR if strict else problem.severite)


def _reading_order(order: Mapping[str, int], problem: Problem) -> tuple[int, int, int, str]:
    position = problem.position
    if position is None:
        return (len(order), 0, 0, problem.code)
    return (order.get(position.file, len(order)), position.line, position.column, problem.code)
