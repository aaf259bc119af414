"""Where each article and annex of a consolidated contract comes from: the last act that changed its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cpomdoc.avenants.textes import Etat
from cpomdoc.model.projet_avenant import ActeAnterieur, Consolidation, Origine

PARTIES = ("article:", "annexe:")


@dataclass(frozen=True)
class Etape:
    """A state of the contract as it prints, and the act that brought it."""

    acte: ActeAnterieur
    etat: Etat


def consolidate(etapes: Sequence[Etape]) -> Consolidation:
    """The last state, each article and annex with the act that it comes from; raises IndexError without any state."""
    dernier = etapes[-1]
    cibles = [one for one in dernier.etat.canons if one.startswith(PARTIES)]
    origines = (_find_origine(cible, etapes) for cible in cibles)
    return Consolidation(
        dernier.acte.numero, tuple(one.acte for one in etapes), tuple(origines), dernier.acte.date_effet
    )


def _find_origine(cible: str, etapes: Sequence[Etape]) -> Origine:
    acte = etapes[0].acte
    for ancienne, nouvelle in pairwise(etapes):
        if ancienne.etat.canons.get(cible) != nouvelle.etat.canons.get(cible):
            acte = nouvelle.acte
    return Origine(cible, etapes[-1].etat.titre(cible), acte.numero, acte.date_effet)
