"""What w:rPr and w:pPr ask for, as patches that hold only what is written."""

from collections.abc import Callable
from typing import TypedDict

from cpomdoc.rendering.formats.docx_tree.names import (
    VAL,
    Element,
    attribute,
    child_val,
    is_on,
    local,
    points,
)
from cpomdoc.rendering.formats.docx_tree.tree import Border, Borders, TabStop

THEME = "theme:"


class RunPatch(TypedDict, total=False):
    """The run properties that are written; `hidden` serves the reader alone."""

    family: str
    size: float
    bold: bool
    italic: bool
    underline: bool
    strike: bool
    caps: bool
    small_caps: bool
    color: str
    fill: str
    position: str
    tracking: float
    lang: str
    hidden: bool


class ParagraphPatch(TypedDict, total=False):
    """The paragraph properties that are written; the last three serve the reader alone."""

    align: str
    left: float
    right: float
    first: float
    before: float
    after: float
    line: float
    line_rule: str
    keep_next: bool
    keep_lines: bool
    page_break_before: bool
    contextual: bool
    fill: str
    borders: Borders
    tabs: tuple[TabStop, ...]
    list_id: str
    depth: int
    level: int


_ALIGN = {"start": "left", "end": "right", "both": "justify", "distribute": "justify"}
_DASHES = {"dashed": "dashed", "dashSmallGap": "dashed", "dotted": "dotted", "dotDash": "dash-dotted"}
_POSITIONS = {"superscript": "super", "subscript": "sub"}
_LEADERS = {"dot": ".", "middleDot": "·", "hyphen": "-", "underscore": "_", "heavy": "_"}
_HIGHLIGHTS = {
    "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF", "blue": "0000FF",
    "red": "FF0000", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080",
    "lightGray": "C0C0C0", "black": "000000", "white": "FFFFFF",
}  # fmt: skip


def read_run_patch(rpr: Element | None) -> RunPatch:
    """The patch of a w:rPr."""
    patch = RunPatch()
    for item in () if rpr is None else rpr:
        if reader := _RUN.get(local(item)):
            patch.update(reader(item))
    return patch


def read_paragraph_patch(ppr: Element | None) -> ParagraphPatch:
    """The patch of a w:pPr."""
    patch = ParagraphPatch()
    for item in () if ppr is None else ppr:
        if reader := _PARAGRAPH.get(local(item)):
            patch.update(reader(item))
    return patch


def read_color(value: str) -> str:
    """A hexadecimal colour; « auto » and the like are no colour."""
    return value.upper() if len(value) == 6 and set(value.upper()) <= set("0123456789ABCDEF") else ""


def read_fill(shading: Element | None) -> str:
    """Background colour of a w:shd; the solid pattern shows its foreground."""
    if shading is None:
        return ""
    solid = attribute(shading, "val") == "solid"
    return read_color(attribute(shading, "color" if solid else "fill"))


def read_border(element: Element | None) -> Border | None:
    """One side of a w:pBdr, w:tblBorders or w:tcBorders."""
    if element is None or attribute(element, "val", "nil") in {"nil", "none"}:
        return None
    dash = _DASHES.get(attribute(element, "val"), "solid")
    width = points(attribute(element, "sz", "4"), 8)
    return Border(width, read_color(attribute(element, "color")) or "000000", _space(element), dash)


def _space(element: Element) -> float:
    return points(attribute(element, "space", "0"), 1)


def _read_family(element: Element) -> RunPatch:
    if theme := attribute(element, "asciiTheme") or attribute(element, "hAnsiTheme"):
        return {"family": THEME + theme}
    name = attribute(element, "ascii") or attribute(element, "hAnsi")
    return {"family": name} if name else {}


def _read_lang(element: Element) -> RunPatch:
    return {"lang": element.get(VAL) or ""} if element.get(VAL) else {}


def _read_indent(element: Element) -> ParagraphPatch:
    patch = ParagraphPatch()
    if left := attribute(element, "left") or attribute(element, "start"):
        patch["left"] = points(left)
    if right := attribute(element, "right") or attribute(element, "end"):
        patch["right"] = points(right)
    if hanging := attribute(element, "hanging"):
        patch["first"] = -points(hanging)
    elif first := attribute(element, "firstLine"):
        patch["first"] = points(first)
    return patch


