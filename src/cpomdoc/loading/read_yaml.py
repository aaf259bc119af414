"""Read one YAML file so that nothing is guessed: a Source, or every reason why it is not one."""

from dataclasses import replace

from cpomdoc.loading.characters import check_bytes, check_characters, check_encoding, neutralise, read_lines
from cpomdoc.loading.events import EventReader
from cpomdoc.loading.pasted_traces import blank_merge_marks, blank_odd_spaces, has_odd_spaces
from cpomdoc.loading.refusals import EMPTY_FILE, INDENTATION, ROOT_NOT_MAPPING, TAB, refuse
from cpomdoc.loading.syntax import diagnose
from cpomdoc.loading.tabs_and_directives import blank_directives, blank_indent_tabs, check_tabs
from cpomdoc.loading.tree import MAX_PROBLEMS, TreeBuilder
from cpomdoc.problems import Problem
from cpomdoc.source import Chemin, Position, Source

MAX_SYNTAX_STOPS = 20


def read_yaml(
    data: bytes, file: str, prefix: Chemin = (), *, pure: bool = False
) -> tuple[Source | None, list[Problem]]:
    """The file as a tree of texts with positions, or all its problems: no Source as soon as there is one.

    `pure` asks for the parser written in Python, which is used anyway where libyaml is absent.
    """
    if unreadable := check_bytes(data, file):
        return None, unreadable
    lines = read_lines(data)
    problems = check_encoding(data, file) or check_characters(lines, file)
    working = list(neutralise(lines))
    problems += blank_directives(working, file)
    problems += blank_merge_marks(working, file)
    tabs = blank_indent_tabs(working, file)
    if has_odd_spaces(working):
        quoted = _parse(list(working), file, pure=pure)[0].texts
        problems += blank_odd_spaces(working, quoted, file)
    builder, syntax = _parse(working, file, pure=pure)
    # How many columns a tabulation stands for is a guess of ours: no reproach may rest on it.
    problems += tabs + [one for one in syntax if not (tabs and one.code == INDENTATION.code)]
    problems += _conclude(builder, working, file, failed=bool(problems))
    if problems or builder.tree is None:
        placed = [replace(one, position=_clamp(one.position, lines)) for one in problems]
        return None, sorted(placed, key=_reading_order)[:MAX_PROBLEMS]
    return Source(file, prefix, lines, builder.tree, builder.keys, builder.values), []


def _parse(lines: list[str], file: str, *, pure: bool) -> tuple[TreeBuilder, list[Problem]]:
    """Parse, then parse again without the lines that stopped the parser, to report what follows them."""
    problems: list[Problem] = []
    tabbed: set[int] = set()
    for _ in range(MAX_SYNTAX_STOPS):
        builder = TreeBuilder(file, tuple(lines))
        events = EventReader("\n".join(lines) + "\n", pure=pure)
        for event in events:
            builder.feed(event)
            if builder.abandoned:
                break
        if events.stop is None:
            return builder, problems
        found = diagnose(lines, events.stop)
        if found.line not in tabbed:
            problems.append(found.as_problem(file))
        if found.refusal is TAB:
            tabbed.add(found.line)
        found.blank(lines)
    return builder, problems


def _conclude(builder: TreeBuilder, lines: list[str], file: str, *, failed: bool) -> list[Problem]:
    """What the tree refuses, except what only the lines left out explain."""
    kept = [one for one in builder.problems if not (failed and one.code == ROOT_NOT_MAPPING.code)]
    kept += check_tabs(lines, builder.texts, file)
    if builder.tree is None and not kept and not failed:
        kept.append(refuse(EMPTY_FILE, Position(file, 1, 1)))
    return kept


def _clamp(position: Position | None, lines: tuple[str, ...]) -> Position | None:
    """Parsers may stop on the line after the last one, which no editor shows."""
    if position is None or not lines:
        return position
    line = min(position.line, len(lines))
    end = len(lines[line - 1]) + 1
    return Position(position.file, line, end if line < position.line else min(position.column, end))


def _reading_order(problem: Problem) -> tuple[int, int, str]:
    here = problem.position
    return (here.line, here.column, problem.code) if here else (0, 0, problem.code)
