"""Dates that follow from the date of effect: end, notice of prorogation, mid-term year, final review."""

from cpomdoc import periodes
from cpomdoc.model.calculs import Jalons
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.referentiel import Referentiel


def compute_jalons(dossier: Dossier, referentiel: Referentiel) -> Jalons:
    """Every date is None while the date of effect or the duration is unknown."""
    contrat, exercices = dossier.general.contrat, dossier.exercices
    fin = contrat.fin
    if contrat.date_effet is None or fin is None or not exercices:
        return Jalons(None, None, None, None)
    preavis = referentiel.entier("preavis_prorogation", contrat.date_effet)
    rang = referentiel.entier("annee_mi_parcours", contrat.date_effet)
    return Jalons(
        date_fin=fin,
        notification_prorogation=None if preavis is None else periodes.add_months(fin, -preavis),
        # A contract shorter than that is reviewed once, at its end.
        mi_parcours=exercices[rang - 1] if rang is not None and rang < len(exercices) else None,
        bilan_final=exercices[-1],
    )
