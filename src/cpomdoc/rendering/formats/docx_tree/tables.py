"""Tables: grid, merged cells, widths, borders and shading, each cell with its place and its look."""

from dataclasses import dataclass, field

from cpomdoc.errors import GabaritError
from cpomdoc.rendering.formats.docx_tree.inlines import BlockReader
from cpomdoc.rendering.formats.docx_tree.names import (
    Element,
    attribute,
    child_val,
    fingerprint,
    has_toggle,
    local,
    points,
    refuse,
    w,
)
from cpomdoc.rendering.formats.docx_tree.properties import read_fill
from cpomdoc.rendering.formats.docx_tree.story import StoryReader
from cpomdoc.rendering.formats.docx_tree.table_style import (
    Place,
    TableStyle,
    read_borders,
    read_margins,
    read_table_style,
    settle_borders,
)
from cpomdoc.rendering.formats.docx_tree.tree import Block, Borders, Cell, Row, Table

MAX_COLUMNS = 200

_VALIGNS = {"center": "horizon", "both": "horizon", "bottom": "bottom"}
_ALIGNS = {"center": "center", "right": "right", "end": "right"}
_DEFAULT_MARGINS = {"top": 0.0, "left": 5.4, "bottom": 0.0, "right": 5.4}


@dataclass(frozen=True)
class RawCell:
    """A w:tc at its place, before vertical merges are joined."""

    element: Element
    column: int
    colspan: int
    merge: str
    width: float


def read_table(element: Element, story: StoryReader, read_blocks: BlockReader) -> Table | None:
    """Read a w:tbl; None when it has no cell."""
    style = read_table_style(element, story)
    rows = _find_rows(element)
    raws = [_read_cells(row) for row in rows]
    size = max((cell.column + cell.colspan for line in raws for cell in line), default=0)
    if not size:
        return None
    if size > MAX_COLUMNS:
        raise GabaritError(f"document Word : un tableau de {size} colonnes, plus que les {MAX_COLUMNS} admises.")
    builder = TableBuilder(raws, size, style, story, read_blocks)
    tblpr = element.find(w("tblPr"))
    return Table(
        columns=_read_widths(element, raws, size),
        rows=tuple(builder.build_row(index, row) for index, row in enumerate(rows)),
        align=_ALIGNS.get(child_val(tblpr, "jc"), "left"),
        indent=_read_indent(tblpr) - (style.whole.margins.get("left", 5.4) if story.old_tables else 0.0),
    )


@dataclass(frozen=True)
class CellLook:
    """What a cell looks like, whatever it says."""

    fill: str
    borders: Borders
    margins: tuple[float, float, float, float]
    valign: str


