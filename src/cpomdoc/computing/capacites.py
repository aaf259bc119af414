"""Places over the perimeter, by modality and by département, on the day the contract takes effect."""

from collections.abc import Callable, Iterator
from datetime import date

from cpomdoc.computing.sommes import sum_entiers
from cpomdoc.model.calculs import TotauxCapacite
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.perimetre import Capacite, Etablissement

Mesure = Callable[[Capacite], int | None]


def is_in_force(capacite: Capacite, on: date | None) -> bool:
    """Whether a dated capacity holds that day; while the day is unknown, every capacity is counted."""
    if on is None:
        return True
    started = capacite.date_effet is None or capacite.date_effet <= on
    return started and (capacite.date_fin is None or on <= capacite.date_fin)


def compute_financee(etablissement: Etablissement, on: date | None) -> int | None:
    """Financed places of one ESMS; None when none is described."""
    places = [c.financee for c in etablissement.capacites if is_in_force(c, on)]
    return sum_entiers(places) if places else None


def compute_capacites(dossier: Dossier) -> TotauxCapacite:
    """Totals of the perimeter: an ESMS without capacity, or whose place in the contract is unknown, hides them."""
    on = dossier.general.contrat.date_effet
    esms = [e for e in dossier.perimetre.etablissements if e.dans_le_contrat is not False]
    modalites = dict.fromkeys(c.modalite for e in esms for c in e.capacites)
    departements = dict.fromkeys(e.departement for e in esms if e.departement)
    return TotauxCapacite(
        autorisee=_total(esms, on, lambda c: c.autorisee),
        installee=_total(esms, on, lambda c: c.installee),
        financee=_total(esms, on, lambda c: c.financee),
        par_modalite={m: sum_entiers(_iterate_modalite(esms, m, on)) for m in modalites},
        par_departement={
            d: _total([e for e in esms if e.departement == d], on, lambda c: c.autorisee) for d in departements
        },
    )


def _total(esms: list[Etablissement], on: date | None, mesure: Mesure) -> int | None:
    return sum_entiers(_iterate(esms, on, mesure)) if esms else None


def _iterate(esms: list[Etablissement], on: date | None, mesure: Mesure) -> Iterator[int | None]:
    for one in esms:
        if not one.capacites or one.dans_le_contrat is None:
            yield None
        yield from (mesure(c) for c in one.capacites if is_in_force(c, on))


def _iterate_modalite(esms: list[Etablissement], modalite: str, on: date | None) -> Iterator[int | None]:
    for one in esms:
        yield from (c.autorisee for c in one.capacites if c.modalite == modalite and is_in_force(c, on))
