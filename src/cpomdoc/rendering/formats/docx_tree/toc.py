"""The table of contents of a Word file: its cached entries, written as Word would write them."""

import copy
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from cpomdoc.errors import GabaritError
from cpomdoc.rendering.formats.docx_tree.names import VAL, Element, attribute, local, points, w
from cpomdoc.rendering.formats.docx_tree.package import read_package
from cpomdoc.rendering.formats.docx_tree.paragraphs import find_level, resolve_paragraph
from cpomdoc.rendering.formats.docx_tree.reader import find_main_part, open_story
from cpomdoc.rendering.formats.docx_tree.story import StoryReader
from cpomdoc.rendering.formats.docx_tree.styles import Styles

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LEVELS = re.compile(r'\\o\s+"?(\d)-(\d)"?')


@dataclass(frozen=True)
class Entree:
    """A heading and the number of the page it stands on, as that page shows it."""

    niveau: int
    texte: str
    page: int


@dataclass(frozen=True)
class TocField:
    """Where a TOC field stands: the runs of its separate and end marks, and the levels it lists."""

    separate: Element
    end: Element
    first: int
    last: int


def fill_toc(docx: bytes, entries: Sequence[Entree]) -> bytes:
    """The same document, the cached result of its TOC field replaced; without such a field, the same bytes."""
    package = read_package(docx)
    story = open_story(package)
    root = package.read_xml(story.part)
    field = _find_field(root)
    if field is None:
        return docx
    headings = [*_find_headings(root, story)]
    chosen = [entry for entry in entries if field.first <= entry.niveau <= field.last]
    marked = [element for level, element in headings if field.first <= level <= field.last]
    names = _mark_headings(root, marked) if len(marked) == len(chosen) else []
    lines = [(entry, names[index] if index < len(names) else "") for index, entry in enumerate(chosen)]
    _replace_result(field, _write_lines(lines, story.styles, _find_width(root, field.separate.getparent())))
    body = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return _replace_part(docx, find_main_part(package), body)


def has_toc(docx: bytes) -> bool:
    """Whether a document has a table of contents to fill."""
    package = read_package(docx)
    return _find_field(package.read_xml(find_main_part(package))) is not None


def _find_field(root: Element) -> TocField | None:
    """The first complex TOC field, its nested fields skipped."""
    depth, start, separate, instruction = 0, 0, None, ""
    for item in root.iter(w("fldChar"), w("instrText")):
        if local(item) == "instrText":
            instruction += (item.text or "") if start == 0 or depth == start else ""
            continue
        match attribute(item, "fldCharType"):
            case "begin":
                depth += 1
                instruction = instruction if start else ""
            case "separate" if not start and instruction.split()[:1] == ["TOC"]:
                start, separate = depth, item
            case "end":
                if separate is not None and depth == start:
                    return _build_field(separate, item, instruction)
                depth -= 1
    return None


def _build_field(separate: Element, end: Element, instruction: str) -> TocField | None:
    one, other = separate.getparent(), end.getparent()
    if one is None or other is None:
        return None
    levels = _LEVELS.search(instruction)
    first, last = (int(levels[1]), int(levels[2])) if levels else (1, 9)
    return TocField(one, other, first, last)


def _find_headings(root: Element, story: StoryReader) -> Iterator[tuple[int, Element]]:
    """Paragraphs of the body that have a level and words, in reading order, as the reader finds them."""
    body = root.find(w("body"))
    for element in () if body is None else body.iter(w("p")):
        if any(ancestor.tag == w("tc") for ancestor in element.iterancestors()):
            continue
        level = find_level(resolve_paragraph(element.find(w("pPr")), story))
        if level is not None and "".join(t.text or "" for t in element.iter(w("t"))).strip():
            yield level, element


def _mark_headings(root: Element, headings: Sequence[Element]) -> list[str]:
    """Names of the bookmarks of headings; one is put where there is none."""
    known = [int(attribute(mark, "id", "0")) for mark in root.iter(w("bookmarkStart"))]
    number = max(known, default=0)
    names = []
    for index, heading in enumerate(headings, 1):
        own = [attribute(mark, "name") for mark in heading.iter(w("bookmarkStart"))]
        name = next((name for name in own if name.startswith("_Toc")), "")
        if not name:
            name, number = f"_Toc{index:09d}", number + 1
            _put_bookmark(heading, name, str(number))
        names.append(name)
    return names


def _put_bookmark(heading: Element, name: str, number: str) -> None:
    start = heading.makeelement(w("bookmarkStart"), {w("id"): number, w("name"): name})
    end = heading.makeelement(w("bookmarkEnd"), {w("id"): number})
    heading.insert(1 if heading.find(w("pPr")) is not None else 0, start)
    heading.append(end)


