"""Names of the Open XML vocabularies, and how to read the values of their attributes."""

from functools import cache

from lxml import etree

from cpomdoc.errors import GabaritError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
ASVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"

Element = etree._Element

_OFF = {"0", "false", "off", "none"}


@cache
def w(tag: str) -> str:
    """Qualified name of a WordprocessingML tag or attribute."""
    return f"{{{W}}}{tag}"


VAL = w("val")


def local(element: Element) -> str:
    """Tag of an element without its namespace."""
    return _strip_namespace(str(element.tag))


@cache
def _strip_namespace(tag: str) -> str:
    return tag.rpartition("}")[2]


Fingerprint = tuple[object, ...]


def fingerprint(element: Element | None) -> Fingerprint:
    """What a list of properties asks for, those that properties hold included, as a key."""
    if element is None:
        return ()
    return tuple(
        [(item.tag, *item.attrib.items(), fingerprint(item)) if len(item) else (item.tag, *item.attrib.items())
         for item in element]
    )  # fmt: skip


def attribute(element: Element, name: str, default: str = "") -> str:
    """Value of a w: attribute."""
    return element.get(w(name)) or default


def child_val(element: Element | None, tag: str, default: str = "") -> str:
    """The w:val of a child, e.g. the style id under w:pStyle."""
    child = None if element is None else element.find(w(tag))
    return default if child is None else child.get(VAL) or default


def is_on(element: Element | None) -> bool:
    """A toggle is on when present, unless its value says otherwise."""
    return element is not None and (element.get(VAL) or "1") not in _OFF


def has_toggle(parent: Element | None, tag: str) -> bool:
    """Whether a child toggle is present and on."""
    return parent is not None and is_on(parent.find(w(tag)))


def points(value: str, per_point: float = 20.0) -> float:
    """Twentieths of a point (or another unit) as points; Word also writes « 12pt » or « 2cm »."""
    units = {"pt": 1.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "in": 72.0, "pc": 12.0}
    try:
        if (unit := value[-2:]) in units:
            return float(value[:-2]) * units[unit]
        return float(value) / per_point
    except ValueError:
        raise GabaritError(f"document Word : longueur « {value} » illisible.") from None


def refuse(element: Element, what: str = "") -> GabaritError:
    """The error for a construct the reader does not know, with the words around it."""
    around = element
    for ancestor in element.iterancestors(w("p")):
        around = ancestor
        break
    words = " ".join("".join(str(text) for text in around.itertext()).split())[:60]
    place = f", près de « {words} »" if words else ""
    name = what or "construction inconnue"
    return GabaritError(f"document Word : {name} (« {local(element)} ») non prise en charge{place}.")
