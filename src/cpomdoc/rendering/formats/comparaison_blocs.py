"""Two documents block by block: which paragraphs, headings and tables stay, change, go or come."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from cpomdoc.mots import count_common
from cpomdoc.rendering.formats.docx_tree.tree import (
    Block,
    Break,
    Cell,
    DocxTree,
    Inline,
    Note,
    Paragraph,
    Row,
    Tab,
    Table,
    Text,
    iter_inlines,
)

_ALIKE = 0.25
"""From this share of common words on, two texts are one that changed."""

Item = TypeVar("Item")


@dataclass(frozen=True)
class Alinea:
    """A paragraph as its words, its number first; `niveau` is that of a heading, 0 for body text."""

    texte: str
    niveau: int = 0


@dataclass(frozen=True)
class Grille:
    """A table as the words of its cells; the first `entetes` rows name the columns."""

    lignes: tuple[tuple[str, ...], ...]
    entetes: int = 0


Bloc = Alinea | Grille
_MARGES = Alinea("En-têtes et pieds de page", 1)


@dataclass(frozen=True)
class Pas:
    """One step of the reading of both documents: a block of each, None where there is none."""

    avant: Bloc | None
    apres: Bloc | None

    @property
    def change(self) -> bool:
        """Whether the words are not the same."""
        return self.avant != self.apres

    @property
    def bloc(self) -> Bloc:
        """The block that is there, the new one when both are."""
        bloc = self.apres or self.avant
        return bloc if bloc is not None else Alinea("")


def compare_trees(avant: DocxTree | None, apres: DocxTree | None) -> tuple[Pas, ...]:
    """The steps from one document to the other; None is a document that is not there."""
    steps = _compare(*((*_flatten_tree(tree),) if tree else () for tree in (avant, apres)))
    margins = _compare(*((*_list_margins(tree),) if tree else () for tree in (avant, apres)))
    if any(step.change for step in margins):
        return (*steps, Pas(_MARGES, _MARGES), *margins)
    return steps


def _compare(avant: tuple[Bloc, ...], apres: tuple[Bloc, ...]) -> tuple[Pas, ...]:
    return tuple(Pas(one, other) for one, other in align(avant, apres, _measure_blocs))


def align(
    avant: Sequence[Item], apres: Sequence[Item], measure: Callable[[Item, Item], float]
) -> Iterator[tuple[Item | None, Item | None]]:
    """Items of both lists in order, those that are the same or alike side by side."""
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, avant, apres, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(avant[a1:a2], apres[b1:b2], strict=True)
        else:
            yield from _pair(avant[a1:a2], apres[b1:b2], measure)


def _pair(
    avant: Sequence[Item], apres: Sequence[Item], measure: Callable[[Item, Item], float]
) -> Iterator[tuple[Item | None, Item | None]]:
    """Pairs among items that all changed: each old one with the nearest new one that follows those already paired."""
    least = 0.0 if len(avant) == len(apres) == 1 else _ALIKE
    start = 0
    for one in avant:
        scores = [measure(one, other) for other in apres[start:]]
        best = max(scores, default=-1.0)
        if best < least:
            yield one, None
            continue
        end = start + scores.index(best)
        yield from ((None, other) for other in apres[start:end])
        yield one, apres[end]
        start = end + 1
    yield from ((None, other) for other in apres[start:])


def _measure_blocs(avant: Bloc, apres: Bloc) -> float:
    """How alike two blocks are; a heading, a paragraph and a table never are."""
    if isinstance(avant, Alinea) and isinstance(apres, Alinea):
        return count_common(avant.texte, apres.texte) if bool(avant.niveau) == bool(apres.niveau) else -1.0
    if isinstance(avant, Grille) and isinstance(apres, Grille):
        return count_common(_tell_grille(avant), _tell_grille(apres))
    return -1.0


def _tell_grille(grille: Grille) -> str:
    return " ".join(cell for ligne in grille.lignes for cell in ligne)


def _flatten_tree(tree: DocxTree) -> Iterator[Bloc]:
    for section in tree.sections:
        yield from _flatten(section.blocks)


def _list_margins(tree: DocxTree) -> Iterator[Bloc]:
    """What headers and footers say, each once."""
    stories = [story for one in tree.sections for story in (*one.headers.values(), *one.footers.values())]
    yield from dict.fromkeys(block for story in stories for block in _flatten(story.blocks))


def _flatten(blocks: Sequence[Block]) -> Iterator[Bloc]:
    """Blocks in reading order; the table of contents says nothing that is not said below."""
    for block in blocks:
        if isinstance(block, Table):
            yield from _flatten_table(block)
        elif not block.toc and (words := tell_paragraph(block)):
            yield Alinea(words, block.level or 0)


def _flatten_table(table: Table) -> Iterator[Bloc]:
    """A table; one column without a name is a frame around paragraphs."""
    if len(table.columns) == 1 and not any(row.header for row in table.rows):
        for row in table.rows:
            for cell in row.cells:
                yield from _flatten(cell.blocks)
        return
    entetes = next((rank for rank, row in enumerate(table.rows) if not row.header), len(table.rows))
    yield Grille(tuple(_tell_row(row, len(table.columns)) for row in table.rows), entetes)


def _tell_row(row: Row, width: int) -> tuple[str, ...]:
    """Cells at their places in the grid; those that a merged cell covers are empty."""
    cells = [""] * width
    for cell in row.cells:
        cells[cell.column] = tell_cell(cell)
    return tuple(cells)


def tell_cell(cell: Cell) -> str:
    """The words of a cell, a paragraph a line."""
    return "\n".join(_tell_blocks(cell.blocks))


def _tell_blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (" / ".join(filter(None, map(tell_cell, row.cells))) for row in block.rows)
        elif words := tell_paragraph(block):
            yield words


def tell_paragraph(paragraph: Paragraph) -> str:
    """The words of a paragraph: its number first, notes between brackets."""
    words = "".join(_tell_inline(inline) for inline in iter_inlines(paragraph.inlines)).strip()
    return f"{paragraph.label.text} {words}" if paragraph.label and words else words


def _tell_inline(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text
        case Tab():
            return "\t"
        case Break():
            return "\n" if inline.kind == "line" else ""
        case Note():
            return f" [note\u202f: {' '.join(_tell_blocks(inline.blocks))}]"
        case _:
            return ""
