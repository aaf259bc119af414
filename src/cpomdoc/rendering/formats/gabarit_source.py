"""From the XML of a part to the Jinja source that renders it.

docxtpl's own patching gives the tags their meaning ({%p %}, {%tr %}, {%tc %}, {% colspan %}…); what is added is
that each tag starts a line of its own, so that a Jinja line number is a place in the document, and that a value
printed elsewhere than in a text (an attribute, a field code) is escaped for that place.
"""

import html
import re
from dataclasses import dataclass
from io import BytesIO

from docxtpl import DocxTemplate
from lxml import etree

from cpomdoc.rendering.formats.gabarit_balises import BALISE, Partie, decode_place, gather_balises
from cpomdoc.rendering.formats.gabarit_places import Faute, Place, W, texts_of

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PIECE = re.compile(
    r"(?P<balise>\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})"
    r"|(?P<xml><(?:\{\{.*?\}\}|\{%.*?%\}|[^<>])*>)",
    re.DOTALL,
)
_RSID = re.compile(r'\sw:rsid\w*="[^"]*"|\sw14:(?:paraId|textId)="[^"]*"')
_EMPTY_RUN = re.compile(r"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: [^>]*)?></w:t></w:r>")
_VALEUR = re.compile(r"^\{\{([-+]?)(.*?)([-+]?)\}\}$", re.DOTALL)
_CELLULE = re.compile(r"(<w:tcPr>)(.*?)(</w:tcPr>)", re.DOTALL)
_PROPRIETE = re.compile(r"<w:(\w+)(?:\{[{%].*?[%}]\}|[^<>{])*(?:/>|>.*?</w:\1>)", re.DOTALL)
# A cell that a loop merges with those above, as docxtpl writes it: what it holds after its properties.
_FUSION = re.compile(
    r"(continue\{% endif %\}\"/>(?:(?!</w:tcPr>).)*</w:tcPr>)((?:(?!<w:tc[ >]).)*?)(?=</w:tc>)", re.DOTALL
)
_PPR = re.compile(r"<w:pPr>.*?</w:pPr>", re.DOTALL)
# The order that the format asks for, and that Word itself writes.
_ORDRE = (
    *("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection"),
    *("tcFitText", "vAlign", "hideMark"),
)
_BRUIT = (f"{W}proofErr", f"{W}lastRenderedPageBreak")


@dataclass(frozen=True)
class SourceJinja:
    """The source of a part, and the place of the tag that starts each of its lines."""

    texte: str
    lignes: tuple[Place, ...]
    fautes: tuple[Faute, ...]

    def locate(self, line: int) -> Place:
        """Where the tag of this line stands (lines count from 1, the first holds no tag)."""
        return self.lignes[min(max(line, 1), len(self.lignes)) - 1]


def build_source(root: etree._Element, part: Place, moules: list[tuple[str, str]]) -> SourceJinja:
    """The Jinja source of the part that `part` names."""
    _remove_noise(root)
    gathered = gather_balises(root, part, moules)
    xml = _RSID.sub("", etree.tostring(root, encoding="unicode")).replace("\r", "").replace("\n", " ")
    if not gathered.fautes:
        xml = _CELLULE.sub(_order_cell, _EMPTY_RUN.sub("", DocxTemplate(BytesIO()).patch_xml(xml)))
        xml = _FUSION.sub(_empty_next_cells, xml)
    texte, lignes = _number_lines(xml, part, gathered)
    return SourceJinja(texte, tuple(lignes), tuple(gathered.fautes))


def has_balises(root: etree._Element) -> bool:
    """Whether a part says anything to Jinja: a tag in a text, even cut in pieces, or in an attribute."""
    if any("{" in value for node in root.iter() for value in node.attrib.values()):
        return True
    paragraphs = root.iter(f"{W}p")
    return any(re.search(r"\{[{%#]|[}%#]\}", "".join(n.text or "" for n in texts_of(p))) for p in paragraphs)


def _remove_noise(root: etree._Element) -> None:
    """What Word leaves behind while one types: it cuts texts up and grows each copy of a loop."""
    ghosts = {node.get(f"{W}id") for node in root.iter(f"{W}bookmarkStart") if node.get(f"{W}name") == "_GoBack"}
    marks = [node for node in root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd") if node.get(f"{W}id") in ghosts]
    for node in [*root.iter(*_BRUIT), *marks]:
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)


def _order_cell(found: re.Match[str]) -> str:
    """The properties of a cell in the order of the format: docxtpl puts spans and merges first or last."""
    properties = list(_PROPRIETE.finditer(found[2]))
    if "".join(one[0] for one in properties) != found[2] or any(one[1] not in _ORDRE for one in properties):
        return found[0]
    ordered = sorted(properties, key=lambda one: _ORDRE.index(one[1]))
    return found[1] + "".join(one[0] for one in ordered) + found[3]


def _empty_next_cells(found: re.Match[str]) -> str:
    """Words in the first cell of a merge only: in the next ones Word would hide them, and a reader would count them."""
    look = _PPR.search(found[2])
    empty = f"<w:p>{look[0] if look else ''}</w:p>"
    return f"{found[1]}{{% if loop.first %}}{found[2]}{{% else %}}{empty}{{% endif %}}"


def _number_lines(xml: str, start: Place, gathered: Partie) -> tuple[str, list[Place]]:
    """Begin a line inside each tag, and note where that tag comes from."""
    lignes, dans_texte = [start], False

    def convert(found: re.Match[str]) -> str:
        nonlocal dans_texte
        if (piece := found["xml"]) is not None:
            dans_texte = piece.startswith(("<w:t>", "<w:t "))
            return BALISE.sub(lambda one: to_brut(html.unescape(one.group())), piece)
        balise, number = decode_place(found["balise"])
        if balise.startswith("{#"):
            return balise
        if balise.startswith("{{") and not dans_texte and not re.search(r"\|_(bloc|runs)\(\d+\)", balise):
            balise = to_brut(balise)
        lignes.append(lignes[-1] if number is None else gathered.places[number])
        cut = 3 if balise[2] in "-+" else 2
        return f"{balise[:cut]}\n{balise[cut:]}"

    return _PIECE.sub(convert, xml), lignes


def to_brut(balise: str) -> str:
    """A tag that prints where no structure is possible: an attribute, a property of the file."""
    found = _VALEUR.match(balise)
    return f"{{{{{found[1]}({found[2]})|_brut{found[3]}}}}}" if found else balise
