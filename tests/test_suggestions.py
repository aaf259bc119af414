"""The nearest known words, for « vouliez-vous dire … ? »."""

import pytest

from cpomdoc.suggestions import format_suggestion, suggest

WORDS = ("raison_sociale", "finess", "finess_ej", "siren", "adresse", "date_effet", "duree_annees", "commune")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("raison_social", "raison_sociale"),
        ("Raison Sociale", "raison_sociale"),
        ("fines", "finess"),
        ("siern", "siren"),
        ("durée-années", "duree_annees"),
        ("date_d_effet", "date_effet"),
        ("adresses", "adresse"),
        ("comm", "commune"),
    ],
)
def test_the_nearest_word_comes_first(written: str, meant: str) -> None:
    assert suggest(written, WORDS)[0] == meant


@pytest.mark.parametrize("written", ["", "x", "objectif", "zzzzzz", "capacites"])
def test_nothing_is_suggested_when_nothing_is_near(written: str) -> None:
    assert suggest(written, WORDS) == ()


def test_the_same_word_but_for_accents_is_suggested_alone() -> None:
    assert suggest("Finèss", WORDS) == ("finess",)


def test_the_order_of_candidates_changes_nothing() -> None:
    assert suggest("fines", WORDS) == suggest("fines", tuple(reversed(WORDS)))


def test_the_sentence_is_french_and_typeset() -> None:
    assert format_suggestion("sirene", WORDS) == "vouliez-vous dire «\u202fsiren\u202f»\u202f?"
    assert format_suggestion("zzzzzz", WORDS) == ""
