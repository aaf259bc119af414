"""The state of reading one story (body, header, footer, note): its part, its open fields, its relations."""

from dataclasses import dataclass, field

from cpomdoc.rendering.formats.docx_tree.names import Element
from cpomdoc.rendering.formats.docx_tree.numbering import Numbering
from cpomdoc.rendering.formats.docx_tree.package import Package, Relation
from cpomdoc.rendering.formats.docx_tree.properties import ParagraphPatch, RunPatch
from cpomdoc.rendering.formats.docx_tree.styles import Styles
from cpomdoc.rendering.formats.docx_tree.tree import Anchor


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
            self.package, part, self.styles, self.numbering, relations, self.notes, old_tables=self.old_tables
        )
