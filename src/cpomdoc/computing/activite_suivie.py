"""A year of activity beside its targets: what was possible once circumstances are taken off, rates, gaps."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from cpomdoc.computing.activite import (
    FILE_ACTIVE,
    PRESTATIONS,
    TAUX_OCCUPATION,
    compute_journees_cibles,
    compute_jours,
    compute_taux_occupation,
    compute_taux_realisation_cible,
    compute_theorique,
)
from cpomdoc.computing.exemple_modulation import get_realise
from cpomdoc.computing.modulation import (
    POINTS,
    ZERO,
    compute_ecart,
    compute_mesure,
    compute_taux_clause,
    compute_taux_plafond,
)
from cpomdoc.computing.sommes import sum_entiers
from cpomdoc.model.activite import CibleActivite, LigneActivite, Modulation, PeriodeActivite
from cpomdoc.model.calculs import AnneeActivite, CalculLigne
from cpomdoc.model.calculs_suivi import LigneSuivie, MesureSuivie
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.suivi_annuel import ActiviteAnnee, SuiviAnnuel


def compute_lignes_suivies(
    dossier: Dossier, lignes: Sequence[CalculLigne], suivi: SuiviAnnuel, part: Decimal | None
) -> tuple[LigneSuivie, ...]:
    """The lines of the contract in their order, then those that only the follow-up knows."""
    ecrites = {(one.etablissement, one.modalite): one for one in reversed(suivi.activite)}
    contrat = dossier.activite.lignes if dossier.activite else ()
    modulation = dossier.activite.modulation if dossier.activite else None
    found = []
    for ligne, calcul in zip(contrat, lignes, strict=True):
        ecrite = ecrites.pop((ligne.etablissement, ligne.modalite), None)
        suivie = _compute_ligne(suivi.annee, ecrite, (ligne.etablissement, ligne.modalite), calcul)
        mesures = _mesures(ligne, calcul, suivi.annee, suivie, ecrite)
        modulable = modulation is not None and ligne.modulation is not False
        if modulation is not None and modulable:
            mesures = tuple(_modulate(one, modulation, part) for one in mesures)
        found.append(replace(suivie, mesures=mesures, modulable=modulable))
    others = (one for one in suivi.activite if (one.etablissement, one.modalite) in ecrites)
    return (*found, *(_compute_ligne(suivi.annee, one, (one.etablissement, one.modalite), None) for one in others))


def _compute_ligne(
    annee: int, ecrite: ActiviteAnnee | None, cle: tuple[str, str], calcul: CalculLigne | None
) -> LigneSuivie:
    """Days and their rates; the follow-up says what differs from the contract."""
    prevue = next((one for one in calcul.annees if one.annee == annee), None) if calcul else None
    constat = ecrite or ActiviteAnnee(*cle)
    theorique, capacite = _compute_possible(annee, constat, prevue)
    neutralises = _compute_neutralises(constat, prevue)
    net = None if theorique is None or neutralises is None else max(0, theorique - neutralises)
    # Days aimed at are those of the days that were possible in the end: the rate is that of the contract.
    cibles = compute_journees_cibles(net, prevue.cibles.get(TAUX_OCCUPATION)) if prevue else None
    return LigneSuivie(
        etablissement=cle[0],
        modalite=cle[1],
        prevue=prevue.capacite if prevue else None,
        capacite=capacite,
        theorique=theorique,
        neutralises=neutralises,
        theorique_neutralise=net,
        journees=constat.journees,
        taux_occupation=compute_taux_occupation(constat.journees, theorique),
        taux_neutralise=compute_taux_occupation(constat.journees, net),
        journees_cibles=cibles,
        taux_realisation_cible=compute_taux_realisation_cible(constat.journees, cibles),
        renseignee=ecrite is not None,
        renonciation=bool(constat.renonciation),
        modulable=False,
        mesures=(),
    )


def _compute_possible(
    annee: int, constat: ActiviteAnnee, prevue: AnneeActivite | None
) -> tuple[int | None, int | None]:
    """Theoretical days and capacity: those of the contract, unless the year was otherwise."""
    if constat.capacite is None and constat.jours_ouverture is None:
        return (prevue.theorique, prevue.capacite) if prevue else (None, None)
    capacite = prevue.capacite if constat.capacite is None and prevue else constat.capacite
    if constat.jours_ouverture is None:
        jours = prevue.jours_ouverture if prevue else None
    else:
        whole = PeriodeActivite(date(annee, 1, 1), date(annee, 12, 31), capacite, constat.jours_ouverture)
        jours = compute_jours(whole, annee)
    return compute_theorique(capacite, jours), capacite


def _compute_neutralises(constat: ActiviteAnnee, prevue: AnneeActivite | None) -> int | None:
    """Days taken off: places times days; when capacity changes in the year, only the author can say which places."""
    capacites = {one.capacite for one in prevue.periodes} if prevue else set()
    seule = next(iter(capacites)) if len(capacites) == 1 else None
    toutes = constat.capacite if constat.capacite is not None else seule
    return sum_entiers(
        0
        if not one.jours_neutralises
        else compute_theorique(toutes if one.places is None else one.places, one.jours_neutralises)
        for one in constat.circonstances
    )


def _mesures(
    ligne: LigneActivite, calcul: CalculLigne, annee: int, suivie: LigneSuivie, ecrite: ActiviteAnnee | None
) -> tuple[MesureSuivie, ...]:
    passee = next((one for one in calcul.realise if one.annee == annee - 1), None)
    found = []
    for one in ligne.indicateurs:
        if one.code == TAUX_OCCUPATION and suivie.sans_objet:
            continue
        realise = suivie.taux_neutralise if one.code == TAUX_OCCUPATION else _count(ecrite, one.code)
        found.append(_mesure(one, annee, realise, get_realise(passee, one.code)))
    return tuple(found)


def _count(ecrite: ActiviteAnnee | None, code: str) -> Decimal | None:
    if ecrite is None:
        return None
    counts = {FILE_ACTIVE: ecrite.file_active, PRESTATIONS: ecrite.prestations}
    count = counts[code] if code in counts else ecrite.indicateurs.get(code)
    return None if count is None else Decimal(count)


def _mesure(one: CibleActivite, annee: int, realise: Decimal | None, precedent: Decimal | None) -> MesureSuivie:
    """Without a clause a gap is still one: in points."""
    cible = one.cibles.get(annee)
    mesure = compute_mesure(one.code, cible, realise)
    ecart = compute_ecart(mesure, POINTS)
    return MesureSuivie(
        indicateur=one.code,
        cible=cible,
        realise=realise,
        taux_realisation=compute_taux_realisation_cible(realise, cible),
        taux_cible=mesure.cible if mesure else None,
        taux_realise=mesure.realise if mesure else None,
        ecart=ecart,
        poids=one.poids,
        precedent=precedent,
        sous_cible=None if ecart is None else ecart > ZERO,
    )


def _modulate(one: MesureSuivie, modulation: Modulation, part: Decimal | None) -> MesureSuivie:
    """The gap as the clause counts it, its legal ceiling, and what the clause withholds."""
    ecart = compute_ecart(compute_mesure(one.indicateur, one.cible, one.realise), modulation.base_ecart)
    return replace(
        one,
        ecart=ecart,
        plafond=compute_taux_plafond(ecart, part),
        taux=compute_taux_clause(ecart, modulation, part),
    )