def _read_spacing(element: Element) -> ParagraphPatch:
    patch = ParagraphPatch()
    if before := attribute(element, "before"):
        patch["before"] = points(before)
    if after := attribute(element, "after"):
        patch["after"] = points(after)
    if line := attribute(element, "line"):
        rule = attribute(element, "lineRule", "auto")
        patch["line_rule"] = rule
        patch["line"] = points(line, 240) if rule == "auto" else points(line)
    return patch


def _read_borders(element: Element) -> ParagraphPatch:
    sides = {local(side): read_border(side) for side in element}
    return {
        "borders": Borders(
            sides.get("top"), sides.get("left"), sides.get("bottom"), sides.get("right"), sides.get("between")
        )
    }


def _read_tabs(element: Element) -> ParagraphPatch:
    return {"tabs": tuple(_read_tab(item) for item in element)}


def _read_tab(item: Element) -> TabStop:
    kind = attribute(item, "val", "left")
    leader = _LEADERS.get(attribute(item, "leader"), "")
    return TabStop(points(attribute(item, "pos", "0")), _ALIGN.get(kind, kind), leader)


def _read_list(element: Element) -> ParagraphPatch:
    patch = ParagraphPatch()
    if list_id := child_val(element, "numId"):
        patch["list_id"] = list_id
    if depth := child_val(element, "ilvl"):
        patch["depth"] = int(depth)
    return patch


_RUN: dict[str, Callable[[Element], RunPatch]] = {
    "rFonts": _read_family,
    "lang": _read_lang,
    "b": lambda e: {"bold": is_on(e)},
    "i": lambda e: {"italic": is_on(e)},
    "caps": lambda e: {"caps": is_on(e)},
    "smallCaps": lambda e: {"small_caps": is_on(e)},
    "strike": lambda e: {"strike": is_on(e)},
    "dstrike": lambda e: {"strike": is_on(e)},
    "vanish": lambda e: {"hidden": is_on(e)},
    "u": lambda e: {"underline": attribute(e, "val", "single") != "none"},
    "sz": lambda e: {"size": points(attribute(e, "val"), 2)},
    "color": lambda e: {"color": read_color(attribute(e, "val"))},
    "highlight": lambda e: {"fill": _HIGHLIGHTS.get(attribute(e, "val"), "")},
    "shd": lambda e: {"fill": read_fill(e)},
    "vertAlign": lambda e: {"position": _POSITIONS.get(attribute(e, "val"), "")},
    "spacing": lambda e: {"tracking": points(attribute(e, "val", "0"))},
}

_PARAGRAPH: dict[str, Callable[[Element], ParagraphPatch]] = {
    "jc": lambda e: {"align": _ALIGN.get(attribute(e, "val"), attribute(e, "val", "left"))},
    "ind": _read_indent,
    "spacing": _read_spacing,
    "keepNext": lambda e: {"keep_next": is_on(e)},
    "keepLines": lambda e: {"keep_lines": is_on(e)},
    "pageBreakBefore": lambda e: {"page_break_before": is_on(e)},
    "contextualSpacing": lambda e: {"contextual": is_on(e)},
    "shd": lambda e: {"fill": read_fill(e)},
    "pBdr": _read_borders,
    "tabs": _read_tabs,
    "numPr": _read_list,
    "outlineLvl": lambda e: {"level": int(attribute(e, "val", "9")) + 1},
}


def merge_run_styles(paragraph: RunPatch, character: RunPatch) -> RunPatch:
    """A character style over a paragraph style: a toggle that both set is off, as in Word."""
    merged: RunPatch = {**paragraph, **character}
    if paragraph.get("bold") and character.get("bold"):
        merged["bold"] = False
    if paragraph.get("italic") and character.get("italic"):
        merged["italic"] = False
    if paragraph.get("caps") and character.get("caps"):
        merged["caps"] = False
    return merged


def merge_paragraphs(lower: ParagraphPatch, upper: ParagraphPatch) -> ParagraphPatch:
    """One level of style over another; only tab stops add up."""
    merged: ParagraphPatch = {**lower, **upper}
    if "tabs" in lower and "tabs" in upper:
        taken = {round(stop.position, 1): stop for stop in (*lower["tabs"], *upper["tabs"])}
        merged["tabs"] = tuple(taken[key] for key in sorted(taken))
    return merged
