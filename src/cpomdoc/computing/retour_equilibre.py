"""The return to balance: what the measures bring each year, and how far the result is from its target."""

from collections.abc import Sequence
from decimal import Decimal

from cpomdoc.computing.pgfp import ZERO, read_facultative, subtract
from cpomdoc.computing.sommes import sum_montants
from cpomdoc.model.previsions import AnneeRetour, CalculRetour
from cpomdoc.model.retour_equilibre import MesureRetablissement, RetourEquilibre


def compute_retour(plan: RetourEquilibre, exercices: Sequence[int], ajoutes: Sequence[int] = ()) -> CalculRetour:
    """Every year, and that of balance, in which a year that a prorogation adds counts once it has a target."""
    visees = [annee for annee in exercices if annee not in ajoutes or annee in plan.resultats_cibles]
    return CalculRetour(tuple(_compute_annee(plan, annee) for annee in exercices), _find_equilibre(plan, visees))


def read_effet(mesure: MesureRetablissement, annee: int) -> Decimal | None:
    """What a measure brings that year: nothing before the first year that is written."""
    return ZERO if mesure.effets and annee < min(mesure.effets) else mesure.effets.get(annee)


def _compute_annee(plan: RetourEquilibre, annee: int) -> AnneeRetour:
    evolution = read_facultative(plan.evolution_spontanee, annee)
    mesures = sum_montants(read_effet(one, annee) for one in plan.mesures)
    resultat = sum_montants((plan.resultat_reference, evolution, mesures))
    cible = plan.resultats_cibles.get(annee)
    return AnneeRetour(annee, evolution, mesures, resultat, cible, subtract(resultat, cible))


def _find_equilibre(plan: RetourEquilibre, exercices: Sequence[int]) -> int | None:
    """Going back from the last year as long as targets are known and not negative."""
    found: int | None = None
    for annee in reversed(exercices):
        cible = plan.resultats_cibles.get(annee)
        if cible is None or cible < 0:
            break
        found = annee
    return found
