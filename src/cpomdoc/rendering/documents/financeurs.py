"""How documents name those who pay: in a sentence, in a table, with the tariff section."""

from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.grammaire import find_signataire
from cpomdoc.rendering.documents.parties import name_partie

UNIQUE = "forfait_global_unique"


def name_autorite(contexte: Contexte, code: str | None) -> str | None:
    """« l’agence régionale de santé », « le département de l’Ain », « l’État », or the author's own words."""
    if code and code in contexte.referentiel.departements:
        return find_signataire(contexte, code).denomination
    return {"ars": "l’agence régionale de santé", "etat": "l’État"}.get(code or "", code)


def name_section(contexte: Contexte, section: str | None) -> str:
    """« section soins »; the single care package of an EHPAD is not one."""
    label = contexte.libelle("section", section)
    if not label:
        return ""
    return label if section == UNIQUE else f"section {label}"


def name_financement(contexte: Contexte, financeur: str, section: str | None) -> str:
    """« ARS », « Département de l’Ain, section dépendance »."""
    funder, words = name_partie(contexte, financeur), name_section(contexte, section)
    return f"{funder}, {words}" if words else funder
