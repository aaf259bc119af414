"""Pictures of a Word document: PNG, JPEG or SVG, at the size they are drawn, with their alternative text."""

from cpomdoc.errors import GabaritError
from cpomdoc.rendering.formats.docx_tree.names import (
    ASVG,
    DECORATIVE,
    WP,
    A,
    Element,
    R,
    local,
    points,
    refuse,
)
from cpomdoc.rendering.formats.docx_tree.story import StoryReader
from cpomdoc.rendering.formats.docx_tree.tree import Picture

_EMU = 12_700
_KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}


def read_drawing(drawing: Element, story: StoryReader) -> Picture:
    """The picture of a w:drawing; shapes and text boxes are refused, lest their words be lost."""
    blip = drawing.find(f".//{{{A}}}blip")
    if blip is None:
        raise refuse(drawing, "forme, graphique ou zone de texte")
    crop = drawing.find(f".//{{{A}}}srcRect")
    if crop is not None and any(crop.attrib.values()):
        raise refuse(drawing, "image rognée")
    extent = drawing.find(f".//{{{WP}}}extent")
    described = drawing.find(f".//{{{WP}}}docPr")
    if extent is None or described is None:
        raise refuse(drawing, "image sans dimensions")
    data = _read_data(blip, story, drawing)
    return Picture(
        name=described.get("name") or "image",
        data=data,
        width=points(extent.get("cx") or "0", _EMU),
        height=points(extent.get("cy") or "0", _EMU),
        alt=described.get("descr") or "",
        decorative=_is_decorative(described),
    )


def find_kind(data: bytes) -> str:
    """File suffix of a picture, from its first bytes."""
    for start, kind in _KINDS.items():
        if data.startswith(start):
            return kind
    if b"<svg" in data[:1000]:
        return "svg"
    raise GabaritError("document Word : une image n’est ni PNG, ni JPEG, ni SVG.")


def _read_data(blip: Element, story: StoryReader, drawing: Element) -> bytes:
    """The vector picture when there is one, else the one Word falls back to."""
    vector = blip.find(f".//{{{ASVG}}}svgBlip")
    holder = blip if vector is None else vector
    relation = story.relations.get(holder.get(f"{{{R}}}embed") or "")
    if relation is None or relation.external or relation.target not in story.package.members:
        raise refuse(drawing, "image absente du document")
    return story.package.members[relation.target]


def _is_decorative(described: Element) -> bool:
    marks = described.iter(f"{{{DECORATIVE}}}decorative")
    return any(local(mark) == "decorative" and mark.get("val") not in {"0", "false"} for mark in marks)
