"""FINESS, SIREN, SIRET, codes and slugs: accepted, normalised, or refused with what to mend."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.fr import siren, siret

from cpomdoc import identifiants


@pytest.mark.parametrize("number", ["010002228", "2A0002978", "2B0003073", "970108262"])
def test_published_finess_numbers_pass_as_they_are(number: str) -> None:
    assert identifiants.check_finess(number) == number


def test_spaces_and_lower_case_are_mended() -> None:
    assert identifiants.check_finess("01 000 222 8") == "010002228"
    assert identifiants.check_finess("2a 000 297 8") == "2A0002978"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("010002229", "dernier chiffre attendu\u202f: 8"),
        ("75001234", "comporte 8 caractères\u202f; un numéro FINESS en compte 9. Un zéro initial"),
        ("0100022280", "comporte 10 caractères"),
        ("01000222X", "neuf chiffres (2A ou 2B en tête pour la Corse)"),
        ("2C0002978", "neuf chiffres (2A ou 2B en tête pour la Corse)"),
        ("٠١٠٠٠٢٢٢٨", "neuf chiffres"),
    ],
)
def test_a_wrong_finess_says_what_is_wrong(text: str, why: str) -> None:
    with pytest.raises(ValueError) as refused:
        identifiants.check_finess(text)
    assert why in str(refused.value)


@given(st.text("0123456789", min_size=8, max_size=8), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_caught(stem: str, place: int, shift: int) -> None:
    number = stem + identifiants.expected_key(f"{stem}0")
    assert identifiants.check_finess(number) == number
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    with pytest.raises(ValueError, match="clé de contrôle"):
        identifiants.check_finess(wrong)


@pytest.mark.parametrize("number", ["732829320", "356000000", "123456782", "000000000", "123456789"])
def test_a_siren_is_judged_as_by_an_independent_library(number: str) -> None:
    if siren.is_valid(number):
        assert identifiants.check_siren(number) == number
    else:
        with pytest.raises(ValueError, match="clé de contrôle du SIREN"):
            identifiants.check_siren(number)


@pytest.mark.parametrize(
    "number", ["73282932000074", "35600000000048", "35600000000001", "73282932000075", "12345678200010"]
)
def test_a_siret_is_judged_as_by_an_independent_library(number: str) -> None:
    if siret.is_valid(number):
        assert identifiants.check_siret(number) == number
    else:
        with pytest.raises(ValueError, match="clé de contrôle du SIRET"):
            identifiants.check_siret(number)


def test_both_kinds_of_siret_are_in_the_sample() -> None:
    assert siret.is_valid("35600000000001")
    assert not luhn.is_valid("35600000000001")
    assert not siret.is_valid("73282932000075")


@pytest.mark.parametrize(
    ("text", "why"),
    [("73282932", "comporte 8 chiffres"), ("73282932A", "9 chiffres sont attendus"), ("", "9 chiffres sont attendus")],
)
def test_a_wrong_siren_says_what_is_wrong(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        identifiants.check_siren(text)


def test_the_siren_inside_a_siret_is_checked_first() -> None:
    with pytest.raises(ValueError, match="SIREN « 732829321 »"):
        identifiants.check_siret("732 829 321 00074")


def test_codes_of_departements_are_the_hundred_and_one_and_lyon() -> None:
    candidates = [f"{n:02}" for n in range(1000)] + ["2A", "2B", "2C", "69M", "69N"]
    accepted = []
    for code in candidates:
        try:
            accepted.append(identifiants.check_departement(code))
        except ValueError as refused:
            assert code in str(refused)
    assert len(accepted) == 102
    assert {"01", "19", "2A", "2B", "21", "69M", "95", "971", "974", "976"} <= set(accepted)
    assert not {"00", "20", "96", "975", "977"} & set(accepted)


@pytest.mark.parametrize(("text", "why"), [("1", "écrivez 01"), ("20", "2A (Corse-du-Sud) ou 2B"), ("Ain", "01 à 95")])
def test_a_wrong_departement_says_what_to_write(text: str, why: str) -> None:
    with pytest.raises(ValueError) as refused:
        identifiants.check_departement(text)
    assert why in str(refused.value)


def test_codes_of_categories_and_regions() -> None:
    assert identifiants.check_categorie("183") == "183"
    assert identifiants.check_region("52") == "52"
    with pytest.raises(ValueError, match="trois chiffres"):
        identifiants.check_categorie("501x")
    with pytest.raises(ValueError, match="deux chiffres"):
        identifiants.check_region("Bretagne")


@pytest.mark.parametrize("text", ["ime-tilleuls", "fa-03", "a", "plan_2027"])
def test_a_slug_is_kept(text: str) -> None:
    assert identifiants.check_identifiant(text) == text


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [("IME Les Tilleuls", "ime-les-tilleuls"), ("réduire l’attente", "reduire-l-attente"), ("a--b", "a-b")],
)
def test_a_bad_slug_comes_with_a_good_one(text: str, suggestion: str) -> None:
    with pytest.raises(ValueError, match=f"par exemple {suggestion}"):
        identifiants.check_identifiant(text)
    assert identifiants.check_identifiant(suggestion) == suggestion


def test_a_slug_made_of_nothing_has_no_suggestion() -> None:
    with pytest.raises(ValueError, match=r"traits d’union\.$"):
        identifiants.check_identifiant("!!!")
