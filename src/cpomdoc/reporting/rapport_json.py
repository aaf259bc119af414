"""The report for programs, in a schema that only grows: {version, erreurs, alertes, problemes: [...]}.

Each problem has: code, severite (« erreur » or « alerte »), fichier, ligne, colonne and colonne_fin (from 1, in
characters, the end excluded; null when there is no place), chemin (keys and indexes from the root of the
dossier), message, aide and reference (empty when there is none).
"""

import json

from cpomdoc.reporting.entries import Entry

VERSION = 1


def render_json(entries: list[Entry]) -> str:
    """One object, keys in a fixed order, accents as they are."""
    errors = sum(entry.is_error for entry in entries)
    report = {
        "version": VERSION,
        "erreurs": errors,
        "alertes": len(entries) - errors,
        "problemes": [_describe(entry) for entry in entries],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _describe(entry: Entry) -> dict[str, object]:
    problem = entry.problem
    here = problem.position
    return {
        "code": problem.code,
        "severite": str(problem.severite),
        "fichier": entry.file or None,
        "ligne": here.line if here else None,
        "colonne": here.column if here else None,
        "colonne_fin": here.column + entry.length if here else None,
        "chemin": list(problem.path),
        "message": problem.message,
        "aide": problem.aide,
        "reference": problem.reference,
    }
