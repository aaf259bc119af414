"""Where a contract stands on a day: its phase, its term once renewed, its perimeter, what comes next."""

from collections.abc import Iterator
from datetime import date, timedelta

from cpomdoc import periodes
from cpomdoc.computing.capacites import sum_etablissements
from cpomdoc.model.calculs import Calculs
from cpomdoc.model.contrat import Contrat
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.lancement import FAITE, Demarche, Lancement
from cpomdoc.model.perimetre import Etablissement
from cpomdoc.model.portefeuille import ContratLu, Echeance, Phase, Prolongation, Situation
from cpomdoc.model.referentiel import Referentiel
from cpomdoc.model.totaux_capacite import TotalCapacite

MOIS_PAR_AN = 12


def compute_situation(lu: ContratLu, au: date, referentiel: Referentiel) -> Situation:
    """The contract on the day `au`; the capacity is that of the day, or of the nearest day on which it is in force."""
    if lu.dossier is None or lu.calculs is None:
        return Situation(lu, "illisible")
    contrat = lu.dossier.general.contrat
    signature = contrat.date_signature if contrat.date_signature and contrat.date_signature <= au else None
    possible = list_prolongations(contrat)
    known = sorted({*possible, *list_prorogations(contrat)}, key=lambda one: one.debut)
    begun = tuple(one for one in known if signature and one.debut <= au)
    date_fin = lu.calculs.jalons.date_fin
    terme = max([one.fin for one in begun] + ([date_fin] if date_fin else []), default=None)
    esms = list_esms(lu.dossier, _clamp(au, contrat.date_effet, terme)) if lu.perimetre_lu else None
    return Situation(
        lu=lu,
        phase=_find_phase(lu.dossier, lu.calculs, au, begun=bool(begun), terme=terme),
        signature=signature,
        visee=None if signature else _find_visee(lu.dossier),
        date_effet=contrat.date_effet,
        date_fin=date_fin,
        terme=terme,
        prolongations=begun,
        reconductible=any(one not in begun for one in possible),
        en_retard=signature is None and contrat.date_effet is not None and contrat.date_effet < au,
        echeance=_find_next(lu.dossier, lu.calculs, au, terme),
        esms=None if esms is None else tuple(one for one in esms if one.dans_le_contrat),
        incertains=sum(one.dans_le_contrat is None for one in esms or ()),
        capacites=_sum_capacites(esms, _clamp(au, contrat.date_effet, terme), referentiel),
    )


def list_prorogations(contrat: Contrat) -> tuple[Prolongation, ...]:
    """What an avenant adds after the end first agreed."""
    if contrat.fin_convenue is None or contrat.prorogation is None:
        return ()
    return (Prolongation(contrat.fin_convenue + timedelta(days=1), contrat.prorogation),)


def list_prolongations(contrat: Contrat) -> tuple[Prolongation, ...]:
    """The periods that tacit renewal adds one after the other; none while a length is unknown."""
    one, effet, duree = contrat.reconduction, contrat.date_effet, contrat.duree_annees
    if one is None or effet is None or not duree or not one.periode_annees or not one.duree_totale_annees:
        return ()
    found, annees = [], duree
    while annees < one.duree_totale_annees:
        debut = periodes.date_fin(effet, annees) + timedelta(days=1)
        annees = min(annees + one.periode_annees, one.duree_totale_annees)
        found.append(Prolongation(debut, periodes.date_fin(effet, annees)))
    return tuple(found)


def list_esms(dossier: Dossier, on: date | None) -> tuple[Etablissement, ...]:
    """The ESMS that are, or may be, in the contract that day."""
    return tuple(
        one for one in dossier.perimetre.etablissements if one.dans_le_contrat is not False and one.is_in_force(on)
    )


def _sum_capacites(
    esms: tuple[Etablissement, ...] | None, on: date, referentiel: Referentiel
) -> tuple[TotalCapacite, ...]:
    return () if esms is None else sum_etablissements(esms, on, referentiel)


def _clamp(au: date, debut: date | None, fin: date | None) -> date:
    """The day itself, or the nearest one on which the contract is in force."""
    if debut is not None and au < debut:
        return debut
    return fin if fin is not None and au > fin else au


