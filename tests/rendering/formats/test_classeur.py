"""A workbook as Excel opens it: what is open, what is locked, what it prints, the same bytes each time."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from cpomdoc.model.repere import read_repere
from cpomdoc.rendering.formats.classeur import ReglagesClasseur, name_onglets, render_classeur
from cpomdoc.rendering.tableur import Classeur, Colonne, Ligne, Onglet, Reprise

STATUTS = ("non démarrée, en attente", "en cours", "réalisée")
COLONNES = (
    Colonne("N°", 5, "nombre"),
    Colonne("Action", 40, champ_libre="intitule"),
    Colonne("Fait", 8, "case", "fait"),
    Colonne("Impact", 8, "nombre", "impact", minimum=1, maximum=5),
    Colonne("Double", 8, "calcul", formule='=IF({impact}="","",{impact}*2)'),
    Colonne("Échéance", 12, "date", "echeance", echeance=True),
    Colonne(
        "Statut", 14, "choix", "statut", STATUTS, codes=("nd", "ec", "re"), teintes=("attente", "en_cours", "fait")
    ),
    Colonne("Montant", 12, "montant"),
    Colonne("Commentaire", 40, champ="commentaire"),
)
LIGNES = (
    Ligne(("Axe 1 – Parcours", *(None,) * 8), section=True),
    Ligne((1, "=1+1", True, 3, 6, date(2026, 6, 30), STATUTS[1], Decimal("12.5"), "@SUM(A1)"), "a"),
    Ligne((2, "https://x.fr", None, None, None, None, None, None, "-2"), "b"),
)
ONGLET = Onglet("Plan", "Plan & suivi", (("Organisme", "A & B"),), COLONNES, LIGNES, Reprise(("plan",), "action"), 2)
CLASSEUR = Classeur("Plan d’action", (ONGLET,))
REGLAGES = ReglagesClasseur("essai", {"lancement.plan": "abc"}, "1")


@pytest.fixture(scope="module")
def data() -> bytes:
    return render_classeur(CLASSEUR, REGLAGES)


@pytest.fixture(scope="module")
def book(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def xml_of(data: bytes, member: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(member).decode()


def test_the_same_workbook_has_the_same_bytes(data: bytes) -> None:
    assert render_classeur(CLASSEUR, REGLAGES) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = xml_of(data, "docProps/core.xml")
    assert "<dc:language>fr-FR</dc:language>" in core and core.count("1980-01-01T00:00:00Z") == 2


def test_only_what_we_compute_is_a_formula(data: bytes) -> None:
    sheet = xml_of(data, "xl/worksheets/sheet1.xml")
    assert re.findall(r'<c r="(\w+)"[^>]*><f>', sheet) == ["E7", "E8", "E9", "E10"]
    assert 'IF($D7="","",$D7*2)' in sheet.replace("&quot;", '"')
    assert "hyperlink" not in sheet
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if "external" in name.lower()]


def test_values_have_their_types(book: Workbook) -> None:
    row = [cell.value for cell in book["Plan"][7]]
    assert row[:4] == [1, "=1+1", "oui", 3]
    assert row[5:] == [datetime(2026, 6, 30), "en cours", 12.5, "@SUM(A1)", "a"]
    assert book["Plan"]["B7"].data_type == "s"
    assert book["Plan"]["F7"].number_format == "dd/mm/yyyy"


def test_only_cells_that_come_back_are_open_and_they_show(book: Workbook) -> None:
    sheet = book["Plan"]
    assert sheet.protection.sheet and sheet.protection.password is None
    assert not sheet.protection.autoFilter and not sheet.protection.sort and not sheet.protection.formatColumns
    rows = {rang: [not cell.protection.locked for cell in sheet[rang]] for rang in (7, 9)}
    assert rows[7] == [False, False, True, True, False, True, True, False, True, False]
    assert rows[9] == [False, True, True, True, False, True, True, False, True, False]
    fills = {cell.fill.fgColor.rgb for cell, ouverte in zip(sheet[7], rows[7], strict=True) if ouverte}
    assert fills == {"FFFFF6CC"}
    assert fills.isdisjoint(
        {cell.fill.fgColor.rgb for cell, ouverte in zip(sheet[7], rows[7], strict=True) if not ouverte}
    )


def test_what_may_be_typed_is_bounded(book: Workbook) -> None:
    rules = {str(one.sqref).split(":")[0]: one for one in book["Plan"].data_validations.dataValidation}
    assert {place: one.type for place, one in rules.items()} == {
        "B6": "textLength",
        "C6": "list",
        "D6": "whole",
        "F6": "date",
        "G6": "list",
        "I6": "textLength",
    }
    assert (rules["D6"].formula1, rules["D6"].formula2, rules["C6"].formula1) == ("1", "5", '"oui,non"')
    assert rules["G6"].formula1 == "'_cpomdoc'!$B$1:$B$3"
    assert [book["_cpomdoc"][f"B{rang}"].value for rang in (1, 2, 3)] == list(STATUTS)
    assert all("Attendu" in one.error for one in rules.values())


def test_titles_stay_in_sight_and_rows_filter_with_their_mark(book: Workbook) -> None:
    sheet = book["Plan"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A6", "A5:J10")
    assert sheet.column_dimensions["J"].hidden
    assert [sheet[f"J{rang}"].value for rang in range(5, 11)] == ["Repère", "§", "a", "b", "+1", "+2"]


def test_it_prints_on_landscape_a4_one_page_wide(book: Workbook) -> None:
    sheet = book["Plan"]
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert (sheet.print_title_rows, sheet.print_area) == ("$5:$5", "'Plan'!$A$1:$I$10")
    assert sheet.oddFooter.right.text == "Page &P sur &N"
    assert "Plan && suivi" in sheet.oddHeader.right.text


def test_colours_follow_what_is_typed(book: Workbook) -> None:
    found = book["Plan"].conditional_formatting
    rules = {str(block.sqref): [rule.formula[0] for rule in block.rules] for block in found}
    assert rules["F6:F10"] == ['AND(ISNUMBER($F6),$F6<TODAY(),$C6<>"oui",$G6<>"réalisée")']
    assert rules["A6:I10"] == ['$C6="oui"']
    assert len(rules["G6:G10"]) == 3


def test_the_hidden_sheet_says_where_rows_come_back(book: Workbook) -> None:
    sheet = book["_cpomdoc"]
    assert sheet.sheet_state == "veryHidden"
    repere = read_repere(str(sheet["A1"].value))
    assert (repere.contrat, repere.etats) == ("essai", {"lancement.plan": "abc"})
    assert list(repere.onglets[0].lignes) == ["a", "b"]
    assert repere.onglets[0].lignes["a"].avant["statut"] == "ec"


def test_a_long_hidden_sheet_is_cut_and_joined() -> None:
    lignes = tuple(Ligne((rang, "x" * 900, *(None,) * 6, "y" * 900), f"l{rang}") for rang in range(60))
    data = render_classeur(Classeur("Long", (replace(ONGLET, lignes=lignes),)), REGLAGES)
    sheet = load_workbook(io.BytesIO(data))["_cpomdoc"]
    pieces = [str(row[0].value) for row in sheet.iter_rows() if row[0].value]
    assert len(pieces) > 1 and len(read_repere("".join(pieces)).onglets[0].lignes) == 60


def test_names_of_sheets_suit_excel() -> None:
    noms = ["Suivi", "suivi", "a/b:c", "x" * 40, "x" * 40, "_cpomdoc", "", "'Qu’y'"]
    classeur = Classeur("Noms", tuple(replace(ONGLET, nom=nom) for nom in noms))
    found = name_onglets(classeur)
    assert found[:3] == ("Suivi", "suivi (2)", "a b c")
    assert len({one.casefold() for one in found}) == len(noms)
    assert all(0 < len(one) <= 31 for one in found)
    assert render_classeur(classeur, REGLAGES)


def test_a_row_without_a_key_is_refused() -> None:
    with pytest.raises(ValueError, match="key"):
        render_classeur(Classeur("X", (replace(ONGLET, lignes=(replace(LIGNES[1], cle=""),)),)), REGLAGES)
