"""An avenant among sealed acts: each rule is told in its own case, and nothing is told of a right one."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cpomdoc.checking.check_sens import check_suite
from cpomdoc.checking.rules.registre_avenants import SUITE
from cpomdoc.checking.rules.suite_avenants import SuiteAvenants
from cpomdoc.model.avenant import Avenant, ClauseAvenant
from cpomdoc.model.projet_avenant import ActeAnterieur
from cpomdoc.problems import Problem, Severite

CONTRAT = ActeAnterieur(0, "00-contrat", date(2026, 12, 15), date(2027, 1, 1))
PREMIER = ActeAnterieur(1, "01-activite", date(2028, 11, 20), date(2029, 1, 1))
TERME = date(2031, 12, 31)

JUSTE = SuiteAvenants(
    "essai",
    Avenant(2, ("finances",), date_effet=date(2029, 7, 1), date_signature=date(2029, 5, 2)),
    (CONTRAT, PREMIER),
    change=True,
    motifs=("finances",),
    fin_anterieure=TERME,
    fin=TERME,
    preavis=6,
)


def with_avenant(**changes: Any) -> SuiteAvenants:
    assert JUSTE.avenant is not None
    return replace(JUSTE, avenant=replace(JUSTE.avenant, **changes))


FAUSSES = {
    "AVN-020": replace(JUSTE, actes=()),
    "AVN-021": with_avenant(numero=4),
    "AVN-022": replace(with_avenant(numero=1), scelle_autre=True),
    "AVN-023": replace(JUSTE, avenant=None),
    "AVN-024": replace(JUSTE, change=False, motifs=()),
    "AVN-025": replace(JUSTE, motifs=("finances", "activite")),
    "AVN-026": with_avenant(motifs=("finances", "ppi")),
    "AVN-027": with_avenant(date_effet=date(2028, 7, 1), date_signature=date(2028, 6, 1)),
    "AVN-028": replace(JUSTE, fin=date(2031, 6, 30)),
    "AVN-029": with_avenant(date_effet=None, date_signature=date(2032, 2, 1)),
    "AVN-030": with_avenant(demande_prorogation=date(2031, 10, 1)),
}


def told(suite: SuiteAvenants) -> list[Problem]:
    return list(check_suite(suite))


def test_a_right_avenant_has_no_problem() -> None:
    assert told(JUSTE) == []


def test_a_contract_that_nothing_follows_has_no_problem() -> None:
    assert told(SuiteAvenants("essai", None)) == []
    assert told(SuiteAvenants("essai", None, (CONTRAT,))) == []


@pytest.mark.parametrize("code", FAUSSES)
def test_a_wrong_avenant_is_told_by_its_own_rule_alone(code: str) -> None:
    found = told(FAUSSES[code])
    severites = {rule.code: rule.severite for rule in SUITE}
    assert [(one.code, one.severite) for one in found] == [(code, severites[code])]
    assert found[0].message.endswith(".")
    assert found[0].path


def test_every_rule_has_a_wrong_avenant() -> None:
    assert [rule.code for rule in SUITE] == list(FAUSSES)


def test_a_missing_motive_is_an_error_in_a_definitive_avenant() -> None:
    (problem,) = told(replace(with_avenant(statut="definitif"), motifs=("finances", "activite")))
    assert (problem.code, problem.severite) == ("AVN-025", Severite.ERREUR)


def test_a_sealed_avenant_whose_files_did_not_change_is_right() -> None:
    assert told(replace(with_avenant(numero=1), change=False, motifs=())) == []


def test_files_that_change_after_the_last_avenant_ask_for_the_next_one() -> None:
    (problem,) = told(with_avenant(numero=1))
    assert problem.code == "AVN-023"
    assert "numero: 2" in problem.aide
    assert "motifs: [finances]" in problem.aide


def test_what_needs_no_avenant_is_not_told() -> None:
    assert told(replace(JUSTE, avenant=None, motifs=())) == []


def test_an_avenant_of_clauses_alone_changes_something() -> None:
    suite = with_avenant(motifs=(), clauses=(ClauseAvenant("Les cibles sont revues avant le 30 juin 2028."),))
    assert told(replace(suite, change=False, motifs=())) == []


def test_an_avenant_that_mends_an_error_may_touch_anything() -> None:
    assert told(with_avenant(motifs=("erreur_materielle",))) == []


def test_a_number_below_the_last_one_is_taken_even_by_the_same_avenant() -> None:
    third = ActeAnterieur(2, "02-finances", date(2029, 5, 2), date(2029, 7, 1))
    (problem,) = told(replace(with_avenant(numero=1), actes=(CONTRAT, PREMIER, third), change=False, motifs=()))
    assert problem.code == "AVN-022"
    assert "numero: 3" in problem.aide
