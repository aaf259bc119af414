"""A workbook before it is written: sheets, columns, rows, and where what people type in it comes back in the YAML."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Nature = Literal["texte", "nombre", "montant", "taux", "date", "case", "choix", "calcul"]
Valeur = str | int | Decimal | date | bool | None
"""What a cell holds; None is empty. A text is always a text, whatever it begins with."""

Teinte = Literal["", "fait", "en_cours", "attente", "abandon"]
"""How a word of a list shows: what is « fait » or « abandon » is over, and can no longer be late."""


@dataclass(frozen=True)
class Colonne:
    """A column: its title, its width in characters, what its cells hold.

    `champ` is the field of the YAML item that a cell comes back to: such cells are open, all others are locked. It may
    go down a block (« contact.fonction ») or into a list of blocks (« roles[colonne=ars].lettre », an empty cell takes
    the block away). `champ_libre` opens the cells of the empty rows only (the words of one's own item).
    `choix` are the words of a drop-down list, `codes` what each is in the YAML when it is not the word, `teintes` how
    each shows; a « case » is one of « oui » and « non ». Numbers that people type are whole, from `minimum` to
    `maximum`. An `echeance` is late once past, unless the row is ticked or over.
    `vide` is what emptying a cell writes, where taking the value away would bring back what the kit proposes.
    A « calcul » holds `formule`, where « {impact} » stands for the cell of that field in the same row; what
    `Ligne.cellules` gives for it is what shows until a program counts again.
    """

    titre: str
    largeur: int
    nature: Nature = "texte"
    champ: str = ""
    choix: tuple[str, ...] = ()
    formule: str = ""
    codes: tuple[str, ...] = ()
    teintes: tuple[Teinte, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    echeance: bool = False
    champ_libre: str = ""
    vide: str = ""


@dataclass(frozen=True)
class Ligne:
    """A row: `cle` names the YAML item that its open cells come back to; a section row has one text across."""

    cellules: tuple[Valeur, ...]
    cle: str = ""
    section: bool = False


@dataclass(frozen=True)
class Reprise:
    """Where the rows of a sheet come back to: a list of lancement.yaml (« check_list ») and its key (« critere »).

    It may take several keys to tell an item: « fiche|indicateur », and as many values in the key of each row.
    `fixes` are the fields that every item of one's own gets from its sheet, such as its phase.
    """

    liste: tuple[str, ...]
    cle: str
    fixes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Onglet:
    """A sheet: its head (label, text), its table, and how many empty rows people may fill with items of their own.

    One that is not `protegee` may be sorted and written over at will: nothing of it comes back.
    """

    nom: str
    titre: str
    entete: tuple[tuple[str, str], ...]
    colonnes: tuple[Colonne, ...]
    lignes: tuple[Ligne, ...]
    reprise: Reprise | None = None
    lignes_libres: int = 0
    protegee: bool = True


@dataclass(frozen=True)
class Classeur:
    """A workbook and its title; `origines` are the other files its rows come from (« fiches », « diagnostic »).

    `fichier` is the one that its open cells come back to: « lancement.yaml », or « suivi/2028.yaml ».
    """

    titre: str
    onglets: tuple[Onglet, ...]
    origines: tuple[str, ...] = ()
    fichier: str = "lancement.yaml"
