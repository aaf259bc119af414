"""One mistake, one message."""

from cpomdoc.checking.consequences import drop_consequences
from cpomdoc.problems import Problem

SLIP = Problem("SCH-001", ("contrat", "date_efet"), "Clé inconnue.")
STRANGER = Problem("SCH-001", ("contrat", "budget"), "Clé inconnue.")
MISSING = Problem("SCH-002", ("contrat", "date_effet"), "Obligatoire.")
BLANK = Problem("DEF-001", ("contrat", "date_effet"), "À compléter.")
ELSEWHERE = Problem("DEF-001", ("parties", "date_effet"), "À compléter.")
OTHER_RULE = Problem("CON-004", ("contrat", "date_effet"), "Pas un 1er janvier.")
WRONG = Problem("SCH-009", ("contrat", "date_signature"), "Pas une date.")
FOLLOWS = Problem("DEF-001", ("contrat", "date_signature"), "À compléter.")


def test_a_key_misspelt_is_not_missing_besides() -> None:
    assert drop_consequences([SLIP, MISSING], [BLANK]) == [SLIP]


def test_only_the_key_that_was_meant_and_only_its_absence_are_explained() -> None:
    assert drop_consequences([STRANGER, MISSING], [BLANK]) == [STRANGER, MISSING]
    assert drop_consequences([SLIP], [ELSEWHERE, OTHER_RULE]) == [SLIP, ELSEWHERE, OTHER_RULE]


def test_a_value_refused_is_not_blank_besides() -> None:
    assert drop_consequences([WRONG], [FOLLOWS, BLANK]) == [WRONG, BLANK]
