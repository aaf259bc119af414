"""A workbook before it is written: sheets, columns, rows, and where what people type in it comes back in the YAML."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Nature = Literal["texte", "nombre", "montant", "taux", "date", "case", "choix", "calcul"]
Valeur = str | int | Decimal | date | bool | None
"""What a cell holds; None is empty. A text is always a text, whatever it begins with."""


@dataclass(frozen=True)
class Colonne:
    """A column: its title, its width in characters, what its cells hold.

    `champ` is the field of the YAML item that a cell comes back to: such cells are open, all others are locked.
    `choix` are the words of a drop-down list; a « case » is one of « oui » and « non ». A « calcul » holds `formule`,
    where « {impact} » stands for the cell of that field in the same row.
    """

    titre: str
    largeur: int
    nature: Nature = "texte"
    champ: str = ""
    choix: tuple[str, ...] = ()
    formule: str = ""


@dataclass(frozen=True)
class Ligne:
    """A row: `cle` names the YAML item that its open cells come back to; a section row has one text across."""

    cellules: tuple[Valeur, ...]
    cle: str = ""
    section: bool = False


@dataclass(frozen=True)
class Reprise:
    """Where the rows of a sheet come back to: a list of lancement.yaml (« check_list ») and its key (« critere »)."""

    liste: tuple[str, ...]
    cle: str


@dataclass(frozen=True)
class Onglet:
    """A sheet: its head (label, text), its table, and how many empty rows people may fill with items of their own."""

    nom: str
    titre: str
    entete: tuple[tuple[str, str], ...]
    colonnes: tuple[Colonne, ...]
    lignes: tuple[Ligne, ...]
    reprise: Reprise | None = None
    lignes_libres: int = 0


@dataclass(frozen=True)
class Classeur:
    """A workbook and its title."""

    titre: str
    onglets: tuple[Onglet, ...]
