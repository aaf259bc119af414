"""Capacity over the perimeter, unit by unit, on the day the contract takes effect and on its last day."""

from collections.abc import Sequence
from datetime import date

from cpomdoc.computing.sommes import sum_entiers
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.perimetre import Capacite, CapaciteTotale, Etablissement
from cpomdoc.model.referentiel import Referentiel
from cpomdoc.model.totaux_capacite import TotalCapacite, TotauxCapacite

PLACES = "places"
Totaux = tuple[TotalCapacite, ...]


def compute_capacites(dossier: Dossier, terme: date | None, referentiel: Referentiel) -> TotauxCapacite:
    """Totals of the perimeter: an ESMS without capacity, or whose place in the contract is unknown, hides them."""
    effet = dossier.general.contrat.date_effet
    esms = list_perimetre(dossier)
    totaux = sum_etablissements(esms, effet, referentiel)
    places = _keep_places(totaux, referentiel)
    return TotauxCapacite(
        effet=totaux,
        terme=sum_etablissements(esms, terme, referentiel),
        par_etablissement={one.id: sum_lignes(one, effet, referentiel) for one in esms},
        au_terme={one.id: sum_lignes(one, terme, referentiel) for one in esms},
        autorisee=places.autorisee if places else None,
        installee=places.installee if places else None,
        financee=places.financee if places else None,
    )


def list_perimetre(dossier: Dossier) -> list[Etablissement]:
    """The ESMS that are, or may be, inside the contract."""
    return [one for one in dossier.perimetre.etablissements if one.dans_le_contrat is not False]


def get_financee(totaux: Totaux, referentiel: Referentiel) -> int | None:
    """Financed places of some totals; None when one is unknown, or when none of their units can be divided by."""
    places = _keep_places(totaux, referentiel)
    return places.financee if places else None


def sum_etablissements(esms: Sequence[Etablissement], on: date | None, referentiel: Referentiel) -> Totaux:
    """Totals of several ESMS, those that are in the perimeter that day."""
    present = [one for one in esms if one.is_in_force(on)]
    parts = [sum_lignes(one, on, referentiel) for one in present]
    unknown = not esms or any(one.dans_le_contrat is None for one in present) or () in parts
    return _sum([total for totaux in parts for total in totaux], unknown=unknown)


def sum_lignes(one: Etablissement, on: date | None, referentiel: Referentiel) -> Totaux:
    """Totals of one ESMS that day, from its rows, completed by its announced total; nothing when neither is written."""
    total = one.capacite_totale
    if not one.capacites:
        return (_of_total(total, referentiel),) if total else ()
    if on is None and any(row.date_fin for row in one.capacites):
        return _sum([_of_ligne(row, referentiel) for row in one.capacites], unknown=True)
    rows = one.capacites_au(on)
    found = _sum([_of_ligne(row, referentiel) for row in rows] or [_empty(row, referentiel) for row in one.capacites])
    return (_complete(found[0], total),) if total and len(found) == 1 else found


def _sum(parts: Sequence[TotalCapacite], *, unknown: bool = False) -> Totaux:
    codes = dict.fromkeys(part.unite for part in parts) or ({PLACES: None} if unknown else {})
    found = ((code, [part for part in parts if part.unite == code]) for code in codes)
    return tuple(
        TotalCapacite(
            code,
            None if unknown else sum_entiers(part.autorisee for part in same),
            None if unknown else sum_entiers(part.installee for part in same),
            None if unknown else sum_entiers(part.financee for part in same),
        )
        for code, same in found
    )


def _of_ligne(row: Capacite, referentiel: Referentiel) -> TotalCapacite:
    unite = referentiel.unite(row.unite, row.modalite)
    return TotalCapacite(unite.code, row.autorisee, row.installee, row.financee)


def _of_total(total: CapaciteTotale, referentiel: Referentiel) -> TotalCapacite:
    return TotalCapacite(referentiel.unite(total.unite).code, total.autorisee, total.installee, total.financee)


def _empty(row: Capacite, referentiel: Referentiel) -> TotalCapacite:
    """Rows are written, and none holds that day: there is no place."""
    return TotalCapacite(referentiel.unite(row.unite, row.modalite).code, 0, 0, 0)


def _complete(found: TotalCapacite, total: CapaciteTotale) -> TotalCapacite:
    """What the rows leave unknown, as it was announced for the whole; what they say is never replaced."""
    if total.unite is not None and total.unite != found.unite:
        return found
    return TotalCapacite(
        found.unite,
        total.autorisee if found.autorisee is None else found.autorisee,
        total.installee if found.installee is None else found.installee,
        total.financee if found.financee is None else found.financee,
    )


def _keep_places(totaux: Totaux, referentiel: Referentiel) -> TotalCapacite | None:
    """The total in units that receive one person at a time, or in the only unit there is."""
    if len(totaux) == 1:
        return totaux[0]
    kept = [one for one in totaux if referentiel.unite(one.unite).place]
    if not kept:
        return None
    return TotalCapacite(
        PLACES,
        sum_entiers(one.autorisee for one in kept),
        sum_entiers(one.installee for one in kept),
        sum_entiers(one.financee for one in kept),
    )
