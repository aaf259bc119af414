"""A workbook is filled, taken over, made again: what was typed is there, and nothing else moved."""

import datetime
import difflib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from cpomdoc.errors import ClasseurRefuse, DossierIntrouvable
from cpomdoc.loading.characters import REFUSED
from cpomdoc.loading.read_classeur import read_classeur
from cpomdoc.model.repere import TITRE_REPERE, write_texte
from cpomdoc.rendering.documents.lancement import cartographie_acteurs, raci
from cpomdoc.rendering.documents.lancement.registre import OUTILS
from cpomdoc.rendering.tableur import Classeur, Colonne, Ligne, Onglet, Reprise, Valeur
from cpomdoc.reprise.preparer import apply_reprise, prepare_reprise
from tests.reprise.atelier import (
    LANCEMENT,
    Geste,
    contexte_at,
    fill,
    lancement_of,
    open_racine,
    put,
    row_of,
    write_classeur,
)

TETE = "Préalables"


def take(racine: Path, geste: Geste) -> list[str]:
    """Fill the workbook of the contract as it stands, take it over, and tell the lines that moved."""
    before = lancement_of(racine).read_bytes().decode()
    reprise = prepare_reprise(racine, fill(write_classeur(racine), geste))
    assert not reprise.refus
    apply_reprise(reprise)
    after = lancement_of(racine).read_bytes().decode()
    diff = difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    return [line for line in diff if line[0] in "+-" and not line.startswith(("---", "+++"))]


def refusals(racine: Path, geste: Geste) -> str:
    """Why the workbook of the contract is refused once someone did that to it; nothing is written."""
    before = lancement_of(racine).read_bytes()
    reprise = prepare_reprise(racine, fill(write_classeur(racine), geste))
    assert reprise.refus and reprise.apres == before
    return "\n".join(reprise.refus)


@pytest.fixture
def racine(tmp_path: Path) -> Path:
    return open_racine(tmp_path)


def test_a_workbook_that_nobody_filled_changes_nothing(racine: Path) -> None:
    reprise = prepare_reprise(racine, write_classeur(racine))
    assert (reprise.changements, reprise.refus, reprise.remarques, reprise.avant) == ((), (), (), reprise.apres)


def test_what_is_ticked_and_typed_comes_back_and_no_other_line_moves(racine: Path) -> None:
    rang = row_of(write_classeur(racine), TETE, "organisation-autorites")
    cells = {f"C{rang}": "oui", f"D{rang}": "directrice : ARS", f"E{rang}": datetime.datetime(2026, 3, 1)}
    assert take(racine, put(TETE, **cells)) == [
        "+  - critere: organisation-autorites",
        "+    fait: oui",
        '+    par: "directrice : ARS"',
        "+    le: 2026-03-01",
    ]
    lu = read_classeur(write_classeur(racine))
    ligne = next(one for one in lu.lignes if one.cle == "organisation-autorites")
    assert ligne.onglet.lignes[ligne.cle].avant == {
        "fait": "oui",
        "par": "directrice\u202f: ARS",
        "le": "2026-03-01",
        "commentaire": "",
    }


def test_an_emptied_box_is_unknown_again_and_its_comment_stays(racine: Path) -> None:
    rang = row_of(write_classeur(racine), TETE, "definition-partagee")
    assert take(racine, put(TETE, **{f"C{rang}": None})) == ["-    fait: oui  # constaté", "+    fait:  # constaté"]


def test_a_box_may_say_no(racine: Path) -> None:
    rang = row_of(write_classeur(racine), TETE, "definition-partagee")
    assert take(racine, put(TETE, **{f"C{rang}": "Non"})) == [
        "-    fait: oui  # constaté",
        "+    fait: non  # constaté",
    ]


def test_an_item_of_ones_own_gets_a_name_and_its_phase(racine: Path) -> None:
    rang = row_of(write_classeur(racine), "Suivi", "+1")
    cells = {f"B{rang}": "Bilan à mi-parcours", f"C{rang}": "x", f"B{rang + 1}": "Maquette"}
    assert take(racine, put("Suivi", **cells)) == [
        "+  - critere: bilan-a-mi-parcours",
        "+    phase: suivi",
        "+    intitule: Bilan à mi-parcours",
        "+    fait: oui",
        "+  - critere: maquette-2",
        "+    phase: suivi",
        "+    intitule: Maquette",
    ]
    assert row_of(write_classeur(racine), "Suivi", "bilan-a-mi-parcours")


@pytest.mark.parametrize(
    "text", ["=1+1", "+33 1 02", "@SUM(A1)", "-2", "https://x.fr", "01234", "1e5", "=cmd|' /C x'!A1"]
)
def test_a_text_stays_a_text_both_ways(racine: Path, text: str) -> None:
    rang = row_of(write_classeur(racine), TETE, "organisation-autorites")
    assert take(racine, put(TETE, **{f"F{rang}": text}))
    ligne = next(one for one in read_classeur(write_classeur(racine)).lignes if one.cle == "organisation-autorites")
    assert ligne.cellules["commentaire"].texte == text


