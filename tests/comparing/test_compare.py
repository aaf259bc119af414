"""What changes between two states is found by names, once, and is enough to make one state from the other."""

import datetime
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Any, get_args

import pytest
from hypothesis import given, settings

from cpomdoc.comparing.appliquer import apply
from cpomdoc.comparing.changements import Changement, Nature
from cpomdoc.comparing.cles import CLES
from cpomdoc.comparing.compare import compare, keep_contrat
from cpomdoc.model.build import field_kinds
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.finances import Finances
from cpomdoc.model.perimetre import Etablissement
from tests.checking.contrats_de_test import ROOT, read_dossier
from tests.checking.test_rules_property import SEEDS, draw_dossier
from tests.comparing.mutations import mutate_dossier

EXEMPLES = sorted(path.name for path in (ROOT / "contracts").iterdir() if (path / "contrat.yaml").is_file())


@cache
def exemple(ref: str = "tilleuls") -> Dossier:
    return keep_contrat(read_dossier(ROOT / "contracts" / ref)[1])


def finances(dossier: Dossier) -> Finances:
    assert dossier.finances is not None
    return dossier.finances


def with_etablissements(dossier: Dossier, *etablissements: Etablissement) -> Dossier:
    return replace(dossier, perimetre=replace(dossier.perimetre, etablissements=etablissements))


def only(changements: tuple[Changement, ...]) -> Changement:
    assert len(changements) == 1, [one.lieu for one in changements]
    return changements[0]


def list_item_classes(kind: Any, seen: set[type]) -> Iterator[type]:
    """The dataclasses that stand in a list somewhere under a type."""
    for inside in get_args(kind):
        yield from list_item_classes(inside, seen)
        if isinstance(inside, type) and is_dataclass(inside) and str(kind).startswith("tuple"):
            yield inside
    if isinstance(kind, type) and is_dataclass(kind) and kind not in seen:
        seen.add(kind)
        for one in field_kinds(kind).values():
            yield from list_item_classes(one, seen)


def test_every_list_of_a_contract_says_what_names_its_items() -> None:
    kinds = [kind for name, kind in field_kinds(Dossier).items() if name not in ("lancement", "suivis")]
    classes = {found for kind in kinds for found in list_item_classes(kind, set())}
    classes |= set(get_args(field_kinds(Dossier)["fiches"])) - {Ellipsis}
    assert len(classes) > 40
    assert classes == set(CLES)
    for cls, keys in CLES.items():
        names = {one.name for one in fields(cls)}
        assert {champ for key in keys for champ in key} <= names, cls


@settings(max_examples=60, deadline=None)
@given(SEEDS, SEEDS)
def test_changes_are_enough_to_make_any_state_from_any_other(seed: int, other: int) -> None:
    avant, apres = keep_contrat(draw_dossier(seed)), keep_contrat(draw_dossier(other))
    assert apply(compare(avant, apres), avant) == apres


@settings(max_examples=60, deadline=None)
@given(SEEDS, SEEDS)
def test_changes_are_enough_to_make_a_state_from_the_one_it_comes_from(seed: int, other: int) -> None:
    avant = keep_contrat(draw_dossier(seed))
    apres = mutate_dossier(avant, other)
    assert apply(compare(avant, apres), avant) == apres


@pytest.mark.parametrize("ref", EXEMPLES)
def test_the_examples_change_and_come_back(ref: str) -> None:
    avant = exemple(ref)
    found = 0
    for seed in range(15):
        apres = mutate_dossier(avant, seed)
        changements = compare(avant, apres)
        found += len(changements)
        assert apply(changements, avant) == apres
        assert apply(compare(apres, avant), apres) == avant
    assert found > 15


@settings(max_examples=30, deadline=None)
@given(SEEDS)
def test_a_state_compared_with_itself_has_no_change(seed: int) -> None:
    dossier = draw_dossier(seed)
    assert compare(dossier, dossier) == ()
    assert compare(dossier, draw_dossier(seed)) == ()


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_comparing_twice_finds_the_same_changes(seed: int) -> None:
    avant, apres = draw_dossier(seed), mutate_dossier(draw_dossier(seed), seed)
    assert compare(avant, apres) == compare(avant, apres)


def test_the_preparation_and_the_follow_up_are_no_part_of_what_is_signed() -> None:
    whole = read_dossier(ROOT / "contracts" / "tilleuls")[1]
    assert whole.lancement is not None
    assert compare(whole, replace(whole, lancement=None, suivis=())) == ()


