"""The report for people: each problem with its excerpt, its caret and its remedy, then the count."""

from collections.abc import Callable

from cpomdoc.francais import accord
from cpomdoc.reporting.entries import REMEDY, Entry, format_path
from cpomdoc.reporting.excerpt import format_excerpt, make_visible

SHOWN = 100
"""Blocks beyond which nobody reads on; the formats for programs have them all."""
FINE = "\u202f"
_RED, _YELLOW, _BOLD, _DIM, _CYAN = "1;31", "1;33", "1", "2", "36"

Paint = Callable[[str, str], str]


def render_texte(entries: list[Entry], *, color: bool = False) -> str:
    """Blocks apart by an empty line, the count at the end."""
    paint = _ansi if color else _plain
    blocks, before = [], None
    groups = _gather(entries)
    for first, *others in groups[:SHOWN]:
        blocks.append(_format_entry(first, others, paint, shown=before == first.problem.position))
        before = first.problem.position
    if left := sum(len(group) for group in groups[SHOWN:]):
        blocks.append(f"… et {left} {accord(left, 'autre', 'autres')}{FINE}: corrigez d’abord ce qui précède.")
    return "\n\n".join([*blocks, paint(format_count(entries), _BOLD)]) + "\n"


def _gather(entries: list[Entry]) -> list[list[Entry]]:
    """Problems that say the very same thing, at the place of the first of them."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        problem = entry.problem
        same = (problem.severite, problem.message, problem.aide, problem.reference)
        groups.setdefault(same, []).append(entry)
    return list(groups.values())


def format_count(entries: list[Entry]) -> str:
    """« 3 erreurs, 1 alerte dans 2 fichiers »."""
    errors = sum(entry.is_error for entry in entries)
    alerts = len(entries) - errors
    if not entries:
        return "Aucune erreur, aucune alerte"
    counts = [f"{errors} {accord(errors, 'erreur', 'erreurs')}"] if errors else []
    counts += [f"{alerts} {accord(alerts, 'alerte', 'alertes')}"] if alerts else []
    files = len({entry.file for entry in entries if entry.file})
    where = f" dans {files} {accord(files, 'fichier', 'fichiers')}" if files else ""
    return ", ".join(counts) + where


def _format_entry(entry: Entry, others: list[Entry], paint: Paint, *, shown: bool) -> str:
    """One problem, then the other places where it is; no excerpt when the block above has just shown it."""
    problem = entry.problem
    severity = paint(f"{problem.severite} {problem.code}", _RED if entry.is_error else _YELLOW)
    message = _indent(problem.message, "  ").lstrip()
    rows = [f"{paint(_place(entry), _BOLD)}: {severity}{FINE}: {message}"]
    excerpt = [] if shown else format_excerpt(entry)
    rows += [paint(row, _CYAN if is_caret else _DIM) for row, is_caret in excerpt]
    if problem.reference:
        rows.append(_indent(problem.reference, "   "))
    if problem.aide:
        rows.append(_indent(REMEDY + problem.aide, "   "))
    if others:
        rows.append(f"   De même à {len(others)} {accord(len(others), 'autre endroit', 'autres endroits')}{FINE}:")
        rows += [f"     {_place(other)} ({other.problem.code})" for other in others]
    return "\n".join(rows)


def _place(entry: Entry) -> str:
    here = entry.problem.position
    if here is None:
        return make_visible(format_path(entry.problem.path)) or "contrat"
    # A file that has no lines to show (a Word file, a folder, a file that is missing) has no line to point at.
    file = make_visible(entry.file)
    return f"{file}:{here.line}:{here.column}" if entry.lines or here.line > 1 else file


def _indent(text: str, margin: str) -> str:
    """Every line of a text behind a margin; what an author wrote cannot move the cursor."""
    return "\n".join(margin + make_visible(row) for row in text.split("\n"))


def _plain(text: str, style: str) -> str:
    return text


def _ansi(text: str, style: str) -> str:
    return f"\x1b[{style}m{text}\x1b[0m"
