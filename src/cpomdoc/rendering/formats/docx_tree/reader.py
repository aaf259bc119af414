"""Bytes of a .docx -> DocxTree: the one door of this package."""

from collections.abc import Iterable, Iterator

from cpomdoc.rendering.formats.docx_tree.names import (
    Element,
    attribute,
    child_val,
    has_toggle,
    local,
    points,
    refuse,
    w,
)
from cpomdoc.rendering.formats.docx_tree.numbering import read_numbering
from cpomdoc.rendering.formats.docx_tree.package import Package, read_package
from cpomdoc.rendering.formats.docx_tree.paragraphs import has_words, read_paragraph
from cpomdoc.rendering.formats.docx_tree.sections import SectionReader
from cpomdoc.rendering.formats.docx_tree.story import StoryReader
from cpomdoc.rendering.formats.docx_tree.styles import read_styles
from cpomdoc.rendering.formats.docx_tree.tables import read_table
from cpomdoc.rendering.formats.docx_tree.tree import Anchor, Block, DocxTree, Paragraph, Section

_SILENT = {"sectPr", "tcPr", "bookmarkEnd", "proofErr", "permStart", "permEnd", "commentRangeStart",
           "commentRangeEnd", "sdtPr", "sdtEndPr", "customXmlPr", "background"}  # fmt: skip
_TRACKED = {"ins", "del", "moveFrom", "moveTo"}
_CORE = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_WORD_2013 = 15


def read_docx(docx: bytes) -> DocxTree:
    """Read a whole Word document; what it holds and the reader does not know is a GabaritError."""
    package = read_package(docx)
    settings = _read_part(package, find_main_part(package), "settings")
    story = open_story(package)
    story.old_tables = _read_compatibility(settings) < _WORD_2013
    root = package.read_xml(story.part)
    body = root.find(w("body"))
    if body is None:
        raise refuse(root, "document sans corps")
    core = package.read_xml(_CORE) if _CORE in package.members else None
    return DocxTree(
        sections=_read_sections(body, story),
        title=_read_core(core, "title"),
        author=_read_core(core, "creator"),
        subject=_read_core(core, "subject"),
        lang=story.styles.default_run.get("lang") or "fr-FR",
        default_tab=points(child_val(settings, "defaultTabStop", "720")),
        even_odd=has_toggle(settings, "evenAndOddHeaders"),
    )


def find_main_part(package: Package) -> str:
    """Name of the part that holds the body."""
    return package.find_part("", "officeDocument") or "word/document.xml"


def open_story(package: Package) -> StoryReader:
    """A reader at the start of the main part."""
    part = find_main_part(package)
    numbering = read_numbering(_read_part(package, part, "numbering"))
    styles = read_styles(_read_part(package, part, "styles"), _read_part(package, part, "theme"), numbering)
    return StoryReader(package, part, styles, numbering, package.relations(part), _read_notes(package, part))


def read_blocks(parent: Iterable[Element], story: StoryReader) -> tuple[Block, ...]:
    """Blocks of a body, a cell, a header or a note, or of some of their elements."""
    return tuple(block for item in parent for block in _read_block(item, story))


def _read_block(item: Element, story: StoryReader) -> Iterator[Block]:
    match local(item):
        case "p":
            if paragraph := read_paragraph(item, story, read_blocks):
                yield paragraph
        case "tbl":
            if table := read_table(item, story, read_blocks):
                yield table
        case "sdt":
            yield from _read_control(item, story)
        case "customXml" | "sdtContent":
            yield from read_blocks(item, story)
        case "bookmarkStart":
            story.anchors.append(Anchor(attribute(item, "name")))
        case name if name in _TRACKED:
            raise refuse(item, "modification suivie")
        case name if name not in _SILENT:
            raise refuse(item)


def _read_control(item: Element, story: StoryReader) -> Iterator[Block]:
    """A content control; that of Word's own table of contents marks what it holds."""
    content = item.find(w("sdtContent"))
    gallery = item.find(f".//{w('docPartGallery')}")
    outside = story.in_toc
    story.in_toc = outside or (gallery is not None and attribute(gallery, "val") == "Table of Contents")
    yield from () if content is None else read_blocks(content, story)
    story.in_toc = outside


def _read_sections(body: Element, story: StoryReader) -> tuple[Section, ...]:
    """Sections of a body: each ends with the paragraph that holds its w:sectPr, the last with the body."""
    reader = SectionReader(story, read_blocks)
    sections: list[Section] = []
    blocks: list[Block] = []
    for item in body:
        found = [*_read_block(item, story)]
        sectpr = item if local(item) == "sectPr" else item.find(f"{w('pPr')}/{w('sectPr')}")
        blocks.extend(block for block in found if sectpr is None or not _is_empty(block))
        if sectpr is not None:
            sections.append(reader.read(sectpr, tuple(blocks)))
            blocks = []
    if blocks or not sections:
        sections.append(reader.read(body.makeelement(w("sectPr")), tuple(blocks)))
    return tuple(sections)


def _is_empty(block: Block) -> bool:
    """A paragraph that only carries the end of a section shows no line."""
    return isinstance(block, Paragraph) and not has_words(block.inlines)


def _read_part(package: Package, part: str, kind: str) -> Element | None:
    name = package.find_part(part, kind)
    return None if name is None else package.read_xml(name)


def _read_notes(package: Package, part: str) -> dict[str, Element]:
    """Footnotes and endnotes by kind and number."""
    notes = {}
    for kind in ("footnote", "endnote"):
        root = _read_part(package, part, f"{kind}s")
        for item in () if root is None else root.iterfind(w(kind)):
            notes[f"{kind}:{attribute(item, 'id')}"] = item
    return notes


def _read_core(core: Element | None, name: str) -> str:
    found = None if core is None else core.find(f"{_DC}{name}")
    return "" if found is None else (found.text or "").strip()


def _read_compatibility(settings: Element | None) -> int:
    compat = None if settings is None else settings.find(w("compat"))
    for item in () if compat is None else compat.iterfind(w("compatSetting")):
        if attribute(item, "name") == "compatibilityMode":
            return int(attribute(item, "val", "12"))
    return 12
