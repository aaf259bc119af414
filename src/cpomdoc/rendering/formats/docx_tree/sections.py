"""Sections: page size, margins, headers and footers, and where the page numbers start again."""

from dataclasses import dataclass, replace

from cpomdoc.rendering.formats.docx_tree.inlines import BlockReader
from cpomdoc.rendering.formats.docx_tree.names import (
    Element,
    R,
    attribute,
    child_val,
    has_toggle,
    points,
    refuse,
    w,
)
from cpomdoc.rendering.formats.docx_tree.story import StoryReader
from cpomdoc.rendering.formats.docx_tree.tree import Block, Section, Story

_FORMATS = {"lowerRoman", "upperRoman", "lowerLetter", "upperLetter"}


@dataclass
class SectionReader:
    """Builds the sections of a document; a header that a section lacks is that of the section before."""

    story: StoryReader
    read_blocks: BlockReader
    previous: Section | None = None

    def read(self, sectpr: Element, blocks: tuple[Block, ...]) -> Section:
        """The section that a w:sectPr closes."""
        section = self._read_page(sectpr, blocks)
        numbering = sectpr.find(w("pgNumType"))
        if numbering is not None:
            start = attribute(numbering, "start")
            kind = attribute(numbering, "fmt")
            section = replace(
                section,
                page_start=int(start) if start else None,
                page_format=kind if kind in _FORMATS else "",
            )
        self.previous = section
        return section

    def _read_page(self, sectpr: Element, blocks: tuple[Block, ...]) -> Section:
        size, margin, columns = (sectpr.find(w(tag)) for tag in ("pgSz", "pgMar", "cols"))
        sides = {name: _length(margin, name, value) for name, value in _MARGINS.items()}
        gutter = _length(margin, "gutter", "0")
        return Section(
            width=_length(size, "w", "11906"),
            height=_length(size, "h", "16838"),
            margins=(abs(sides["top"]), sides["right"], abs(sides["bottom"]), sides["left"] + gutter),
            header_distance=_length(margin, "header", "720"),
            footer_distance=_length(margin, "footer", "720"),
            blocks=blocks,
            headers=self._read_stories(sectpr, "headerReference"),
            footers=self._read_stories(sectpr, "footerReference"),
            title_page=has_toggle(sectpr, "titlePg"),
            start=child_val(sectpr, "type", "nextPage"),
            columns=1 if columns is None else int(attribute(columns, "num", "1")),
            column_gap=_length(columns, "space", "720"),
        )

    def _read_stories(self, sectpr: Element, tag: str) -> dict[str, Story]:
        before = self.previous
        inherited = {} if before is None else before.headers if tag.startswith("header") else before.footers
        stories = dict(inherited)
        for item in sectpr.iterfind(w(tag)):
            relation = self.story.relations.get(item.get(f"{{{R}}}id") or "")
            if relation is None:
                raise refuse(item, "en-tête ou pied de page absent")
            reader = self.story.open_part(relation.target)
            root = self.story.package.read_xml(relation.target)
            stories[attribute(item, "type", "default")] = Story(self.read_blocks(root, reader))
        return stories


_MARGINS = {"top": "1440", "right": "1440", "bottom": "1440", "left": "1440"}


def _length(element: Element | None, name: str, default: str) -> float:
    return points(default if element is None else attribute(element, name, default))
