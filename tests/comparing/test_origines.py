"""Each value is known to come from the act that brought it, and acts apart from those before them still add up."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from cpomdoc.comparing.assembler import Dependant, assemble
from cpomdoc.comparing.changements import Nature
from cpomdoc.comparing.compare import compare, keep_contrat
from cpomdoc.comparing.origines import find_origines, pair_feuilles
from cpomdoc.model.dossier import Dossier
from tests.checking.test_rules_property import SEEDS, draw_dossier
from tests.comparing.mutations import mutate_dossier
from tests.comparing.test_compare import exemple, finances, with_etablissements

MONTANT = "finances.bases[ime-tilleuls, ars, –].montant"


def with_base(dossier: Dossier, montant: str) -> Dossier:
    first, *others = finances(dossier).bases
    bases = (replace(first, montant=Decimal(montant)), *others)
    return replace(dossier, finances=replace(finances(dossier), bases=bases))


def with_capacite(dossier: Dossier, autorisee: int) -> Dossier:
    ime, *others = dossier.perimetre.etablissements
    changed = replace(ime, capacites=(replace(ime.capacites[0], autorisee=autorisee), *ime.capacites[1:]))
    return with_etablissements(dossier, changed, *others)


def with_id(dossier: Dossier, ident: str) -> Dossier:
    ime, *others = dossier.perimetre.etablissements
    return with_etablissements(dossier, replace(ime, id=ident), *others)


def iterate_leaves(value: object) -> Iterator[object]:
    if is_dataclass(value):
        for one in fields(value):
            yield from iterate_leaves(getattr(value, one.name))
    elif isinstance(value, tuple | Mapping):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from iterate_leaves(item)
    elif value is not None:
        yield value


def test_the_first_state_comes_from_the_contract_whole() -> None:
    origines = find_origines([(0, exemple())])
    assert len(origines) > 300
    assert set(origines.values()) == {0}
    assert origines[MONTANT] == 0


def test_a_value_comes_from_the_last_act_that_changed_it() -> None:
    first = exemple()
    second = with_base(first, "1000.00")
    third = with_capacite(second, 46)
    fourth = with_base(third, "2000.00")
    origines = find_origines([(0, first), (1, second), (2, third), (3, fourth)])
    changed = {lieu: acte for lieu, acte in origines.items() if acte}
    assert changed == {
        MONTANT: 3,
        "perimetre.etablissements[ime-tilleuls].capacites[semi_internat, déficience intellectuelle, –].autorisee": 2,
    }


def test_a_value_is_followed_when_its_establishment_changes_its_id_and_its_place() -> None:
    first = exemple()
    second = with_capacite(first, 46)
    ime, *others = second.perimetre.etablissements
    third = with_etablissements(second, *others, replace(ime, id="ime"))
    origines = find_origines([(0, first), (1, second), (2, third)])
    ici = "perimetre.etablissements[ime]"
    assert origines[f"{ici}.id"] == 2
    assert origines[f"{ici}.nom"] == 0
    assert origines[f"{ici}.capacites[semi_internat, déficience intellectuelle, –].autorisee"] == 1


def test_what_comes_back_comes_from_the_act_that_brought_it_back() -> None:
    first = exemple()
    second = with_etablissements(first, *first.perimetre.etablissements[1:])
    origines = find_origines([(0, first), (1, second), (2, first)])
    assert origines["perimetre.etablissements[ime-tilleuls].nom"] == 2


@settings(max_examples=25, deadline=None)
@given(SEEDS, SEEDS)
def test_values_brought_by_an_act_are_those_of_its_changes(seed: int, other: int) -> None:
    first = keep_contrat(draw_dossier(seed))
    second = mutate_dossier(first, other)
    brought = [one for one in compare(first, second) if one.nature not in (Nature.RETRAIT, Nature.DEPLACEMENT)]
    feuilles = list(pair_feuilles(first, second))
    assert len([one for one in feuilles if not one.inchangee]) <= sum(
        len(list(iterate_leaves(one.apres))) for one in brought
    )
    assert len(feuilles) == len(list(iterate_leaves(second))) - len([second.ref])
    assert all(one.inchangee and one.ancien == one.chemin for one in pair_feuilles(first, first))


def test_acts_that_are_all_in_force_give_the_states_that_were_signed() -> None:
    etats = [exemple(), with_base(exemple(), "1.00"), with_capacite(with_base(exemple(), "1.00"), 46)]
    assert assemble(etats, (0, 1, 2)) == tuple(etats)
    assert assemble(etats, (0, 1)) == tuple(etats[:2])


def test_an_act_stands_without_the_one_before_it_when_it_changes_something_else() -> None:
    first = exemple()
    etats = [first, with_base(first, "1.00"), with_capacite(with_base(first, "1.00"), 46)]
    assert assemble(etats, (0, 2)) == (first, with_capacite(first, 46))


def test_items_added_by_two_acts_are_added_without_each_other() -> None:
    first = exemple()
    ime = first.perimetre.etablissements[0]
    tous = first.perimetre.etablissements
    un, deux = replace(ime, id="un", finess=None), replace(ime, id="deux", finess=None)
    etats = [first, with_etablissements(first, *tous, un), with_etablissements(first, *tous, un, deux)]
    assert assemble(etats, (0, 2))[-1] == with_etablissements(first, *tous, deux)


def test_an_act_that_changes_what_another_wrote_does_not_stand_without_it() -> None:
    first = exemple()
    etats = [first, with_base(first, "1.00"), with_base(first, "2.00")]
    with pytest.raises(Dependant) as refusal:
        assemble(etats, (0, 2))
    assert (refusal.value.rang, refusal.value.lieux) == (2, (MONTANT,))


@pytest.mark.parametrize("inside", ["id", "capacite", "finances"])
def test_an_act_that_writes_in_what_another_brought_does_not_stand_without_it(inside: str) -> None:
    whole = exemple()
    first = replace(with_etablissements(whole, *whole.perimetre.etablissements[1:]), finances=None)
    changed = {"id": with_id(whole, "x"), "capacite": with_capacite(whole, 46), "finances": with_base(whole, "9")}
    with pytest.raises(Dependant):
        assemble([first, whole, changed[inside]], (0, 2))


def check_assemblies(seed: int, other: int) -> bool:
    """Whether the last act stands alone; when it does, it is by its own changes."""
    first = keep_contrat(draw_dossier(seed))
    second = mutate_dossier(first, other)
    third = mutate_dossier(second, other + 1)
    try:
        *_, alone = assemble([first, second, third], (0, 2))
    except Dependant as refusal:
        assert refusal.lieux
        return False
    assert {one.lieu for one in compare(second, third) if one.nature is not Nature.DEPLACEMENT} == {
        one.lieu for one in compare(first, alone) if one.nature is not Nature.DEPLACEMENT
    }
    return True


@settings(max_examples=25, deadline=None)
@given(SEEDS, SEEDS)
def test_any_acts_add_up_or_are_said_not_to(seed: int, other: int) -> None:
    check_assemblies(seed, other)


@pytest.mark.long
def test_many_acts_add_up_or_are_said_not_to() -> None:
    found = [check_assemblies(seed, seed * 7 + 1) for seed in range(400)]
    assert 20 < sum(found) < 400
