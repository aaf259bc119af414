"""The French of every printed text, read by a grammar checker."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.acceptance.editions import ROOT, Edition
from tests.acceptance.langue import ACCEPTES, check_langue, read_noms
from tests.acceptance.livrables import SANS_KIT, TOUS, each_of, fullest_of_each_kind


@each_of(TOUS, current=fullest_of_each_kind(SANS_KIT))
def test_the_printed_text_has_no_fault_of_language(
    editions: Mapping[str, Edition], ref: str, nom: str, tmp_path: Path
) -> None:
    noms = read_noms(editions[ref].racine / "contracts" / ref)
    assert check_langue(editions[ref].files[f"{nom}.md"], tmp_path / "texte.txt", noms) == []


@pytest.mark.parametrize(
    ("fautif", "regle"),
    [
        ("Le gestionnaire s'engage.", "apostrophe_typographique"),
        ("Le contrat est conclu ; il prend effet.", "nbsp_avant_double_ponctuation"),
        ("La dotation est de 12 %.", "unit_nbsp_avant_unités1"),
        ("Les établissement du contrat sont trois.", "gn"),
        ("Le contrat prendd effet.", "mot inconnu : prendd"),
    ],
)
def test_a_fault_is_noticed(fautif: str, regle: str, tmp_path: Path) -> None:
    text = tmp_path / "fautif.md"
    text.write_text(fautif + "\n", encoding="utf-8")
    assert any(regle in remark for remark in check_langue(text, tmp_path / "texte.txt"))


def test_the_names_of_a_contract_are_those_of_its_own_yaml() -> None:
    assert {"Chauvigny", "A-DGAS-118"} <= read_noms(ROOT / "contracts" / "sad-vallons")
    assert "lestilleuls" in read_noms(ROOT / "contracts" / "tilleuls")
    noms = read_noms(ROOT / "contracts" / "ccas-brevins")
    assert "Brévins" in noms
    assert "Chauvigny" not in noms


def test_a_word_of_an_address_that_is_no_name_is_not_taken_for_one(tmp_path: Path) -> None:
    (tmp_path / "contrat.yaml").write_text("siege:\n  voie: 8 placce du Marché\n", encoding="utf-8")
    assert read_noms(tmp_path) == {"Marché"}


def test_every_accepted_remark_says_why() -> None:
    assert len(ACCEPTES) > 5
    assert all(len(one.raison) > 20 for one in ACCEPTES)
