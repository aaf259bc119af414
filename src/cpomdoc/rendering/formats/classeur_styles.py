"""How the cells of a workbook look: one blue, one pale tint, as in the Word files; what is open to typing is yellow."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from cpomdoc.rendering.tableur import Nature, Teinte

BLEU, PALE, OUVERTE, CALCULEE, FAIT, FILET = "#1F3864", "#E4EAF4", "#FFF6CC", "#EDEDED", "#DDEFD9", "#8EA0BF"
DATE = "dd/mm/yyyy"
Style = dict[str, Any]

_NOMBRES: dict[Nature, str] = {
    "date": DATE,
    "montant": '#,##0.00\u202f"€"',
    "taux": '0.00\u202f"%"',
    "nombre": "0.###",
    "calcul": "0.##",
}
_CENTREES: tuple[Nature, ...] = ("case", "choix", "date", "nombre", "calcul")
_CELLULE: Style = {"font_name": "Calibri", "font_size": 10, "valign": "top", "text_wrap": True}
_CADRE: Style = {**_CELLULE, "border": 1, "border_color": FILET}
_TEINTES: dict[Teinte, Style] = {
    "fait": {"bg_color": FAIT, "bold": True},
    "en_cours": {"bg_color": PALE},
    "attente": {"bg_color": "#FBE5D6", "italic": True},
    "abandon": {"bg_color": CALCULEE, "font_strikeout": True},
}

TITRE: Style = {**_CELLULE, "text_wrap": False, "font_size": 16, "bold": True, "font_color": BLEU, "valign": "vcenter"}
LIBELLE: Style = {"font_name": "Calibri", "font_size": 10, "bold": True, "font_color": BLEU}
TEXTE: Style = _CELLULE
MODE_EMPLOI: Style = {**_CELLULE, "italic": True, "bg_color": OUVERTE}
COLONNE: Style = {**_CADRE, "bold": True, "font_color": BLEU, "bg_color": PALE, "align": "center", "valign": "vcenter"}
SECTION: Style = {**_CADRE, "bold": True, "font_color": BLEU, "bg_color": PALE}
LIGNE_FAITE: Style = {"bg_color": FAIT}
CASE_FAITE: Style = {**LIGNE_FAITE, "bold": True}
EN_RETARD: Style = {"bg_color": "#F8CBAD", "bold": True, "num_format": f'"! "{DATE}'}


class Palette:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def make(self, style: Style) -> Format:
        """The format of this style."""
        key = repr(sorted(style.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(style)
        return self._made[key]

    def cell(self, nature: Nature, *, ouverte: bool, large: bool = False) -> Format:
        """A cell of the table: yellow and open, white and locked, or grey when it is computed."""
        style = dict(_CADRE)
        if nature in _NOMBRES:
            style["num_format"] = _NOMBRES[nature]
        elif ouverte:
            style["num_format"] = "@"
        if nature in _CENTREES and not large:
            style["align"] = "center"
        elif nature in ("montant", "taux"):
            style["align"] = "right"
        else:
            style |= {"align": "left", "indent": 1}
        if ouverte:
            style |= {"locked": False, "bg_color": OUVERTE}
        elif nature == "calcul":
            style |= {"bg_color": CALCULEE, "italic": True}
        return self.make(style)

    def teinte(self, teinte: Teinte) -> Format | None:
        """How a word of a list shows, none when it shows like any other."""
        return self.make(_TEINTES[teinte]) if teinte else None
