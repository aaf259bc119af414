"""Accept or reject every tracked change of a Word document, on its XML, as Word would; no engine is asked."""

from collections.abc import Iterable

from lxml import etree

from cpomdoc.rendering.formats.docx_tree.names import Element, attribute, local, w
from cpomdoc.rendering.formats.redline.parts import rewrite_parts

NEW, OLD = ("ins", "moveTo"), ("del", "moveFrom")
_PROPERTIES = {"rPr", "trPr", "tcPr", "pPr", "numPr"}
"""Where w:ins and w:del mark what holds them, instead of holding text."""

_RANGES = tuple(
    w(f"{kind}Range{end}")
    for kind in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
    for end in ("Start", "End")
)
_DELETED_WORDS = {w("delText"): w("t"), w("delInstrText"): w("instrText")}
_CHANGES = ("pPrChange", "rPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange", "tcPrChange",
            "sectPrChange")  # fmt: skip
_REFERENCES = {"headerReference", "footerReference"}
_UNTOLD = {"pPrChange": {"rPr", "sectPr"}, "sectPrChange": _REFERENCES}
"""What a change of properties does not tell the old state of, and so stays."""

_BLOCKS = {"p", "tbl", "sdt", "customXml"}


def accept_all(docx: bytes) -> bytes:
    """The document once every tracked change is accepted; comments are left as they are."""
    return rewrite_parts(docx, lambda root: resolve_changes(root, accept=True))


def reject_all(docx: bytes) -> bytes:
    """The document once every tracked change is rejected; comments are left as they are."""
    return rewrite_parts(docx, lambda root: resolve_changes(root, accept=False))


def resolve_changes(root: Element, *, accept: bool) -> None:
    """Accept or reject every tracked change of one part, in place."""
    kept, dropped = (NEW, OLD) if accept else (OLD, NEW)
    _resolve_rows(root, dropped)
    _resolve_cells(root, dropped="cellDel" if accept else "cellIns", accept=accept)
    _resolve_runs(root, kept, dropped)
    _resolve_numbers(root, accept=accept)
    _resolve_marks(root, dropped)
    for marker in [*_iter(root, (*NEW, *OLD))]:
        _remove(marker)
    for change in [*_iter(root, _CHANGES)]:
        _resolve_properties(change, accept=accept)
    for marker in [*root.iter(*_RANGES, w("numberingChange"))]:
        _remove(marker)
    _close_cells(root)


def _iter(root: Element, names: Iterable[str]) -> Iterable[Element]:
    return root.iter(*(w(name) for name in names))


def _remove(element: Element) -> None:
    """Take an element away; the one at the top of a part stays."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Element) -> None:
    """Put the children of an element in its place."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for shift, child in enumerate([*element]):
        parent.insert(place + shift, child)
    parent.remove(element)


def is_marker(element: Element) -> bool:
    """Whether w:ins or w:del says something of what holds it (a row, the end of a paragraph), and holds no text."""
    parent = element.getparent()
    return parent is not None and local(parent) in _PROPERTIES


def _marks(properties: Element | None, names: Iterable[str]) -> bool:
    return properties is not None and any(properties.find(w(name)) is not None for name in names)


def _resolve_rows(root: Element, dropped: tuple[str, ...]) -> None:
    """Rows inserted or deleted; a table that keeps none goes away."""
    for row in [*root.iter(w("tr"))]:
        if _marks(row.find(w("trPr")), dropped):
            table = next(row.iterancestors(w("tbl")), None)
            _remove(row)
            if table is not None and next(table.iter(w("tr")), None) is None:
                _remove(table)


def _resolve_cells(root: Element, *, dropped: str, accept: bool) -> None:
    """Cells inserted, deleted or merged; a row that keeps none goes away."""
    for cell in [*root.iter(w("tc"))]:
        if _marks(cell.find(w("tcPr")), (dropped,)):
            row = next(cell.iterancestors(w("tr")), None)
            _remove(cell)
            if row is not None and next(row.iter(w("tc")), None) is None:
                _remove(row)
    for marker in [*_iter(root, ("cellIns", "cellDel"))]:
        _remove(marker)
    for marker in [*_iter(root, ("cellMerge",))]:
        _resolve_merge(marker, accept=accept)


