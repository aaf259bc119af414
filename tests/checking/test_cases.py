"""Each rule has a wrong contract: what is found is exactly what its lines announce, at those lines."""

from pathlib import Path

import pytest

from cpomdoc.checking.rules.registre import RULES, RULES_CALCULS
from tests.checking.contrats_de_test import VALIDE, find_problems, lay_over, list_cases, read_expected

CODES = [*(rule.code for rule in RULES), *(rule.code for rule in RULES_CALCULS)]


def test_the_right_contract_has_no_problem() -> None:
    assert (VALIDE / "finances.yaml").exists()
    assert find_problems(VALIDE) == set()


@pytest.mark.parametrize("case", list_cases(), ids=lambda case: case.name)
def test_a_wrong_contract_is_told_where_it_is_wrong_and_nowhere_else(case: Path, tmp_path: Path) -> None:
    folder = lay_over(case, tmp_path / "contrat")
    expected = read_expected(folder)
    assert case.name[:7] in {code for _, _, code in expected}
    assert find_problems(folder) == expected


def test_every_rule_has_a_wrong_contract() -> None:
    assert {case.name[:7] for case in list_cases()} == set(CODES)
    assert len(set(CODES)) == len(CODES), "a code names one rule"


def test_a_case_holds_only_what_differs_from_the_right_contract() -> None:
    for case in list_cases():
        for path in case.rglob("*.yaml"):
            same = VALIDE / path.relative_to(case)
            assert not same.exists() or same.read_text("utf-8") != path.read_text("utf-8"), path
