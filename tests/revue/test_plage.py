"""A range is read as git reads it; what git cannot tell is a sentence, and the command stops before any work."""

from pathlib import Path

import pytest

from cpomdoc.cli import main
from cpomdoc.cli.codes import CLEAN, USAGE
from cpomdoc.errors import DossierIntrouvable
from cpomdoc.versions.plage_git import Touche, extract_folders, list_touches, open_plage
from tests.checking.contrats_de_test import ROOT
from tests.revue.depots import REF, change, commit, git, make_depot

Capture = pytest.CaptureFixture[str]
CONTRAT = f"contracts/{REF}/contrat.yaml"


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    return make_depot(tmp_path / "depot")


def test_two_dots_compare_two_commits(depot: Path) -> None:
    change(depot, "Nantes", "Angers")
    commit(depot)
    change(depot, "Angers", "Rennes")
    plage = open_plage(depot, "HEAD~1..HEAD")
    assert list_touches(depot, plage) == (Touche(CONTRAT, "M"),)
    assert plage.nom_base == f"HEAD~1 ({plage.base[:7]})"
    assert list_touches(depot, open_plage(depot, "HEAD..HEAD")) == ()


def test_without_an_end_the_files_one_works_on_are_compared(depot: Path) -> None:
    (depot / "contracts" / "autre").mkdir()
    (depot / "contracts" / "autre" / "contrat.yaml").write_text("contrat: {}\n", "utf-8")
    git(depot, "rm", "-q", f"contracts/{REF}/activite.yaml")
    for ecrite in ("HEAD", "HEAD.."):
        plage = open_plage(depot, ecrite)
        assert plage.tete is None
        assert list_touches(depot, plage) == (
            Touche("contracts/autre/contrat.yaml", "A"),
            Touche(f"contracts/{REF}/activite.yaml", "D"),
        )


def test_three_dots_start_from_where_the_branch_left(depot: Path) -> None:
    git(depot, "checkout", "-q", "-b", "branche")
    change(depot, "Nantes", "Angers")
    commit(depot)
    git(depot, "checkout", "-q", "main")
    change(depot, "preavis_mois: 3", "preavis_mois: 6", "contrat.yaml")
    commit(depot)
    assert len(list_touches(depot, open_plage(depot, "main..branche"))) == 1
    plage = open_plage(depot, "main...branche")
    assert plage.base == git(depot, "rev-parse", "main~1")
    git(depot, "checkout", "-q", "branche")
    assert open_plage(depot, "main...").base == plage.base


def test_a_folder_inside_a_repository_has_its_own_range(depot: Path) -> None:
    (depot / "dossier").mkdir()
    git(depot, "mv", "contracts", "dossier/contracts")
    commit(depot)
    change(depot / "dossier", "Nantes", "Angers")
    (depot / "ailleurs.txt").write_text("rien\n", "utf-8")
    plage = open_plage(depot / "dossier", "HEAD")
    assert list_touches(depot / "dossier", plage) == (Touche(CONTRAT, "M"),)


def test_files_of_any_kind_are_read_as_they_were_and_links_are_not(depot: Path, tmp_path: Path) -> None:
    data = bytes(range(256)) * 40
    (depot / "contracts" / REF / "logo.png").write_bytes(data)
    (depot / "contracts" / REF / "vide.yaml").write_bytes(b"")
    (depot / "contracts" / REF / "lien.yaml").symlink_to("/etc/hostname")
    commit(depot)
    extract_folders(depot, "HEAD", (f"contracts/{REF}", "contracts/absent"), tmp_path / "la")
    folder = tmp_path / "la" / "contracts" / REF
    assert (folder / "logo.png").read_bytes() == data
    assert (folder / "vide.yaml").read_bytes() == b""
    assert (folder / "contrat.yaml").read_bytes() == (depot / CONTRAT).read_bytes()
    assert not (folder / "lien.yaml").exists()


@pytest.mark.parametrize(
    ("ecrite", "words"),
    [
        ("absente..HEAD", "n’est pas une révision connue de git"),
        ("HEAD..absente", "n’est pas une révision connue de git"),
        ("--output=x", "n’est pas une révision connue de git"),
        ("..HEAD", "ne dit pas d’où partir"),
        ("HEAD...absente", "n’est pas une révision connue de git"),
    ],
)
def test_what_git_does_not_know_is_a_sentence(depot: Path, ecrite: str, words: str) -> None:
    with pytest.raises(DossierIntrouvable, match=words):
        open_plage(depot, ecrite)


def test_branches_without_a_common_past_are_told(depot: Path) -> None:
    git(depot, "checkout", "-q", "--orphan", "seule")
    change(depot, "Nantes", "Angers")
    commit(depot)
    with pytest.raises(DossierIntrouvable, match="pas d’ancêtre commun"):
        open_plage(depot, "main...seule")


def test_a_partial_copy_says_how_to_get_its_past(depot: Path, tmp_path: Path) -> None:
    change(depot, "Nantes", "Angers")
    commit(depot)
    git(tmp_path, "clone", "-q", "--depth", "1", depot.as_uri(), str(tmp_path / "copie"))
    with pytest.raises(DossierIntrouvable, match=r"copie partielle.*unshallow"):
        open_plage(tmp_path / "copie", "HEAD~1..HEAD")


def test_the_command_writes_the_page_and_the_comment_and_fails_on_no_change(depot: Path, capsys: Capture) -> None:
    change(depot, "Nantes", "Angers")
    assert main(["revue", "HEAD", "--racine", str(depot)]) == CLEAN
    told = capsys.readouterr().out
    assert told == "build/revue.html, build/revue.md\u202f: Contrats\u202f: 1 modifié et 0 intact.\n"
    assert (depot / "build" / "revue.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert (depot / "build" / "revue.md").read_text("utf-8").startswith("## Revue des contrats\n")


def test_both_may_be_written_elsewhere(depot: Path, tmp_path: Path, capsys: Capture) -> None:
    page, comment = tmp_path / "ici" / "page.html", tmp_path / "la.md"
    arguments = ["--html", str(page), "--markdown", str(comment), "--silencieux"]
    assert main(["revue", "HEAD..HEAD", "--racine", str(depot), *arguments]) == CLEAN
    assert capsys.readouterr().out == ""
    assert page.is_file()
    assert "page.html" in comment.read_text("utf-8")
    assert not (depot / "build").exists()


@pytest.mark.parametrize(("forge", "nom"), [("github", "github.yml"), ("gitlab", "gitlab-ci.yml")])
def test_the_workflow_of_a_forge_is_shown_as_it_is_shipped(forge: str, nom: str, capsys: Capture) -> None:
    assert main(["revue", "--modele", forge]) == CLEAN
    assert capsys.readouterr().out == (ROOT / "templates" / "ci" / nom).read_text("utf-8")


def test_a_wrong_use_is_told_by_the_exit_code(depot: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["revue", "absente..HEAD", "--racine", str(depot)]) == USAGE
    assert main(["revue", "--racine", str(depot)]) == USAGE
    (tmp_path / "hors" / "contracts").mkdir(parents=True)
    assert main(["revue", "HEAD", "--racine", str(tmp_path / "hors")]) == USAGE
    assert "n’est pas suivi par git" in capsys.readouterr().err