@given(
    texte=st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=60).filter(
        lambda one: not REFUSED.search(one)
    )
    | st.sampled_from(
        ["_x0041_", "a_x000D_b", "a\nb", "« L'été »", "{a: b}", "# a", "- a", "a: b", "& < >", "a_completer"]
    )
)
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back_as_it_was_typed(tmp_path_factory: pytest.TempPathFactory, texte: str) -> None:
    classeur = small(commentaire_gestionnaire=texte)
    racine = open_racine(tmp_path_factory.mktemp("texte"), "plan_commun:\n  - action: FA-01\n")
    lu = read_classeur(write_classeur(racine, classeur))
    assert not lu.refus
    assert lu.lignes[0].cellules["commentaire_gestionnaire"].texte == write_texte(texte).replace("\t", " ")


def small(**cellules: Valeur) -> Classeur:
    """A workbook of one row and one sheet."""
    colonnes = (
        Colonne("N°", 5),
        Colonne("Statut", 12, "choix", "statut", ("en cours", "réalisée"), codes=("en_cours", "realisee")),
        Colonne("Avancement", 12, "nombre", "avancement", minimum=0, maximum=100),
        Colonne("Double", 12, "calcul", formule="={avancement}*2"),
        Colonne("Échéance", 12, "date", "echeance", echeance=True),
        Colonne("Commentaire", 40, champ="commentaire_gestionnaire"),
    )
    values = tuple(cellules.get(one.champ) if one.champ else None for one in colonnes[1:])
    ligne = Ligne(("1", *values), "FA-01")
    autre = Ligne(("2", None, None, None, None, None), "FA-02")
    section = Ligne(("Axe 1", None, None, None, None, None), section=True)
    onglet = Onglet("Plan", "Plan", (), colonnes, (section, ligne, autre), Reprise(("plan_commun",), "action"))
    return Classeur("Plan", (onglet,))


def plan(tmp_path: Path, geste: Geste) -> tuple[Path, Path]:
    racine = open_racine(tmp_path, "plan_commun:\n  - action: FA-01\n    statut: en_cours\n")
    return racine, fill(write_classeur(racine, small(statut="en cours")), geste)


def test_words_numbers_and_dates_become_the_values_of_the_yaml(tmp_path: Path) -> None:
    cells = {"B6": "Réalisée ", "C6": 40.0, "E6": "31/12/2027", "B7": None, "C7": "12"}
    racine, filled = plan(tmp_path, put("Plan", **cells))
    reprise = prepare_reprise(racine, filled)
    assert not reprise.refus
    assert reprise.apres.decode() == (
        "plan_commun:\n  - action: FA-01\n    echeance: 2027-12-31\n    avancement: 40\n    statut: realisee\n"
        "  - action: FA-02\n    avancement: 12\n"
    )


def test_each_wrong_cell_is_named(tmp_path: Path) -> None:
    def geste(book: Workbook) -> None:
        put("Plan", B6="fini", C6=140, E6="31/02/2027", F6="=1+1", C7=1.5, F7="a\u202eb")(book)
        book["Plan"]["F6"].data_type = "f"

    racine, filled = plan(tmp_path, geste)
    refus = prepare_reprise(racine, filled).refus
    assert [one.split("\u202f")[0] for one in refus] == [
        "feuille Plan, cellule B6",
        "feuille Plan, cellule E6",
        "feuille Plan, cellule F6",
        "feuille Plan, cellule F7",
    ]
    assert "formule" in refus[2]


def test_what_the_schema_refuses_is_said_at_its_cell(tmp_path: Path) -> None:
    racine, filled = plan(tmp_path, put("Plan", C6=140, C7=1.5))
    refus = prepare_reprise(racine, filled).refus
    assert [one.split("\u202f")[0] for one in refus] == ["feuille Plan, cellule C6", "feuille Plan, cellule C7"]


def test_what_an_item_must_have_is_asked_at_its_cell_or_row(tmp_path: Path) -> None:
    racine = open_racine(tmp_path, "acteurs: [{id: ch, categorie: sanitaire, structure: CH}]\n")
    path = write_classeur(racine, cartographie_acteurs.build_classeur(contexte_at(racine)))
    free, rang = row_of(path, "Acteurs", "+1"), row_of(path, "Acteurs", "ch")
    refus = prepare_reprise(racine, fill(path, put("Acteurs", **{f"A{free}": "PMI", f"A{rang}": None}))).refus
    assert len(refus) == 2
    assert refus[0].startswith(f"feuille Acteurs, cellule A{rang}\u202f:") and "structure" in refus[0]
    assert refus[1].startswith(f"feuille Acteurs, ligne {free}\u202f:") and "categorie" in refus[1]


