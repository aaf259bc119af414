"""How severe each rule is in a draft and in a contract ready to sign, as its published page says it."""

from cpomdoc.problems import Severite

LACUNES = frozenset({"FIC-005", "FIC-006", "ACT-009", "PER-016", "PLA-001", "CON-015", "RAP-002"})
"""What is not written yet: told in a draft, refused in a contract ready to sign."""

DEFINITIF_SEUL = frozenset({"DEF-001", "DEF-002"})
"""Asked of a contract ready to sign only."""

VARIABLES = frozenset({"PER-006", "CON-007", "RAP-004"})
"""Severe or not as the contract says, or as which of its parts is broken."""

SELON = "erreur ou alerte, selon le contrat"
SANS_OBJET = "sans objet"


def severites_of(code: str, severite: Severite) -> tuple[str, str]:
    """What a rule is in a draft, then in a contract ready to sign."""
    if code in LACUNES:
        return Severite.ALERTE, Severite.ERREUR
    if code in DEFINITIF_SEUL:
        return SANS_OBJET, Severite.ERREUR
    return (SELON, SELON) if code in VARIABLES else (severite, severite)
