"""Documents and their sections as Typst pages: size, margins, header, footer, page numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cpomdoc.rendering.formats.docx_tree.tree import Anchor, DocxTree, Link, Section, iter_inlines
from cpomdoc.rendering.formats.typst_blocks import BlockWriter, Headings
from cpomdoc.rendering.formats.typst_text import Pages, TypstWriter, block, length, quote


@dataclass(frozen=True)
class PlacedHeading:
    """A heading as written: the mark that stands at it, and the mark from which its page is counted."""

    key: str
    level: int
    text: str
    origin: str
    start: int


@dataclass
class DocumentWriter:
    """Writes one document of the PDF; `name` makes its marks unique."""

    writer: TypstWriter
    tree: DocxTree
    name: str
    headings: Headings
    bookmark: str

    def write(self) -> tuple[str, list[PlacedHeading]]:
        """Typst code of the document, and its headings."""
        sections = [*merge_sections(self.tree.sections)]
        pages = Pages(first=f"{self.name}-s0", last=f"{self.name}-end", section=f"{self.name}-s0")
        parts, placed = [], []
        for index, section in enumerate(sections):
            if index == 0 or section.page_start is not None:
                pages = replace(pages, section=f"{self.name}-s{index}", start=_start(section))
            last = index == len(sections) - 1
            end = pages.last if last else f"{self.name}-e{index}"
            self.writer.pages = replace(pages, section_end=end, format=section.page_format)
            known = len(self.headings.entries)
            parts.append(self._write_section(section, index, end))
            placed += [PlacedHeading(*entry, pages.section, pages.start) for entry in self.headings.entries[known:]]
        return "\n".join(f"#{part}" for part in parts), placed

    def _write_section(self, section: Section, index: int, end: str) -> str:
        start = f"{self.name}-s{index}"
        body = BlockWriter(self.writer, _column_width(section), self.headings, start)
        bookmark = [f"signet({quote(self.bookmark)})"] if index == 0 else []
        marks = (f"repere({quote(start)})", f"repere({quote(end)})")
        content = block([marks[0], *bookmark, body.write(section.blocks), marks[1]])
        header = self._write_story(section, start, "header")
        footer = self._write_story(section, start, "footer")
        parity = {"oddPage": 'pagebreak(weak: true, to: "odd")', "evenPage": 'pagebreak(weak: true, to: "even")'}
        return block(
            [
                *([parity[section.start]] if section.start in parity and index else []),
                f"let hauteur = {length(section.height - section.margins[0] - section.margins[2])}",
                f"let haut = {header}",
                f"let bas = {footer}",
                f"let corps = {content}",
                f"context page({self._write_options(section)}, corps)",
            ]
        )

    def _write_options(self, section: Section) -> str:
        """Arguments of the page; a header taller than the margin pushes the text down, as in Word."""
        top, right, bottom, left = (length(side) for side in section.margins)
        above, below = length(section.header_distance), length(section.footer_distance)
        width = length(section.text_width)
        frame = "width: 100%, height: 100%"
        return ", ".join(
            (
                f"width: {length(section.width)}, height: {length(section.height)}, columns: {section.columns}",
                f"margin: (left: {left}, right: {right}, top: marge({top}, {above}, {width}, haut)",
                f"bottom: marge({bottom}, {below}, {width}, bas))",
                'numbering: "1", header-ascent: 0pt, footer-descent: 0pt',
                f"header: block({frame}, inset: (top: {above}), align(top, haut))",
                f"footer: block({frame}, inset: (bottom: {below}), align(bottom, bas))",
            )
        )

    def _write_story(self, section: Section, start: str, kind: str) -> str:
        stories = section.headers if kind == "header" else section.footers
        self.writer.artifact = True
        codes = {
            name: BlockWriter(self.writer, section.text_width).write(story.blocks) for name, story in stories.items()
        }
        self.writer.artifact = False
        usual = codes.get("default", "none")
        if self.tree.even_odd:
            usual = f"context if calc.even(here().page()) {{{codes.get('even', 'none')}}} else {{{usual}}}"
        if section.title_page:
            first = codes.get("first", "none")
            return f"context if here().page() == lieu({quote(start)}) {{{first}}} else {{{usual}}}"
        return f"{{{usual}}}"


def merge_sections(sections: Sequence[Section]) -> Iterator[Section]:
    """Sections, those that go on the same page with the same layout joined to the one before."""
    pending: Section | None = None
    for section in sections:
        if pending and section.start == "continuous" and _layout(pending) == _layout(section):
            pending = replace(pending, blocks=pending.blocks + section.blocks)
            continue
        if pending:
            yield pending
        pending = section
    if pending:
        yield pending


def find_targets(trees: Sequence[DocxTree]) -> set[str]:
    """Names of the anchors that links of the documents lead to."""
    found = set()
    for tree in trees:
        for paragraph in tree.iter_paragraphs():
            for inline in paragraph.inlines:
                if isinstance(inline, Link) and inline.target.startswith("#"):
                    found.add(inline.target[1:])
    return found


def find_anchors(tree: DocxTree) -> set[str]:
    """Names of the anchors a document holds."""
    return {
        inline.name
        for paragraph in tree.iter_paragraphs()
        for inline in iter_inlines(paragraph.inlines)
        if isinstance(inline, Anchor)
    }


def _layout(section: Section) -> tuple[float, float, tuple[float, float, float, float], int]:
    return (section.width, section.height, section.margins, section.columns)


def _start(section: Section) -> int:
    return 1 if section.page_start is None else section.page_start


def _column_width(section: Section) -> float:
    return (section.text_width - section.column_gap * (section.columns - 1)) / section.columns
