"""How an act names itself, the contract that it changes and the reasons why."""

from collections.abc import Iterable, Sequence

from cpomdoc.francais import de_article, liste, majuscule
from cpomdoc.model.projet_avenant import ActeAnterieur
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.grammaire import name_personne_morale

CONTRAT = "contrat pluriannuel d’objectifs et de moyens"

MOTIFS = {
    "prorogation": "Prorogation du contrat",
    "perimetre": "Périmètre du contrat",
    "capacite": "Capacités",
    "identite": "Identité du gestionnaire",
    "finances": "Moyens financiers",
    "activite": "Activité",
    "objectifs": "Objectifs et fiches actions",
    "ppi": "Investissements",
    "siege": "Frais de siège",
    "reforme": "Réforme",
    "pre": "Retour à l’équilibre",
    "erreur_materielle": "Erreur matérielle",
    "conversion": "Nature du contrat",
    "clauses": "Clauses générales",
}
"""Headings of the reasons; the list of motives says at length what each of them covers."""


def name_avenant(numero: int) -> str:
    """« avenant n° 1 »."""
    return f"avenant n°\u00a0{numero}"


def name_motif(contexte: Contexte, motif: str) -> str:
    """Heading of a reason."""
    return MOTIFS.get(motif) or majuscule(contexte.libelle("motif_avenant", motif) or motif)


def name_contrat(avant: Contexte) -> str:
    """« contrat pluriannuel d’objectifs et de moyens 2027-2031 de l’association Les Tilleuls », as it was signed."""
    years = avant.dossier.exercices_convenus
    period = f" {years[0]}-{years[-1]}" if len(years) > 1 else f" {years[0]}" if years else ""
    gestionnaires = avant.dossier.general.parties.gestionnaires.values()
    names = [nom for one in gestionnaires if (nom := name_personne_morale(avant, one))]
    return f"{CONTRAT}{period} {liste(de_article(nom) for nom in names)}".strip()


def list_avenants(actes: Iterable[ActeAnterieur]) -> str:
    """« l’avenant n° 1 », « les avenants n° 1 et 2 »; empty while there is none."""
    numeros = [str(one.numero) for one in actes if one.numero]
    if len(numeros) < 2:
        return "".join(f"l’{name_avenant(int(one))}" for one in numeros)
    return f"les avenants n°\u00a0{liste(numeros)}"


def find_contrat(actes: Sequence[ActeAnterieur]) -> ActeAnterieur | None:
    """The contract itself among the acts already signed."""
    return next((one for one in actes if one.numero == 0), None)
