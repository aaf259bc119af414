"""Read a workbook that people filled: what each open cell says, found by the item its row names, never by position."""

import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from cpomdoc.errors import ClasseurRefuse
from cpomdoc.loading.classeur_archive import read_archive
from cpomdoc.loading.read_cellule import read_cellule, read_fermee
from cpomdoc.loading.refusals import typeset
from cpomdoc.model.repere import (
    FEUILLE,
    LIBRE,
    SECTION,
    Repere,
    RepereOnglet,
    compute_temoin,
    read_repere,
)

LIGNES_MAX = 3000
CALCUL = "calcul"
CLE_INCONNUE = typeset("sa colonne cachée a été modifiée : on ne sait plus de quel élément elle parle.")
EN_DOUBLE = typeset("elle est en double avec la ligne {autre} ; supprimez l'une des deux.")
AUTRE_LIGNE = typeset(
    "ses cellules protégées ne sont plus celles de départ (tri d'une partie des colonnes, ou texte changé) ; "
    "rétablissez-les, ou reportez vos saisies dans un classeur refait."
)
LIGNE_EN_TROP = typeset("cette feuille n'accepte pas de ligne ajoutée ; écrivez-la dans le YAML.")
Rangee = tuple[Any, ...]


@dataclass(frozen=True)
class CelluleLue:
    """An open cell: where it stands, and its text as YAML would hold it (empty when the cell is)."""

    adresse: str
    texte: str


@dataclass(frozen=True)
class LigneLue:
    """A row: the item that it names, none for an item of one's own, and its open cells by field."""

    onglet: RepereOnglet
    rang: int
    cle: str
    cellules: Mapping[str, CelluleLue]


@dataclass(frozen=True)
class ClasseurLu:
    """What a workbook says: `refus` are the cells and rows that cannot be taken over, `remarques` what is left out."""

    repere: Repere
    lignes: tuple[LigneLue, ...]
    refus: tuple[str, ...]
    remarques: tuple[str, ...]


