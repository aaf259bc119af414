"""How quoted articles look: between French quotes, set back behind a rule, their headings no longer headings."""

import math
from collections.abc import Sequence

from lxml import etree

from cpomdoc.rendering.formats.docx_tree.names import VAL, Element, attribute, w
from cpomdoc.rendering.formats.docx_tree.paragraphs import find_level, resolve_paragraph
from cpomdoc.rendering.formats.docx_tree.story import StoryReader
from cpomdoc.rendering.formats.docx_tree.tree import Label

RETRAIT = 340
"""How far quoted words stand from the margin, in twentieths of a point."""
FILET = 113
"""Where the rule stands."""
TITRE_CITE, INTERTITRE_CITE = "Titrecite", "Intertitrecite"
STYLES = (
    '<w:style {xmlns} w:type="paragraph" w:customStyle="1" w:styleId="Titrecite"><w:name w:val="Titre cite"/>'
    '<w:basedOn w:val="{normal}"/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="60" w:after="80"/>'
    '<w:jc w:val="left"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style>',
    '<w:style {xmlns} w:type="paragraph" w:customStyle="1" w:styleId="Intertitrecite"><w:name w:val="Intertitre cite"/>'
    '<w:basedOn w:val="{normal}"/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="120" w:after="60"/>'
    '<w:jc w:val="left"/></w:pPr><w:rPr><w:b/><w:bCs/><w:i/><w:iCs/></w:rPr></w:style>',
)
"""For acts whose gabarit does not say how a quoted heading looks."""

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ESPACE_MAX = 31
# The order in which Word wants the properties of a paragraph, those that may follow the ones written here.
_APRES_FILET = (
    "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
    "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
    "rPr", "sectPr", "pPrChange",
)  # fmt: skip


def frame_paragraph(paragraph: Element, story: StoryReader, *, titre: bool) -> None:
    """Set a quoted paragraph back; a heading keeps its words and loses its rank."""
    properties = paragraph.find(w("pPr"))
    patch = resolve_paragraph(properties, story)
    if find_level(patch) is not None:
        properties = _write_style(paragraph, TITRE_CITE if titre else INTERTITRE_CITE)
        left, first = 0.0, 0.0
    else:
        left, first = patch.get("left", 0.0), patch.get("first", 0.0)
    if properties is None:
        properties = _write_style(paragraph, "")
    for name in ("sectPr", "outlineLvl", "pageBreakBefore", "pBdr", "ind"):
        for old in properties.findall(w(name)):
            properties.remove(old)
    edge = RETRAIT + round(20 * (left + min(first, 0.0)))
    space = str(max(0, min(_ESPACE_MAX, (edge - FILET) // 20)))
    rule = etree.Element(w("pBdr"))
    etree.SubElement(rule, w("left"), {VAL: "single", w("sz"): "8", w("space"): space, w("color"): "8496B0"})
    _insert(properties, rule, _APRES_FILET)
    indent = {w("left"): str(RETRAIT + round(20 * left))}
    indent |= {w("hanging" if first < 0 else "firstLine"): str(round(20 * abs(first)))} if first else {}
    _insert(properties, etree.Element(w("ind"), indent), _APRES_FILET[_APRES_FILET.index("ind") + 1 :])


def write_label(paragraph: Element, label: Label | None) -> None:
    """A number that Word computes becomes words: alone in the act, the list would start again."""
    if label is None or label.bullet:
        return
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = _write_style(paragraph, "")
    for old in properties.findall(w("numPr")):
        properties.remove(old)
    none = etree.Element(w("numPr"))
    etree.SubElement(none, w("numId"), {VAL: "0"})
    _insert(properties, none, ("suppressLineNumbers", "pBdr", *_APRES_FILET))
    run = _run(label.text + (" " if label.suffix == "space" else ""))
    if label.suffix == "tab":
        etree.SubElement(run, w("tab"))
    paragraph.insert(paragraph.index(properties) + 1, run)


def frame_table(table: Element, width: int) -> None:
    """Set a quoted table back and fit it in the room left; `width` is that of the text of the act."""
    properties = table.find(w("tblPr"))
    if properties is None:
        return
    room = width - RETRAIT
    whole = sum(int(attribute(one, "w", "0")) for one in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}"))
    scale = min(1.0, room / whole) if whole else 1.0
    wanted = [properties.find(w("tblW")), *table.iterfind(f"{w('tblGrid')}/{w('gridCol')}")]
    wanted += [one for row in table.iterfind(w("tr")) for one in row.iterfind(f"{w('tc')}/{w('tcPr')}/{w('tcW')}")]
    for one in wanted:
        if one is not None and attribute(one, "type", "dxa") == "dxa":
            one.set(w("w"), str(math.floor(int(attribute(one, "w", "0")) * scale)))
    indent = properties.find(w("tblInd"))
    if indent is None:
        indent = etree.Element(w("tblInd"), {w("w"): "0", w("type"): "dxa"})
        _insert(properties, indent, ("tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption",
                                     "tblDescription", "tblPrChange"))  # fmt: skip
    indent.set(w("w"), str(int(attribute(indent, "w", "0")) + RETRAIT))


def put_guillemets(blocks: Sequence[Element]) -> list[Element]:
    """The same blocks between French quotes, in their words where they are paragraphs, beside them otherwise."""
    framed = list(blocks)
    if framed[0].tag == w("p"):
        _open(framed[0])
    else:
        framed.insert(0, _write_words("«"))
    if framed[-1].tag == w("p"):
        framed[-1].append(_run("\u202f»"))
    else:
        framed.append(_write_words("»"))
    return framed


def _open(paragraph: Element) -> None:
    properties = paragraph.find(w("pPr"))
    paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, _run("«\u202f"))


def _write_words(words: str) -> Element:
    """A paragraph that only holds a quote, beside a table."""
    paragraph = etree.Element(w("p"))
    properties = etree.SubElement(paragraph, w("pPr"))
    etree.SubElement(properties, w("ind"), {w("left"): str(RETRAIT)})
    paragraph.append(_run(words))
    return paragraph


def _run(words: str) -> Element:
    run = etree.Element(w("r"))
    etree.SubElement(run, w("t"), {_SPACE: "preserve"}).text = words
    return run


def _write_style(paragraph: Element, style: str) -> Element:
    """Empty properties at the head of a paragraph, with a style when one is given."""
    for old in paragraph.findall(w("pPr")):
        paragraph.remove(old)
    properties = etree.Element(w("pPr"))
    if style:
        etree.SubElement(properties, w("pStyle"), {VAL: style})
    paragraph.insert(0, properties)
    return properties


def _insert(properties: Element, new: Element, following: Sequence[str]) -> None:
    """Put a property before those that must follow it."""
    names = {w(name) for name in following}
    place = next((rank for rank, one in enumerate(properties) if one.tag in names), len(properties))
    properties.insert(place, new)
