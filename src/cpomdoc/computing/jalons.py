"""Dates that follow from the date of effect: end, notice of prorogation, mid-term year, final review."""

from cpomdoc import periodes
from cpomdoc.model.calculs import Jalons
from cpomdoc.model.contrat import Contrat
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.referentiel import Referentiel


def compute_jalons(dossier: Dossier, referentiel: Referentiel) -> Jalons:
    """Every date is None while the date of effect or the duration is unknown."""
    contrat, exercices, convenus = dossier.general.contrat, dossier.exercices, dossier.exercices_convenus
    fin = contrat.fin
    if contrat.date_effet is None or fin is None or not exercices:
        return Jalons(None, None, None, None)
    prorogeable = _may_go_on(contrat, referentiel)
    preavis = referentiel.entier("preavis_prorogation", contrat.date_effet)
    rang = referentiel.entier("annee_mi_parcours", contrat.date_effet)
    return Jalons(
        date_fin=fin,
        notification_prorogation=periodes.add_months(fin, -preavis) if preavis is not None and prorogeable else None,
        # A contract shorter than that is reviewed once, at its end.
        mi_parcours=exercices[rang - 1] if rang is not None and rang < len(convenus) else None,
        bilan_final=exercices[-1],
        prorogeable=prorogeable,
    )


def _may_go_on(contrat: Contrat, referentiel: Referentiel) -> bool:
    """Whether a prorogation may still be asked for: not when one has brought the contract to its longest duration."""
    categorie = referentiel.categories_contrat.get(contrat.categorie or "")
    if contrat.prorogation is None or contrat.date_effet is None or categorie is None:
        return True
    return contrat.prorogation < periodes.date_fin(contrat.date_effet, categorie.duree_max_prorogee)
