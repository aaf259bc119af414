"""The workbook of a year of follow-up: what is typed in it comes back to its file, and nothing else moves there."""

import io
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cpomdoc.checking.validator import check_forme
from cpomdoc.errors import ClasseurRefuse
from cpomdoc.loading.etats import compute_etats
from cpomdoc.loading.load_dossier import load_dossier
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.build import build_dossier
from cpomdoc.model.repere import Repere, read_repere, write_repere
from cpomdoc.model.suivi_annuel import SuiviAnnuel
from cpomdoc.rendering.documents.suivi_annuel.classeur import build_classeur
from cpomdoc.rendering.formats.classeur import ReglagesClasseur, render_classeur
from cpomdoc.reprise.preparer import Reprise, apply_reprise, prepare_reprise
from tests.rendering.documents.dossiers import contexte_of
from tests.reprise.atelier import ROOT, fill, put, row_of

REF, ANNEE = "tilleuls", 2028


@pytest.fixture
def racine(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "contracts" / REF, tmp_path / "contracts" / REF)
    return tmp_path


def suivi_of(racine: Path) -> Path:
    return racine / "contracts" / REF / "suivi" / f"{ANNEE}.yaml"


def write_classeur(racine: Path) -> Path:
    sources, problems = load_dossier(racine / "contracts", REF)
    assert not problems
    tree, _ = check_forme(sources, load_referentiel())
    contexte = replace(contexte_of(build_dossier(REF, tree)), annee_suivie=ANNEE)
    path = racine / "classeur.xlsx"
    path.write_bytes(render_classeur(build_classeur(contexte), ReglagesClasseur(REF, compute_etats(sources), "1")))
    return path


def read_suivi(racine: Path) -> SuiviAnnuel:
    tree, problems = check_forme(load_dossier(racine / "contracts", REF)[0], load_referentiel())
    assert not problems
    return next(one for one in build_dossier(REF, tree).suivis if one.annee == ANNEE)


def adresse(path: Path, feuille: str, cle: str, titre: str) -> str:
    """The cell of an item under a title."""
    sheet = load_workbook(io.BytesIO(path.read_bytes()))[feuille]
    column = next(cell.column_letter for row in sheet.iter_rows() for cell in row if cell.value == titre)
    return f"{column}{row_of(path, feuille, cle)}"


def take(racine: Path, *saisies: tuple[str, str, str, object]) -> Reprise:
    path = write_classeur(racine)
    filled = path
    for feuille, cle, titre, valeur in saisies:
        filled = fill(filled, put(feuille, **{adresse(path, feuille, cle, titre): valeur}))
    return prepare_reprise(racine, filled)


def changed(avant: str, apres: str) -> list[str]:
    """The lines of the new text that the old one does not have."""
    return [line.strip() for line in apres.splitlines() if line not in avant.splitlines()]


def test_a_workbook_that_nobody_touched_changes_nothing(racine: Path) -> None:
    reprise = take(racine)
    assert (reprise.changements, reprise.refus, reprise.remarques) == ((), (), ())


def test_what_is_typed_in_each_sheet_comes_back_to_the_file_of_the_year_and_only_there(racine: Path) -> None:
    avant = suivi_of(racine).read_text("utf-8")
    reprise = take(
        racine,
        ("Actions", "FA-03", "Statut", "réalisée"),
        ("Actions", "FA-03", "Avancement (%)", 100),
        ("Actions", "FA-02", "Décision", "=1+1"),
        ("Indicateurs", "FA-09|absenteisme-mas", "Réalisé 2028", "9,75"),
        ("Indicateurs", "|ror-a-jour", "Réalisé 2028", "21/03/2028"),
        ("Activité", "mas-tilleuls|internat_continu", "Journées réalisées", 15650),
        ("Finances", "mas-tilleuls||", "Résultat (€)", "-4 000,00"),
    )
    assert (reprise.lieu, reprise.refus) == (f"contracts/{REF}/suivi/{ANNEE}.yaml", ())
    apply_reprise(reprise)
    apres = suivi_of(racine).read_text("utf-8")
    assert len(changed(avant, apres)) == 7
    assert "# Suivi de la deuxième année" in apres
    suivi = read_suivi(racine)
    fiches = {one.fiche: one for one in suivi.fiches}
    assert (fiches["FA-03"].statut, fiches["FA-03"].avancement, fiches["FA-02"].decision) == ("realisee", 100, "=1+1")
    valeurs = {one.indicateur: str(one.valeur) for one in suivi.indicateurs}
    assert (valeurs["absenteisme-mas"], valeurs["ror-a-jour"]) == ("9.75", "2028-03-21")
    assert next(one for one in suivi.activite if one.etablissement == "mas-tilleuls").journees == 15650
    assert str(next(one for one in suivi.finances if one.etablissement == "mas-tilleuls").resultat) == "-4000.00"
    assert take(racine).changements == ()


def test_what_the_file_did_not_speak_of_yet_is_added_with_all_that_tells_it(racine: Path) -> None:
    suivi_of(racine).write_text(f"annee: {ANNEE}\n", "utf-8")
    reprise = take(
        racine,
        ("Actions", "FA-01", "Statut", "en cours"),
        ("Indicateurs", "FA-01|delai-admission", "Réalisé 2028", "352"),
        ("Indicateurs", "FA-01|delai-admission", "Commentaire", "une admission très longue"),
        ("Indicateurs", "|coordonnateurs", "Réalisé 2028", "3"),
        ("Activité", "ime-tilleuls|semi_internat", "File active réalisée", 46),
    )
    assert reprise.refus == ()
    apply_reprise(reprise)
    suivi = read_suivi(racine)
    assert [(one.fiche, one.statut) for one in suivi.fiches] == [("FA-01", "en_cours")]
    assert [(one.fiche, one.indicateur, str(one.valeur), one.commentaire) for one in suivi.indicateurs] == [
        ("FA-01", "delai-admission", "352", "une admission très longue"),
        (None, "coordonnateurs", "3", None),
    ]
    assert [(one.modalite, one.file_active) for one in suivi.activite] == [("semi_internat", 46)]


def test_a_year_that_moved_since_refuses_its_workbook_and_another_year_does_not(racine: Path) -> None:
    path = write_classeur(racine)
    cell = adresse(path, "Actions", "FA-03", "Avancement (%)")
    filled = fill(path, put("Actions", **{cell: 90}))
    other = suivi_of(racine).with_name("2027.yaml")
    other.write_text(other.read_text("utf-8").replace("avancement: 30,", "avancement: 35,"), "utf-8")
    assert len(prepare_reprise(racine, filled).changements) == 1
    text = suivi_of(racine).read_text("utf-8")
    suivi_of(racine).write_text(text.replace("avancement: 45", "avancement: 46"), "utf-8")
    with pytest.raises(ClasseurRefuse, match=r"suivi\.2028\.fiches"):
        prepare_reprise(racine, filled)


def test_a_value_that_the_file_cannot_hold_is_refused_at_its_cell(racine: Path) -> None:
    reprise = take(racine, ("Actions", "FA-03", "Avancement (%)", 150))
    assert len(reprise.refus) == 1
    assert "feuille Actions, cellule H" in reprise.refus[0]


@pytest.mark.parametrize("fichier", ["contrat.yaml", "../lancement.yaml", "suivi/2028.yaml/..", "suivi/28.yaml"])
def test_a_workbook_never_says_which_other_file_to_write(fichier: str) -> None:
    with pytest.raises(ValueError, match="fichier"):
        read_repere(write_repere(Repere(REF, "", "", {}, (), fichier)))
