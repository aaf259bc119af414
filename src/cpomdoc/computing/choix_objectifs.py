"""The choice of objectives: the score of each proposition, and its rank among the others."""

from decimal import Decimal

from cpomdoc.model.calculs_lancement import ScoreProposition
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.lancement_travaux import ChoixObjectifs, PoidsCriteres, PropositionObjectif

PRODUIT = "produit"


def compute_scores(dossier: Dossier) -> tuple[ScoreProposition, ...]:
    """Every proposition of lancement.yaml in its order; the highest score has rank 1."""
    choix = dossier.lancement.choix_objectifs if dossier.lancement else ChoixObjectifs()
    scores = [compute_score(one, choix) for one in choix.propositions]
    connus = [score for score in scores if score is not None]
    return tuple(
        ScoreProposition(one.id, score, None if score is None else 1 + sum(other > score for other in connus))
        for one, score in zip(choix.propositions, scores, strict=True)
    )


def compute_score(proposition: PropositionObjectif, choix: ChoixObjectifs) -> Decimal | None:
    """Product of the three marks, or their weighted sum; None while a mark or a weight is unknown."""
    impact, faisabilite, urgence = proposition.impact, proposition.faisabilite, proposition.urgence
    if impact is None or faisabilite is None or urgence is None:
        return None
    if choix.score == PRODUIT:
        return Decimal(impact * faisabilite * urgence)
    poids = choix.poids or PoidsCriteres()
    if poids.impact is None or poids.faisabilite is None or poids.urgence is None:
        return None
    return poids.impact * impact + poids.faisabilite * faisabilite + poids.urgence * urgence
