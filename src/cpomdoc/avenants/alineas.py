"""Two texts paragraph by paragraph: what each said where it is not the same, for a table of the act."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from cpomdoc.lettres import ordinal
from cpomdoc.model.projet_avenant import LigneTableau

_MARKS = re.compile(r"\\(.)|[*#]+ ?|^- ", re.MULTILINE)
"""What Markdown adds to words."""


def compare_alineas(avant: str, apres: str) -> Iterator[LigneTableau]:
    """A line for each paragraph of Markdown that changes, comes or goes, told by its rank in the text it stands in."""
    anciens, nouveaux = _split(avant), _split(apres)
    for nature, i, j, k, m in SequenceMatcher(a=anciens, b=nouveaux, autojunk=False).get_opcodes():
        if nature == "equal":
            continue
        paired = min(j - i, m - k)
        for rang in range(paired):
            yield LigneTableau(f"{ordinal(i + rang + 1)} alinéa", anciens[i + rang], nouveaux[k + rang])
        for rang in range(i + paired, j):
            yield LigneTableau(f"{ordinal(rang + 1)} alinéa, supprimé", anciens[rang], "")
        for rang in range(k + paired, m):
            yield LigneTableau(f"{ordinal(rang + 1)} alinéa, nouveau", "", nouveaux[rang])


def _split(texte: str) -> list[str]:
    parts = (_MARKS.sub(lambda one: one.group(1) or "", part).strip() for part in texte.split("\n\n"))
    return [part for part in parts if part]
