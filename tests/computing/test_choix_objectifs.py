"""The score of a proposition follows from its marks alone; propositions are ranked from the highest score."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpomdoc.computing.choix_objectifs import compute_score, compute_scores
from cpomdoc.model.contrat import Contrat, General
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.lancement import Lancement
from cpomdoc.model.lancement_travaux import ChoixObjectifs, PoidsCriteres, PropositionObjectif
from cpomdoc.model.parties import Gestionnaire, Parties
from cpomdoc.model.perimetre import Perimetre

PONDEREE = ChoixObjectifs("somme_ponderee", PoidsCriteres(Decimal("2"), Decimal("1"), Decimal("0.5")))
NOTES = st.none() | st.integers(1, 5)


def mark(name: str, *notes: int | None) -> PropositionObjectif:
    impact, faisabilite, urgence = notes
    return PropositionObjectif(name, impact=impact, faisabilite=faisabilite, urgence=urgence)


def rank(*propositions: PropositionObjectif) -> list[tuple[str, Decimal | None, int | None]]:
    lancement = Lancement(choix_objectifs=ChoixObjectifs(propositions=propositions))
    general = General(Contrat(), Parties(Gestionnaire()))
    found = compute_scores(Dossier("essai", general, Perimetre(()), lancement=lancement))
    return [(one.id, one.score, one.rang) for one in found]


def test_the_product_goes_from_one_to_a_hundred_and_twenty_five() -> None:
    assert compute_score(mark("a", 1, 1, 1), ChoixObjectifs()) == 1
    assert compute_score(mark("a", 5, 5, 5), ChoixObjectifs()) == 125
    assert compute_score(mark("a", 4, 3, 5), ChoixObjectifs()) == 60


def test_the_weighted_sum_is_exact() -> None:
    assert compute_score(mark("a", 4, 3, 5), PONDEREE) == Decimal("13.5")


@pytest.mark.parametrize("notes", [(None, 3, 5), (4, None, 5), (4, 3, None)])
def test_a_mark_that_is_missing_leaves_the_score_unknown(notes: tuple[int | None, ...]) -> None:
    assert compute_score(mark("a", *notes), ChoixObjectifs()) is None
    assert compute_score(mark("a", *notes), PONDEREE) is None


def test_a_weight_that_is_missing_leaves_the_score_unknown() -> None:
    assert compute_score(mark("a", 4, 3, 5), ChoixObjectifs("somme_ponderee")) is None
    without = ChoixObjectifs("somme_ponderee", PoidsCriteres(Decimal(2), Decimal(1)))
    assert compute_score(mark("a", 4, 3, 5), without) is None


def test_equal_scores_share_a_rank_and_the_unknown_has_none() -> None:
    assert rank(
        mark("a", 2, 2, 2), mark("b", 5, 5, 5), mark("c", 1, 2, 4), mark("d", 5, None, 5), mark("e", 1, 1, 1)
    ) == [
        ("a", 8, 2),
        ("b", 125, 1),
        ("c", 8, 2),
        ("d", None, None),
        ("e", 1, 4),
    ]


def test_a_contract_that_is_not_being_prepared_has_no_score() -> None:
    assert rank() == []
    assert compute_scores(Dossier("essai", General(Contrat(), Parties(Gestionnaire())), Perimetre(()))) == ()


@given(st.lists(st.tuples(NOTES, NOTES, NOTES), min_size=1, max_size=6))
def test_a_better_rank_is_always_a_higher_score(notes: list[tuple[int | None, ...]]) -> None:
    found = rank(*(mark(str(number), *one) for number, one in enumerate(notes)))
    assert len(found) == len(notes)
    for _, score, place in found:
        assert (score is None) == (place is None)
        for _, other, beside in found:
            if score is not None and other is not None and place is not None and beside is not None:
                assert (score > other) == (place < beside)
