"""What a Word document says and how it looks, every style already resolved; lengths are points."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class RunStyle:
    """How characters look."""

    family: str = "Times New Roman"
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    caps: bool = False
    small_caps: bool = False
    color: str = ""
    fill: str = ""
    position: str = ""
    tracking: float = 0.0
    lang: str = ""


@dataclass(frozen=True)
class Border:
    """One rule; `space` is its distance to the text."""

    width: float
    color: str = "000000"
    space: float = 0.0
    dash: str = "solid"


@dataclass(frozen=True)
class Borders:
    """The rules around a paragraph or a cell; None where there is none."""

    top: Border | None = None
    left: Border | None = None
    bottom: Border | None = None
    right: Border | None = None
    between: Border | None = None


@dataclass(frozen=True)
class TabStop:
    """A tab position measured from the text margin; `align` is left, center, right, decimal or clear."""

    position: float
    align: str = "left"
    leader: str = ""


@dataclass(frozen=True)
class ParagraphStyle:
    """How a paragraph looks; `line` is a multiple when `line_rule` is auto, points otherwise."""

    name: str = ""
    align: str = "left"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    line_rule: str = "auto"
    keep_next: bool = False
    keep_lines: bool = False
    page_break_before: bool = False
    contextual: bool = False
    fill: str = ""
    borders: Borders = Borders()
    tabs: tuple[TabStop, ...] = ()


@dataclass(frozen=True)
class Text:
    """Words that share one look."""

    text: str
    style: RunStyle


@dataclass(frozen=True)
class Tab:
    """A jump to the next tab stop; `align` is set for the tabs that carry their own alignment."""

    style: RunStyle
    align: str = ""
    leader: str = ""


@dataclass(frozen=True)
class Break:
    """A line, page or column break."""

    kind: str


@dataclass(frozen=True)
class PageField:
    """A number known when pages are: PAGE, NUMPAGES or SECTIONPAGES."""

    kind: str
    style: RunStyle
    numbering: str = ""


@dataclass(frozen=True)
class Picture:
    """An image at its final size; an empty `alt` is only right when it is `decorative`."""

    name: str
    data: bytes = field(repr=False)
    width: float
    height: float
    alt: str = ""
    decorative: bool = False


@dataclass(frozen=True)
class Note:
    """A footnote, at the place that calls it."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True)
class Link:
    """Words that lead to an address, or to an anchor of the document when it starts with #."""

    target: str
    inlines: "tuple[Inline, ...]"


@dataclass(frozen=True)
class Anchor:
    """A bookmark, the target of links."""

    name: str


Inline = Text | Tab | Break | PageField | Picture | Note | Link | Anchor


@dataclass(frozen=True)
class Label:
    """The number or bullet Word computes; `depth` counts from 0, `suffix` is tab, space or nothing."""

    text: str
    style: RunStyle
    suffix: str
    list_id: str
    depth: int
    bullet: bool


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `level` is its outline level from 1, None for body text; `toc` marks the table of contents."""

    style: ParagraphStyle
    inlines: tuple[Inline, ...]
    mark: RunStyle
    level: int | None = None
    label: Label | None = None
    toc: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell at its place in the grid, its borders as written (conflicts are for the writer to settle)."""

    blocks: "tuple[Block, ...]"
    column: int
    colspan: int = 1
    rowspan: int = 1
    fill: str = ""
    borders: Borders = Borders()
    margins: tuple[float, float, float, float] = (0.0, 5.4, 0.0, 5.4)
    valign: str = "top"


@dataclass(frozen=True)
class Row:
    """A table row; `height` is 0 when the text decides."""

    cells: tuple[Cell, ...]
    header: bool = False
    whole: bool = False
    height: float = 0.0
    exact: bool = False


@dataclass(frozen=True)
class Table:
    """A table on a grid of `columns`; `indent` is where its left edge stands from the text margin."""

    columns: tuple[float, ...]
    rows: tuple[Row, ...]
    align: str = "left"
    indent: float = 0.0


Block = Paragraph | Table


@dataclass(frozen=True)
class Story:
    """Header or footer of one kind of page."""

    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Section:
    """Pages of one size with their header and footer; `margins` are top, right, bottom, left."""

    width: float
    height: float
    margins: tuple[float, float, float, float]
    header_distance: float
    footer_distance: float
    blocks: tuple[Block, ...]
    headers: dict[str, Story]
    footers: dict[str, Story]
    title_page: bool = False
    start: str = "nextPage"
    page_start: int | None = None
    page_format: str = ""
    columns: int = 1
    column_gap: float = 0.0

    @property
    def text_width(self) -> float:
        """Width between the margins."""
        return self.width - self.margins[1] - self.margins[3]


@dataclass(frozen=True)
class DocxTree:
    """A whole document."""

    sections: tuple[Section, ...]
    title: str = ""
    author: str = ""
    subject: str = ""
    lang: str = "fr-FR"
    default_tab: float = 35.4
    even_odd: bool = False

    def iter_paragraphs(self) -> Iterator[Paragraph]:
        """Paragraphs of the body in reading order, those of tables included."""
        for section in self.sections:
            yield from iter_paragraphs(section.blocks)


def iter_paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Paragraphs of blocks in reading order, cell by cell in tables."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from iter_paragraphs(cell.blocks)


def iter_inlines(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    """Inlines one by one, those of links included."""
    for inline in inlines:
        if isinstance(inline, Link):
            yield from iter_inlines(inline.inlines)
        else:
            yield inline


def plain_text(paragraph: Paragraph) -> str:
    """What a paragraph says, its computed number first, notes left out."""
    words = "".join(_plain(inline) for inline in iter_inlines(paragraph.inlines))
    return f"{paragraph.label.text} {words}" if paragraph.label else words


def _plain(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text
        case Tab():
            return "\t"
        case Break():
            return "\n"
        case _:
            return ""