def _find_visee(dossier: Dossier) -> date | None:
    """The day on which the parties mean to sign: the one that the contract bears, else that of its preparation."""
    demarche = dossier.lancement.demarche if dossier.lancement else None
    return dossier.general.contrat.date_signature or (demarche.date_signature_visee if demarche else None)


def _find_phase(dossier: Dossier, calculs: Calculs, au: date, *, begun: bool, terme: date | None) -> Phase:
    contrat = dossier.general.contrat
    if contrat.date_signature is None or contrat.date_signature > au:
        if contrat.statut == "definitif":
            return "a_signer"
        return "preparation" if dossier.lancement is not None or _find_visee(dossier) else "projet"
    if contrat.date_effet is None or au < contrat.date_effet:
        return "signe"
    if terme is not None and au > terme:
        return "echu"
    if begun:
        return "prolonge"
    if terme is not None and au > periodes.add_months(terme, -MOIS_PAR_AN):
        return "derniere_annee"
    return "mi_parcours" if au.year == calculs.jalons.mi_parcours else "en_cours"


def _find_next(dossier: Dossier, calculs: Calculs, au: date, terme: date | None) -> Echeance | None:
    """The nearest thing to come: of the preparation while nobody signed, of the life of the contract after."""
    contrat = dossier.general.contrat
    if contrat.date_signature is None or contrat.date_signature > au:
        found = [*_dated("signature", _find_visee(dossier)), *_iterate_preparation(dossier, calculs)]
    else:
        found = [*_iterate_terme(contrat, calculs, terme), *_iterate_suivi(dossier, calculs)]
    found += _dated("effet", contrat.date_effet)
    coming = [one for one in found if (one.jour or date(one.annee, 12, 31)) >= au]
    return min(coming, key=_order, default=None)


def _iterate_preparation(dossier: Dossier, calculs: Calculs) -> Iterator[Echeance]:
    """Steps not done yet, votes, meetings not held."""
    lancement = dossier.lancement or Lancement()
    for etape in calculs.retroplanning.etapes if calculs.retroplanning else ():
        if etape.statut != FAITE:
            yield from _dated("etape", etape.fin, etape.libelle)
    for vote in (lancement.demarche or Demarche()).deliberations:
        yield from _dated("deliberation", vote.date, vote.organe)
    for reunion in lancement.reunions:
        if not reunion.tenue:
            yield from _dated("reunion", reunion.date, reunion.objet or "")


def _iterate_suivi(dossier: Dossier, calculs: Calculs) -> Iterator[Echeance]:
    """Documents that have a day, reviews, meetings of the follow-up."""
    for due in calculs.suivi:
        yield from _dated(due.code, due.date, str(due.exercice))
    jalons = calculs.jalons
    for code, annee in (("mi_parcours", jalons.mi_parcours), ("bilan_final", jalons.bilan_final)):
        if annee is not None:
            yield Echeance(code, annee)
    for suivi in dossier.suivis:
        yield from _dated("reunion_suivi", suivi.reunion.prochaine_date if suivi.reunion else None)


def _iterate_terme(contrat: Contrat, calculs: Calculs, terme: date | None) -> Iterator[Echeance]:
    """The term, the last day to ask for a prorogation, and to refuse the renewal that would follow it."""
    yield from _dated("terme", terme)
    yield from _dated("prorogation", calculs.jalons.notification_prorogation)
    preavis = contrat.reconduction.preavis_mois if contrat.reconduction else None
    following = [one for one in list_prolongations(contrat) if terme is not None and one.debut > terme]
    if following and terme is not None and preavis is not None:
        yield from _dated("reconduction", periodes.add_months(terme, -preavis))


def _dated(code: str, jour: date | None, objet: str = "") -> list[Echeance]:
    return [] if jour is None else [Echeance(code, jour.year, jour, objet)]


def _order(one: Echeance) -> tuple[date, bool]:
    """By day; what only has a year comes at its end. Of two on one day, the first found is told."""
    return (one.jour or date(one.annee, 12, 31), one.jour is None)