def swap(sheet: Worksheet, first: int, second: int, columns: str) -> None:
    for letter in columns:
        one, other = sheet[f"{letter}{first}"], sheet[f"{letter}{second}"]
        one.value, other.value = other.value, one.value


def test_rows_may_be_sorted(racine: Path) -> None:
    path = write_classeur(racine)
    first, second = row_of(path, TETE, "orientation-ecrite"), row_of(path, TETE, "organisation-autorites")

    def geste(book: Workbook) -> None:
        swap(book[TETE], first, second, "ABCDEFGH")
        book[TETE][f"F{first}"] = "Trié"

    assert take(racine, geste) == ["+  - critere: organisation-autorites", "+    commentaire: Trié"]


def test_columns_sorted_without_the_hidden_one_are_refused(racine: Path) -> None:
    path = write_classeur(racine)
    first, second = row_of(path, TETE, "orientation-ecrite"), row_of(path, TETE, "organisation-autorites")
    assert "cellules protégées" in refusals(racine, lambda book: swap(book[TETE], first, second, "ABCDEFG"))


def test_rows_of_titles_may_be_put_above_the_table(racine: Path) -> None:
    rang = row_of(write_classeur(racine), TETE, "orientation-ecrite")

    def geste(book: Workbook) -> None:
        for merged in list(book[TETE].merged_cells.ranges):
            book[TETE].unmerge_cells(str(merged))
        book[TETE].insert_rows(1)
        book[TETE][f"F{rang + 1}"] = "Descendu"

    assert len(take(racine, geste)) == 2


def test_a_row_taken_away_takes_nothing_away(racine: Path) -> None:
    rang = row_of(write_classeur(racine), TETE, "orientation-ecrite")
    path = fill(write_classeur(racine), lambda book: book[TETE].delete_rows(rang))
    reprise = prepare_reprise(racine, path)
    assert not reprise.refus and not reprise.changements
    assert "orientation-ecrite" in reprise.remarques[0]


def test_a_row_twice_is_refused(racine: Path) -> None:
    path = write_classeur(racine)
    first, free = row_of(path, TETE, "orientation-ecrite"), row_of(path, TETE, "+1")

    def geste(book: Workbook) -> None:
        for letter in "ABCDEFGH":
            book[TETE][f"{letter}{free}"] = book[TETE][f"{letter}{first}"].value

    assert f"ligne {free}\u202f: elle est en double avec la ligne {first}" in refusals(racine, geste)


def test_a_changed_title_a_lost_sheet_and_an_unknown_row_are_refused(racine: Path) -> None:
    path = write_classeur(racine)
    head = row_of(path, TETE, TITRE_REPERE)
    rang = row_of(path, TETE, "orientation-ecrite")
    assert "titres de colonnes" in refusals(racine, put(TETE, **{f"C{head}": "Fait"}))
    assert "elle manque" in refusals(racine, lambda book: book.remove(book["Suivi"]))
    assert "colonne cachée" in refusals(racine, put(TETE, **{f"H{rang}": "autre"}))
    assert "cellules protégées" in refusals(racine, put(TETE, **{f"B{rang}": "Autre critère"}))


def test_an_item_of_ones_own_without_words_is_refused(racine: Path) -> None:
    rang = row_of(write_classeur(racine), "Suivi", "+1")
    assert "Critères proposés" in refusals(racine, put("Suivi", **{f"C{rang}": "oui"}))


def test_a_workbook_without_its_hidden_sheet_is_refused(racine: Path) -> None:
    path = fill(write_classeur(racine), lambda book: book.remove(book["_cpomdoc"]))
    with pytest.raises(ClasseurRefuse, match="feuille cachée"):
        prepare_reprise(racine, path)


@pytest.mark.parametrize("text", ["{}", "[", '{"format": 1}', '{"format": 2}', "[" * 20_000])
def test_a_hidden_sheet_that_someone_wrote_is_refused(racine: Path, text: str) -> None:
    path = fill(write_classeur(racine), put("_cpomdoc", A1=text))
    with pytest.raises(ClasseurRefuse, match="feuille cachée"):
        prepare_reprise(racine, path)


@pytest.mark.parametrize("name", ["../escale", "/etc", "..", "nul\\x", "autre", ""])
def test_a_contract_elsewhere_is_never_reached(racine: Path, name: str) -> None:
    def geste(book: Workbook) -> None:
        cell = book["_cpomdoc"]["A1"]
        cell.value = str(cell.value).replace('"contrat":"escale"', f'"contrat":"{name}"').replace("\\x", "\\\\x")

    path = fill(write_classeur(racine), geste)
    with pytest.raises((DossierIntrouvable, ClasseurRefuse)):
        prepare_reprise(racine, path)


