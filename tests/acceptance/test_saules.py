"""The example with avenants, built as a user would: its files, the words committed, and the judges from outside."""

from collections.abc import Mapping

import pytest

from tests.acceptance.editions import ROOT, Edition
from tests.acceptance.livrables import COMPARES, CONSOLIDES, files_of_avenant
from tests.acceptance.mots import read_pdf_pages
from tests.acceptance.test_juges import PROFILES, read_open_xml_errors, read_pdf_failures

REF = "saules"
pytestmark = pytest.mark.long


@pytest.fixture
def saules(editions: Mapping[str, Edition]) -> Edition:
    """Its third avenant, built."""
    return editions[REF]


def test_the_avenant_gives_its_act_the_consolidated_contract_and_what_changes(saules: Edition) -> None:
    assert set(saules.files) == files_of_avenant(REF)
    assert saules.a_completer == 0


def test_nothing_is_said_but_what_nobody_fixed_for_the_added_year(saules: Edition) -> None:
    assert set(saules.codes) == {"ACT-001", "FIC-005", "FIN-001"}


def test_the_markdown_that_is_committed_is_that_of_today(saules: Edition) -> None:
    committed = ROOT / "contracts" / REF / "texte"
    printed = saules.racine / "contracts" / REF / "texte"
    names = {path.name for path in printed.iterdir()}
    assert {path.name for path in committed.iterdir()} == names
    assert "avenant-03.md" in names
    assert [name for name in names if (committed / name).read_bytes() != (printed / name).read_bytes()] == []


def test_the_act_with_its_annexes_and_the_consolidated_contract_are_each_a_whole(saules: Edition) -> None:
    acte = read_pdf_pages(saules.files["avenant-03/ensemble.pdf"])
    consolide = read_pdf_pages(saules.files["avenant-03/consolide/ensemble.pdf"])
    assert "Avenant n° 3" in acte[0].replace("\u00a0", " ")
    assert "Version consolidée" in consolide[1]
    assert 15 < len(acte) < len(consolide)


@pytest.mark.parametrize(
    "nom",
    [
        *(f"avenant-03/consolide/{one}" for one in CONSOLIDES[REF]),
        *(f"avenant-03/comparaison/{one}_modifications" for one in COMPARES[REF]),
    ],
)
def test_the_open_xml_sdk_accepts_the_word_file(saules: Edition, nom: str) -> None:
    assert read_open_xml_errors(saules.files[f"{nom}.docx"]) == []


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("nom", ["avenant-03/ensemble", "avenant-03/consolide/ensemble"])
def test_the_whole_is_archival_and_accessible(saules: Edition, nom: str, profile: str) -> None:
    assert read_pdf_failures(saules.files[f"{nom}.pdf"].read_bytes(), profile) == []
