"""Whatever a contract lacks, the rules answer: never an exception, always a sentence."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass, replace
from decimal import Decimal
from random import Random
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpomdoc.checking.check_sens import check_calculs, check_sens
from cpomdoc.checking.exigences import required_when_definitif
from cpomdoc.checking.rules.registre import RULES, RULES_CALCULS
from cpomdoc.computing.compute_calculs import compute_calculs
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.dossier import Dossier
from cpomdoc.problems import Problem
from tests.checking.contrats_de_test import read_catalogue

WORDS = (
    *("", "a", "ime", "mas", "siege", "tous", "ars", "etat", "44", "49", "01", "2A", "75", "52", "11", "183", "500"),
    *("354", "999", "TO", "taux_occupation", "file_active", "semi_internat", "hebergement_permanent", "internat"),
    *("conjointe", "departement", "gestionnaire", "definitif", "projet", "esms_l313_12_2", "ehpad_iv_ter", "ccas"),
    *("chrs_l313_11_2", "association", "public_territorial", "rob", "fixe", "M€", "k€", "€", "montant", "hausse"),
    *("baisse", "apurement_deficits", "FA-01", "activite", "diagnostic", "revision", "330001025", "970101028"),
    *("[[annexe:activite]]", "[[annexe:x]] [[article:]] [[:]] [[fiche:FA-9]] [[", "XXX", "à compléter"),
)
COUNTS = (0, 1, 2, 3, 5, 7, 40, 210, 365, 366, 400)
YEARS = (1999, 2020, 2024, 2025, 2026, 2027, 2028, 2029, 2031, 2032, 2060)
DURATIONS = (1, 3, 5, 7, 10)
JOURS = (
    *(datetime.date(2027, 1, 1), datetime.date(2031, 12, 31), datetime.date(2028, 2, 29), datetime.date(2026, 12, 15)),
    *(datetime.date(2027, 7, 1), datetime.date(2019, 5, 6), datetime.date(2029, 3, 1), datetime.date(2040, 6, 30)),
)
NOMBRES = ("-10", "0", "0.5", "8.28", "10", "85", "104", "28000", "1000000.01")
LEAVES: dict[type, Callable[[Random], object]] = {
    str: lambda draw: draw.choice(WORDS),
    int: lambda draw: draw.choice(COUNTS),
    bool: lambda draw: draw.random() < 0.5,
    datetime.date: lambda draw: draw.choice(JOURS),
    Decimal: lambda draw: Decimal(draw.choice(NOMBRES)),
}
SEEDS = st.integers(0, 2**32)
"""A dossier is drawn from a seed: thousands of fields make a strategy that shrinks far too slow."""


def draw_value(kind: Any, draw: Random, unknown: float) -> Any:
    """A value of an announced type, unknown as often as that where the type allows it."""
    origin, args = get_origin(kind), get_args(kind)
    if type(None) in args:
        known = draw.choice([one for one in args if one is not type(None)])
        return None if draw.random() < unknown else draw_value(known, draw, unknown)
    if origin is tuple:
        return tuple(draw_value(args[0], draw, unknown) for _ in range(draw.randrange(4)))
    if origin is Mapping:
        keys = [draw.choice(YEARS if args[0] is int else WORDS) for _ in range(draw.randrange(5))]
        return {key: draw_value(args[1], draw, unknown) for key in keys}
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(**{name: draw_field(name, one, draw, unknown) for name, one in get_type_hints(kind).items()})
    return LEAVES[kind](draw)


def draw_field(name: str, kind: Any, draw: Random, unknown: float) -> Any:
    """A field; the schemas let through only plausible years and durations."""
    value = draw_value(kind, draw, unknown)
    if value is None or not isinstance(value, int) or isinstance(value, bool):
        return value
    return draw.choice(DURATIONS if name == "duree_annees" else YEARS) if "annee" in name else value


def draw_dossier(seed: int) -> Dossier:
    """A dossier of any content; every other one has dates that make sense, so that rules go further."""
    draw = Random(seed)
    dossier: Dossier = draw_value(Dossier, draw, draw.random())
    if seed % 2:
        return dossier
    contrat = replace(dossier.general.contrat, date_effet=datetime.date(2027, 1, 1), duree_annees=5)
    return replace(dossier, general=replace(dossier.general, contrat=contrat))


def check_everything(seed: int) -> list[Problem]:
    """Every rule on a drawn dossier, and on the figures that follow from it."""
    dossier, referentiel = draw_dossier(seed), load_referentiel()
    sens = check_sens(dossier, referentiel, read_catalogue(), required_when_definitif())
    return sens + check_calculs(dossier, compute_calculs(dossier, referentiel), referentiel)


def assert_sentences(problems: list[Problem]) -> None:
    for problem in problems:
        assert problem.message[-1] in ".?…", problem
        assert "None" not in problem.message + problem.aide, problem
        assert all(space not in problem.message for space in (" :", " ;", "« ", " »", " €", " %")), problem
        assert problem.path


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_no_dossier_makes_a_rule_fail(seed: int) -> None:
    assert_sentences(check_everything(seed))


@pytest.mark.long
@settings(max_examples=5000, deadline=None)
@given(SEEDS)
def test_no_dossier_among_thousands_makes_a_rule_fail(seed: int) -> None:
    assert_sentences(check_everything(seed))


def test_drawn_dossiers_reach_most_rules() -> None:
    found = {problem.code for seed in range(150) for problem in check_everything(seed)}
    assert len(found) > 0.8 * len((*RULES, *RULES_CALCULS))
