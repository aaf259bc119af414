"""The report as a GitLab Code Quality file, shown in merge requests."""

import json

from cpomdoc.reporting.entries import Entry, format_path


def render_gitlab(entries: list[Entry]) -> str:
    """A list of findings; an empty list is how GitLab knows that all were mended."""
    return json.dumps([_describe(entry) for entry in entries], ensure_ascii=False, indent=2) + "\n"


def _describe(entry: Entry) -> dict[str, object]:
    problem, here = entry.problem, entry.problem.position
    return {
        "description": entry.explanation,
        "check_name": problem.code,
        "fingerprint": entry.fingerprint,
        "severity": "major" if entry.is_error else "minor",
        # GitLab drops a finding without a path: the key path stands in for a file that is not known.
        "location": {
            "path": entry.file or format_path(problem.path) or "contrat",
            "lines": {"begin": here.line if here else 1},
        },
    }
