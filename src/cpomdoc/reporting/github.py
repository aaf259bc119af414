"""The report as GitHub Actions workflow commands: one annotation per problem, then the count in the log."""

from cpomdoc.reporting.entries import Entry
from cpomdoc.reporting.texte import format_count


def render_github(entries: list[Entry]) -> str:
    """One `::error …::` or `::warning …::` a line."""
    return "\n".join([*(_format_command(entry) for entry in entries), format_count(entries)]) + "\n"


def _format_command(entry: Entry) -> str:
    problem, here = entry.problem, entry.problem.position
    properties: dict[str, object] = {}
    if here is not None:
        properties = {"file": entry.file, "line": here.line, "endLine": here.line}
        properties |= {"col": here.column, "endColumn": here.column + entry.length}
    properties["title"] = f"{problem.severite} {problem.code}"
    written = ",".join(f"{name}={_escape_property(str(value))}" for name, value in properties.items())
    command = "error" if entry.is_error else "warning"
    return f"::{command} {written}::{_escape(entry.explanation)}"


def _escape(text: str) -> str:
    """As the runner undoes it; nothing an author wrote can start a command of its own."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
