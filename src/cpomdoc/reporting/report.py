"""Render problems in the format asked for, or in the one that suits where cpomdoc runs."""

from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

from cpomdoc.problems import Problem
from cpomdoc.reporting.entries import Entry, Lines, build_entries
from cpomdoc.reporting.github import render_github
from cpomdoc.reporting.gitlab import render_gitlab
from cpomdoc.reporting.rapport_json import render_json
from cpomdoc.reporting.sarif import Regles, render_sarif
from cpomdoc.reporting.texte import render_texte

FORMATS: dict[str, Callable[[list[Entry]], str]] = {
    "texte": render_texte,
    "json": render_json,
    "github": render_github,
    "gitlab": render_gitlab,
    "sarif": render_sarif,
}


def render_report(
    problems: Iterable[Problem], lines: Lines, format: str, *, color: bool = False, regles: Regles | None = None
) -> str:
    """The whole report, in reading order, ending with a line end; `lines` maps each shown file to its lines.

    The order of `lines` is the order of the files; SARIF tells `regles` as they are published. Raises KeyError for a
    format that is not in FORMATS.
    """
    entries = build_entries(problems, lines)
    if format == "texte":
        return render_texte(entries, color=color)
    if format == "sarif":
        return render_sarif(entries, regles)
    return FORMATS[format](entries)


def default_format(environ: Mapping[str, str]) -> str:
    """« github » in GitHub Actions, which turns our lines into annotations; « texte » everywhere else.

    GitLab reads its report from a file that the job keeps (artifacts:reports:codequality) and shows the output as
    it is: JSON there would only hide the messages, so its job asks for it: `--format gitlab > rapport.json`.
    """
    return "github" if environ.get("GITHUB_ACTIONS") == "true" else "texte"


def wants_color(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Colours on a terminal only, and never against NO_COLOR (whatever its value, unless empty)."""
    return stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
