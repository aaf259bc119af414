"""Tables as Typst code: a table with header rows is tagged as data, one without is a layout grid."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cpomdoc.rendering.formats.docx_tree.tree import (
    Block,
    Border,
    Borders,
    Cell,
    Row,
    Table,
)
from cpomdoc.rendering.formats.typst_paragraphs import write_strokes
from cpomdoc.rendering.formats.typst_rows import FEW, find_bands, find_groups, keeps, stays_whole
from cpomdoc.rendering.formats.typst_text import TypstWriter, length, rgb

Sides = tuple[float, float, float, float]


@dataclass(frozen=True)
class CellBody:
    """Code of what a cell holds, and the space around it: top, right, bottom, left."""

    code: str
    around: Sides = (0.0, 0.0, 0.0, 0.0)


WriteBlocks = Callable[[Sequence[Block], float], CellBody]

Edges = dict[tuple[str, int, int], Border | None]


def write_table(writer: TypstWriter, table: Table, gap: str, write_blocks: WriteBlocks, *, tied: bool = True) -> str:
    """A table, `gap` below what comes before; `tied` to what follows when its last row keeps with the next."""
    header = _count_header(table)
    kind = "table" if header else "grid"
    cells = CellWriter(writer, table, settle_edges(table), kind, write_blocks)
    rows = [", ".join(cells.write(index, row, cell) for cell in row.cells) for index, row in enumerate(table.rows)]
    bands = find_bands(table, header)
    whole = stays_whole(table)
    ties = [] if whole else [_tie(kind, table, *group) for group in find_groups(table, header, bands)]
    body = [_head(row, bands[at]) if at in bands else row for at, row in enumerate(rows) if row and at >= header]
    if header:
        body.insert(0, f"table.header(repeat: true, {', '.join(row for row in rows[:header] if row)})")
    columns = ", ".join(length(width) for width in [*table.columns, *([0.0] if ties else [])])
    options = f"columns: ({columns},), rows: {_write_heights(table)}, stroke: none, inset: 0pt"
    code = f"{kind}({options}, {', '.join([*body, *ties])})"
    sticky = "true" if tied and table.rows and keeps(table.rows[-1]) else "false"
    inset = f"inset: (left: {length(table.indent)}), " if table.indent and table.align == "left" else ""
    options = f"above: {gap}, below: 0pt, width: 100%, sticky: {sticky}, {inset}"
    body_code = f"align({table.align}, {code})"
    # Measuring a table costs as much as laying it out: a page is trusted to hold a small one.
    if whole and len(table.rows) <= FEW:
        return f"block({options}breakable: false, {body_code})"
    if whole:
        return f"entier({length(writer.width)}, hauteur, {body_code}, {options})"
    return f"block({options}{body_code})"


@dataclass(frozen=True)
class CellWriter:
    """Writes the cells of one table; cells that look alike share the name of their look."""

    writer: TypstWriter
    table: Table
    edges: Edges
    kind: str
    write_blocks: WriteBlocks

    def write(self, index: int, row: Row, cell: Cell) -> str:
        """A cell of the row at an index."""
        borders = self._find_borders(index, cell)
        top, right, bottom, left = cell.margins
        width = sum(self.table.columns[cell.column : cell.column + cell.colspan]) - left - right
        body = self.write_blocks(cell.blocks, width)
        code = body.code
        if row.height and not row.exact and cell.rowspan == 1 and cell is row.cells[0]:
            above, _, below, _ = body.around
            height = length(max(row.height - top - bottom - above - below, 0.0))
            code = f"grid(columns: (0pt, 1fr), align: {cell.valign}, block(height: {height}), {code})"
        top += borders.top.width if borders.top else 0.0
        inset = [side + more for side, more in zip((top, right, bottom, left), body.around, strict=True)]
        look = self.writer.define("c", f" = {self._write_look(row, cell, borders, inset)}")
        return f"{look}(x: {cell.column}, y: {index}, {code})"

    def _find_borders(self, index: int, cell: Cell) -> Borders:
        return Borders(
            self.edges.get(("h", index, cell.column)),
            self.edges.get(("v", index, cell.column)),
            self.edges.get(("h", index + cell.rowspan, cell.column)),
            self.edges.get(("v", index, cell.column + cell.colspan)),
        )

    def _write_look(self, row: Row, cell: Cell, borders: Borders, inset: Sequence[float]) -> str:
        top, right, bottom, left = (length(side) for side in inset)
        span = f"colspan: {cell.colspan}, rowspan: {cell.rowspan}"
        options = [
            *([span] if (cell.colspan, cell.rowspan) != (1, 1) else []),
            f"fill: {rgb(cell.fill)}, stroke: {write_strokes(borders)}, align: {cell.valign}",
            f"inset: (top: {top}, right: {right}, bottom: {bottom}, left: {left})",
            *(["breakable: false"] if row.whole else []),
        ]
        return f"{self.kind}.cell.with({', '.join(options)})"


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


def _write_heights(table: Table) -> str:
    heights = [length(row.height) if row.exact and row.height else "auto" for row in table.rows]
    return f"({', '.join(heights)},)" if heights != ["auto"] * len(heights) else "auto"


def _count_header(table: Table) -> int:
    """Rows at the top that repeat; a table made of nothing else repeats none."""
    count = 0
    while count < len(table.rows) and table.rows[count].header:
        count += 1
    return count if count < len(table.rows) else 0


def _head(row: str, level: int) -> str:
    return f"table.header(repeat: false, level: {level}, {row})"


def _tie(kind: str, table: Table, start: int, count: int) -> str:
    """A cell of no width, across rows that stay together: Typst parts no cell that may not break."""
    return f"{kind}.cell(x: {len(table.columns)}, y: {start}, rowspan: {count}, breakable: false, [])"
