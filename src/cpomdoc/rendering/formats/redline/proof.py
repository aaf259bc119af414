"""The proof of a redline: accepting it gives the words of the new document, rejecting it those of the old one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from cpomdoc.rendering.formats.redline.words import Blocks, Tableau, read_words

ACCEPTEES, REFUSEES = "acceptées", "refusées"
_LONG = 80
_ABSENT = "rien"


@dataclass(frozen=True)
class Ecart:
    """Where the words of a redline, its changes accepted or rejected (`sens`), are not those of its document."""

    sens: str
    partie: str
    place: str
    attendu: str
    trouve: str

    def __str__(self) -> str:
        """The French sentence."""
        return (
            f"modifications {self.sens}, {self.partie}, {self.place}\u202f: attendu «\u202f{_shorten(self.attendu)}"
            f"\u202f», trouvé «\u202f{_shorten(self.trouve)}\u202f»"
        )


def check_redline(avant: bytes, apres: bytes, redline: bytes) -> tuple[Ecart, ...]:
    """Every place where the redline betrays one of its two documents; empty, it is proven.

    Changes that these two track already are taken as accepted.
    """
    return (
        *_compare_documents(ACCEPTEES, read_words(apres), read_words(redline)),
        *_compare_documents(REFUSEES, read_words(avant), read_words(redline, accept=False)),
    )


def same_words(avant: bytes, apres: bytes) -> bool:
    """Whether two documents say the same: such a pair needs no redline."""
    return read_words(avant) == read_words(apres)


def _compare_documents(sens: str, attendu: dict[str, Blocks], trouve: dict[str, Blocks]) -> Iterator[Ecart]:
    for partie in dict.fromkeys((*attendu, *trouve)):
        for place, expected, found in _compare_blocks(attendu.get(partie, ()), trouve.get(partie, ()), ()):
            yield Ecart(sens, partie, ", ".join(place) or "en entier", expected, found)


Place = tuple[str, ...]
Difference = tuple[Place, str, str]


def _compare_blocks(attendu: Blocks, trouve: Blocks, place: Place) -> Iterator[Difference]:
    """Differences between two lists of blocks, each at the place it has in what was expected."""
    if attendu == trouve:
        return
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, attendu, trouve, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for rank in range(max(a2 - a1, b2 - b1)):
            one = attendu[a1 + rank] if a1 + rank < a2 else None
            other = trouve[b1 + rank] if b1 + rank < b2 else None
            here = (*place, _name_place(attendu, a1 + rank, one if one is not None else other))
            yield from _compare_pair(one, other, here)


def _name_place(blocks: Blocks, rank: int, block: str | Tableau | None) -> str:
    """« paragraphe 3 » or « tableau 2 », counted among those of the same kind."""
    kind, name = (Tableau, "tableau") if isinstance(block, Tableau) else (str, "paragraphe")
    return f"{name} {sum(isinstance(one, kind) for one in blocks[:rank]) + 1}"


def _compare_pair(attendu: str | Tableau | None, trouve: str | Tableau | None, place: Place) -> Iterator[Difference]:
    if isinstance(attendu, Tableau) and isinstance(trouve, Tableau):
        yield from _compare_tables(attendu, trouve, place)
    elif attendu != trouve:
        yield place, _tell(attendu), _tell(trouve)


def _compare_tables(attendu: Tableau, trouve: Tableau, place: Place) -> Iterator[Difference]:
    """Differences cell by cell, or the shapes when they are not the same."""
    shapes = [[len(row) for row in one.rows] for one in (attendu, trouve)]
    if shapes[0] != shapes[1]:
        yield place, _tell_shape(attendu), _tell_shape(trouve)
        return
    for number, (row, other) in enumerate(zip(attendu.rows, trouve.rows, strict=True), 1):
        for rank, (cell, found) in enumerate(zip(row, other, strict=True), 1):
            yield from _compare_blocks(cell, found, (*place, f"ligne {number}", f"case {rank}"))


def _tell_shape(table: Tableau) -> str:
    """How many rows and cells, and what is written in them."""
    widths = sorted({len(row) for row in table.rows})
    return f"{len(table.rows)} × {'/'.join(str(one) for one in widths)} cases\u202f: {_tell(table)}"


def _tell(block: str | Tableau | None) -> str:
    if block is None:
        return _ABSENT
    if isinstance(block, str):
        return block
    return " | ".join(_tell_cells(row) for row in block.rows)


def _tell_cells(row: Sequence[Blocks]) -> str:
    return " ; ".join(" ".join(_tell(block) for block in cell) for cell in row)


def _shorten(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"
