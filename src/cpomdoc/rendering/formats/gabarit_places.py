"""Where a tag stands in a Word file, said the way someone looking at the page would say it."""

from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EXTRAIT = 60


@dataclass(frozen=True)
class Place:
    """A paragraph of a part: in a table, counted from 1 (table, row, cell); elsewhere known by its text."""

    fichier: str
    partie: str
    texte: str = ""
    tableau: int = 0
    ligne: int = 0
    cellule: int = 0

    def __str__(self) -> str:
        where = [self.fichier, self.partie]
        if self.tableau:
            where.append(f"tableau {self.tableau}, ligne {self.ligne}, cellule {self.cellule}")
        if extrait := shorten(self.texte):
            where.append(f"paragraphe «\u202f{extrait}\u202f»")
        return ", ".join(where)


@dataclass(frozen=True)
class Faute:
    """What is wrong with a gabarit, and where: an error when it is rendered, a line of the report when it is linted."""

    code: str
    place: Place
    message: str
    aide: str = ""

    def __str__(self) -> str:
        return f"{self.place}\u202f: {self.message}" + (f" {self.aide}" if self.aide else "")


def shorten(texte: str) -> str:
    """One line, short enough for a message."""
    flat = " ".join(texte.split())
    return flat if len(flat) <= _EXTRAIT else flat[: _EXTRAIT - 1] + "…"


def locate_paragraphs(root: etree._Element, part: Place) -> dict[etree._Element, Place]:
    """The place of each paragraph of the part that `part` names."""
    tables = {table: number for number, table in enumerate(root.iter(f"{W}tbl"), start=1)}
    places: dict[etree._Element, Place] = {}
    for paragraph in root.iter(f"{W}p"):
        texte = "".join(node.text or "" for node in texts_of(paragraph))
        places[paragraph] = Place(part.fichier, part.partie, texte, *_cell(paragraph, tables))
    return places


def texts_of(paragraph: etree._Element) -> list[etree._Element]:
    """The w:t of a paragraph in order, not those of the text boxes it anchors."""
    return [node for node in paragraph.iter(f"{W}t") if closest(node, "p") is paragraph]


def closest(node: etree._Element, tag: str) -> etree._Element | None:
    """The nearest ancestor with this Word tag."""
    return next(node.iterancestors(f"{W}{tag}"), None)


def _cell(node: etree._Element, tables: dict[etree._Element, int]) -> tuple[int, int, int]:
    cell, row, table = closest(node, "tc"), closest(node, "tr"), closest(node, "tbl")
    if cell is None or row is None or table is None:
        return 0, 0, 0
    rows, cells = list(table.iter(f"{W}tr")), list(row.iter(f"{W}tc"))
    rows = [one for one in rows if closest(one, "tbl") is table]
    cells = [one for one in cells if closest(one, "tr") is row]
    return tables[table], rows.index(row) + 1, cells.index(cell) + 1
