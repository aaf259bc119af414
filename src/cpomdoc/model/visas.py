"""Which of the usual visas of its category a contract keeps, and whether one of its visas cites an article."""

import re
from collections.abc import Iterable, Iterator

from cpomdoc.francais import sans_accent


def keep_visas(visas: Iterable[str], retires: Iterable[str]) -> Iterator[str]:
    """The usual visas, less those that begin with the words of one withdrawn."""
    gone = tuple(plain_visa(one) for one in retires)
    return (one for one in visas if not plain_visa(one).startswith(gone))


def plain_visa(texte: str) -> str:
    """Words to compare: without « Vu », accents, capitals, nor the many kinds of spaces and apostrophes."""
    plain = re.sub(r"\s+", " ", sans_accent(texte).replace("'", "’")).strip(" ;.")
    return plain.removeprefix("vu ").strip()


def cites_article(texte: str, article: str) -> bool:
    """Whether a visa cites this very article: « L. 313-12-2 » is not « L. 313-12 »."""
    return re.search(re.escape(plain_visa(article)) + r"(?![-\d])", plain_visa(texte)) is not None
