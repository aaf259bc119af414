"""The folder suivi/ of a contract: a file for each year, named after it."""

import shutil
from pathlib import Path

import pytest

from cpomdoc.loading.load_dossier import load_dossier

VALIDE = Path(__file__).parents[1] / "checking" / "valide"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A contract without any follow-up yet."""
    shutil.copytree(VALIDE, tmp_path / "suivi")
    (tmp_path / "suivi" / "suivi").mkdir()
    return tmp_path / "suivi"


def load(folder: Path) -> tuple[list[tuple[str | int, ...]], list[str]]:
    sources, problems = load_dossier(folder.parent, folder.name)
    return [one.prefix for one in sources if one.prefix[:1] == ("suivis",)], [one.code for one in problems]


def test_years_are_read_in_order(folder: Path) -> None:
    for annee in (2029, 2027, 2028):
        (folder / "suivi" / f"{annee}.yaml").write_text(f"annee: {annee}\n", encoding="utf-8")
    assert load(folder) == ([("suivis", 0), ("suivis", 1), ("suivis", 2)], [])


def test_a_file_bears_the_name_of_its_year(folder: Path) -> None:
    (folder / "suivi" / "2027.yaml").write_text("annee: 2028\n", encoding="utf-8")
    (folder / "suivi" / "bilan.yaml").write_text("annee: 2029\n", encoding="utf-8")
    assert load(folder)[1] == ["DOS-009", "DOS-009"]


def test_what_is_no_year_is_left_to_the_shape_to_tell(folder: Path) -> None:
    (folder / "suivi" / "2027.yaml").write_text("annee: bientôt\n", encoding="utf-8")
    assert load(folder)[1] == []


def test_what_is_not_yaml_is_told(folder: Path) -> None:
    (folder / "suivi" / "2027.xlsx").write_bytes(b"")
    assert load(folder)[1] == ["DOS-008"]
