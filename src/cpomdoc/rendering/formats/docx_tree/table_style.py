"""Table styles: what the style of a table says of its cells, conditional formats included."""

from dataclasses import dataclass, field

from cpomdoc.rendering.formats.docx_tree.names import Element, attribute, child_val, local, w
from cpomdoc.rendering.formats.docx_tree.properties import (
    read_border,
    read_fill,
    read_paragraph_patch,
    read_run_patch,
)
from cpomdoc.rendering.formats.docx_tree.story import Format, SideBorders, StoryReader, TableLook

SIDES = {"top": "top", "left": "left", "start": "left", "bottom": "bottom", "right": "right", "end": "right",
         "insideH": "inside_h", "insideV": "inside_v"}  # fmt: skip

_LOOK_BITS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200}


@dataclass(frozen=True)
class Place:
    """Where a cell stands in a table of so many rows and columns."""

    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class TableStyle:
    """The formats of a table by condition, and which conditions its w:tblLook turns on."""

    id: str
    whole: Format
    conditions: dict[str, Format]
    looks: frozenset[str]
    _formats: dict[tuple[str, ...], Format] = field(default_factory=dict)

    def find_format(self, place: Place) -> Format:
        """The format of a cell, the most specific condition last."""
        names = self.find_conditions(place)
        if names not in self._formats:
            found = self.whole
            for name in names:
                found = found.add(self.conditions[name])
            self._formats[names] = found
        return self._formats[names]

    def find_look(self, place: Place) -> TableLook:
        """What the cell's place gives to its paragraphs; looks of one key are the same."""
        found = self.find_format(place)
        return TableLook(found.paragraph, found.run, (self.id, *self.find_conditions(place)))

    def find_conditions(self, place: Place) -> tuple[str, ...]:
        """Conditions that hold at a place and that the style says something of."""
        names = []
        if "noHBand" not in self.looks:
            first = 1 if "firstRow" in self.looks else 0
            names.append("band2Horz" if (place.row - first) % 2 else "band1Horz")
        if "firstColumn" in self.looks and place.column == 0:
            names.append("firstCol")
        if "lastColumn" in self.looks and place.column == place.last_column:
            names.append("lastCol")
        if "firstRow" in self.looks and place.row == 0:
            names.append("firstRow")
        if "lastRow" in self.looks and place.row == place.last_row:
            names.append("lastRow")
        return tuple(name for name in names if name in self.conditions)


def read_table_style(table: Element, story: StoryReader) -> TableStyle:
    """Formats of a table: its style with its ancestors, then its own properties."""
    tblpr = table.find(w("tblPr"))
    style_id = child_val(tblpr, "tblStyle") or story.styles.defaults.get("table", "")
    if style_id not in story.known.tables:
        story.known.tables[style_id] = _read_style(style_id, story)
    whole, conditions = story.known.tables[style_id]
    own = Format() if tblpr is None else Format(read_borders(tblpr, "tblBorders"), read_margins(tblpr))
    return TableStyle(style_id, whole.add(own), conditions, _read_looks(tblpr))


def _read_style(style_id: str, story: StoryReader) -> tuple[Format, dict[str, Format]]:
    whole = Format()
    conditions: dict[str, Format] = {}
    for style in story.styles.find_chain(style_id):
        whole = whole.add(_read_format(style.element, "tblPr"))
        for item in style.element.iterfind(w("tblStylePr")):
            name = attribute(item, "type")
            conditions[name] = conditions.get(name, Format()).add(_read_format(item, "tcPr"))
    return whole, conditions


def read_borders(parent: Element | None, tag: str) -> SideBorders:
    """Sides that a w:tblBorders or w:tcBorders sets; a side set to « nil » is there as None."""
    holder = None if parent is None else parent.find(w(tag))
    items = () if holder is None else holder
    return {SIDES[local(item)]: read_border(item) for item in items if local(item) in SIDES}


def read_margins(parent: Element | None, tag: str = "tblCellMar") -> dict[str, float]:
    """Cell margins in points, by side."""
    holder = None if parent is None else parent.find(w(tag))
    found = {}
    for item in () if holder is None else holder:
        if local(item) in SIDES and attribute(item, "type", "dxa") == "dxa":
            found[SIDES[local(item)]] = float(attribute(item, "w", "0")) / 20
    return found


def settle_borders(style: TableStyle, place: Place, *, rowspan: int, colspan: int) -> SideBorders:
    """The sides of a cell: those of the table, then those of each condition in the rows or columns it covers."""
    top, left = place.row == 0, place.column == 0
    bottom = place.row + rowspan > place.last_row
    right = place.column + colspan > place.last_column
    sides = _pick_sides(style.whole.borders, (top, left, bottom, right))
    for name in style.find_conditions(place):
        across = name.endswith("Col")
        edges = (top, True, bottom, True) if across else (True, left, True, right)
        sides.update(_pick_sides(style.conditions[name].borders, edges))
    return sides


def _pick_sides(borders: SideBorders, edges: tuple[bool, bool, bool, bool]) -> SideBorders:
    """For each side of a cell, the outer border where it is at the edge, the inner one elsewhere."""
    picked: SideBorders = {}
    for side, at_edge in zip(("top", "left", "bottom", "right"), edges, strict=True):
        inner = "inside_h" if side in {"top", "bottom"} else "inside_v"
        if (name := side if at_edge else inner) in borders:
            picked[side] = borders[name]
    return picked


def _read_format(element: Element, shade: str) -> Format:
    tblpr, tcpr = element.find(w("tblPr")), element.find(w("tcPr"))
    shaded = tcpr if tcpr is not None else element.find(w(shade))
    borders = {**read_borders(tblpr, "tblBorders"), **read_borders(tcpr, "tcBorders")}
    return Format(
        borders,
        read_margins(tblpr),
        "" if shaded is None else read_fill(shaded.find(w("shd"))),
        child_val(tcpr, "vAlign"),
        read_paragraph_patch(element.find(w("pPr"))),
        read_run_patch(element.find(w("rPr"))),
    )


def _read_looks(tblpr: Element | None) -> frozenset[str]:
    look = None if tblpr is None else tblpr.find(w("tblLook"))
    if look is None:
        return frozenset({"noHBand"})
    bits = int(attribute(look, "val", "0"), 16)
    named = {name: attribute(look, name) for name in _LOOK_BITS}
    return frozenset(
        name for name, bit in _LOOK_BITS.items() if (named[name] in {"1", "true"} if named[name] else bits & bit)
    )
