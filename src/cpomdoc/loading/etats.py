"""Fingerprints of the parts of a contract: a workbook says from which it was made, and is refused once they moved."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import PurePosixPath

from cpomdoc.source import Arbre, Sources

LANCEMENT, SUIVIS = "lancement", "suivis"


def compute_etats(sources: Sources) -> Mapping[str, str]:
    """« lancement.check_list », « fiches », « diagnostic »… -> SHA-256 of what is written there, comments left out.

    lancement.yaml counts list by list: taking one workbook over leaves the six others good. So does a year of
    follow-up (« suivi.2028.fiches »).
    """
    parties: dict[str, Arbre] = {}
    for source in sources:
        if source.prefix == (LANCEMENT,):
            parties |= {f"{LANCEMENT}.{key}": value for key, value in source.tree.items()}
        elif len(source.prefix) > 1:
            if source.prefix[0] == SUIVIS:
                annee = PurePosixPath(source.file).stem
                parties |= {f"suivi.{annee}.{key}": value for key, value in source.tree.items()}
            fiches = parties.setdefault(str(source.prefix[0]), [])
            if isinstance(fiches, list):
                fiches.append(source.tree)
        else:
            parties[str(source.prefix[0]) if source.prefix else "contrat"] = source.tree
    return {name: _digest(tree) for name, tree in parties.items()}


def _digest(tree: Arbre) -> str:
    return hashlib.sha256(json.dumps(tree, ensure_ascii=False).encode()).hexdigest()
