"""Tables as Typst code: a table with header rows is tagged as data, one without is a layout grid."""

from collections.abc import Callable, Sequence

from cpomdoc.rendering.formats.docx_tree.tree import (
    Block,
    Border,
    Borders,
    Cell,
    Paragraph,
    Row,
    Table,
    iter_paragraphs,
)
from cpomdoc.rendering.formats.typst_paragraphs import write_strokes
from cpomdoc.rendering.formats.typst_text import TypstWriter, length, rgb

WriteBlocks = Callable[[Sequence[Block], float], str]

SMALL = 6
"""Rows that a page is trusted to hold: measuring a table costs as much as laying it out."""

Edges = dict[tuple[str, int, int], Border | None]


def write_table(writer: TypstWriter, table: Table, gap: str, write_blocks: WriteBlocks) -> str:
    """A table, `gap` below what comes before."""
    header = _count_header(table)
    edges = settle_edges(table)
    rows = [
        [_write_cell(table, (index, row), cell, edges, write_blocks) for cell in row.cells]
        for index, row in enumerate(table.rows)
    ]
    kind = "table" if header else "grid"
    body = [cell.replace("CELL", f"{kind}.cell", 1) for row in rows[header:] for cell in row]
    if header:
        cells = ", ".join(cell.replace("CELL", "table.cell", 1) for row in rows[:header] for cell in row)
        body.insert(0, f"table.header(repeat: true, {cells})")
    columns = ", ".join(length(width) for width in table.columns)
    options = f"columns: ({columns},), rows: ({_write_heights(table)},), stroke: none, inset: 0pt"
    code = f"{kind}({options}, {', '.join(body)})"
    sticky = "true" if table.rows and _keeps(table.rows[-1]) else "false"
    inset = f"inset: (left: {length(table.indent)}), " if table.indent and table.align == "left" else ""
    options = f"above: {gap}, below: 0pt, width: 100%, sticky: {sticky}, {inset}"
    body_code = f"align({table.align}, {code})"
    if _stays_whole(table) and len(table.rows) <= SMALL:
        return f"block({options}breakable: false, {body_code})"
    if _stays_whole(table):
        return f"entier({length(writer.width)}, hauteur, {body_code}, {options})"
    return f"block({options}{body_code})"


def settle_edges(table: Table) -> Edges:
    """The rule of every edge of the grid: of the two cells that share it, the heavier wins."""
    edges: Edges = {}
    for index, row in enumerate(table.rows):
        for cell in row.cells:
            for key, border in _cell_edges(index, cell):
                known = edges.get(key)
                if border and (known is None or border.width > known.width):
                    edges[key] = border
    return edges


def _cell_edges(index: int, cell: Cell) -> list[tuple[tuple[str, int, int], Border | None]]:
    rows = range(index, index + cell.rowspan)
    columns = range(cell.column, cell.column + cell.colspan)
    sides = cell.borders
    return [
        *((("h", index, column), sides.top) for column in columns),
        *((("h", index + cell.rowspan, column), sides.bottom) for column in columns),
        *((("v", row, cell.column), sides.left) for row in rows),
        *((("v", row, cell.column + cell.colspan), sides.right) for row in rows),
    ]


def _write_cell(table: Table, place: tuple[int, Row], cell: Cell, edges: Edges, write_blocks: WriteBlocks) -> str:
    index, row = place
    top, right, bottom, left = cell.margins
    borders = Borders(
        edges.get(("h", index, cell.column)),
        edges.get(("v", index, cell.column)),
        edges.get(("h", index + cell.rowspan, cell.column)),
        edges.get(("v", index, cell.column + cell.colspan)),
    )
    rule = borders.top.width if borders.top else 0.0
    width = sum(table.columns[cell.column : cell.column + cell.colspan]) - left - right
    options = [
        f"x: {cell.column}, y: {index}, colspan: {cell.colspan}, rowspan: {cell.rowspan}",
        f"fill: {rgb(cell.fill)}, stroke: {write_strokes(borders)}, align: {cell.valign}",
        f"inset: (top: {length(top + rule)}, right: {length(right)}, bottom: {length(bottom)}, left: {length(left)})",
    ]
    options += ["breakable: false"] if row.whole else []
    body = write_blocks(cell.blocks, width)
    if row.height and not row.exact and cell.rowspan == 1 and cell is row.cells[0]:
        height = length(max(row.height - top - bottom, 0.0))
        body = f"grid(columns: (0pt, 1fr), align: {cell.valign}, block(height: {height}), {body})"
    return f"CELL({', '.join(options)}, {body})"


def _write_heights(table: Table) -> str:
    return ", ".join(length(row.height) if row.exact and row.height else "auto" for row in table.rows)


def _count_header(table: Table) -> int:
    """Rows at the top that repeat; a table made of nothing else repeats none."""
    count = 0
    while count < len(table.rows) and table.rows[count].header:
        count += 1
    return count if count < len(table.rows) else 0


def _stays_whole(table: Table) -> bool:
    """Word keeps rows together when the text of each but the last keeps with the next."""
    return len(table.rows) > 1 and all(_keeps(row) for row in table.rows[:-1])


def _keeps(row: Row) -> bool:
    paragraphs: list[Paragraph] = [item for cell in row.cells for item in iter_paragraphs(cell.blocks)]
    return bool(paragraphs) and paragraphs[0].style.keep_next