def _replace_result(field: TocField, lines: list[Element]) -> None:
    """Put the lines between the two marks, in place of the paragraphs that hold them."""
    opening, closing = field.separate.getparent(), field.end.getparent()
    parent = None if opening is None else opening.getparent()
    if opening is None or closing is None or parent is None or closing.getparent() is not parent:
        raise GabaritError("document Word\u202f: le champ TOC commence et finit à des niveaux différents.")
    head = [item for item in opening if item.tag != w("pPr")]
    head = head[: head.index(field.separate) + 1]
    tail = [*closing][closing.index(field.end) :]
    first, last = parent.index(opening), parent.index(closing)
    lines = lines or [opening.makeelement(w("p"))]
    lines[0][:] = [*lines[0].iterchildren(w("pPr")), *head, *lines[0].iterchildren(w("hyperlink"), w("r"))]
    if closing is not opening and _must_stay(closing, tail):
        closing[:] = [*closing.iterchildren(w("pPr")), *tail]
        lines = [*lines, closing]
    else:
        lines[-1].extend(tail)
    parent[first : last + 1] = lines


def _must_stay(closing: Element, tail: list[Element]) -> bool:
    """Whether the paragraph of the end mark says more than the end of the field."""
    section = closing.find(f"{w('pPr')}/{w('sectPr')}")
    return section is not None or any(text.text for item in tail for text in item.iter(w("t")))


def _write_lines(lines: Sequence[tuple[Entree, str]], styles: Styles, width: float) -> list[Element]:
    return [_write_line(entry, name, styles, width) for entry, name in lines]


def _write_line(entry: Entree, anchor: str, styles: Styles, width: float) -> Element:
    line = etree.Element(w("p"))
    line.append(_write_properties(entry.niveau, styles, width))
    holder = etree.SubElement(line, w("hyperlink"), {w("anchor"): anchor, w("history"): "1"}) if anchor else line
    _add_text(holder, entry.texte)
    etree.SubElement(etree.SubElement(holder, w("r")), w("tab"))
    if anchor:
        _add_mark(holder, "begin")
        code = etree.SubElement(etree.SubElement(holder, w("r")), w("instrText"), {_SPACE: "preserve"})
        code.text = f" PAGEREF {anchor} \\h "
        _add_mark(holder, "separate")
    _add_text(holder, str(entry.page))
    if anchor:
        _add_mark(holder, "end")
    return line


def _write_properties(level: int, styles: Styles, width: float) -> Element:
    """Style « toc 1 » and so on; a right tab with dots is written where the style has none."""
    properties = etree.Element(w("pPr"))
    style_id = styles.find_id(f"toc {level}")
    if style_id:
        etree.SubElement(properties, w("pStyle"), {VAL: style_id})
    stops = styles.resolve_paragraph(style_id).get("tabs", ()) if style_id else ()
    if not any(stop.align == "right" for stop in stops):
        tabs = etree.SubElement(properties, w("tabs"))
        place = str(round(width * 20))
        etree.SubElement(tabs, w("tab"), {VAL: "right", w("leader"): "dot", w("pos"): place})
    if not style_id and level > 1:
        etree.SubElement(properties, w("ind"), {w("left"): str(220 * (level - 1))})
    return properties


def _add_text(parent: Element, words: str) -> None:
    text = etree.SubElement(etree.SubElement(parent, w("r")), w("t"), {_SPACE: "preserve"})
    text.text = words


def _add_mark(parent: Element, kind: str) -> None:
    etree.SubElement(etree.SubElement(parent, w("r")), w("fldChar"), {w("fldCharType"): kind})


def _find_width(root: Element, place: Element | None) -> float:
    """Width of the text in the section of a paragraph, which the next w:sectPr describes."""
    after = False
    for item in root.iter(w("p"), w("sectPr")):
        after = after or item is place
        if after and item.tag == w("sectPr"):
            size, margin = item.find(w("pgSz")), item.find(w("pgMar"))
            if size is not None and margin is not None:
                sides = (attribute(margin, side, "1440") for side in ("left", "right"))
                return points(attribute(size, "w", "11906")) - sum(map(points, sides))
    return 453.5


def _replace_part(docx: bytes, name: str, data: bytes) -> bytes:
    """The same zip with one part changed; every other part keeps its bytes, its date and its place."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as source, zipfile.ZipFile(buffer, "w") as target:
        for info in source.infolist():
            target.writestr(copy.copy(info), data if info.filename == name else source.read(info))
    return buffer.getvalue()
