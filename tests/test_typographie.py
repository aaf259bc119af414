"""What documents print: amounts, rates, dates, and the no-break spaces of a user's text."""

import re
from datetime import date
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpomdoc import typographie as typo


def test_the_unknown_stays_unknown() -> None:
    formats = (
        typo.format_montant,
        typo.format_montant_sans_unite,
        typo.format_taux,
        typo.format_nombre,
        typo.format_entier,
        typo.format_date,
        typo.format_date_courte,
        typo.format_mois,
    )
    assert [format_(None) for format_ in formats] == [None] * 8


@pytest.mark.parametrize(
    ("valeur", "attendu"),
    [
        ("7003800.7", "7\u202f003\u202f800,70\u202f€"),
        ("0", "0,00\u202f€"),
        ("999.995", "1\u202f000,00\u202f€"),
        ("-20000", "\u221220\u202f000,00\u202f€"),
        ("-0.001", "0,00\u202f€"),
        (
            "123456789012345678901234567890.12",
            "123\u202f456\u202f789\u202f012\u202f345\u202f678\u202f901\u202f234\u202f567\u202f890,12\u202f€",
        ),
    ],
)
def test_amounts_have_narrow_no_break_spaces(valeur: str, attendu: str) -> None:
    assert typo.format_montant(Decimal(valeur)) == attendu
    assert typo.format_montant_sans_unite(Decimal(valeur)) == attendu.removesuffix("\u202f€")


def test_the_context_of_the_caller_changes_nothing() -> None:
    with localcontext(prec=3):
        assert typo.format_montant(Decimal("7003800.70")) == "7\u202f003\u202f800,70\u202f€"
        assert typo.format_nombre(Decimal("1234.5")) == "1\u202f234,5"


@pytest.mark.parametrize(
    ("valeur", "attendu"),
    [
        ("0.8", "0,80"),
        ("1.2", "1,20"),
        ("1.2345", "1,2345"),
        ("1.234", "1,234"),
        ("95", "95,00"),
        ("66.666666", "66,6667"),
    ],
)
def test_rates_have_two_decimals_and_more_only_if_needed(valeur: str, attendu: str) -> None:
    assert typo.format_taux(Decimal(valeur)) == f"{attendu}\u202f%"


@pytest.mark.parametrize(
    ("valeur", "attendu"),
    [("12.50", "12,5"), ("1250", "1\u202f250"), ("1E+3", "1\u202f000"), ("-3", "\u22123"), ("0.007", "0,007")],
)
def test_counts_show_the_decimals_they_have(valeur: str, attendu: str) -> None:
    assert typo.format_nombre(Decimal(valeur)) == attendu


def test_whole_numbers() -> None:
    assert typo.format_entier(1250) == "1\u202f250"
    assert typo.format_nombre(40) == "40"


def test_only_the_first_of_the_month_is_an_ordinal() -> None:
    assert typo.format_date(date(2027, 1, 1)) == "1er janvier 2027"
    assert typo.format_date(date(2027, 8, 2)) == "2 août 2027"
    assert typo.format_date_courte(date(2027, 1, 1)) == "01/01/2027"
    assert typo.format_mois(date(2027, 2, 1)) == "février 2027"


@pytest.mark.parametrize(
    ("saisi", "imprime"),
    [
        ("Attention : oui !", "Attention\u202f: oui\u202f!"),
        ("« oui » ; non ?", "«\u202foui\u202f»\u202f; non\u202f?"),
        ("l'usager n'est pas d'accord", "l’usager n’est pas d’accord"),
        ("qu'« il »", "qu’«\u202fil\u202f»"),
        ("7 003 800,70 € et 95 %", "7\u202f003\u202f800,70\u202f€ et 95\u202f%"),
        ("en 2027 120 000 €", "en 2027 120\u202f000\u202f€"),
        ("loi n° 2002-2", "loi n°\u00a02002-2"),
        ("article L. 313-11", "article L.\u00a0313-11"),
        ("**important** : *oui* !", "**important**\u202f: *oui*\u202f!"),
        ("voir https://exemple.fr/a:b?c=1 12:30", "voir https://exemple.fr/a:b?c=1 12:30"),
        ("[[annexe:activite]] ; suite", "[[annexe:activite]]\u202f; suite"),
        ("le 20/01/2027 à 14 h 30", "le 20/01/2027 à 14\u00a0h\u00a030"),
        ("0,40 ETP, et 3 hommes", "0,40\u00a0ETP, et 3 hommes"),
        ("le 'mot' anglais", "le 'mot' anglais"),
        ("- un\n- deux ;\n", "- un\n- deux\u202f;\n"),
        ("oui\u00a0: non", "oui\u202f: non"),
        ("| a | :--- |", "| a | :--- |"),
        ("du texte sans rien", "du texte sans rien"),
    ],
)
def test_ordinary_spaces_become_the_right_ones(saisi: str, imprime: str) -> None:
    assert typo.normalise_typographie(saisi) == imprime


french = st.text("aé Lnd1234567890'’«»:;!?%€°.,-/*[]()\u00a0\u202f\n", max_size=60)


@given(french)
def test_normalising_twice_is_normalising_once(texte: str) -> None:
    once = typo.normalise_typographie(texte)
    assert typo.normalise_typographie(once) == once


@given(french)
def test_words_and_figures_are_never_changed(texte: str) -> None:
    def bare(text: str) -> str:
        return re.sub(r"[ \u00a0\u202f]", "", text).replace("'", "’")

    assert bare(typo.normalise_typographie(texte)) == bare(texte)


@given(french)
def test_no_word_is_joined_to_another(texte: str) -> None:
    assert len(typo.normalise_typographie(texte).split()) == len(texte.split())
