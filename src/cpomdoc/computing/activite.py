"""Activity: theoretical days by period, rates, and the lines of activite.yaml put next to their targets."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from cpomdoc.computing.sommes import CENT, compute_pourcentage, sum_entiers
from cpomdoc.model.activite import ActiviteRealisee, LigneActivite, PeriodeActivite
from cpomdoc.model.calculs import AnneeActivite, AnneeRealisee, CalculLigne, PeriodeTheorique, TauxGlobal

TAUX_OCCUPATION = "taux_occupation"
FILE_ACTIVE = "file_active"
PRESTATIONS = "prestations"
OUVERT_TOUS_LES_JOURS = 365


def compute_taux_occupation(journees: int | None, theorique: int | None) -> Decimal | None:
    """Days realised over theoretical days, in percent; None is « sans objet » when no place is open."""
    return compute_pourcentage(journees, theorique)


def compute_taux_realisation_cible(realise: int | Decimal | None, cible: int | Decimal | None) -> Decimal | None:
    """What was done over the target of the contract, in percent."""
    return compute_pourcentage(realise, cible)


def compute_taux_realisation_tdb(journees: int | None, journees_financees: int | None) -> Decimal | None:
    """Days realised over financed days, in percent: the definition of the national performance dashboard."""
    return compute_pourcentage(journees, journees_financees)


def compute_jours(periode: PeriodeActivite, annee: int) -> int | None:
    """Opening days of a period within a civil year.

    365 or more means « open every day »: the days of the calendar are counted, 366 of them in a leap year. A smaller
    number belongs to the civil year, or to the period when it lies inside one; a part of it cannot be guessed.
    """
    debut, fin = max(periode.du, date(annee, 1, 1)), min(periode.au, date(annee, 12, 31))
    calendrier = max(0, (fin - debut).days + 1)
    if periode.jours_ouverture is None or calendrier == 0:
        return 0 if calendrier == 0 else None
    if periode.jours_ouverture >= OUVERT_TOUS_LES_JOURS:
        return calendrier
    whole_year = (debut, fin) == (date(annee, 1, 1), date(annee, 12, 31))
    inside_year = (debut, fin) == (periode.du, periode.au)
    return periode.jours_ouverture if whole_year or inside_year else None


def compute_theorique(capacite: int | None, jours: int | None) -> int | None:
    """Capacity authorised and financed times opening days; nothing is possible without a place, whatever the days."""
    if capacite == 0:
        return 0
    return None if capacite is None or jours is None else capacite * jours


def compute_periodes(periodes: Iterable[PeriodeActivite], annee: int) -> tuple[PeriodeTheorique, ...]:
    """The periods of one civil year, cut at its ends, in order of time."""
    kept = sorted((p for p in periodes if p.du.year <= annee <= p.au.year and p.du <= p.au), key=lambda p: p.du)
    return tuple(_build_periode(periode, annee) for periode in kept)


def _build_periode(periode: PeriodeActivite, annee: int) -> PeriodeTheorique:
    jours = compute_jours(periode, annee)
    du, au = max(periode.du, date(annee, 1, 1)), min(periode.au, date(annee, 12, 31))
    return PeriodeTheorique(du, au, periode.capacite, jours, compute_theorique(periode.capacite, jours))


def compute_theorique_annee(periodes: Sequence[PeriodeTheorique], annee: int) -> int | None:
    """Sum over the periods; None when they leave a hole in the year or overlap: what was open then is unknown."""
    expected = date(annee, 1, 1)
    for periode in periodes:
        if periode.du != expected:
            return None
        expected = periode.au + timedelta(days=1)
    return sum_entiers(p.theorique for p in periodes) if expected == date(annee + 1, 1, 1) else None


def compute_journees_cibles(theorique: int | None, taux: Decimal | None) -> int | None:
    """A target rate turned into whole days, half up."""
    if theorique is None or taux is None:
        return None
    return int((theorique * taux / CENT).quantize(Decimal(1), ROUND_HALF_UP))


def compute_ligne(ligne: LigneActivite, exercices: Iterable[int]) -> CalculLigne:
    """One line of activite.yaml over the years of the contract and the closed years."""
    annees = tuple(_compute_annee(ligne, annee) for annee in exercices)
    cibles = {a.annee: a.journees_cibles for a in annees}
    realise = tuple(_compute_realise(one, cibles.get(one.annee)) for one in ligne.realise)
    return CalculLigne(ligne.etablissement, ligne.modalite, annees, realise)


def _compute_annee(ligne: LigneActivite, annee: int) -> AnneeActivite:
    periodes = compute_periodes(ligne.periodes, annee)
    theorique = compute_theorique_annee(periodes, annee)
    cibles = {indicateur.code: indicateur.cibles.get(annee) for indicateur in ligne.indicateurs}
    return AnneeActivite(
        annee=annee,
        capacite=periodes[-1].capacite if periodes else None,
        jours_ouverture=sum_entiers(p.jours for p in periodes) if periodes else None,
        theorique=theorique,
        cibles=cibles,
        journees_cibles=compute_journees_cibles(theorique, cibles.get(TAUX_OCCUPATION)),
        periodes=periodes,
    )


def _compute_realise(realise: ActiviteRealisee, cible: int | None) -> AnneeRealisee:
    whole = PeriodeActivite(
        date(realise.annee, 1, 1), date(realise.annee, 12, 31), realise.capacite, realise.jours_ouverture
    )
    theorique = _build_periode(whole, realise.annee).theorique
    return AnneeRealisee(
        annee=realise.annee,
        theorique=theorique,
        journees=realise.journees,
        taux_occupation=compute_taux_occupation(realise.journees, theorique),
        taux_realisation_cible=compute_taux_realisation_cible(realise.journees, cible),
        file_active=realise.file_active,
        prestations=realise.prestations,
    )


def compute_taux_globaux(lignes: Sequence[CalculLigne]) -> tuple[TauxGlobal, ...]:
    """Per ESMS and closed year, the rate over all modalities followed in days: sums first, one division last."""
    return tuple(_iterate_taux_globaux(lignes))


def _iterate_taux_globaux(lignes: Sequence[CalculLigne]) -> Iterator[TauxGlobal]:
    keys = sorted({(index_of(lignes, ligne.etablissement), one.annee) for ligne in lignes for one in ligne.realise})
    for rank, annee in keys:
        etablissement = lignes[rank].etablissement
        lines = [x for x in lignes if x.etablissement == etablissement]
        found = [one for line in lines for one in line.realise if one.annee == annee]
        complete = len(found) == len(lines)
        theorique = sum_entiers(one.theorique for one in found) if complete else None
        journees = sum_entiers(one.journees for one in found) if complete else None
        yield TauxGlobal(etablissement, annee, theorique, journees, compute_taux_occupation(journees, theorique))


def index_of(lignes: Sequence[CalculLigne], etablissement: str) -> int:
    """Rank of the first line of an ESMS, so that results follow the author's order."""
    return next(rank for rank, ligne in enumerate(lignes) if ligne.etablissement == etablissement)
