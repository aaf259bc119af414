"""Everything that follows from finances.yaml, put together."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from cpomdoc.computing.capacites import compute_financee
from cpomdoc.computing.dgc import compute_dgc, compute_echeanciers, get_dotation
from cpomdoc.computing.diagnostic import compute_par_place
from cpomdoc.computing.siege import compute_siege
from cpomdoc.computing.sommes import sum_montants
from cpomdoc.computing.trajectoire import compute_mesure, compute_trajectoires
from cpomdoc.model.calculs import CalculFinances, DotationParPlace, Trajectoire
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.finances import Finances

ROB = "rob"
ARS = "ars"


def compute_finances(dossier: Dossier, finances: Finances) -> CalculFinances:
    """Trajectories first: every other figure is a sum of them."""
    exercices = dossier.exercices
    trajectoires = compute_trajectoires(finances, exercices)
    financeurs = dict.fromkeys(t.financeur for t in trajectoires)
    return CalculFinances(
        hypothese=finances.clause_taux == ROB,
        trajectoires=trajectoires,
        mesures=tuple(compute_mesure(one, finances.prorata) for one in finances.mesures_nouvelles),
        dgc=tuple(compute_dgc(dgc, trajectoires, exercices) for dgc in finances.dgc),
        echeanciers=compute_echeanciers(trajectoires, finances.dgc, exercices[0]) if exercices else (),
        totaux={f: compute_totaux([t for t in trajectoires if t.financeur == f], exercices) for f in financeurs},
        total_general=compute_totaux(trajectoires, exercices),
        siege=compute_siege(finances.frais_siege, exercices) if finances.frais_siege else None,
        places=compute_places(dossier, trajectoires),
    )


def compute_totaux(trajectoires: Sequence[Trajectoire], exercices: Iterable[int]) -> Mapping[int, Decimal | None]:
    """Allocation of each year over several trajectories; unknown as soon as one part is."""
    if not trajectoires:
        return {}
    return {annee: sum_montants(get_dotation(t, annee) for t in trajectoires) for annee in exercices}


def compute_places(dossier: Dossier, trajectoires: Sequence[Trajectoire]) -> tuple[DotationParPlace, ...]:
    """First year's allocation over financed places, for each ESMS that has an allocation."""
    if not dossier.exercices:
        return ()
    idents = dict.fromkeys(t.etablissement for t in trajectoires)
    return tuple(_compute_place(dossier, trajectoires, ident) for ident in idents)


def _compute_place(dossier: Dossier, trajectoires: Sequence[Trajectoire], ident: str) -> DotationParPlace:
    known = dossier.etablissements.get(ident)
    places = compute_financee(known, dossier.general.contrat.date_effet) if known else None
    dotation = compute_dotation_esms(trajectoires, ident, dossier.exercices[0])
    return DotationParPlace(ident, dotation, places, compute_par_place(dotation, places))


def compute_dotation_esms(trajectoires: Sequence[Trajectoire], etablissement: str, annee: int) -> Decimal | None:
    """What one ESMS receives that year from all its funders; None when it has no allocation."""
    lines = [t for t in trajectoires if t.etablissement == etablissement]
    return sum_montants(get_dotation(t, annee) for t in lines) if lines else None


def compute_dotation_modulable(trajectoires: Sequence[Trajectoire], etablissement: str, annee: int) -> Decimal | None:
    """What an activity reduction applies to: the agency's part when there is one, else all of it."""
    agence = [t for t in trajectoires if t.financeur == ARS and t.etablissement == etablissement]
    return compute_dotation_esms(agence or trajectoires, etablissement, annee)
