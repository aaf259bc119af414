"""Chart: the steps of the approach over the months, with its meetings and its votes."""

from datetime import date

from cpomdoc.francais import majuscule
from cpomdoc.model.calculs_lancement import EtapePlanifiee
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.lancement.rendez_vous import RendezVous, list_etapes, list_rendez_vous
from cpomdoc.rendering.graphiques import Figure, LignePlanning, Planning
from cpomdoc.typographie import FINE, INSECABLE, format_date_courte

TITRE = "Planning de la démarche"
AOUT = 8
MOIS_MAX = 72
"""Months that a picture can hold; beyond, some date is wrong and the rules say so."""


def build_planning(contexte: Contexte) -> Figure | None:
    """The planning, None while nothing is dated."""
    mois = list_mois(contexte)
    if not mois:
        return None
    lignes = tuple(_iterate_lignes(contexte))
    dits = f"{FINE}; ".join(said for one in lignes if (said := _say(one)))
    alternative = f"{TITRE}, de {_mois(mois[0])} à {_mois(mois[-1])}. {dits}."
    creux = tuple(one for one in mois if one.month == AOUT)
    return Figure(TITRE, Planning(mois, lignes, alternative, creux))


def list_mois(contexte: Contexte) -> tuple[date, ...]:
    """First day of each month from the first day known to the last one; empty while nothing is dated."""
    jours = [day for one in list_etapes(contexte) for day in (one.debut, one.fin) if day]
    jours += [one.jour for one in list_rendez_vous(contexte) if one.jour]
    if not jours:
        return ()
    premier, dernier = min(jours), max(jours)
    nombre = (dernier.year - premier.year) * 12 + dernier.month - premier.month + 1
    rangs = (premier.year * 12 + premier.month - 1 + rang for rang in range(min(nombre, MOIS_MAX)))
    return tuple(date(rang // 12, rang % 12 + 1, 1) for rang in rangs)


def find_jour(contexte: Contexte, etape: EtapePlanifiee) -> date | None:
    """Day of a step that is a meeting: that which was fixed, otherwise that which is aimed at."""
    fixees = (one.jour for one in list_rendez_vous(contexte) if one.cle == ("etape", etape.etape))
    return next((jour for jour in fixees if jour), None) or etape.debut


def _iterate_lignes(contexte: Contexte) -> list[LignePlanning]:
    """The steps in their order, then what is no step, by day."""
    lignes = [_etape(contexte, one) for one in list_etapes(contexte)]
    etapes = {("etape", one.etape) for one in list_etapes(contexte)}
    autres = (one for one in list_rendez_vous(contexte) if one.cle not in etapes and one.jour)
    return [*lignes, *map(_rendez_vous, autres)]


def _etape(contexte: Contexte, one: EtapePlanifiee) -> LignePlanning:
    libelle = majuscule(one.libelle)
    if one.est_reunion:
        return LignePlanning(libelle, jour=find_jour(contexte, one), marque="copil" if one.copil else "reunion")
    return LignePlanning(libelle, one.debut, one.fin)


def _rendez_vous(one: RendezVous) -> LignePlanning:
    return LignePlanning(name_rendez_vous(one), jour=one.jour, marque=one.marque)


def name_rendez_vous(one: RendezVous) -> str:
    """« Conseil d’administration : autorisation de signer »: a vote is known by who votes."""
    vote = one.marque == "deliberation" and one.organe
    return f"{one.organe}{FINE}: {one.objet[:1].lower()}{one.objet[1:]}" if vote else one.objet


def _say(one: LignePlanning) -> str:
    if one.jour:
        return f"{one.libelle}{INSECABLE}: le {format_date_courte(one.jour)}"
    if one.debut and one.fin:
        return f"{one.libelle}{INSECABLE}: du {format_date_courte(one.debut)} au {format_date_courte(one.fin)}"
    return ""


def _mois(jour: date) -> str:
    return f"{jour.month:02}/{jour.year}"
