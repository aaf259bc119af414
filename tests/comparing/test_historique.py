"""A value is followed through the versions of its contract, and found by the ways in which people name it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from cpomdoc.comparing.changements import Chemin, Repere, format_lieu
from cpomdoc.comparing.compare import keep_contrat
from cpomdoc.comparing.historique import Fil, choose, follow
from cpomdoc.comparing.lieux import ends_at, is_at
from tests.checking.test_rules_property import SEEDS, draw_dossier
from tests.comparing.mutations import mutate_dossier
from tests.comparing.test_compare import exemple, with_etablissements
from tests.comparing.test_origines import MONTANT, with_base, with_id

BASE: Chemin = ("finances", "bases", Repere(("ime", "ars", None), 1, ("etablissement",), "IME Les Ormes"), "montant")
DUREE: Chemin = ("general", "contrat", "duree_annees")


def only(fils: tuple[Fil, ...]) -> Fil:
    assert len(fils) == 1, [format_lieu(one.chemin) for one in fils]
    return fils[0]


def values_of(fil: Fil) -> list[str | None]:
    return [None if one is None else str(one.valeur) for one in fil.feuilles]


@pytest.mark.parametrize(
    "lieu",
    [
        "finances.bases[ime, ars, –].montant",
        "finances.bases[ime,ars].montant",
        "finances.bases[ime].montant",
        "finances.bases[ars].montant",
        "finances.bases[IME les ormes].montant",
        "finances.bases[*].montant",
        "finances.bases.*.montant",
        "finances.bases.montant",
        "finances.bases[ime]",
        "finances.bases",
        "finances",
    ],
)
def test_a_value_is_named_in_many_ways(lieu: str) -> None:
    assert is_at(BASE, lieu)


@pytest.mark.parametrize(
    "lieu",
    ["", "finance", "finances.bases[mas].montant", "finances.bases[ars, ime].montant", "montant", "bases.montant", "["],
)
def test_other_names_are_not_its_own(lieu: str) -> None:
    assert not is_at(BASE, lieu)


def test_the_last_steps_name_a_value_too() -> None:
    assert ends_at(BASE, "bases.montant")
    assert ends_at(BASE, "bases[ime].montant")
    assert not ends_at(BASE, "bases")
    assert not ends_at(BASE, "")


@pytest.mark.parametrize("lieu", ["contrat.duree_annees", "general.contrat.duree_annees", "contrat"])
def test_the_first_file_needs_no_name(lieu: str) -> None:
    assert is_at(DUREE, lieu)


def test_a_value_goes_from_version_to_version() -> None:
    first = exemple()
    fils = follow([first, with_base(first, "1000"), with_base(first, "1000"), with_base(first, "2000")])
    fil = only(choose(fils, MONTANT))
    assert values_of(fil)[1:] == ["1000", "1000", "2000"]
    assert fil.ecarts == (False, True, False, True)


def test_a_value_keeps_its_history_when_what_bears_it_is_renamed() -> None:
    first = exemple()
    second = with_id(with_base(first, "1000"), "ime")
    for lieu in ("perimetre.etablissements[ime].nom", "perimetre.etablissements[ime-tilleuls].nom"):
        fil = only(choose(follow([first, second]), lieu))
        assert format_lieu(fil.chemin) == "perimetre.etablissements[ime].nom"
        assert fil.ecarts == (False, False)


def test_what_goes_and_comes_back_is_one_value() -> None:
    first = exemple()
    without = with_etablissements(first, *first.perimetre.etablissements[1:])
    fil = only(choose(follow([first, without, first]), "perimetre.etablissements[ime-tilleuls].nom"))
    assert values_of(fil) == ["IME Les Tilleuls", None, "IME Les Tilleuls"]
    assert fil.ecarts == (False, True, True)


def test_what_is_gone_is_still_found() -> None:
    first = exemple()
    without = replace(first, finances=None)
    fil = only(choose(follow([first, without]), MONTANT))
    assert values_of(fil)[-1] is None


@settings(max_examples=20, deadline=None)
@given(SEEDS, SEEDS)
def test_every_value_of_every_state_is_in_one_history(seed: int, other: int) -> None:
    first = keep_contrat(draw_dossier(seed))
    second = mutate_dossier(first, other)
    fils = follow([first, second, first])
    for rang in range(3):
        lieux = [found.chemin for one in fils if (found := one.feuilles[rang]) is not None]
        assert len(set(lieux)) == len(lieux)
    assert {one.feuilles[0].chemin for one in fils if one.feuilles[0]} == {
        one.feuilles[2].chemin for one in fils if one.feuilles[2]
    }