@dataclass
class TableBuilder:
    """Builds the rows of one table."""

    raws: list[list[RawCell]]
    size: int
    style: TableStyle
    story: StoryReader
    read_blocks: BlockReader
    _looks: dict[tuple[object, ...], CellLook] = field(default_factory=dict)

    def build_row(self, index: int, row: Element) -> Row:
        """A row with the cells that start in it."""
        trpr = row.find(w("trPr"))
        height = None if trpr is None else trpr.find(w("trHeight"))
        cells = [self._build_cell(index, raw) for raw in self.raws[index] if raw.merge != "continue"]
        return Row(
            cells=tuple(cells),
            header=has_toggle(trpr, "tblHeader"),
            whole=has_toggle(trpr, "cantSplit"),
            height=0.0 if height is None else points(attribute(height, "val", "0")),
            exact=height is not None and attribute(height, "hRule") == "exact",
        )

    def _build_cell(self, index: int, raw: RawCell) -> Cell:
        place = Place(index, raw.column, len(self.raws) - 1, self.size - 1)
        rowspan = self._count_rows(index, raw)
        look = self._find_look(raw, place, rowspan)
        return Cell(
            blocks=self._read_cell(raw, place),
            column=raw.column,
            colspan=raw.colspan,
            rowspan=rowspan,
            fill=look.fill,
            borders=look.borders,
            margins=look.margins,
            valign=look.valign,
        )

    def _find_look(self, raw: RawCell, place: Place, rowspan: int) -> CellLook:
        """The look of a cell, worked out once for the cells that ask for the same in a like place."""
        tcpr = raw.element.find(w("tcPr"))
        edges = (place.row == 0, place.row + rowspan > place.last_row, place.column == 0)
        key = (
            fingerprint(tcpr),
            *edges,
            place.column + raw.colspan > place.last_column,
            *self.style.find_conditions(place),
        )
        if key not in self._looks:
            self._looks[key] = self._build_look(tcpr, place, rowspan=rowspan, colspan=raw.colspan)
        return self._looks[key]

    def _build_look(self, tcpr: Element | None, place: Place, *, rowspan: int, colspan: int) -> CellLook:
        whole = self.style.find_format(place)
        margins = {**_DEFAULT_MARGINS, **whole.margins, **read_margins(tcpr, "tcMar")}
        settled = settle_borders(self.style, place, rowspan=rowspan, colspan=colspan)
        sides = {**settled, **read_borders(tcpr, "tcBorders")}
        shading = None if tcpr is None else tcpr.find(w("shd"))
        return CellLook(
            fill=read_fill(shading) or whole.fill,
            borders=Borders(sides.get("top"), sides.get("left"), sides.get("bottom"), sides.get("right")),
            margins=(margins["top"], margins["right"], margins["bottom"], margins["left"]),
            valign=_VALIGNS.get(child_val(tcpr, "vAlign") or whole.valign, "top"),
        )

    def _read_cell(self, raw: RawCell, place: Place) -> tuple[Block, ...]:
        outside = self.story.look
        self.story.look = self.style.find_look(place)
        blocks = self.read_blocks(raw.element, self.story)
        self.story.look = outside
        return blocks

    def _count_rows(self, index: int, raw: RawCell) -> int:
        """Rows that a cell spans: those below whose cell at the same place goes on with it."""
        if raw.merge != "restart":
            return 1
        span = 1
        for line in self.raws[index + 1 :]:
            below = next((cell for cell in line if cell.column == raw.column), None)
            if below is None or below.merge != "continue":
                break
            span += 1
        return span


def _find_rows(table: Element) -> list[Element]:
    rows = []
    for item in table:
        match local(item):
            case "tr":
                rows.append(item)
            case "sdt" | "customXml":
                rows.extend(item.iter(w("tr")))
            case "ins" | "del":
                raise refuse(item, "modification suivie")
    return rows


def _read_cells(row: Element) -> list[RawCell]:
    cells: list[RawCell] = []
    trpr = row.find(w("trPr"))
    if trpr is not None and (trpr.find(w("ins")) is not None or trpr.find(w("del")) is not None):
        raise refuse(trpr, "ligne de tableau en modification suivie")
    column = int(child_val(trpr, "gridBefore", "0"))
    for item in _find_cells(row):
        tcpr = item.find(w("tcPr"))
        colspan = max(1, int(child_val(tcpr, "gridSpan", "1")))
        cells.append(RawCell(item, column, colspan, _read_merge(tcpr), _read_width(tcpr)))
        column += colspan
    return cells


def _find_cells(row: Element) -> list[Element]:
    cells = []
    for item in row:
        if local(item) == "tc":
            cells.append(item)
        elif local(item) in {"sdt", "customXml"}:
            cells.extend(item.iter(w("tc")))
    return cells


def _read_merge(tcpr: Element | None) -> str:
    merge = None if tcpr is None else tcpr.find(w("vMerge"))
    return "" if merge is None else attribute(merge, "val", "continue")


def _read_width(tcpr: Element | None) -> float:
    width = None if tcpr is None else tcpr.find(w("tcW"))
    if width is None or attribute(width, "type", "dxa") != "dxa":
        return 0.0
    return points(attribute(width, "w", "0"))


def _read_widths(table: Element, raws: list[list[RawCell]], size: int) -> tuple[float, ...]:
    """Widths of the columns: those of single cells where they say one, else those of the grid."""
    grid = table.find(w("tblGrid"))
    widths = [points(attribute(item, "w", "0")) for item in (() if grid is None else grid)][:size]
    widths += [0.0] * (size - len(widths))
    asked = [0.0] * size
    for line in raws:
        for cell in line:
            if cell.colspan == 1:
                asked[cell.column] = max(asked[cell.column], cell.width)
    return tuple(own or width for own, width in zip(asked, widths, strict=True))


def _read_indent(tblpr: Element | None) -> float:
    indent = None if tblpr is None else tblpr.find(w("tblInd"))
    if indent is None or attribute(indent, "type", "dxa") != "dxa":
        return 0.0
    return points(attribute(indent, "w", "0"))
