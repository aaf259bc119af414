"""Say in French why a text is not YAML, by looking at the line where the parser stopped."""

from collections.abc import Callable

from cpomdoc.loading.diagnosis import Diagnosis, locate_stop
from cpomdoc.loading.events import SyntaxStop
from cpomdoc.loading.layout import diagnose_indent, find_text_lines
from cpomdoc.loading.line import Line
from cpomdoc.loading.line_faults import FAULTS, diagnose_colon, find_open_bracket, find_open_quote
from cpomdoc.loading.refusals import SEVERAL_DOCUMENTS, SYNTAX, TAB


def diagnose(lines: list[str], stop: SyntaxStop) -> Diagnosis:
    """The most helpful explanation: the line itself, what was left open above, then how it is indented.

    Only the places where the parser stopped are used, never its words: the two parsers say it in two ways,
    and in English. So they give the same diagnosis.
    """
    here, column = locate_stop(lines, stop)
    for look in LOOKS:
        if found := look(lines, stop, here, column):
            return found
    start = len(lines[here]) - len(lines[here].lstrip())
    return Diagnosis(SYNTAX, here, max(start, min(column, len(lines[here]) - 1)))


def _tab(lines: list[str], stop: SyntaxStop, here: int, column: int) -> Diagnosis | None:
    is_tab = lines[here][column : column + 1] == "\t"
    return Diagnosis(TAB, here, column) if is_tab else None


def _second_document(lines: list[str], stop: SyntaxStop, here: int, column: int) -> Diagnosis | None:
    """After « ... », libyaml stops at the first line of what follows."""
    above = [number for number in range(here) if lines[number].startswith("...")]
    return Diagnosis(SEVERAL_DOCUMENTS, above[-1], 0, to_end=True) if above else None


def _opened_above(lines: list[str], stop: SyntaxStop, here: int, column: int) -> Diagnosis | None:
    """The end of the file was reached, or another line was swallowed, inside a quote or a bracket."""
    if stop.start_line is None or stop.start_column is None or stop.start_line >= len(lines):
        return None
    if stop.start_line >= here and stop.line < len(lines):
        return None
    sign = lines[stop.start_line][stop.start_column : stop.start_column + 1]
    if sign in ("'", '"') and sign:
        return find_open_quote(lines, stop.start_line, stop.start_column)
    if sign in ("[", "{") and sign:
        return find_open_bracket(lines, stop.start_line, stop.start_column)
    return None


def _closed_by_another(lines: list[str], stop: SyntaxStop, here: int, column: int) -> Diagnosis | None:
    """A quote left open is closed by the next quote, lines below: the culprit is the line above."""
    sign = lines[here][:column].rstrip()[-1:]
    if sign not in ("'", '"') or not sign:
        return None
    for number in range(here - 1, -1, -1):
        line = Line.read(lines[number])
        if line.value.startswith(sign):
            return find_open_quote(lines, number, line.value_column) if line.closing_quote() is None else None
    return None


def _own_fault(lines: list[str], stop: SyntaxStop, here: int, column: int) -> Diagnosis | None:
    line = Line.read(lines[here])
    for fault in FAULTS:
        if found := fault(line, here):
            return found
    return None


def _key_above(lines: list[str], stop: SyntaxStop, here: int, column: int) -> Diagnosis | None:
    """A word was taken for a key, or a text, that goes on below: what lacks is its colon."""
    if stop.start_line is None or stop.start_line >= here or stop.start_line in find_text_lines(lines):
        return None
    line = Line.read(lines[stop.start_line])
    return None if line.dashes else diagnose_colon(line, stop.start_line)


def _indent(lines: list[str], stop: SyntaxStop, here: int, column: int) -> Diagnosis | None:
    return diagnose_indent(lines, here)


Look = Callable[[list[str], SyntaxStop, int, int], Diagnosis | None]

LOOKS: tuple[Look, ...] = (
    _tab,
    _second_document,
    _opened_above,
    _closed_by_another,
    _own_fault,
    _key_above,
    _indent,
)
