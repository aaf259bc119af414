"""A page that a browser still opens: beyond a weight, the words of documents are told changed and no longer shown."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cpomdoc.francais import accord
from cpomdoc.revue.modele import RevueContrat

POIDS = 12_000_000
"""Characters of all the documents that a page shows."""


def lighten(contrats: Iterable[RevueContrat], poids: int = POIDS) -> Iterator[RevueContrat]:
    """The same reviews, the documents that no longer hold without their words, and a sentence that says so."""
    left = poids
    for contrat in contrats:
        if contrat.mots is None:
            yield contrat
            continue
        kept, dropped = [], 0
        for document in contrat.mots.documents:
            holds = len(document.redline) <= left
            left -= len(document.redline) if holds else 0
            dropped += not holds
            kept.append(document if holds else replace(document, redline=""))
        count = f"{dropped} {accord(dropped, 'document', 'documents')}"
        told = (f"La page serait trop lourde\u202f: les mots de {count} n’y sont pas montrés.",)
        mots = replace(contrat.mots, documents=tuple(kept))
        yield replace(contrat, mots=mots, avertissements=(*contrat.avertissements, *(told if dropped else ())))
