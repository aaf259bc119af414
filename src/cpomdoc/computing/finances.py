"""Everything that follows from finances.yaml, put together."""

from collections.abc import Sequence
from decimal import Decimal

from cpomdoc.computing.capacites import get_financee, sum_lignes
from cpomdoc.computing.dgc import compute_dgc, compute_echeanciers, get_dotation
from cpomdoc.computing.diagnostic import compute_par_place
from cpomdoc.computing.etalements import compute_complement, compute_credit
from cpomdoc.computing.siege import compute_siege
from cpomdoc.computing.sommes import sum_montants
from cpomdoc.computing.taux import compute_evolutions
from cpomdoc.computing.totaux import compute_parts_du_contrat, compute_totaux
from cpomdoc.computing.trajectoire import compute_mesure, compute_trajectoires
from cpomdoc.model.calculs_finances import CalculFinances, DotationParPlace, Trajectoire
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.finances import Finances
from cpomdoc.model.referentiel import Referentiel

ARS = "ars"


def compute_finances(dossier: Dossier, finances: Finances, referentiel: Referentiel) -> CalculFinances:
    """Trajectories first: every other figure is a sum of them."""
    exercices, effet = dossier.exercices, dossier.general.contrat.date_effet
    trajectoires = compute_trajectoires(finances, exercices)
    evolutions = compute_evolutions(finances, exercices)
    complements = tuple(compute_complement(one, exercices) for one in finances.financements_complementaires)
    totaux, une_fois = compute_totaux(finances, trajectoires, complements, exercices)
    return CalculFinances(
        hypothese=any(one.hypothese for one in trajectoires or evolutions),
        trajectoires=trajectoires,
        mesures=tuple(compute_mesure(one, finances.prorata) for one in finances.mesures_nouvelles),
        dgc=tuple(compute_dgc(dgc, trajectoires, exercices, effet) for dgc in finances.dgc),
        echeanciers=compute_echeanciers(trajectoires, finances.dgc, exercices[0], effet) if exercices else (),
        totaux=totaux,
        total_general={a: sum_montants(one[a] for one in totaux.values()) for a in exercices} if totaux else {},
        siege=compute_siege(finances.frais_siege, exercices) if finances.frais_siege else None,
        places=compute_places(dossier, trajectoires, referentiel),
        evolutions=evolutions,
        credits=tuple(compute_credit(one) for one in finances.credits_non_reconductibles),
        complements=complements,
        non_reconductibles=une_fois,
        parts_du_contrat=compute_parts_du_contrat(effet, dossier.general.contrat.fin, totaux),
    )


def compute_places(
    dossier: Dossier, trajectoires: Sequence[Trajectoire], referentiel: Referentiel
) -> tuple[DotationParPlace, ...]:
    """First year's allocation over the places financed on the day of effect, for each ESMS that has an allocation."""
    if not dossier.exercices:
        return ()
    idents = dict.fromkeys(t.etablissement for t in trajectoires)
    on = dossier.general.contrat.date_effet
    totaux = {ident: sum_lignes(one, on, referentiel) for ident, one in dossier.etablissements.items()}
    places = {ident: get_financee(one, referentiel) for ident, one in totaux.items()}
    return tuple(_compute_place(dossier, trajectoires, ident, places.get(ident)) for ident in idents)


def _compute_place(
    dossier: Dossier, trajectoires: Sequence[Trajectoire], ident: str, places: int | None
) -> DotationParPlace:
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
