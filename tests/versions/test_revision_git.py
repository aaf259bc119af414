"""A contract as git kept it is read without touching the folder one works in, and what cannot be read is said."""

import shutil
import subprocess
from pathlib import Path

import pytest

from cpomdoc.comparaison import compare_etats
from cpomdoc.errors import DossierIntrouvable, OutilAbsent
from cpomdoc.versions.revision_git import extract_revision, propose_tag
from tests.checking.contrats_de_test import VALIDE

REF = "essai"


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=essai", "-c", "user.email=essai@example.org", "-c", "protocol.file.allow=always"]
    done = subprocess.run(["git", *who, "-C", str(folder), *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    """A repository whose contract has two states, the second one being worked on."""
    racine = tmp_path / "depot"
    shutil.copytree(VALIDE, racine / "contracts" / REF)
    git(racine.parent, "init", "-q", str(racine))
    git(racine, "add", ".")
    git(racine, "commit", "-q", "-m", "un")
    change(racine, "duree_annees: 5", "duree_annees: 4")
    return racine


def change(racine: Path, avant: str, apres: str) -> None:
    path = racine / "contracts" / REF / "contrat.yaml"
    text = path.read_text("utf-8")
    assert avant in text
    path.write_text(text.replace(avant, apres), "utf-8")


def test_the_files_one_works_on_are_compared_with_a_revision(depot: Path) -> None:
    comparaison = compare_etats(depot, REF, "HEAD")
    assert [(one.titre, one.avant, one.apres) for one in comparaison.lignes] == [
        ("Contrat › Durée", "5\u00a0années", "4\u00a0années")
    ]
    assert "4" in (depot / "contracts" / REF / "contrat.yaml").read_text("utf-8")


def test_two_revisions_are_compared_whatever_one_works_on(depot: Path) -> None:
    git(depot, "commit", "-q", "-am", "deux")
    change(depot, "duree_annees: 4", "duree_annees: 3")
    (ligne,) = compare_etats(depot, REF, "HEAD~1", "HEAD").lignes
    assert (ligne.avant, ligne.apres) == ("5\u00a0années", "4\u00a0années")
    assert compare_etats(depot, REF, "HEAD", "HEAD").identiques


def test_the_folder_may_be_a_part_of_a_repository(depot: Path) -> None:
    (depot / "dossier").mkdir()
    git(depot, "mv", "contracts", "dossier/contracts")
    git(depot, "commit", "-q", "-am", "range")
    assert compare_etats(depot / "dossier", REF, "HEAD").identiques


def test_a_house_as_it_was_is_read_with_the_contract(depot: Path) -> None:
    (depot / "templates").mkdir()
    (depot / "templates" / "maison.yaml").write_text("contrat:\n  nombre_exemplaires: 3\n", "utf-8")
    git(depot, "add", ".")
    git(depot, "commit", "-q", "-m", "maison")
    (depot / "templates" / "maison.yaml").write_text("contrat:\n  nombre_exemplaires: 4\n", "utf-8")
    assert [one.titre for one in compare_etats(depot, REF, "HEAD").lignes] == ["Contrat › Nombre d’exemplaires"]


def test_out_of_git_a_sentence_says_so(tmp_path: Path) -> None:
    shutil.copytree(VALIDE, tmp_path / "contracts" / REF)
    with pytest.raises(DossierIntrouvable, match="n’est pas suivi par git"):
        compare_etats(tmp_path, REF, "HEAD")
    assert propose_tag(tmp_path, "essai-contrat-v1") is None


def test_without_any_other_state_a_sentence_says_what_to_give(depot: Path) -> None:
    with pytest.raises(DossierIntrouvable, match=r"pas encore de version scellée.*HEAD"):
        compare_etats(depot, REF)


@pytest.mark.parametrize(
    "revision", ["inconnue", "-h", "--output=/etc/passwd", "HEAD:contracts", "HE\nAD", "", "..", "@{-9}"]
)
def test_what_names_no_commit_is_refused_and_runs_nothing(depot: Path, revision: str) -> None:
    with pytest.raises(DossierIntrouvable, match="git"):
        extract_revision(depot, REF, revision, depot / "ailleurs")
    assert not (depot / "ailleurs").exists()


def test_a_contract_that_was_not_there_yet_is_said(depot: Path) -> None:
    shutil.copytree(VALIDE, depot / "contracts" / "autre")
    with pytest.raises(DossierIntrouvable, match="n’existe pas à la révision"):
        compare_etats(depot, "autre", "HEAD")


def test_a_shallow_copy_says_how_to_get_its_past(depot: Path, tmp_path: Path) -> None:
    git(depot, "commit", "-q", "-am", "deux")
    git(tmp_path, "clone", "-q", "--depth", "1", depot.as_uri(), str(tmp_path / "copie"))
    with pytest.raises(DossierIntrouvable, match=r"copie partielle.*unshallow"):
        compare_etats(tmp_path / "copie", REF, "HEAD~1")


def test_a_link_kept_in_git_is_not_followed(depot: Path, tmp_path: Path) -> None:
    (depot / "contracts" / REF / "finances-lien.yaml").symlink_to("/etc/hostname")
    git(depot, "add", ".")
    git(depot, "commit", "-q", "-m", "lien")
    extract_revision(depot, REF, "HEAD", tmp_path / "ailleurs")
    assert (tmp_path / "ailleurs" / "contracts" / REF / "contrat.yaml").is_file()
    assert not (tmp_path / "ailleurs" / "contracts" / REF / "finances-lien.yaml").exists()


def test_a_revision_that_does_not_read_says_where(depot: Path) -> None:
    change(depot, "duree_annees: 4", "duree_annees: [")
    git(depot, "commit", "-q", "-am", "cassé")
    with pytest.raises(DossierIntrouvable, match="ne se lit pas"):
        compare_etats(depot, REF, "HEAD", "HEAD~1")


def test_without_git_a_sentence_says_what_still_compares(depot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(OutilAbsent, match="git n’est pas installé"):
        compare_etats(depot, REF, "HEAD")


def test_a_tag_is_proposed_and_not_set(depot: Path) -> None:
    assert propose_tag(depot, "essai-contrat-v1") == "git tag essai-contrat-v1"
    assert git(depot, "tag") == ""
