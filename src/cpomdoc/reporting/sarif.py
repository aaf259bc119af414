"""The report as SARIF 2.1.0, for code scanning services and editors."""

import json
from urllib.parse import quote

from cpomdoc import __version__
from cpomdoc.reporting.entries import Entry, format_path

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render_sarif(entries: list[Entry]) -> str:
    """One run; rules are those met, in the order of their codes."""
    codes = sorted({entry.problem.code for entry in entries})
    run = {
        "tool": {"driver": _driver(codes, entries)},
        "language": "fr-FR",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "Le dossier qui contient contracts/."}}},
        "results": [_describe(entry, codes) for entry in entries],
    }
    report = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _driver(codes: list[str], entries: list[Entry]) -> dict[str, object]:
    first = {entry.problem.code: entry for entry in reversed(entries)}
    return {"name": "cpomdoc", "version": __version__, "rules": [_rule(first[code]) for code in codes]}


def _rule(entry: Entry) -> dict[str, object]:
    """A rule as its first problem tells it: message, remedy, law."""
    problem = entry.problem
    help_text = "\n".join(piece for piece in (problem.aide, problem.reference) if piece) or problem.message
    return {
        "id": problem.code,
        "shortDescription": {"text": problem.message},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": _level(entry)},
    }


def _describe(entry: Entry, codes: list[str]) -> dict[str, object]:
    problem = entry.problem
    result: dict[str, object] = {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": _level(entry),
        "message": {"text": entry.explanation},
        "partialFingerprints": {"cpomdoc/v1": entry.fingerprint},
    }
    if location := _location(entry):
        result["locations"] = [location]
    return result


def _location(entry: Entry) -> dict[str, object]:
    here = entry.problem.position
    location: dict[str, object] = {}
    if here is not None:
        region = {"startLine": here.line, "startColumn": here.column, "endColumn": here.column + entry.length}
        artifact = {"uri": quote(entry.file), "uriBaseId": "%SRCROOT%"}
        location["physicalLocation"] = {"artifactLocation": artifact, "region": region}
    if path := format_path(entry.problem.path):
        location["logicalLocations"] = [{"fullyQualifiedName": path, "kind": "member"}]
    return location


def _level(entry: Entry) -> str:
    return "error" if entry.is_error else "warning"
