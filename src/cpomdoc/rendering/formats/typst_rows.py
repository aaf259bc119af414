"""Rows that stay with the next one: bands, which title the rows below them, and rows before a total."""

from collections.abc import Iterator

from cpomdoc.rendering.formats.docx_tree.tree import Paragraph, Row, Table, Text, iter_inlines, iter_paragraphs

FEW = 6
"""Rows that a page is trusted to hold together."""


def keeps(row: Row) -> bool:
    """Word keeps a row with the next when the first paragraph of the row keeps with the next."""
    first = next(_paragraphs(row), None)
    return first is not None and first.style.keep_next


def stays_whole(table: Table) -> bool:
    """Word keeps rows together when the text of each but the last keeps with the next."""
    return len(table.rows) > 1 and all(keeps(row) for row in table.rows[:-1])


def find_bands(table: Table, header: int) -> dict[int, int]:
    """The level of each band below the header: Typst never leaves it alone, and tags it as the header it is.

    Bands of one style share a level; a band right below another is always one level deeper, or Typst would part them.
    """
    styles: list[str] = []
    levels: dict[int, int] = {}
    for index in range(header, len(table.rows) - 1):
        row = table.rows[index]
        if header and _is_band(table, row):
            name = next(_paragraphs(row)).style.name
            if name not in styles:
                styles.append(name)
            levels[index] = max(styles.index(name) + 2, levels.get(index - 1, 0) + 1)
    return levels


def find_groups(table: Table, header: int, bands: dict[int, int]) -> Iterator[tuple[int, int]]:
    """The first row and the number of the rows, other than bands, that stay together; too long, they are let go."""
    index = header
    while index < len(table.rows):
        start = index
        while index < len(table.rows) - 1 and index not in bands and keeps(table.rows[index]):
            index += 1
        index += 1
        rows = table.rows[start:index]
        if 1 < len(rows) <= FEW and all(row.whole for row in rows):
            yield start, len(rows)


def _is_band(table: Table, row: Row) -> bool:
    if len(row.cells) != 1 or row.cells[0].colspan != len(table.columns) or row.cells[0].rowspan != 1:
        return False
    words = [item for one in _paragraphs(row) for item in iter_inlines(one.inlines) if isinstance(item, Text)]
    return keeps(row) and bool(words) and all(item.style.bold for item in words)


def _paragraphs(row: Row) -> Iterator[Paragraph]:
    return (item for cell in row.cells for item in iter_paragraphs(cell.blocks))