def read_classeur(path: Path) -> ClasseurLu:
    """Everything a workbook made by cpomdoc says; raises ClasseurRefuse when it is no such workbook."""
    data = read_archive(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            with closing(book):
                sheets = {sheet.title: sheet for sheet in book.worksheets}
                repere = _read_repere(path, sheets)
                there = [one for one in repere.onglets if one.nom in sheets]
                feuilles = {one.nom: _read_rows(sheets[one.nom], len(one.titres)) for one in there}
    except ClasseurRefuse:
        raise
    except Exception as error:
        # The library meets a damaged file with exceptions of a dozen kinds; the file is at fault whatever the kind.
        sentence = typeset("« {nom} » n'est pas un classeur Excel (.xlsx) lisible : il est endommagé.")
        raise ClasseurRefuse(sentence.format(nom=path.name)) from error
    return _read_onglets(repere, feuilles)


def _read_repere(path: Path, sheets: Mapping[str, Any]) -> Repere:
    """What the hidden sheet says; a workbook without it cannot be trusted to be ours."""
    texte = ""
    if FEUILLE in sheets:
        for row in _read_rows(sheets[FEUILLE], 1):
            if not isinstance(row[0].value, str):
                break
            texte += row[0].value
    try:
        return read_repere(texte)
    except ValueError as error:
        sentence = typeset(
            "« {nom} » ne vient pas de cpomdoc, ou la feuille cachée qui dit d'où il vient a été retirée : rien n'est "
            "repris. Refaites le classeur par « make contract » et reportez-y vos saisies."
        )
        raise ClasseurRefuse(sentence.format(nom=path.name)) from error


def _read_rows(sheet: Any, width: int) -> list[Rangee]:
    """The rows down to a bound; what the file says of its own size is not trusted."""
    sheet.reset_dimensions()
    return list(sheet.iter_rows(min_row=1, max_row=LIGNES_MAX, max_col=width))


def _read_onglets(repere: Repere, feuilles: Mapping[str, Sequence[Rangee]]) -> ClasseurLu:
    lignes: list[LigneLue] = []
    refus: list[str] = []
    remarques: list[str] = []
    for onglet in repere.onglets:
        rows = feuilles.get(onglet.nom)
        start = None if rows is None else _find_titres(rows, onglet)
        if rows is None or start is None:
            what = "elle manque ou a changé de nom" if rows is None else "ses titres de colonnes ont changé"
            refus.append(typeset(f"feuille {onglet.nom} : {what}. Reportez vos saisies dans un classeur refait."))
            continue
        lecture = _LectureOnglet(onglet)
        for rang, row in enumerate(rows[start:], start + 1):
            lecture.add(rang, row)
        lignes += lecture.lignes
        refus += lecture.refus
        remarques += [*lecture.remarques, *lecture.tell_missing()]
    return ClasseurLu(repere, tuple(lignes), tuple(refus), tuple(remarques))


def _find_titres(rows: Sequence[Rangee], onglet: RepereOnglet) -> int | None:
    """Number of the row of titles, wherever it went; None when a title was changed, moved or taken away."""
    width = len(onglet.titres)
    for rang, row in enumerate(rows, 1):
        if tuple(read_fermee(one) for one in row[:width]) == onglet.titres:
            return rang
    return None


class _LectureOnglet:
    """The rows of one sheet, one after the other."""

    def __init__(self, onglet: RepereOnglet) -> None:
        self.onglet = onglet
        self.lignes: list[LigneLue] = []
        self.refus: list[str] = []
        self.remarques: list[str] = []
        self._seen: dict[str, int] = {}

    def add(self, rang: int, row: Rangee) -> None:
        """Take one row: of an item, of an item of one's own, or neither."""
        width = len(self.onglet.colonnes)
        marque = read_fermee(row[width]) if len(row) > width else ""
        if marque == SECTION:
            return
        if marque and not marque.startswith(LIBRE):
            self._add_connue(rang, row, marque)
            return
        cellules = self._read(rang, row, libre=True)
        if any(one.texte for one in cellules.values()):
            if self.onglet.libres:
                self.lignes.append(LigneLue(self.onglet, rang, "", cellules))
            else:
                self._refuse(f"ligne {rang}", LIGNE_EN_TROP)
        elif any(
            read_fermee(cell) for col, cell in zip(self.onglet.colonnes, row, strict=False) if col.nature != CALCUL
        ):
            self.remarques.append(typeset(f"feuille {self.onglet.nom}, ligne {rang} : hors du tableau, non reprise."))

    def _add_connue(self, rang: int, row: Rangee, cle: str) -> None:
        connue, place = self.onglet.lignes.get(cle), f"ligne {rang}"
        if connue is None:
            self._refuse(place, CLE_INCONNUE)
        elif cle in self._seen:
            self._refuse(place, EN_DOUBLE.format(autre=self._seen[cle]))
        elif self._temoin(row) != connue.temoin:
            self._refuse(place, AUTRE_LIGNE)
        else:
            self.lignes.append(LigneLue(self.onglet, rang, cle, self._read(rang, row, libre=False)))
        self._seen.setdefault(cle, rang)

    def tell_missing(self) -> Iterator[str]:
        """Rows taken away take nothing away from the contract."""
        missing = [cle for cle in self.onglet.lignes if cle not in self._seen]
        if missing:
            names = ", ".join(missing[:5]) + ("…" if len(missing) > 5 else "")
            yield typeset(f"feuille {self.onglet.nom} : lignes absentes ({names}) ; rien n'est retiré du contrat.")

    def _temoin(self, row: Rangee) -> str:
        paires = zip(self.onglet.colonnes, row, strict=False)
        return compute_temoin(read_fermee(one) for col, one in paires if not col.champ and col.nature != CALCUL)

    def _read(self, rang: int, row: Rangee, *, libre: bool) -> dict[str, CelluleLue]:
        cellules = {}
        for numero, (colonne, cell) in enumerate(zip(self.onglet.colonnes, row, strict=False), 1):
            champ = colonne.champ or (colonne.champ_libre if libre else "")
            if not champ:
                continue
            adresse = f"{get_column_letter(numero)}{rang}"
            try:
                cellules[champ] = CelluleLue(adresse, read_cellule(cell, colonne))
            except ValueError as refusal:
                self._refuse(f"cellule {adresse}", str(refusal))
        return cellules

    def _refuse(self, place: str, sentence: str) -> None:
        self.refus.append(f"{tell_place(self.onglet.nom, place)}\u202f: {sentence}")


def tell_place(feuille: str, place: str) -> str:
    """« feuille Préalables, cellule C12 »."""
    return f"feuille {feuille}, {place}"
