"""The worked examples, written in tests/cases by people who know the law, give the figures they expect."""

from datetime import date
from decimal import Decimal

import pytest
from tests.computing.calculs_cas import CALCULS
from tests.computing.lecture_cas import INCONNU, Cas, read_cas, read_nombre

TOUS = read_cas()


def test_there_are_cases_of_every_kind_of_computation() -> None:
    assert len(TOUS) >= 40
    assert {cas.calcul for cas in TOUS} == set(CALCULS)


def test_each_case_has_a_title_of_its_own_and_says_why() -> None:
    assert len({cas.titre for cas in TOUS}) == len(TOUS)
    assert all(cas.explication.strip().endswith(".") and cas.attendu for cas in TOUS)


@pytest.mark.parametrize("cas", TOUS, ids=lambda cas: cas.titre)
def test_computed_figures_are_the_expected_ones(cas: Cas) -> None:
    result = CALCULS[cas.calcul](cas.donnees)
    assert {name: result[name] for name in cas.attendu} == {
        name: read_expected(text, result[name]) for name, text in cas.attendu.items()
    }


def read_expected(text: str, computed: object) -> object:
    """The expected text as a value of the computed one's kind; an unknown never equals a number."""
    if text in INCONNU:
        return None
    if isinstance(computed, date):
        day, month, year = (int(part) for part in text.split("/"))
        return date(year, month, day)
    return read_nombre(text) if isinstance(computed, int | Decimal) else text
