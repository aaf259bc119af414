"""Rules on the calendar of lancement.yaml: steps in order, days that are worked, votes before the signature."""

from collections.abc import Iterator
from datetime import date

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.lancement_references import PROPRES, read_lancement
from cpomdoc.francais import liste
from cpomdoc.jours_feries import is_working_day, public_holidays
from cpomdoc.model.calculs import Calculs
from cpomdoc.model.lancement import LANCEMENT, Demarche
from cpomdoc.source import Chemin
from cpomdoc.typographie import format_date

JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
DEMARCHE: Chemin = ("lancement", "demarche")
VISEE: Chemin = (*DEMARCHE, "date_signature_visee")


def read_demarche(contexte: ContexteRegles) -> Demarche:
    """The calendar of the approach, empty without lancement.yaml."""
    return read_lancement(contexte).demarche or Demarche()


def jours_ouvres(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Une réunion, une délibération ou la signature visée tombe un jour ouvré.

    Pourquoi : un samedi, un dimanche ou un jour férié trahit souvent une faute de frappe. Les jours fériés sont ceux
    du département de la démarche, Alsace-Moselle et outre-mer compris. Une réunion tenue n’est plus signalée.
    Bon : « date_lancement: 2027-07-13 »
    Mauvais : « date_lancement: 2027-07-14 »
    """
    departement = contexte.dossier.departement_ferie
    for path, nom, jour in _iterate_jours(contexte):
        if not is_working_day(jour, departement):
            ferie = jour in public_holidays(jour.year, departement)
            quoi = "jour férié" if ferie else JOURS[jour.weekday()]
            yield Ecart(path, f"{nom} le {format_date(jour)}, {quoi}.", "Corrigez la date, ou confirmez-la.")


def _iterate_jours(contexte: ContexteRegles) -> Iterator[tuple[Chemin, str, date]]:
    """Days that are still to come: those of the launch only once, where it is written."""
    lancement, demarche = read_lancement(contexte), read_demarche(contexte)
    if demarche.date_signature_visee:
        yield VISEE, "Signature visée", demarche.date_signature_visee
    if not lancement.lancement_tenu:
        if demarche.date_lancement:
            yield (*DEMARCHE, "date_lancement"), "Réunion de lancement prévue", demarche.date_lancement
        if (reunion := lancement.reunion_lancement) and reunion.date:
            yield ("lancement", "reunion_lancement", "date"), "Réunion de lancement prévue", reunion.date
    for rang, vote in enumerate(demarche.deliberations):
        if vote.date:
            yield (*DEMARCHE, "deliberations", rang, "date"), f"Délibération ({vote.organe}) prévue", vote.date
    for rang, une in enumerate(lancement.reunions):
        if une.date and not une.tenue:
            yield ("lancement", "reunions", rang, "date"), f"Réunion « {une.objet or une.id} » prévue", une.date


def durees_propres(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Des durées propres disent toutes les étapes, et chaque étape de travail dure.

    Pourquoi : une étape sans durée compterait pour une réunion, et décalerait tout le calendrier. Une durée de 0 mois
    est celle d’une réunion ; une démarche ne peut pas ne compter que des réunions, ni une étape de travail en être une.
    Bon : « durees: propres » et « {etape: diagnostic, duree_mois: 3} »
    Mauvais : « durees: propres » et « {etape: diagnostic} »
    """
    demarche = read_demarche(contexte)
    yield from _travaux_sans_duree(contexte, demarche)
    if demarche.durees != PROPRES:
        return
    if not demarche.etapes:
        yield Ecart((*DEMARCHE, "durees"), "Les durées sont propres, mais aucune étape n’est écrite.",
                    "Écrivez « etapes », de la réunion de lancement à la signature.")  # fmt: skip
        return
    for rang, une in enumerate(demarche.etapes):
        if une.duree_mois is None:
            aide = "Ajoutez « duree_mois », 0 pour une réunion."
            yield Ecart((*DEMARCHE, "etapes", rang, "etape"), f"Étape « {une.etape} » sans durée.", aide)
    if all(une.duree_mois == 0 for une in demarche.etapes):
        aide = "Donnez aux étapes de travail leur durée en mois."
        yield Ecart((*DEMARCHE, "etapes"), "Aucune étape ne dure : toutes ont 0 mois.", aide, on_key=True)


def _travaux_sans_duree(contexte: ContexteRegles, demarche: Demarche) -> Iterator[Ecart]:
    """Steps that every published set knows as work, and that would be printed as meetings."""
    publiees = [une for jeu in contexte.referentiel.kit.durees.values() for une in jeu.etapes]
    travaux = {une.etape for une in publiees if une.duree_mois} - {une.etape for une in publiees if not une.duree_mois}
    aide = "Donnez-lui au moins un mois, ou écrivez vos propres durées sans elle (« durees: propres »)."
    for rang, une in enumerate(demarche.etapes):
        if une.etape in travaux and une.duree_mois == 0:
            path = (*DEMARCHE, "etapes", rang, "duree_mois")
            yield Ecart(path, f"L’étape « {une.etape} » dure 0 mois, comme une réunion.", aide)


def etapes_ordonnees(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Des durées propres suivent l’ordre de la démarche.

    Pourquoi : le rétroplanning remonte le temps étape par étape ; deux étapes inversées se datent à la place l’une de
    l’autre. L’ordre est celui des jeux de durées publiés ; vos propres étapes se placent où vous voulez.
    Bon : diagnostic, exploitation, fiches, constitution, signature
    Mauvais : fiches, diagnostic, signature
    """
    demarche = read_demarche(contexte)
    codes = [une.etape for une in demarche.etapes] if demarche.durees == PROPRES else []
    for rang, code in enumerate(codes):
        apres = dict.fromkeys(autre for autre in codes[:rang] if code in _predecesseurs(contexte, autre))
        if apres:
            path = (*DEMARCHE, "etapes", rang, "etape")
            message = f"L’étape « {code} » vient après {liste(f'« {une} »' for une in apres)}."
            yield Ecart(path, message, "Remettez les étapes dans l’ordre, du lancement à la signature.")


def _predecesseurs(contexte: ContexteRegles, code: str) -> frozenset[str]:
    """Steps that come before one in every published set that holds both."""
    suites = [[une.etape for une in jeu.etapes] for jeu in contexte.referentiel.kit.durees.values()]
    return frozenset(avant for suite in suites if code in suite for avant in suite[: suite.index(code)])


def lancement_avant_signature(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La réunion de lancement et les délibérations précèdent la signature visée.

    Pourquoi : la réunion de lancement ouvre la démarche, et qui signe doit y avoir été autorisé.
    Bon : « date_lancement: 2026-01-12 », « date_signature_visee: 2026-12-15 »
    Mauvais : « date_lancement: 2027-02-01 », « date_signature_visee: 2026-12-15 »
    """
    demarche = read_demarche(contexte)
    visee = demarche.date_signature_visee
    if visee is None:
        return
    aide = "Corrigez l’une des deux dates."
    for path, jour in _lancements(contexte):
        if jour >= visee:
            message = f"La réunion de lancement ({format_date(jour)}) n’est pas antérieure à la signature visée"
            yield Ecart(path, f"{message} ({format_date(visee)}).", aide, autre=VISEE)
    for rang, vote in enumerate(demarche.deliberations):
        if vote.date is not None and vote.date > visee:
            message = (
                f"La délibération ({vote.organe}) du {format_date(vote.date)} est postérieure à la signature visée"
            )
            path = (*DEMARCHE, "deliberations", rang, "date")
            yield Ecart(path, f"{message} ({format_date(visee)}).", aide, autre=VISEE)


def _lancements(contexte: ContexteRegles) -> Iterator[tuple[Chemin, date]]:
    """Where the day of the launch is written: in the calendar, with the meeting, among the meetings."""
    lancement, demarche = read_lancement(contexte), read_demarche(contexte)
    if demarche.date_lancement:
        yield (*DEMARCHE, "date_lancement"), demarche.date_lancement
    if (reunion := lancement.reunion_lancement) and reunion.date:
        yield ("lancement", "reunion_lancement", "date"), reunion.date
    for rang, une in enumerate(lancement.reunions):
        if une.etape == LANCEMENT and une.date:
            yield ("lancement", "reunions", rang, "date"), une.date


def lancement_une_date(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La réunion de lancement n’a qu’une date.

    Pourquoi : écrite dans le calendrier, avec la réunion ou parmi les réunions, elle doit être la même : les outils
    n’en impriment qu’une.
    Bon : « date_lancement: 2026-01-12 » dans « demarche », et rien ailleurs
    Mauvais : « date_lancement: 2026-01-12 », et « date: 2026-01-13 » dans « reunion_lancement »
    """
    dates = list(_lancements(contexte))
    for path, jour in dates[1:]:
        if jour != dates[0][1]:
            message = f"La réunion de lancement est écrite au {format_date(jour)}, et ailleurs au"
            yield Ecart(path, f"{message} {format_date(dates[0][1])}.", "Gardez une seule date.", autre=dates[0][0])


def signature_avant_effet(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La signature visée ne suit pas la prise d’effet.

    Pourquoi : un contrat qui prend effet avant d’être signé appelle une clause de rétroactivité.
    Bon : « date_signature_visee: 2026-12-15 », « date_effet: 2027-01-01 »
    Mauvais : « date_signature_visee: 2027-02-15 », « date_effet: 2027-01-01 »
    """
    visee, effet = read_demarche(contexte).date_signature_visee, contexte.contrat.date_effet
    if visee is not None and effet is not None and visee > effet:
        message = f"La signature visée ({format_date(visee)}) suit la prise d’effet ({format_date(effet)})."
        aide = "Avancez la signature, ou repoussez la date d’effet."
        yield Ecart(VISEE, message, aide, autre=("contrat", "date_effet"))


def signature_du_contrat(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La signature visée est celle que le contrat écrit.

    Pourquoi : le rétroplanning remonte le temps depuis une date que le contrat ne porterait plus.
    Bon : « date_signature_visee: 2026-12-15 », « date_signature: 2026-12-15 »
    Mauvais : « date_signature_visee: 2026-12-15 », « date_signature: 2026-12-22 »
    """
    visee, ecrite = read_demarche(contexte).date_signature_visee, contexte.contrat.date_signature
    if visee is not None and ecrite is not None and visee != ecrite:
        message = f"La signature est visée le {format_date(visee)}, mais le contrat la date du {format_date(ecrite)}."
        yield Ecart(VISEE, message, "Écrivez la même date.", autre=("contrat", "date_signature"))


def lancement_assez_tot(contexte: ContexteRegles, calculs: Calculs) -> Iterator[Ecart]:
    """La réunion de lancement laisse à chaque étape sa durée.

    Pourquoi : lancée plus tard que le rétroplanning ne le permet, la démarche ne tient pas la signature visée.
    Bon : lancement au plus tard le 15 janvier 2026, « date_lancement: 2026-01-12 »
    Mauvais : lancement au plus tard le 15 janvier 2026, « date_lancement: 2026-03-02 »
    """
    plan, visee = calculs.retroplanning, read_demarche(contexte).date_signature_visee
    if plan is None or plan.lancement is None or visee is None:
        return
    for path, jour in _lancements(contexte):
        if plan.lancement < jour < visee:
            message = f"La réunion de lancement ({format_date(jour)}) suit la date au plus tard"
            aide = "Raccourcissez des étapes, ou repoussez la signature visée."
            yield Ecart(path, f"{message} ({format_date(plan.lancement)}).", aide)


def lancement_a_venir(contexte: ContexteRegles, calculs: Calculs) -> Iterator[Ecart]:
    """La date de lancement au plus tard n’est pas passée sans que la réunion ait eu lieu.

    Pourquoi : passé cette date, la signature visée ne peut plus être tenue. Rien n’est signalé quand la réunion est
    dite tenue : « tenue: oui », l’étape « lancement » faite, des participants présents ou des points traités.
    Bon : lancement au plus tard le 15 janvier 2026, réunion tenue
    Mauvais : lancement au plus tard le 15 janvier 2026, rien de tenu, et nous sommes en mars
    """
    plan, aujourdhui = calculs.retroplanning, contexte.aujourdhui
    if plan is None or plan.lancement is None or aujourdhui is None or read_lancement(contexte).lancement_tenu:
        return
    if plan.lancement < aujourdhui:
        yield Ecart(
            VISEE,
            f"Le lancement devait avoir lieu le {format_date(plan.lancement)} au plus tard : cette date est passée.",
            "Dites que la réunion est tenue, raccourcissez des étapes ou repoussez la signature visée.",
        )
