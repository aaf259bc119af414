"""Every code SCH-xxx that the check of the shape can give: what it means, and the register it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass

from cpomdoc.problems import Severite
from cpomdoc.typographie import normalise_typographie


@dataclass(frozen=True)
class CodeForme:
    """One kind of fault; `explication` says in French what is wrong and how to mend it."""

    code: str
    titre: str
    explication: str
    reference: str = ""
    severite: Severite = Severite.ERREUR


def _code(code: str, titre: str, explication: str, reference: str = "") -> CodeForme:
    return CodeForme(code, titre, normalise_typographie(explication), reference)


FINESS = "Répertoire FINESS (Agence du numérique en santé)"
SIRENE = "Répertoire SIRENE (Insee)"

CODES_FORME: tuple[CodeForme, ...] = (
    _code("SCH-001", "clé inconnue", "La clé n’existe pas à cet endroit ; corrigez-la ou retirez la ligne."),
    _code("SCH-002", "clé obligatoire absente", "Sans cette clé le reste du contrat ne peut pas être lu."),
    _code("SCH-003", "structure", "Une liste, un bloc de clés ou une valeur simple est attendu."),
    _code("SCH-004", "valeur non admise", "La valeur ne fait pas partie de la liste des valeurs possibles."),
    _code("SCH-005", "montant", "Un montant s’écrit 1 250 000,00 : deux décimales au plus."),
    _code("SCH-006", "taux", "Un taux s’écrit en pour cent : 0,80 ; quatre décimales au plus."),
    _code("SCH-007", "nombre", "Un nombre s’écrit 12,5 ou 1 250."),
    _code("SCH-008", "nombre entier", "Un nombre entier s’écrit 40 ou 1 250, sans décimales."),
    _code("SCH-009", "date", "Une date s’écrit 31/12/2027 ou 2027-12-31."),
    _code("SCH-010", "mois", "Un mois s’écrit 2027-02 ou 02/2027."),
    _code("SCH-011", "oui ou non", "La réponse s’écrit « oui » ou « non »."),
    _code("SCH-012", "numéro FINESS mal formé", "Un numéro FINESS compte neuf caractères.", FINESS),
    _code("SCH-013", "clé du numéro FINESS", "Le dernier chiffre ne correspond pas aux huit premiers.", FINESS),
    _code("SCH-014", "numéro SIREN", "Un numéro SIREN compte neuf chiffres, le dernier étant une clé.", SIRENE),
    _code("SCH-015", "numéro SIRET", "Un numéro SIRET compte quatorze chiffres : le SIREN et cinq autres.", SIRENE),
    _code("SCH-016", "catégorie FINESS", "Une catégorie s’écrit en trois chiffres, par exemple 183.", FINESS),
    _code("SCH-017", "code de département", "01 à 95, 2A, 2B, 971 à 974 ou 976."),
    _code("SCH-018", "code de région", "Deux chiffres, par exemple 52."),
    _code("SCH-019", "identifiant", "Lettres minuscules sans accent, chiffres et traits d’union."),
    _code("SCH-020", "année", "Une année s’écrit en quatre chiffres, par exemple 2027."),
    _code("SCH-021", "valeur manquante", "Cette valeur ne peut rester « à compléter »."),
    _code("SCH-022", "valeur hors des bornes", "Le nombre est plus petit ou plus grand que ce qui est possible."),
    _code("SCH-023", "code postal", "Un code postal compte cinq chiffres."),
    _code("SCH-024", "code APE", "Un code APE compte quatre chiffres et une lettre, par exemple 87.10B."),
    _code("SCH-025", "financeur", "« ars », « etat » ou le code d’un département."),
    _code("SCH-026", "code", "Lettres sans accent, chiffres, traits d’union, points ou tirets bas ; pas d’espace."),
)
"""In the order of the numbers; a number is never used again."""

PAR_CODE: Mapping[str, CodeForme] = {one.code: one for one in CODES_FORME}
