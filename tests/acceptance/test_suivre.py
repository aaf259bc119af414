"""« cpomdoc suivi »: one year of a contract, beside the contract and without touching it."""

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cpomdoc.cli import main
from cpomdoc.cli.codes import CLEAN, PROBLEMS, USAGE
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.lots import SIGNE, carry
from cpomdoc.maison import open_maison
from cpomdoc.pipeline import Options, read_contrat
from cpomdoc.rendering.render_edition import print_contrat
from tests.acceptance.commande import read_files
from tests.acceptance.editions import Edition, copy_sources

Capture = pytest.CaptureFixture[str]
ANNEE_2028 = "contracts/tilleuls/suivi/2028.yaml"


@pytest.fixture
def racine(tmp_path: Path) -> Path:
    """A working folder with the complete contract and its two years of follow-up."""
    return copy_sources(tmp_path, "tilleuls")


def build(racine: Path, *arguments: str) -> int:
    return main(["suivi", "tilleuls", "--racine", str(racine), *arguments])


def read_markdown(racine: Path, annee: int = 2028) -> str:
    (path,) = (racine / "build" / "tilleuls" / "suivi" / str(annee)).glob("*.md")
    return path.read_text(encoding="utf-8")


def test_one_year_is_built_in_every_format_and_nothing_else(racine: Path) -> None:
    assert build(racine, "--annee", "2028") == CLEAN
    built = read_files(racine / "build" / "tilleuls")
    assert {Path(name).suffix for name in built if name.startswith("suivi/2028/")} == {".docx", ".pdf", ".md", ".xlsx"}
    assert {name.split("/")[0] for name in built} == {"suivi", "recu.json"}
    assert not any(name.startswith("suivi/2027/") for name in built)


def test_the_last_year_is_built_when_none_is_named(racine: Path) -> None:
    assert build(racine) == CLEAN
    assert "suivi de l’année 2028" in read_markdown(racine)


def test_a_year_that_nobody_followed_is_told_with_those_that_are(racine: Path, capsys: Capture) -> None:
    assert build(racine, "--annee", "2029") == USAGE
    said = capsys.readouterr().err
    assert "suivi/2029.yaml" in said
    assert "2027 et 2028" in said


def test_lateness_is_judged_on_the_day_that_one_asks(racine: Path) -> None:
    assert build(racine, "--au", "31/12/2028") == CLEAN
    before = read_markdown(racine)
    assert build(racine, "--au", "2030-01-15") == CLEAN
    after = read_markdown(racine)
    assert "en retard" not in before.split("## 5.")[1].split("## 6.")[0]
    assert after.count("en retard de") > 3
    assert "15 janvier 2030" in after


@pytest.mark.parametrize("option", [("--au", "demain"), ("--annee", "28")])
def test_a_day_or_a_year_that_is_none_is_refused(racine: Path, option: tuple[str, str], capsys: Capture) -> None:
    assert build(racine, *option) == USAGE
    assert option[1] in capsys.readouterr().err
    assert not (racine / "build").exists()


def test_a_follow_up_with_an_error_builds_nothing(racine: Path) -> None:
    path = racine / ANNEE_2028
    path.write_text(path.read_text("utf-8").replace("fiche: FA-12, statut", "fiche: FA-99, statut"), encoding="utf-8")
    assert build(racine) == PROBLEMS
    assert not (racine / "build").exists()


def test_the_contract_is_the_same_whatever_its_follow_up_says(racine: Path) -> None:
    def sign() -> tuple[str, dict[str, bytes], list[bytes]]:
        lecture = read_contrat(open_maison(racine, load_referentiel()), "tilleuls", Options())
        assert lecture.contexte is not None
        atelier = carry(lecture, SIGNE)
        lot = print_contrat(lecture.contexte, atelier, dessins=False)
        return lecture.contexte.edition.empreinte, dict(atelier.pieces), [one.docx for one in lot.imprimes]

    before = sign()
    path = racine / ANNEE_2028
    path.write_text(path.read_text("utf-8").replace("journees: 6 700", "journees: 6 900"), encoding="utf-8")
    assert sign() == before
    shutil.rmtree(path.parent)
    assert sign() == before
    assert len(before[1]) > 15
    assert "2028.yaml" not in before[1]


def test_a_change_in_the_follow_up_gives_another_edition_of_it(racine: Path) -> None:
    def editions() -> list[str]:
        lecture = read_contrat(open_maison(racine, load_referentiel()), "tilleuls", Options())
        return [one.edition.empreinte for one in lecture.suivis]

    before = editions()
    path = racine / ANNEE_2028
    path.write_text(path.read_text("utf-8").replace("journees: 6 700", "journees: 6 900"), encoding="utf-8")
    assert len(before) == 2
    assert editions() != before


def test_what_was_changed_by_hand_in_the_year_is_set_aside_and_the_rest_left_alone(racine: Path) -> None:
    assert build(racine, "--annee", "2027") == CLEAN
    assert build(racine, "--annee", "2028") == CLEAN
    folder = racine / "build" / "tilleuls"
    (word,) = (folder / "suivi" / "2028").glob("*.docx")
    (other,) = (folder / "suivi" / "2027").glob("*.md")
    word.write_bytes(b"annote a la main")
    other.write_text("relu", encoding="utf-8")
    assert build(racine, "--annee", "2028") == CLEAN
    kept = read_files(racine / "build" / "tilleuls-modifie")
    assert kept == {f"suivi/2028/{word.name}": b"annote a la main"}
    assert other.read_text("utf-8") == "relu"
    receipt = json.loads((folder / "recu.json").read_text("utf-8"))
    assert {name.split("/")[1] for name in receipt["fichiers"]} == {"2027", "2028"}


def test_the_dialogue_says_what_the_year_came_to(tilleuls: Edition) -> None:
    text = tilleuls.markdown("suivi/2028/suivi-2028")
    for words in (
        "Dialogue de gestion – suivi de l’année 2028",
        "85,46",  # days over what was possible once fourteen days are taken off
        "15 597,67",  # (8,33 − 2) × 0,30 of 821 362,14 €
        "au moins 30 jours avant la décision",
        "Il est conseillé d’examiner s’il y a lieu de conclure un avenant",
        "SESSAD Les Tilleuls : Prestation en milieu ordinaire",
        "échéance du 31 mars 2029 dépassée de 45 jours".capitalize(),
        "les crédits non reconductibles ; le changement de la personne qui exerce une fonction",
        "État réalisé des recettes et des dépenses (ERRD), exercice 2029",
        "Rapport d’évaluation de la qualité, IME Les Tilleuls",
    ):
        assert words in text.replace("\u202f:", " :").replace("\u202f;", " ;").replace("\u202f", " "), words
    assert tilleuls.markdown("suivi/2027/suivi-2027").count("à compléter") == 0


def test_the_workbook_holds_every_action_and_every_indicator(tilleuls: Edition) -> None:
    (path,) = (one for name, one in tilleuls.files.items() if name.startswith("suivi/2028") and name.endswith(".xlsx"))
    book = load_workbook(path)
    actions, indicateurs = book["Actions"], book["Indicateurs"]
    fiches = {str(row[0].value) for row in actions.iter_rows()}
    assert {f"FA-{number:02}" for number in range(1, 13)} <= fiches
    words = {str(row[1].value) for row in indicateurs.iter_rows()}
    assert {
        "délai moyen d’admission",
        "plans d’accompagnement global où le gestionnaire coordonne le parcours",
    } <= words
