"""How severe each rule is in a draft and in a contract ready to sign, as its published page says it."""

from cpomdoc.problems import Severite

LACUNES = frozenset(
    {
        "ACT-001",
        "ACT-009",
        "ACT-020",
        "AVN-001",
        "AVN-003",
        "AVN-004",
        "AVN-013",
        "AVN-025",
        "CON-015",
        "CON-018",
        "CON-027",
        "CON-030",
        "DOM-003",
        "DOM-005",
        "DOM-006",
        "FIC-005",
        "FIC-006",
        "FIN-001",
        "FIN-028",
        "HEB-002",
        "HEB-006",
        "OBJ-001",
        "OBJ-002",
        "PER-016",
        "PLA-001",
        "RAP-002",
    }
)
"""What is not written yet: told in a draft, refused in a contract ready to sign."""

DEFINITIF_SEUL = frozenset({"DEF-001", "DEF-002"})
"""Asked of a contract ready to sign only."""

PROJET_SEUL = frozenset({"AVN-005"})
"""Said of a draft only."""

VARIABLES = frozenset(
    {"AUT-003", "AUT-004", "CON-007", "CON-020", "CON-024", "DOM-004", "FIN-032", "HEB-001", "PER-006", "RAP-004"}
)
"""Severe or not as the contract says, or as which of its parts is broken."""

SELON = "erreur ou alerte, selon le contrat"
SANS_OBJET = "sans objet"


def severites_of(code: str, severite: Severite) -> tuple[str, str]:
    """What a rule is in a draft, then in a contract ready to sign."""
    if code in LACUNES:
        return Severite.ALERTE, Severite.ERREUR
    if code in DEFINITIF_SEUL:
        return SANS_OBJET, Severite.ERREUR
    if code in PROJET_SEUL:
        return severite, SANS_OBJET
    return (SELON, SELON) if code in VARIABLES else (severite, severite)
