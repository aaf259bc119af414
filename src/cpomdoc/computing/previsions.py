"""Everything that follows from the plans of a dossier, put together."""

from cpomdoc.computing.domicile import compute_domicile
from cpomdoc.computing.pgfp import compute_pgfp
from cpomdoc.computing.ppi import compute_ppi
from cpomdoc.computing.retour_equilibre import compute_retour
from cpomdoc.computing.tarifs import compute_tarifs
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.previsions import Previsions
from cpomdoc.model.referentiel import Referentiel


def compute_previsions(dossier: Dossier, referentiel: Referentiel) -> Previsions:
    """What the plans lead to; a plan that the contract does not have leaves its place empty."""
    exercices, effet = dossier.exercices, dossier.general.contrat.date_effet
    delai = None if effet is None else referentiel.entier("approbation_tacite_ppi", effet)
    plan = dossier.retour_equilibre
    conventions = dossier.aide_sociale.conventions if dossier.aide_sociale else ()
    return Previsions(
        pgfp=compute_pgfp(dossier.pgfp, exercices) if dossier.pgfp else (),
        ppi=compute_ppi(dossier.ppi, exercices, delai) if dossier.ppi else None,
        retour=compute_retour(plan, exercices, dossier.exercices_ajoutes) if plan else None,
        tarifs=tuple(compute_tarifs(one, exercices) for one in conventions),
        domicile=compute_domicile(dossier.domicile, dossier.objectifs, exercices) if dossier.domicile else None,
    )
