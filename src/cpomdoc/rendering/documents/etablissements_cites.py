"""The ESMS that a line of a table names."""

from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet

TOUS = "tous"


def name_etablissements(contexte: Contexte, idents: tuple[str, ...]) -> str | SansObjet:
    """« IME Les Tilleuls, SESSAD du Port », « Ensemble du périmètre », or « – » when the line names none."""
    if TOUS in idents:
        return "Ensemble du périmètre"
    return ", ".join(contexte.nom_etablissement(ident) for ident in idents) or SANS_OBJET
