"""The report as SARIF 2.1.0, for code scanning services and editors."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from cpomdoc import __version__
from cpomdoc.reporting.entries import Entry, format_path

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@dataclass(frozen=True)
class RegleSarif:
    """What is published of a rule, whoever breaks it."""

    titre: str
    aide: str
    erreur: bool


Regles = Mapping[str, RegleSarif]


def render_sarif(entries: list[Entry], regles: Regles | None = None) -> str:
    """One run; rules are those met, in the order of their codes, told as they are published when they are."""
    codes = sorted({entry.problem.code for entry in entries})
    run = {
        "tool": {"driver": _driver(codes, entries, regles or {})},
        "language": "fr-FR",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "Le dossier qui contient contracts/."}}},
        "results": [_describe(entry, codes) for entry in entries],
    }
    report = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _driver(codes: list[str], entries: list[Entry], regles: Regles) -> dict[str, object]:
    first = {entry.problem.code: entry for entry in reversed(entries)}
    rules = [_rule(code, regles.get(code) or _guess(first[code])) for code in codes]
    return {"name": "cpomdoc", "version": __version__, "rules": rules}


def _rule(code: str, regle: RegleSarif) -> dict[str, object]:
    return {
        "id": code,
        "shortDescription": {"text": regle.titre},
        "help": {"text": regle.aide},
        "defaultConfiguration": {"level": "error" if regle.erreur else "warning"},
    }


def _guess(entry: Entry) -> RegleSarif:
    """A rule that nobody published, as its first problem tells it: message, remedy, law."""
    problem = entry.problem
    help_text = "\n".join(piece for piece in (problem.aide, problem.reference) if piece) or problem.message
    return RegleSarif(problem.message, help_text, entry.is_error)


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
