"""`cpomdoc reprendre` in the hands of a user, and a workbook that another program saved."""

import shutil
import subprocess
from pathlib import Path

import pytest

from cpomdoc.cli.codes import CLEAN, PROBLEMS, USAGE
from cpomdoc.cli.run import run
from cpomdoc.loading.read_classeur import read_classeur
from cpomdoc.reprise.preparer import prepare_reprise
from tests.reprise.atelier import LANCEMENT, fill, lancement_of, open_racine, put, row_of, write_classeur


@pytest.fixture
def racine(tmp_path: Path) -> Path:
    return open_racine(tmp_path)


@pytest.fixture
def filled(racine: Path) -> Path:
    path = write_classeur(racine)
    rang = row_of(path, "Préalables", "organisation-autorites")
    return fill(path, put("Préalables", **{f"C{rang}": "oui", f"D{rang}": "[red]=1+1[/red]"}))


def reprendre(racine: Path, path: Path, *options: str) -> int:
    return run(["reprendre", str(path), "--racine", str(racine), *options])


def test_changes_are_shown_and_nothing_is_written_without_an_answer(
    racine: Path, filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert reprendre(racine, filled) == USAGE
    said = capsys.readouterr()
    assert "Préalables" in said.out and "[red]=1+1[/red]" in said.out
    assert "--oui" in said.err
    assert lancement_of(racine).read_text(encoding="utf-8") == LANCEMENT


@pytest.mark.parametrize(("answer", "written"), [("oui", True), ("O", True), ("non", False), ("", False)])
def test_the_answer_decides(
    racine: Path, filled: Path, monkeypatch: pytest.MonkeyPatch, answer: str, *, written: bool
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: answer)
    assert reprendre(racine, filled) in (CLEAN, PROBLEMS)
    assert (lancement_of(racine).read_text(encoding="utf-8") != LANCEMENT) is written


def test_what_is_written_is_checked_again(racine: Path, filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reprendre(racine, filled, "--oui")
    said = capsys.readouterr().out
    assert "2 changements portés" in said and "contracts/escale" in said
    assert not [one for one in lancement_of(racine).parent.iterdir() if one.name.startswith(".")]


def test_a_workbook_taken_over_twice_says_that_nothing_is_left(
    racine: Path, filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reprendre(racine, filled, "--oui")
    once = lancement_of(racine).read_bytes()
    assert reprendre(racine, filled, "--oui") == PROBLEMS
    assert "Aucune de ses saisies ne manque" in capsys.readouterr().err
    assert lancement_of(racine).read_bytes() == once


def test_a_workbook_that_says_the_same_is_told_so(racine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reprendre(racine, write_classeur(racine)) == CLEAN
    assert "Rien à reprendre" in capsys.readouterr().out


def test_refusals_are_told_all_at_once(racine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_classeur(racine)
    rang = row_of(path, "Préalables", "organisation-autorites")
    wrong = fill(path, put("Préalables", **{f"C{rang}": "peut-être", f"E{rang}": "demain"}))
    assert reprendre(racine, wrong, "--oui") == PROBLEMS
    said = capsys.readouterr().err
    assert f"Feuille Préalables, cellule C{rang}" in said and f"cellule E{rang}" in said
    assert lancement_of(racine).read_text(encoding="utf-8") == LANCEMENT


def test_a_file_that_is_no_workbook_is_an_error_in_french(racine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reprendre(racine, lancement_of(racine), "--oui") == PROBLEMS
    assert "n’est pas un classeur Excel" in capsys.readouterr().err


def test_a_workbook_saved_by_libreoffice_comes_back(racine: Path, filled: Path, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    again = tmp_path / "lo"
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(again)]
    done = subprocess.run([*command, str(filled)], capture_output=True, text=True, timeout=120, check=False)
    if not (again / filled.name).exists():
        pytest.skip(f"LibreOffice Calc is not installed: {done.stderr}")
    assert read_classeur(again / filled.name).repere == read_classeur(filled).repere
    assert prepare_reprise(racine, again / filled.name).apres == prepare_reprise(racine, filled).apres
