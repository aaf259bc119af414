"""Fingerprints of the parts of a contract: a workbook says from which it was made, and is refused once they moved."""

import hashlib
import json
from collections.abc import Mapping

from cpomdoc.source import Arbre, Sources

LANCEMENT = "lancement"


def compute_etats(sources: Sources) -> Mapping[str, str]:
    """« lancement.check_list », « fiches », « diagnostic »… -> SHA-256 of what is written there, comments left out.

    lancement.yaml counts list by list: taking one workbook over leaves the six others good.
    """
    parties: dict[str, Arbre] = {}
    for source in sources:
        if source.prefix == (LANCEMENT,):
            parties |= {f"{LANCEMENT}.{key}": value for key, value in source.tree.items()}
        elif len(source.prefix) > 1:
            fiches = parties.setdefault(str(source.prefix[0]), [])
            if isinstance(fiches, list):
                fiches.append(source.tree)
        else:
            parties[str(source.prefix[0]) if source.prefix else "contrat"] = source.tree
    return {name: _digest(tree) for name, tree in parties.items()}


def _digest(tree: Arbre) -> str:
    return hashlib.sha256(json.dumps(tree, ensure_ascii=False).encode()).hexdigest()
