"""Two texts word by word: what stays, what goes, what comes."""

import re
from difflib import SequenceMatcher

EGAL, RETRAIT, AJOUT = "egal", "retrait", "ajout"
Morceau = tuple[str, str]
"""A stretch of text, and whether it stays, goes or comes."""

_MOTS = re.compile(r"\s+|\w+|[^\w\s]")
_FEW = 0.3
"""Under this share of words in common, two texts are told one after the other."""


def cut_changes(avant: str, apres: str) -> tuple[Morceau, ...]:
    """Both texts in one, in reading order, each change told as what goes then what comes."""
    one, other = _MOTS.findall(avant), _MOTS.findall(apres)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() < _FEW:
        return _join([(RETRAIT, avant), (AJOUT, apres)])
    pieces: list[Morceau] = []
    opcodes = matcher.get_opcodes()
    for rank, (tag, a1, a2, b1, b2) in enumerate(opcodes):
        gone, come = "".join(one[a1:a2]), "".join(other[b1:b2])
        if tag == "equal" and (gone.strip() or rank in (0, len(opcodes) - 1)):
            pieces.append((EGAL, gone))
        else:  # a blank that stays between two changes would cut them in crumbs
            pieces += [(RETRAIT, gone), (AJOUT, come)]
    return _join(pieces)


def _join(pieces: list[Morceau]) -> tuple[Morceau, ...]:
    """Changes in a row as one that goes and one that comes."""
    joined: list[Morceau] = []
    gone = come = ""
    for sort, text in [*pieces, (EGAL, "")]:
        if sort == RETRAIT:
            gone += text
        elif sort == AJOUT:
            come += text
        else:
            joined += [(RETRAIT, gone), (AJOUT, come), (EGAL, text)]
            gone = come = ""
    return tuple(piece for piece in joined if piece[1])


def count_common(avant: str, apres: str) -> float:
    """Share of the words of two texts that both have, from 0 to 1; quick, whatever their order."""
    one, other = {*avant.split()}, {*apres.split()}
    return len(one & other) / len(one | other) if one | other else 1.0
