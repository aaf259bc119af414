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
    waiting = list(titres)
    found: dict[str, list[str]] = {AVANT: [], **{cle: [] for cle, _ in titres}, APRES: [], TITRES: []}
    current = AVANT
    for block in (one for section in tree.sections for one in section.blocks):
        if isinstance(block, Paragraph) and block.level:
            heading = plain_text(block).strip()
            if waiting and heading == waiting[0][1].strip():
                current = waiting.pop(0)[0]
                continue
            if block.level == _TITRE and current != AVANT and heading:
                current = TITRES if waiting else APRES
        found[current] += words_of(block)
    if waiting:
        raise LookupError(waiting[0][1])
    return {cle: tuple(words) for cle, words in found.items()}


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