def test_a_workbook_of_another_state_is_refused_and_says_what_to_type_again(racine: Path) -> None:
    path = write_classeur(racine)
    rang = row_of(path, TETE, "organisation-autorites")
    filled = fill(path, put(TETE, **{f"F{rang}": "À dire"}))
    lancement_of(racine).write_text(LANCEMENT.replace("'Relu'", "'Relu deux fois'"), encoding="utf-8")
    with pytest.raises(ClasseurRefuse, match=r"lancement\.check_list") as refusal:
        prepare_reprise(racine, filled)
    assert f"cellule F{rang}\u202f: À dire" in str(refusal.value)


def test_another_list_and_comments_may_change_meanwhile(racine: Path) -> None:
    path = write_classeur(racine)
    lancement_of(racine).write_text(LANCEMENT.replace("en_cours", "reportee") + "# note\n", encoding="utf-8")
    assert not prepare_reprise(racine, path).refus


def test_a_file_that_changes_during_the_takeover_is_left_alone(racine: Path) -> None:
    path = write_classeur(racine)
    rang = row_of(path, TETE, "organisation-autorites")
    reprise = prepare_reprise(racine, fill(path, put(TETE, **{f"C{rang}": "oui"})))
    lancement_of(racine).write_text(LANCEMENT + "# ailleurs\n", encoding="utf-8")
    with pytest.raises(ClasseurRefuse, match="pendant la reprise"):
        apply_reprise(reprise)
    assert lancement_of(racine).read_text(encoding="utf-8").endswith("# ailleurs\n")


def test_crlf_and_the_byte_order_mark_stay(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + LANCEMENT.replace("\n", "\r\n").encode()
    racine = open_racine(tmp_path, data)
    rang = row_of(write_classeur(racine), TETE, "definition-partagee")
    assert take(racine, put(TETE, **{f"D{rang}": "ARS"})) == ["+    par: ARS\r"]
    after = lancement_of(racine).read_bytes()
    assert after.startswith(b"\xef\xbb\xbf#") and after.count(b"\n") == after.count(b"\r\n")


def test_emptying_a_letter_of_the_matrix_takes_the_role_away(tmp_path: Path) -> None:
    text = "raci:\n  - ligne: diagnostic\n    roles:\n      - {colonne: partenaires, lettre: A}\n"
    racine = open_racine(tmp_path, text)
    path = write_classeur(racine, raci.build_classeur(contexte_at(racine)))
    lu = read_classeur(path)
    cells = {(ligne.cle, champ): cell for ligne in lu.lignes for champ, cell in ligne.cellules.items() if cell.texte}
    ars = "roles[colonne=ars_dd].lettre"
    gestes = {cells["diagnostic", ars].adresse: None, cells["programmation", ars].adresse: "C"}
    reprise = prepare_reprise(racine, fill(path, put("Matrice", **gestes)))
    assert not reprise.refus
    assert reprise.apres.decode() == (
        text + "      - {colonne: ars_dd, lettre: aucun}\n"
        "  - ligne: programmation\n    roles: [{colonne: ars_dd, lettre: C}]\n"
    )


def test_every_workbook_of_the_kit_comes_back_unchanged(racine: Path) -> None:
    contexte = contexte_at(racine)
    outils = [one for one in OUTILS if hasattr(one, "build_classeur")]
    assert len(outils) >= 5
    for outil in outils:
        reprise = prepare_reprise(racine, write_classeur(racine, outil.build_classeur(contexte)))
        assert (reprise.changements, reprise.refus, reprise.remarques) == ((), (), ())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"champ":"par"', '"champ":"autre"'),
        ('"champ":"par"', '"champ":"../x"'),
        ('"liste":["check_list"]', '"liste":["demarche"]'),
        ('"liste":["check_list"]', '"liste":["check_list:\\n  x"]'),
        ('"cle":"critere"', '"cle":"autre"'),
        ('"nom":"Préalables"', '"nom":"Pr\\u001b[31m"'),
        ('"check_list"', '"plan_commun"'),
    ],
)
def test_a_forged_hidden_sheet_writes_nothing(racine: Path, old: str, new: str) -> None:
    path = write_classeur(racine)
    rang = row_of(path, TETE, "organisation-autorites")

    def geste(book: Workbook) -> None:
        put(TETE, **{f"D{rang}": "ARS", f"C{rang}": "oui"})(book)
        cell = book["_cpomdoc"]["A1"]
        assert old in str(cell.value)
        cell.value = str(cell.value).replace(old, new)

    forged = fill(path, geste)
    try:
        reprise = prepare_reprise(racine, forged)
    except ClasseurRefuse as refusal:
        assert "\x1b" not in str(refusal)
    else:
        assert reprise.refus and "\x1b" not in "".join(reprise.refus)