def _resolve_merge(marker: Element, *, accept: bool) -> None:
    """A vertical merge that was tracked: « cont » goes on with the cell above, « rest » starts one."""
    merge = attribute(marker, "vMerge" if accept else "vMergeOrig")
    properties = marker.getparent()
    if properties is None:
        return
    if merge in {"cont", "rest"}:
        for old in properties.findall(w("vMerge")):
            properties.remove(old)
        element = etree.SubElement(properties, w("vMerge"))
        element.set(w("val"), "continue" if merge == "cont" else "restart")
        marker.addprevious(element)
    properties.remove(marker)


def _resolve_runs(root: Element, kept: tuple[str, ...], dropped: tuple[str, ...]) -> None:
    """Text inserted or deleted: what is dropped goes with all it holds, what is kept loses its wrapping."""
    for wrapper in [*_iter(root, dropped)]:
        if not is_marker(wrapper):
            _remove(wrapper)
    for wrapper in [*_iter(root, kept)]:
        if not is_marker(wrapper):
            for text in [*wrapper.iter(*_DELETED_WORDS)]:
                text.tag = _DELETED_WORDS[str(text.tag)]
            _unwrap(wrapper)


def _resolve_numbers(root: Element, *, accept: bool) -> None:
    """A number given to a paragraph: refused, it goes."""
    for number in [*root.iter(w("numPr"))]:
        if not accept and number.find(w("ins")) is not None:
            _remove(number)


def _resolve_marks(root: Element, dropped: tuple[str, ...]) -> None:
    """Ends of paragraphs inserted or deleted: a dropped one joins its paragraph to the next, whose look it takes."""
    for paragraph in [*root.iter(w("p"))]:
        properties = paragraph.find(w("pPr"))
        if properties is None or not _marks(properties.find(w("rPr")), dropped):
            continue
        content = [item for item in paragraph if item is not properties]
        following = _find_next_block(paragraph)
        if following is not None and local(following) == "p":
            start = 1 if following.find(w("pPr")) is not None else 0
            for shift, item in enumerate(content):
                following.insert(start + shift, item)
            _remove(paragraph)
        elif not _has_content(content) and _is_spare(paragraph):
            _remove(paragraph)


def _find_next_block(paragraph: Element) -> Element | None:
    return next((item for item in paragraph.itersiblings() if local(item) in _BLOCKS), None)


def _has_content(items: list[Element]) -> bool:
    """Whether anything but marks that show nothing is left in a paragraph."""
    return any(local(item) not in {"bookmarkStart", "bookmarkEnd", "proofErr"} for item in items)


def _is_spare(paragraph: Element) -> bool:
    """Whether what holds a paragraph can do without it: a body, a cell, a note always end with one."""
    parent = paragraph.getparent()
    others = [] if parent is None else [item for item in parent if item is not paragraph and local(item) in _BLOCKS]
    following = _find_next_block(paragraph)
    return bool(others) and (following is not None or local(others[-1]) == "p")


def _resolve_properties(change: Element, *, accept: bool) -> None:
    """A change of look: rejected, the old properties take the place of the new ones."""
    current = change.getparent()
    if current is None:
        return
    current.remove(change)
    old = next(iter(change), None)
    if accept or old is None:
        return
    staying = [item for item in current if local(item) in _UNTOLD.get(local(change), ())]
    leading = [item for item in staying if local(item) in _REFERENCES]
    trailing = [item for item in staying if item not in leading]
    for item in [*current]:
        current.remove(item)
    current.extend([*leading, *old, *trailing])
    if local(change) == "sectPrChange":
        for name, value in old.attrib.items():
            current.set(name, value)


def _close_cells(root: Element) -> None:
    """A cell ends with a paragraph, or Word refuses the file."""
    for cell in root.iter(w("tc")):
        blocks = [item for item in cell if local(item) in _BLOCKS]
        if not blocks or local(blocks[-1]) == "tbl":
            etree.SubElement(cell, w("p"))
