"""The words of each article of a printed contract, cut at the headings that its plan gives."""

from collections.abc import Iterator, Sequence

from cpomdoc.rendering.formats.docx_tree.tree import (
    Block,
    DocxTree,
    Note,
    Paragraph,
    Picture,
    Row,
    Table,
    iter_inlines,
    plain_text,
)

AVANT = "avant"
"""What precedes the first article: cover, parties, visas, preamble."""
APRES = "apres"
"""What follows the last article: the signatures."""
TITRES = "titres"
"""The headings of titres that stand between two articles."""

_TITRE = 1


def cut_articles(tree: DocxTree, titres: Sequence[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """The words of each article without its heading: a paragraph or a row of a table each, in order.

    `titres` are the keys and the headings of the articles in order; an article in parts holds what precedes the first
    of them. An empty paragraph counts for nothing, the table of contents neither; the words of a picture and of a note
    are those that stand for them.
    """
    found: dict[str, list[str]] = {cle: [] for cle in (AVANT, *(cle for cle, _ in titres), APRES, TITRES)}
    place = Place(titres)
    for block in (one for section in tree.sections for one in section.blocks):
        if not place.advance(block):
            found[place.cle] += words_of(block)
    place.close()
    return {cle: tuple(words) for cle, words in found.items()}


class Place:
    """Where one stands in a contract while its blocks go by: `cle` is the article that the last one belongs to."""

    def __init__(self, titres: Sequence[tuple[str, str]]) -> None:
        self.cle = AVANT
        self._waiting = list(titres)

    def advance(self, block: Block) -> bool:
        """Take one more block; whether it is the heading of an article, which it opens."""
        if not isinstance(block, Paragraph) or not block.level or block.toc:
            return False
        heading = plain_text(block).strip()
        if self._waiting and heading == self._waiting[0][1].strip():
            self.cle = self._waiting.pop(0)[0]
            return True
        if block.level == _TITRE and self.cle != AVANT and heading:
            self.cle = TITRES if self._waiting else APRES
        return False

    def close(self) -> None:
        """Say that there is no more block; an article that none has opened is a bug."""
        if self._waiting:
            raise LookupError(self._waiting[0][1])


def words_of(block: Block) -> Iterator[str]:
    """The words of a paragraph, or of each row of a table; nothing where there are none."""
    if isinstance(block, Table):
        yield from (words for row in block.rows if (words := _words_of_row(row)))
    elif not block.toc and (words := _words_of_paragraph(block)):
        yield words


def _words_of_row(row: Row) -> str:
    cells = (" ".join(words for block in cell.blocks for words in words_of(block)) for cell in row.cells)
    return " | ".join(cells).strip(" |")


def _words_of_paragraph(paragraph: Paragraph) -> str:
    words = [plain_text(paragraph)]
    for inline in iter_inlines(paragraph.inlines):
        if isinstance(inline, Picture) and inline.alt:
            words.append(f"[{inline.alt}]")
        if isinstance(inline, Note):
            words += [f"({' '.join(one for block in inline.blocks for one in words_of(block))})"]
    return " ".join(one for one in words if one).strip()
