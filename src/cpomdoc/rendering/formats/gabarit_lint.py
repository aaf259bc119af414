"""What is wrong with a gabarit as a Word document: styles, tracked changes, comments, language, pictures, tables."""

import re
from collections.abc import Callable, Iterator

from lxml import etree

from cpomdoc.rendering.formats.gabarit_archive import Archive
from cpomdoc.rendering.formats.gabarit_places import Faute, Place, W, closest, locate_paragraphs
from cpomdoc.rendering.formats.gabarit_styles import REQUIS, Styles, read_styles
from cpomdoc.suggestions import format_suggestion

ALERTES = frozenset({"GAB-009", "GAB-010", "GAB-011", "GAB-014"})
"""Codes that warn and do not stop."""

_STYLES = {f"{W}pStyle": "paragraph", f"{W}rStyle": "character", f"{W}tblStyle": "table"}
_SUIVI = {f"{W}{tag}" for tag in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")}
_COMMENTAIRES = {f"{W}{tag}" for tag in ("commentReference", "commentRangeStart")}
_IMAGE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_LIENS_PERMIS = ("/hyperlink",)
Controle = Callable[[etree._Element, "Lieux", Styles], Iterator[Faute]]


class Lieux:
    """The place of any element of a part: that of the paragraph around it, or inside it."""

    def __init__(self, root: etree._Element, part: Place) -> None:
        self.part = part
        self._paragraphs = locate_paragraphs(root, part)

    def locate(self, node: etree._Element) -> Place:
        """The place of the nearest paragraph."""
        around = node if node.tag == f"{W}p" else closest(node, "p")
        near = around if around is not None else next(node.iter(f"{W}p"), None)
        return self.part if near is None else self._paragraphs[near]


def check_word(archive: Archive) -> list[Faute]:
    """Every fault of a gabarit that is not in its tags."""
    styles = read_styles(archive)
    fautes = [*_check_requis(archive, styles), *_check_langue(archive), *_check_externes(archive)]
    for membre, genre in archive.parties.items():
        root = archive.parse(membre)
        lieux = Lieux(root, Place(archive.name, genre))
        for controle in CONTROLES:
            fautes.extend(controle(root, lieux, styles))
    return fautes


def _check_styles(root: etree._Element, lieux: Lieux, styles: Styles) -> Iterator[Faute]:
    for node in root.iter(*_STYLES):
        identifier = str(node.get(f"{W}val"))
        if styles.kinds.get(identifier) != _STYLES[str(node.tag)]:
            hint = format_suggestion(identifier, styles.kinds)
            message = f"le style «\u202f{identifier}\u202f» n’est pas défini" + (f"\u202f: {hint}" if hint else ".")
            yield Faute("GAB-005", lieux.locate(node), message)


def _check_suivi(root: etree._Element, lieux: Lieux, styles: Styles) -> Iterator[Faute]:
    seen = set()
    for node in root.iter():
        tag = str(node.tag)
        # <w:ins/> in the properties of a paragraph mark or of a row is a tracked change too.
        if (tag in _SUIVI or tag.endswith("Change")) and (place := lieux.locate(node)) not in seen:
            seen.add(place)
            aide = "Dans Word\u202f: Révision, Accepter ou Refuser toutes les modifications."
            yield Faute("GAB-007", place, "une modification suivie est restée dans le gabarit.", aide)


def _check_commentaires(root: etree._Element, lieux: Lieux, styles: Styles) -> Iterator[Faute]:
    seen = set()
    for node in root.iter(*_COMMENTAIRES):
        if (place := lieux.locate(node)) not in seen:
            seen.add(place)
            yield Faute("GAB-008", place, "un commentaire est resté dans le gabarit.", "Supprimez-le dans Word.")


def _check_langues(root: etree._Element, lieux: Lieux, styles: Styles) -> Iterator[Faute]:
    for node in root.iter(f"{W}lang"):
        language = node.get(f"{W}val")
        if language and language != "fr-FR":
            yield Faute(
                "GAB-009", lieux.locate(node), f"un passage est déclaré en «\u202f{language}\u202f», non en fr-FR."
            )


def _check_images(root: etree._Element, lieux: Lieux, styles: Styles) -> Iterator[Faute]:
    for node in root.iter(_IMAGE):
        decorative = any(str(child.tag).endswith("}decorative") for child in node.iter())
        if not node.get("descr") and not decorative:
            aide = "Dans Word\u202f: clic droit, Modifier le texte de remplacement."
            yield Faute("GAB-010", lieux.locate(node), "une image n’a pas de texte de remplacement.", aide)


def _check_tableaux(root: etree._Element, lieux: Lieux, styles: Styles) -> Iterator[Faute]:
    for table in root.iter(f"{W}tbl"):
        rows = [row for row in table.iter(f"{W}tr") if closest(row, "tbl") is table]
        grows = any(re.search(r"\{%tr\s+for", "".join(node.text or "" for node in row.iter(f"{W}t"))) for row in rows)
        look = table.find(f"{W}tblPr/{W}tblLook")
        headed = look is None or look.get(f"{W}firstRow") != "0"
        if grows and headed and len(rows) > 1 and rows[0].find(f"{W}trPr/{W}tblHeader") is None:
            aide = "Dans Word\u202f: Disposition du tableau, Répéter les lignes d’en-tête."
            yield Faute("GAB-011", lieux.locate(rows[0]), "la ligne d’en-tête ne se répète pas en haut de page.", aide)


CONTROLES: tuple[Controle, ...] = (
    _check_styles,
    _check_suivi,
    _check_commentaires,
    _check_langues,
    _check_images,
    _check_tableaux,
)


def _check_requis(archive: Archive, styles: Styles) -> Iterator[Faute]:
    place = Place(archive.name, "styles")
    for name in REQUIS:
        if styles.find(name) is None:
            hint = format_suggestion(name, styles.names.values())
            message = f"il manque le style «\u202f{name}\u202f»" + (f"\u202f: {hint}" if hint else ".")
            yield Faute("GAB-006", place, message)


def _check_langue(archive: Archive) -> Iterator[Faute]:
    member = archive.first("word/styles.xml")
    found = archive.parse(member).find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang") if member else None
    if found is None or found.get(f"{W}val") != "fr-FR":
        aide = "Dans Word\u202f: Révision, Langue, Définir la langue de vérification, Par défaut."
        yield Faute(
            "GAB-015", Place(archive.name, "styles"), "la langue du document n’est pas le français (fr-FR).", aide
        )


def _check_externes(archive: Archive) -> Iterator[Faute]:
    for member in archive.members:
        if not member.endswith(".rels"):
            continue
        for relation in archive.parse(member).iter(_RELATIONS):
            kind = str(relation.get("Type"))
            if relation.get("TargetMode") == "External" and not kind.endswith(_LIENS_PERMIS):
                what = f"«\u202f{relation.get('Target')}\u202f» ({kind.split('/')[-1]})"
                yield Faute("GAB-014", Place(archive.name, member), f"le gabarit va chercher {what} hors du fichier.")
