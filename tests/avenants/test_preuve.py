"""The proof of an avenant: it holds for any two states of a contract, and notices whatever the act leaves out."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from cpomdoc.avenants.ouvrage import Ouvrage
from cpomdoc.avenants.preuve import prove
from cpomdoc.comparing.appliquer import apply
from cpomdoc.errors import GabaritError
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.projet_avenant import Genre
from cpomdoc.rendering.formats.markdown import render_markdown
from cpomdoc.versions.etats import Etat
from tests.avenants.suites import draft, follow, read_exemple
from tests.comparing.mutations import mutate_dossier

REF = "ccas-brevins"


@cache
def exemple(ref: str = REF) -> Etat:
    return read_exemple(ref)


def raise_base(dossier: Dossier) -> Dossier:
    """One more euro in the first base."""
    finances = dossier.finances
    assert finances is not None
    first = finances.bases[0]
    assert first.montant is not None
    more = replace(first, montant=first.montant + Decimal(1))
    return replace(dossier, finances=replace(finances, bases=(more, *finances.bases[1:])))


@cache
def ouvrage() -> Ouvrage:
    return draft(follow(exemple(), raise_base(exemple().dossier)))


def codes(ouvrage: Ouvrage) -> set[str]:
    return {one.code for one in prove(ouvrage, ())}


def prove_pair(ref: str, seed: int) -> int:
    """How many changes were proven; none when the mutated contract is one that its check would refuse to print."""
    avant = exemple(ref)
    apres = mutate_dossier(avant.dossier, seed)
    suite = follow(avant, apres)
    try:
        made = draft(suite)
    except GabaritError:
        return 0
    assert prove(made, ()) == ()
    assert apply(suite.changements, avant.dossier) == apres
    again = draft(follow(avant, apres))
    assert render_markdown(made.acte.imprimes[0].tree) == render_markdown(again.acte.imprimes[0].tree)
    return len(suite.changements)


def test_an_avenant_says_all_of_a_change() -> None:
    made = ouvrage()
    operations = [one for article in made.projet.articles for one in article.operations]
    assert prove(made, ()) == ()
    assert {one.genre for one in operations} >= {Genre.REMPLACER_ANNEXE}
    assert len(made.projet.tableau) == 1


@pytest.mark.parametrize("seed", [2])
def test_any_two_states_give_a_proven_avenant(seed: int) -> None:
    assert prove_pair(REF, seed) > 0


@pytest.mark.long
@pytest.mark.parametrize("ref", [REF, "ehpad-sources", "residence-glycines", "sad-vallons"])
def test_many_pairs_of_states_give_proven_avenants(ref: str) -> None:
    assert sum(prove_pair(ref, seed) for seed in range(10, 18)) > 20


def test_a_change_that_the_avenant_does_not_carry_is_named() -> None:
    made = ouvrage()
    fautes = prove(replace(made, suite=replace(made.suite, changements=())), ())
    assert "finances.bases" in next(one.lieu for one in fautes if one.code == "PRV-001")


def test_an_annex_that_changes_without_a_word_in_the_act_is_noticed() -> None:
    made = ouvrage()
    kept = tuple(one for one in made.projet.articles if "nnexe" not in one.intitule)
    fautes = prove(replace(made, projet=replace(made.projet, articles=kept)), ())
    assert "annexe:financiere" in {one.lieu for one in fautes if one.code == "PRV-002"}


def test_words_that_the_act_should_quote_and_does_not_are_noticed() -> None:
    made = ouvrage()
    emptied = replace(made.acte.imprimes[0], tree=replace(made.acte.imprimes[0].tree, sections=()))
    acte = replace(made.acte, imprimes=(emptied, *made.acte.imprimes[1:]))
    assert "PRV-002" in codes(replace(made, acte=acte))


def test_an_attached_annex_of_another_state_is_noticed() -> None:
    made = ouvrage()
    old = {one.cle: one for one in made.avant.imprimes}
    swapped = tuple(old.get(one.cle, one) for one in made.acte.imprimes)
    assert "PRV-002" in codes(replace(made, acte=replace(made.acte, imprimes=swapped)))


def test_the_parts_of_a_consolidated_contract_name_the_act_they_come_from() -> None:
    made = ouvrage()
    consolidation = made.consolide.contexte.consolidation
    assert consolidation is not None
    actes = {one.cible: one.acte for one in consolidation.origines}
    assert actes["annexe:financiere"] == 1
    assert actes["article:duree"] == 0
    assert {one.date_effet for one in consolidation.origines if one.acte == 1} == {date(2028, 1, 1)}
