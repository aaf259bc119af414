"""The French of every printed text, read by a grammar checker."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.acceptance.editions import Edition
from tests.acceptance.langue import ACCEPTES, check_langue
from tests.acceptance.livrables import TOUS, each_of


@each_of(TOUS, heavy=True)
def test_the_printed_text_has_no_fault_of_language(
    editions: Mapping[str, Edition], ref: str, nom: str, tmp_path: Path
) -> None:
    assert check_langue(editions[ref].files[f"{nom}.md"], tmp_path / "texte.txt") == []


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


def test_every_accepted_remark_says_why() -> None:
    assert len(ACCEPTES) > 5
    assert all(len(one.raison) > 20 for one in ACCEPTES)
