"""Numbers and amounts in words."""

from decimal import Decimal

import pytest

from cpomdoc import lettres


@pytest.mark.parametrize(
    ("valeur", "attendu"),
    [
        ("7003800.70", "sept millions trois mille huit cents euros et soixante-dix centimes"),
        ("1000000", "un million d’euros"),
        ("2000000000", "deux milliards d’euros"),
        ("2000000.01", "deux millions d’euros et un centime"),
        ("1000001", "un million un euros"),
        ("1", "un euro"),
        ("0", "zéro euro"),
        ("0.50", "cinquante centimes"),
        ("80", "quatre-vingts euros"),
        ("80000", "quatre-vingt mille euros"),
        ("200", "deux cents euros"),
        ("201", "deux cent un euros"),
        ("71", "soixante et onze euros"),
        ("-20000", "moins vingt mille euros"),
        ("-0.5", "moins cinquante centimes"),
    ],
)
def test_amounts_are_spelt_out(valeur: str, attendu: str) -> None:
    assert lettres.format_montant_lettres(Decimal(valeur)) == attendu


@pytest.mark.parametrize(
    ("valeur", "attendu"),
    [
        ("7003800", "sept millions trois mille huit cents"),
        ("12.5", "douze virgule cinq"),
        ("12.05", "douze virgule zéro cinq"),
        ("-3", "moins trois"),
        ("0", "zéro"),
    ],
)
def test_numbers_are_spelt_out(valeur: str, attendu: str) -> None:
    assert lettres.format_nombre_lettres(Decimal(valeur)) == attendu


def test_the_unknown_stays_unknown() -> None:
    assert lettres.format_montant_lettres(None) is None
    assert lettres.format_nombre_lettres(None) is None


def test_one_agrees_with_a_feminine_noun() -> None:
    assert lettres.cardinal(1, "f") == "une"
    assert lettres.cardinal(21, "f") == "vingt et une"
    assert lettres.cardinal(81, "f") == "quatre-vingt-une"
    assert lettres.cardinal(100, "f") == "cent"
    assert lettres.cardinal(-1) == "moins un"


def test_ordinals_are_short() -> None:
    assert [lettres.ordinal(1), lettres.ordinal(1, "f"), lettres.ordinal(2)] == ["1er", "1re", "2e"]
