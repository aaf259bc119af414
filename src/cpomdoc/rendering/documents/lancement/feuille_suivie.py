"""The minutes of a year that has been followed: what suivi/ says of it, beside what the contract aims at."""

from collections.abc import Iterator
from decimal import Decimal

from cpomdoc.francais import majuscule
from cpomdoc.model.calculs_suivi import BilanAnnuel
from cpomdoc.model.suivi_annuel import DecisionAvenant, ReunionSuivi, SuiviAnnuel
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.lancement.actions_suivies import list_actions
from cpomdoc.rendering.documents.lancement.feuille_dialogue import (
    FeuilleDialogue,
    PointArbitre,
    SuiviActivite,
    SuiviFinances,
    iterate_fiches,
    say_prevue,
)
from cpomdoc.rendering.documents.lancement.indicateurs_suivis import read_realises
from cpomdoc.rendering.documents.lancement.sujets import Sujet, iterate_sujets
from cpomdoc.rendering.documents.mise_en_oeuvre import build_suivi
from cpomdoc.rendering.documents.suivi_annuel.activite_vue import MesureVue, build_mesures
from cpomdoc.rendering.documents.suivi_annuel.mots import say_point, say_signe
from cpomdoc.rendering.documents.suivi_annuel.suites_vue import FinanceVue, build_finances
from cpomdoc.rendering.valeurs import SansObjet
from cpomdoc.typographie import (
    FINE,
    format_date,
    format_montant_sans_unite,
    format_nombre,
    group_digits,
)

LIGNES_LIBRES = 1
CENTIEME = Decimal("0.01")
COCHES = {True: "☒", False: "☐"}


def build_feuille_suivie(contexte: Contexte, bilan: BilanAnnuel, suivi: SuiviAnnuel) -> FeuilleDialogue:
    """One year, with what is known of it; what is not stays to be filled."""
    reunion, avenant = suivi.reunion or ReunionSuivi(), suivi.avenant or DecisionAvenant()
    commentaires = {(one.etablissement, one.modalite): one.commentaire for one in suivi.activite}
    explications = [
        None if rang else commentaires.get((one.etablissement, one.modalite))
        for one in bilan.lignes
        for rang in range(len(one.mesures))
    ]
    return FeuilleDialogue(
        annee=str(bilan.annee),
        prevue=say_prevue(contexte, reunion.date.year if reunion.date else bilan.annee + 1),
        membres=build_suivi(contexte).membres,
        sujets=(*_iterate_sujets(contexte, bilan, suivi), *(Sujet("", "", ""),) * LIGNES_LIBRES),
        fiches=tuple(iterate_fiches(contexte, bilan.annee, read_realises(contexte))),
        activite=tuple(map(_activite, build_mesures(contexte, bilan), explications)),
        finances=tuple(map(_finances, build_finances(contexte, bilan, suivi))),
        hypothese=any(one.hypothese for one in bilan.finances),
        arbitres=(*_iterate_arbitres(suivi), *(PointArbitre(),) * LIGNES_LIBRES),
        rencontre=", ".join(part for part in (format_date(reunion.date), reunion.lieu) if part),
        presents=tuple(map(majuscule, reunion.participants)),
        avenant=COCHES[avenant.decide is True],
        sans_avenant=COCHES[avenant.decide is False],
        objet_avenant=majuscule(avenant.objet or ""),
        prochaine=format_date(reunion.prochaine_date) or "",
    )


def _iterate_sujets(contexte: Contexte, bilan: BilanAnnuel, suivi: SuiviAnnuel) -> Iterator[Sujet]:
    """What the parties bring, then what the year shows, then the actions that are in no sheet."""
    for one in suivi.arbitrages:
        yield Sujet("", majuscule(one.sujet), one.proposition or "", majuscule(one.partie or ""))
    intitules = {fiche.fiche: fiche.intitule for fiche in contexte.dossier.fiches}
    for point in bilan.points:
        sujet, mots = say_point(contexte, bilan, point)
        numero = sujet if sujet in intitules else ""
        yield Sujet(numero, intitules.get(sujet, sujet or "Contrat"), mots)
    hors_fiche = {one.intitule for one in list_actions(contexte) if one.fiche is None}
    yield from (one for one in iterate_sujets(contexte, bilan.annee) if one.action in hors_fiche and not one.numero)


def _iterate_arbitres(suivi: SuiviAnnuel) -> Iterator[PointArbitre]:
    """The points of the parties, with what was decided, then what was decided besides."""
    for one in suivi.arbitrages:
        positions = f"{FINE}: ".join(part for part in (one.partie, one.proposition) if part)
        yield PointArbitre(majuscule(one.sujet), majuscule(positions), majuscule(one.decision or ""))
    for decision in suivi.reunion.decisions if suivi.reunion else ():
        yield PointArbitre(decision=majuscule(decision))


def _activite(one: MesureVue, explication: str | None) -> SuiviActivite:
    modalite = f"{one.modalite[:1].lower()}{one.modalite[1:]}"
    return SuiviActivite(
        f"{one.etablissement}, {modalite}",
        f"{one.indicateur} ({one.unite})" if one.unite and not one.est_taux else one.indicateur or "",
        _write(one, one.cible),
        _write(one, one.realise),
        _ecart(one),
        majuscule(explication or ""),
    )


def _ecart(one: MesureVue) -> str:
    """What was done less the target; in points for a rate."""
    if not isinstance(one.realise, Decimal | int) or not isinstance(one.cible, Decimal | int):
        return ""
    ecart = Decimal(one.realise) - one.cible
    return say_signe(ecart.quantize(CENTIEME), "points") if one.est_taux else say_signe(ecart)


def _write(one: MesureVue, valeur: Decimal | int | SansObjet | None) -> str:
    if valeur is None or isinstance(valeur, SansObjet):
        return str(valeur or "")
    return f"{group_digits(Decimal(valeur), 2)}{FINE}%" if one.est_taux else format_nombre(valeur)


def _finances(one: FinanceVue) -> SuiviFinances:
    prevue = "" if isinstance(one.prevue, SansObjet) else format_montant_sans_unite(one.prevue) or ""
    notifiee, resultat = format_montant_sans_unite(one.notifiee), format_montant_sans_unite(one.resultat)
    return SuiviFinances(
        one.etablissement, one.financeur, prevue, notifiee or "", resultat or "", majuscule(one.commentaire)
    )
