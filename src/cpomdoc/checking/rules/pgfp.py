"""Rules on pgfp.yaml: its years, and whether it still leads to where a paper says."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from decimal import Decimal

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.francais import liste
from cpomdoc.model.calculs import Calculs
from cpomdoc.model.pgfp import Pgfp
from cpomdoc.source import Chemin
from cpomdoc.typographie import format_montant, format_nombre

Serie = Mapping[int, Decimal | None]
ANNONCES = ("resultat", "caf", "frng", "tresorerie")


def series_de(pgfp: Pgfp) -> Iterator[tuple[Chemin, Serie]]:
    """Every row of the plan that someone wrote, with its place."""
    for nom in ("exploitation", "passage_caf", "emplois", "ressources", "annonce"):
        bloc = getattr(pgfp, nom)
        for champ in fields(bloc) if bloc is not None else ():
            if serie := getattr(bloc, champ.name):
                yield ("pgfp", nom, champ.name), serie
    if pgfp.bfr:
        yield ("pgfp", "bfr"), pgfp.bfr


def annees_du_plan(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Chaque ligne du plan de financement va du dernier exercice réel au terme du contrat, sans trou ni excès.

    Pourquoi : le fonds de roulement d’une année part de celui de l’année d’avant ; un trou rend inconnu tout ce qui
    suit.
    Bon : « annee_reelle: 2025 », contrat 2027-2031, une valeur de 2025 à 2031
    Mauvais : « annee_reelle: 2025 », contrat 2027-2031, une ligne qui s’arrête en 2030
    """
    pgfp, exercices = contexte.dossier.pgfp, contexte.exercices
    if pgfp is None or pgfp.annee_reelle is None or not exercices:
        return
    annees = range(min(pgfp.annee_reelle, exercices[0]), exercices[-1] + 1)
    for path, serie in series_de(pgfp):
        for annee in serie:
            if annee not in annees:
                yield Ecart(
                    (*path, str(annee)),
                    f"{annee} n’est pas une année du plan ({annees[0]}-{annees[-1]}).",
                    "Corrigez l’année, ou retirez la ligne.",
                    on_key=True,
                )
        manquantes = [annee for annee in annees if annee not in serie]
        if manquantes and path[1] != "annonce":
            yield Ecart(
                path,
                f"Il manque {liste(map(str, manquantes))} à cette ligne du plan de financement.",
                "Ajoutez les années, « a_completer » si le montant n’est pas encore connu.",
                contexte.gravite(manquantes),
                on_key=True,
            )


def exercice_reel(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le dernier exercice réel du plan de financement est clos avant le contrat.

    Pourquoi : ce qui est prévu ne peut être dit réel.
    Bon : contrat de 2027, « annee_reelle: 2025 »
    Mauvais : contrat de 2027, « annee_reelle: 2028 »
    """
    reelle = contexte.dossier.pgfp.annee_reelle if contexte.dossier.pgfp else None
    if reelle is not None and contexte.exercices and reelle >= contexte.exercices[0]:
        yield Ecart(
            ("pgfp", "annee_reelle"),
            f"L’exercice {reelle} n’est pas clos quand le contrat commence, en {contexte.exercices[0]}.",
            "Écrivez le dernier exercice clos.",
        )


def chiffre_annonce(contexte: ContexteRegles, calculs: Calculs) -> Iterator[Ecart]:
    """Un chiffre annoncé du plan de financement est celui qui se calcule.

    Pourquoi : résultat, autofinancement, fonds de roulement et trésorerie découlent des autres lignes ; les deux
    chiffres sont imprimés tant qu’ils diffèrent.
    Bon : « annonce: {caf: {2027: 335 400,70}} » quand le calcul donne 335 400,70 €
    Mauvais : « annonce: {caf: {2027: 300 000,00}} » quand le calcul donne 335 400,70 €
    """
    annonce = contexte.dossier.pgfp.annonce if contexte.dossier.pgfp else None
    for column in calculs.previsions.pgfp if annonce else ():
        for nom in ANNONCES:
            annonced, computed = getattr(annonce, nom).get(column.annee), getattr(column, nom)
            if annonced is not None and computed is not None and annonced != computed:
                yield Ecart(
                    ("pgfp", "annonce", nom, str(column.annee)),
                    f"Le montant annoncé est de {format_montant(annonced)}, le calcul donne "
                    f"{format_montant(computed)}.",
                    "Corrigez la ligne en cause, ou retirez l’annonce.",
                )


def equilibre_du_plan(contexte: ContexteRegles, calculs: Calculs) -> Iterator[Ecart]:
    """Le plan de financement garde une trésorerie positive et un autofinancement suffisant.

    Pourquoi : une trésorerie négative, ou un taux d’autofinancement très bas, dit que le contrat n’est pas soutenable ;
    les parties le confirment ou prévoient un plan de retour à l’équilibre.
    Bon : trésorerie positive de 2027 à 2031, taux d’autofinancement de 4 %
    Mauvais : trésorerie négative en 2030
    """
    effet = contexte.contrat.date_effet
    seuil = None if effet is None else contexte.referentiel.nombre("seuil_taux_caf", effet)
    columns = calculs.previsions.pgfp
    negatives = [c.annee for c in columns if c.tresorerie is not None and c.tresorerie < 0]
    faibles = [c.annee for c in columns if seuil is not None and c.taux_caf is not None and c.taux_caf < seuil]
    if negatives:
        yield Ecart(
            ("pgfp", "bfr"),
            f"La trésorerie prévue est négative en {liste(map(str, negatives))}.",
            "Revoyez les investissements ou leur financement, ou confirmez.",
            on_key=True,
        )
    if faibles:
        yield Ecart(
            ("pgfp", "exploitation"),
            f"Le taux d’autofinancement est inférieur à {format_nombre(seuil)} % en {liste(map(str, faibles))}.",
            "Vérifiez les lignes du plan, ou confirmez.",
            on_key=True,
        )
