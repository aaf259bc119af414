"""All that follows from one dossier: the only entry of this package that others need."""

from dataclasses import replace

from cpomdoc.computing.activite import compute_ligne, compute_taux_globaux
from cpomdoc.computing.bilan_annuel import compute_bilans
from cpomdoc.computing.capacites import compute_capacites
from cpomdoc.computing.choix_objectifs import compute_scores
from cpomdoc.computing.diagnostic import compute_position, compute_resultats
from cpomdoc.computing.exemple_modulation import compute_exemple
from cpomdoc.computing.finances import compute_finances
from cpomdoc.computing.jalons import compute_jalons
from cpomdoc.computing.previsions import compute_previsions
from cpomdoc.computing.raci import compute_raci
from cpomdoc.computing.retroplanning import compute_retroplanning
from cpomdoc.computing.suivi import compute_suivi
from cpomdoc.model.calculs import CalculLigne, Calculs, ExempleModulation
from cpomdoc.model.calculs_finances import CalculFinances
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.referentiel import Referentiel


def compute_calculs(dossier: Dossier, referentiel: Referentiel) -> Calculs:
    """Compute every figure and date that documents print; what is unknown is None, nothing raises."""
    jalons = compute_jalons(dossier, referentiel)
    ecrites = dossier.activite.lignes if dossier.activite else ()
    lignes = tuple(compute_ligne(one, dossier.exercices_activite) for one in ecrites)
    finances = compute_finances(dossier, dossier.finances, referentiel) if dossier.finances else None
    indicateurs = dossier.diagnostic.indicateurs if dossier.diagnostic else ()
    calculs = Calculs(
        exercices=dossier.exercices,
        jalons=jalons,
        capacites=compute_capacites(dossier, jalons.date_fin, referentiel),
        activite=lignes,
        taux_globaux=compute_taux_globaux(lignes),
        exemple_modulation=_compute_exemple(dossier, lignes, finances, referentiel),
        finances=finances,
        resultats=compute_resultats(dossier, referentiel),
        positions=tuple(compute_position(one) for one in indicateurs),
        suivi=compute_suivi(dossier, referentiel),
        previsions=compute_previsions(dossier, referentiel),
        retroplanning=compute_retroplanning(dossier, referentiel),
        raci=compute_raci(dossier, referentiel),
        scores=compute_scores(dossier),
    )
    return replace(calculs, bilans=compute_bilans(dossier, calculs, referentiel))


def _compute_exemple(
    dossier: Dossier, lignes: tuple[CalculLigne, ...], finances: CalculFinances | None, referentiel: Referentiel
) -> ExempleModulation | None:
    date_effet = dossier.general.contrat.date_effet
    if dossier.activite is None or date_effet is None:
        return None
    part = referentiel.nombre("plafond_modulation", date_effet)
    return compute_exemple(dossier.activite, lignes, finances.trajectoires if finances else (), part)