def test_a_value_that_changes_is_a_modification_at_its_names() -> None:
    avant = exemple()
    ime, *others = avant.perimetre.etablissements
    capacite = replace(ime.capacites[0], autorisee=46)
    changement = only(compare(avant, with_etablissements(avant, replace(ime, capacites=(capacite,)), *others)))
    assert (changement.nature, changement.avant, changement.apres) == (Nature.MODIFICATION, 40, 46)
    assert changement.lieu == (
        "perimetre.etablissements[ime-tilleuls].capacites[semi_internat, déficience intellectuelle, –].autorisee"
    )


def test_what_moves_in_a_list_is_told_apart_and_changes_nothing_else() -> None:
    avant = exemple()
    first, *others = avant.perimetre.etablissements
    changement = only(compare(avant, with_etablissements(avant, *others, first)))
    assert (changement.nature, changement.avant, changement.apres) == (Nature.DEPLACEMENT, 1, len(others) + 1)
    assert changement.lieu == "perimetre.etablissements[ime-tilleuls]"


def test_an_establishment_put_first_is_one_addition_and_moves_none() -> None:
    avant = exemple()
    new = Etablissement("foyer", "Foyer des Tilleuls")
    changement = only(compare(avant, with_etablissements(avant, new, *avant.perimetre.etablissements)))
    assert (changement.nature, changement.apres, changement.rang) == (Nature.AJOUT, new, 0)


def test_a_new_id_with_the_same_finess_is_one_renaming_that_all_that_names_it_follows() -> None:
    avant = exemple()
    ime, *others = avant.perimetre.etablissements
    bases = tuple(
        replace(one, etablissement="ime") if one.etablissement == ime.id else one for one in finances(avant).bases
    )
    fiches = tuple(
        replace(one, etablissements=tuple("ime" if each == ime.id else each for each in one.etablissements))
        for one in avant.fiches
    )
    apres = replace(
        with_etablissements(avant, replace(ime, id="ime"), *others),
        fiches=fiches,
        finances=replace(finances(avant), bases=bases),
    )
    renommage, *rest = compare(avant, apres)
    assert (renommage.nature, renommage.avant, renommage.apres) == (Nature.RENOMMAGE, "ime-tilleuls", "ime")
    assert not [one.lieu for one in rest if one.chemin[0] == "fiches" or "bases" in one.chemin]
    assert apply((renommage, *rest), avant) == apres


def test_another_name_for_the_same_id_is_a_renaming() -> None:
    avant = exemple()
    ime, *others = avant.perimetre.etablissements
    changement = only(compare(avant, with_etablissements(avant, replace(ime, nom="IME du Port"), *others)))
    assert (changement.nature, changement.apres) == (Nature.RENOMMAGE, "IME du Port")


def test_an_amount_written_otherwise_does_not_change() -> None:
    avant = exemple()
    taux = {year: None if one is None else Decimal(f"{one}000") for year, one in finances(avant).taux.items()}
    assert compare(avant, replace(avant, finances=replace(finances(avant), taux=taux))) == ()


def test_a_year_that_comes_one_that_goes_and_one_that_changes_are_three_changes() -> None:
    avant = replace(exemple(), finances=Finances(taux={2027: Decimal(1), 2028: Decimal(1), 2029: None}))
    apres = replace(avant, finances=Finances(taux={2028: Decimal(2), 2029: None, 2030: None}))
    found = {one.lieu: one.nature for one in compare(avant, apres)}
    assert found == {
        "finances.taux[2027]": Nature.RETRAIT,
        "finances.taux[2028]": Nature.MODIFICATION,
        "finances.taux[2030]": Nature.AJOUT,
    }
    assert apply(compare(avant, apres), avant) == apres


def test_what_becomes_known_is_added_and_what_becomes_unknown_is_removed() -> None:
    avant = exemple()
    jour = datetime.date(2027, 1, 15)
    general = avant.general
    unknown = replace(avant, general=replace(general, contrat=replace(general.contrat, date_signature=None)))
    known = replace(avant, general=replace(general, contrat=replace(general.contrat, date_signature=jour)))
    assert only(compare(unknown, known)).nature is Nature.AJOUT
    assert only(compare(known, unknown)).nature is Nature.RETRAIT


def test_two_items_of_one_name_are_still_told_apart() -> None:
    avant = exemple()
    ime = avant.perimetre.etablissements[0]
    double = (ime, replace(ime, commune="Rezé"), ime)
    less = (ime, ime)
    before, after = with_etablissements(avant, *double), with_etablissements(avant, *less)
    assert apply(compare(before, after), before) == after
    assert apply(compare(after, before), after) == before
