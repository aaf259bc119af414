"""« Vouliez-vous dire … ? »: the known words nearest to one that is not known."""

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

_NEAR = 0.72
_AT_MOST = 3


def suggest(word: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """The candidates near `word`, nearest first, accents and case folded; empty when nothing is near."""
    target = fold(word)
    if not target:
        return ()
    scored = ((_nearness(target, fold(candidate)), candidate) for candidate in set(candidates))
    near = sorted(((-score, candidate) for score, candidate in scored if score >= _NEAR))
    if near and near[0][0] == -1.0:
        return tuple(candidate for score, candidate in near if score == -1.0)[:_AT_MOST]
    return tuple(candidate for _, candidate in near)[:_AT_MOST]


def format_suggestion(word: str, candidates: Iterable[str]) -> str:
    """The sentence « vouliez-vous dire « x » ou « y » ? », or an empty text when nothing is near."""
    near = suggest(word, candidates)
    if not near:
        return ""
    return "vouliez-vous dire " + " ou ".join(f"«\u202f{one}\u202f»" for one in near) + "\u202f?"


def fold(word: str) -> str:
    """Lower case, without accents, spaces and hyphens read as underscores."""
    decomposed = unicodedata.normalize("NFKD", word.replace("œ", "oe").replace("Œ", "oe"))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return bare.casefold().strip().replace("-", "_").replace(" ", "_")


def _nearness(one: str, other: str) -> float:
    """1.0 when equal, 0.0 when unrelated; one slip (letter missing, added, changed, swapped) is near, a start too."""
    if one == other:
        return 1.0
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    if min(len(one), len(other)) >= 3 and _one_slip(one, other):
        return max(ratio, 0.9)
    if len(one) >= 3 and other.startswith(one):
        return max(ratio, 0.8)
    return ratio


def _one_slip(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    rest_short, rest_long = short[start:], long[start:]
    if len(short) < len(long):
        return rest_short == rest_long[1:]
    swapped = rest_short[:2] == rest_long[:2][::-1] and rest_short[2:] == rest_long[2:]
    return len(short) == len(long) and (swapped or rest_short[1:] == rest_long[1:])
