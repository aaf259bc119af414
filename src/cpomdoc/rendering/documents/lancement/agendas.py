"""What people import in their calendars: the days of the approach, and what the contract obliges to each year."""

import datetime
from collections import Counter
from collections.abc import Iterator

from cpomdoc.francais import majuscule
from cpomdoc.jours_feries import is_working_day, last_working_day
from cpomdoc.model.calculs_lancement import EtapePlanifiee
from cpomdoc.periodes import MOIS
from cpomdoc.rendering.calendrier import Agenda, Evenement
from cpomdoc.rendering.documents.annexe_suivi import name_destinataires
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.lancement.heures import read_heures
from cpomdoc.rendering.documents.lancement.outil import applies_to, read_lancement
from cpomdoc.rendering.documents.lancement.rendez_vous import RendezVous, list_etapes, list_rendez_vous
from cpomdoc.rendering.documents.perimetre import list_etablissements
from cpomdoc.typographie import FINE, format_date

AVRIL = 4
RETROPLANNING, OBLIGATIONS = "lancement-05-retroplanning", "obligations"


def agendas_of(contexte: Contexte) -> Iterator[tuple[str, Agenda]]:
    """Each calendar with the stem of its file; one that would be empty is not made."""
    if not applies_to(contexte):
        return
    intitule = contexte.dossier.general.contrat.intitule or contexte.dossier.ref
    demarche = read_lancement(contexte).demarche
    version = (demarche.version_calendrier if demarche else None) or 0
    for stem, nom, evenements in (
        (RETROPLANNING, "Rétroplanning", tuple(_iterate_demarche(contexte))),
        (OBLIGATIONS, "Obligations", tuple(_iterate_obligations(contexte))),
    ):
        if evenements:
            yield stem, Agenda(f"{nom} – {intitule}", contexte.dossier.ref, evenements, version)


def _iterate_demarche(contexte: Contexte) -> Iterator[Evenement]:
    rendez_vous = list_rendez_vous(contexte)
    fixees = {one.cle[1] for one in rendez_vous if one.cle[0] == "etape" and one.jour}
    for etape in list_etapes(contexte):
        if not etape.est_reunion:
            yield from _iterate_etape(contexte, etape)
        elif etape.etape not in fixees and etape.debut:
            titre = f"{majuscule(etape.libelle)} (date visée)"
            description = _describe(etape)
            yield Evenement(("etape", etape.etape), titre, etape.debut, description=description, ferme=False)
    yield from (_rendez_vous(one) for one in rendez_vous if one.jour)


def _iterate_etape(contexte: Contexte, etape: EtapePlanifiee) -> Iterator[Evenement]:
    """A stretch of work, and the day by which it is over."""
    if etape.debut is None or etape.fin is None:
        return
    titre, description = majuscule(etape.libelle), _describe(etape)
    yield Evenement(("etape", etape.etape), titre, etape.debut, etape.fin, description=description, categorie="Étape")
    terme = last_working_day(etape.fin, contexte.dossier.departement_ferie)
    rappel = f"Échéance{FINE}: {etape.livrable or etape.libelle}"
    yield Evenement(("echeance", etape.etape), rappel, terme, description=description, categorie="Échéance")


def _describe(etape: EtapePlanifiee) -> str:
    parts = (("Livrable", etape.livrable), ("Responsable", etape.responsable), ("Acteurs", etape.acteurs))
    return "\n".join(f"{nom}{FINE}: {mots}" for nom, mots in parts if mots)


def _rendez_vous(one: RendezVous) -> Evenement:
    heures = read_heures(one.heure)
    vote = one.marque == "deliberation"
    notes = [one.organe] if one.organe else []
    if one.heure and heures is None:
        notes.append(f"Heure{FINE}: {one.heure}")
    return Evenement(
        cle=one.cle,
        titre=f"{one.organe}{FINE}: {one.objet}" if vote else one.objet,
        jour=one.jour or datetime.date.min,
        heures=heures,
        lieu=one.lieu,
        description="" if vote else "\n".join(notes),
        categorie="Délibération" if vote else "Réunion",
    )


