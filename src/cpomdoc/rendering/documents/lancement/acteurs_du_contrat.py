"""The actors of the map: those of lancement.yaml, and the authorities that sign when it names none."""

from cpomdoc.model.lancement import ActeurTerritoire
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.lancement.outil import build_tete, read_lancement

AUTORITES = "autorites"


def list_acteurs(contexte: Contexte) -> tuple[ActeurTerritoire, ...]:
    """In the author's order; an author who writes authorities writes them all."""
    ecrits = read_lancement(contexte).acteurs
    if any(one.categorie == AUTORITES for one in ecrits):
        return ecrits
    noms = build_tete(contexte).autorites
    return (*(ActeurTerritoire("", AUTORITES, nom, signataire=True, role="decideur") for nom in noms), *ecrits)
