"""The state of reading one story (body, header, footer, note): its part, its open fields, its relations."""

from dataclasses import dataclass, field

from cpomdoc.rendering.formats.docx_tree.names import Element
from cpomdoc.rendering.formats.docx_tree.numbering import Numbering
from cpomdoc.rendering.formats.docx_tree.package import Package, Relation
from cpomdoc.rendering.formats.docx_tree.properties import ParagraphPatch, RunPatch, merge_paragraphs
from cpomdoc.rendering.formats.docx_tree.styles import Styles
from cpomdoc.rendering.formats.docx_tree.tree import Anchor, Border, ParagraphStyle, RunStyle


@dataclass
class OpenField:
    """A field between its begin and its end marks; `separated` once its cached result has started."""

    instruction: str = ""
    separated: bool = False

    @property
    def kind(self) -> str:
        """First word of the instruction, e.g. PAGE or TOC."""
        return (self.instruction.split() or [""])[0].upper()


@dataclass(frozen=True)
class TableLook:
    """What the style of the enclosing table and the place of the cell add to paragraphs and runs."""

    paragraph: ParagraphPatch = field(default_factory=ParagraphPatch)
    run: RunPatch = field(default_factory=RunPatch)
    key: tuple[str, ...] = ()


SideBorders = dict[str, Border | None]


@dataclass
class Format:
    """One set of formats: of the whole table, or of its first row, its even bands and so on."""

    borders: SideBorders = field(default_factory=dict)
    margins: dict[str, float] = field(default_factory=dict)
    fill: str = ""
    valign: str = ""
    paragraph: ParagraphPatch = field(default_factory=ParagraphPatch)
    run: RunPatch = field(default_factory=RunPatch)

    def add(self, upper: "Format") -> "Format":
        """This format with another over it."""
        return Format(
            {**self.borders, **upper.borders},
            {**self.margins, **upper.margins},
            upper.fill or self.fill,
            upper.valign or self.valign,
            merge_paragraphs(self.paragraph, upper.paragraph),
            {**self.run, **upper.run},
        )


Key = tuple[object, ...]


@dataclass
class Known:
    """What was worked out once for the whole document."""

    runs: dict[Key, tuple[RunStyle, RunPatch]] = field(default_factory=dict)
    paragraphs: dict[Key, tuple[ParagraphStyle, ParagraphPatch]] = field(default_factory=dict)
    tables: dict[str, tuple[Format, dict[str, Format]]] = field(default_factory=dict)


@dataclass
class StoryReader:
    """Where the reader stands in one story; `old_tables` is how Word 2010 and before placed tables."""

    package: Package
    part: str
    styles: Styles
    numbering: Numbering
    relations: dict[str, Relation]
    notes: dict[str, Element]
    fields: list[OpenField] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    look: TableLook = TableLook()
    known: Known = field(default_factory=Known)
    in_toc: bool = False
    closed_toc: bool = False
    old_tables: bool = False

    @property
    def inside_toc(self) -> bool:
        """Whether the table of contents is being read."""
        return self.in_toc or any(opened.kind == "TOC" for opened in self.fields)

    def open_part(self, part: str) -> "StoryReader":
        """A reader for another part of the same document."""
        relations = self.package.relations(part)
        return StoryReader(
            self.package,
            part,
            self.styles,
            self.numbering,
            relations,
            self.notes,
            known=self.known,
            old_tables=self.old_tables,
        )