def _iterate_obligations(contexte: Contexte) -> Iterator[Evenement]:
    """What annex « suivi » lists year by year, whether the contract prints that annex or not."""
    yield from _iterate_documents(contexte)
    yield from _iterate_comites(contexte)
    yield from _iterate_evaluations(contexte)
    jalons, annees = contexte.calculs.jalons, _annees_du_comite(contexte)
    for jour, code, titre in (
        (jalons.notification_prorogation, "prorogation", "Dernier jour pour demander une prorogation du contrat"),
        (jalons.date_fin, "terme", "Terme du contrat"),
    ):
        if jour is not None:
            yield _due(contexte, ("jalon", code), titre, jour)
    for annee, code, titre in (
        (jalons.mi_parcours, "mi_parcours", "Revue à mi-parcours du contrat, à tenir dans l’année"),
        (jalons.bilan_final, "bilan_final", "Bilan final du contrat, à tenir dans l’année"),
    ):
        if annee is not None and annee not in annees:
            yield Evenement(("jalon", code), titre, _first_worked(contexte, annee, 1), ferme=False)


def _iterate_documents(contexte: Contexte) -> Iterator[Evenement]:
    destinataires = name_destinataires(contexte)
    pour = f"À transmettre{FINE}: {destinataires}" if destinataires else ""
    for one in contexte.calculs.suivi:
        nom = majuscule(contexte.libelle("echeance_suivi", one.code) or one.code)
        cle, titre = ("obligation", one.code, str(one.exercice)), f"{nom}, exercice {one.exercice}"
        if one.date is not None:
            yield _due(contexte, cle, titre, one.date, pour)
        else:
            jour = _first_worked(contexte, one.annee, AVRIL)
            yield Evenement(cle, f"{titre} (au printemps, dates à confirmer)", jour, description=pour, ferme=False)


def _annees_du_comite(contexte: Contexte) -> frozenset[int]:
    suivi = contexte.dossier.general.suivi
    return frozenset(one.annee for one in suivi.reunions) if suivi else frozenset()


def _iterate_comites(contexte: Contexte) -> Iterator[Evenement]:
    """A meeting whose day nobody fixed stands on the first worked day of its month, or of its year."""
    suivi, rangs = contexte.dossier.general.suivi, Counter[int]()
    for one in suivi.reunions if suivi else ():
        rangs[one.annee] += 1
        quand = f"en {MOIS[one.mois - 1]} {one.annee}" if one.mois else f"en {one.annee}"
        objet = f"Comité de suivi{FINE}: {one.objet}" if one.objet else "Comité de suivi"
        jour = _first_worked(contexte, one.annee, one.mois or 1)
        yield Evenement(
            ("comite", str(one.annee), str(rangs[one.annee])), f"{objet} (à réunir {quand})", jour,
            categorie="Réunion", ferme=False,
        )  # fmt: skip


def _iterate_evaluations(contexte: Contexte) -> Iterator[Evenement]:
    fin, effet = contexte.calculs.jalons.date_fin, contexte.dossier.general.contrat.date_effet
    for esms in list_etablissements(contexte):
        jour = esms.evaluation_has.prochaine_echeance if esms.evaluation_has else None
        if jour is not None and fin is not None and effet is not None and effet <= jour <= fin:
            titre = f"Rapport d’évaluation de la qualité, {esms.nom}"
            yield _due(contexte, ("evaluation", esms.id), titre, jour)


def _due(contexte: Contexte, cle: tuple[str, ...], titre: str, jour: datetime.date, pour: str = "") -> Evenement:
    """A last day; when nobody works then, the last worked day before it is said."""
    ouvre = last_working_day(jour, contexte.dossier.departement_ferie)
    avant = f"Dernier jour ouvré avant cette date{FINE}: {format_date(ouvre)}" if ouvre != jour else ""
    description = "\n".join(part for part in (pour, avant) if part)
    return Evenement(cle, titre, jour, description=description, categorie="Échéance")


def _first_worked(contexte: Contexte, annee: int, mois: int) -> datetime.date:
    jour = datetime.date(annee, mois, 1)
    while not is_working_day(jour, contexte.dossier.departement_ferie):
        jour += datetime.timedelta(days=1)
    return jour
