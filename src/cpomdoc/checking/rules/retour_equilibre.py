"""Rules on retour_equilibre.yaml: a deficit, years of the contract, measures that lead to the targets."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.checking.rules.references import iterate_inconnus
from cpomdoc.francais import liste
from cpomdoc.model.calculs import Calculs
from cpomdoc.model.retour_equilibre import RetourEquilibre
from cpomdoc.source import Chemin
from cpomdoc.typographie import format_montant

PLAN = "retour_equilibre"


def annees_du_retour(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Cibles, mesures et évolution du plan de retour à l’équilibre sont d’années du contrat.

    Pourquoi : le contrat n’engage pas hors de sa durée ; c’est souvent une année mal recopiée.
    Bon : contrat 2027-2031, « resultats_cibles: {2029: 0,00} »
    Mauvais : contrat 2027-2031, « resultats_cibles: {2033: 0,00} »
    """
    annees, plan = contexte.exercices, contexte.dossier.retour_equilibre
    for path, serie in _series(plan) if plan is not None and annees else ():
        for annee in serie:
            if annee not in annees:
                yield Ecart(
                    (*path, str(annee)),
                    f"{annee} n’est pas une année du contrat ({annees[0]}-{annees[-1]}).",
                    "Corrigez l’année, ou retirez la ligne.",
                    on_key=True,
                )


def cibles_du_retour(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le plan de retour à l’équilibre a un résultat cible chaque année du contrat.

    Pourquoi : c’est ce que les parties contrôlent. Une cible encore inconnue s’écrit « a_completer ».
    Bon : contrat 2027-2031, une cible de 2027 à 2031
    Mauvais : contrat 2027-2031, rien pour 2031
    """
    plan = contexte.dossier.retour_equilibre
    manquantes = [annee for annee in contexte.exercices if plan is not None and annee not in plan.resultats_cibles]
    if plan is not None and plan.resultats_cibles and manquantes:
        yield Ecart(
            (PLAN, "resultats_cibles"),
            f"Résultat cible manquant pour {liste(map(str, manquantes))}.",
            "Ajoutez une ligne par année du contrat.",
            contexte.gravite(manquantes),
            on_key=True,
        )


def deficit_de_depart(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le résultat de référence d’un plan de retour à l’équilibre est un déficit, écrit en négatif.

    Pourquoi : le plan part de lui ; écrit en positif, chaque année paraîtrait excédentaire.
    Bon : « resultat_reference: -84 000,00 »
    Mauvais : « resultat_reference: 84 000,00 »
    """
    plan = contexte.dossier.retour_equilibre
    if plan is not None and plan.resultat_reference is not None and plan.resultat_reference >= 0:
        yield Ecart(
            (PLAN, "resultat_reference"),
            f"Le résultat de référence ({format_montant(plan.resultat_reference)}) n’est pas un déficit.",
            "Écrivez-le en négatif, ou retirez le plan.",
        )


def references_retour(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un ESMS que cite le plan de retour à l’équilibre est au périmètre.

    Pourquoi : le plan ne porte que sur les ESMS du contrat.
    Bon : « etablissements: [ehpad-sources] », et « id: ehpad-sources » au périmètre
    Mauvais : « etablissements: [ehpad-source] »
    """
    plan = contexte.dossier.retour_equilibre or RetourEquilibre()
    cites = [((PLAN, "etablissements", rang), ident) for rang, ident in enumerate(plan.etablissements)]
    yield from iterate_inconnus("un ESMS du périmètre", cites, contexte.esms)


def mesures_suffisantes(contexte: ContexteRegles, calculs: Calculs) -> Iterator[Ecart]:
    """Les mesures du plan de retour à l’équilibre mènent aux résultats cibles.

    Pourquoi : une cible que les mesures n’atteignent pas n’est qu’un vœu.
    Bon : résultat de référence de −50 000 €, mesures de 30 000 €, cible de −20 000 €
    Mauvais : résultat de référence de −50 000 €, mesures de 10 000 €, cible de −20 000 €
    """
    retour = calculs.previsions.retour
    for one in retour.annees if retour else ():
        if one.ecart is not None and one.ecart < 0:
            yield Ecart(
                (PLAN, "resultats_cibles", str(one.annee)),
                f"En {one.annee}, les mesures mènent à {format_montant(one.resultat)} pour une cible de "
                f"{format_montant(one.cible)}.",
                "Ajoutez une mesure, ou revoyez la cible.",
            )


def equilibre_atteint(contexte: ContexteRegles, calculs: Calculs) -> Iterator[Ecart]:
    """Le plan de retour à l’équilibre y revient avant le terme du contrat.

    Pourquoi : c’est son objet ; à défaut, les parties disent pourquoi elles acceptent un déficit au terme.
    Bon : contrat 2027-2031, cible de 0 € en 2030 et 2031
    Mauvais : contrat 2027-2031, cible de −5 000 € en 2031
    """
    retour, ajoutes = calculs.previsions.retour, contexte.dossier.exercices_ajoutes
    # A year that a prorogation adds may have no target: the last one that was agreed is then judged.
    visees = [one for one in retour.annees if one.annee not in ajoutes or one.cible is not None] if retour else []
    derniere = visees[-1].cible if visees else None
    if contexte.exercices and derniere is not None and derniere < 0:
        annee = visees[-1].annee
        yield Ecart(
            (PLAN, "resultats_cibles", str(annee)),
            f"La cible de {annee}, dernière année du {'plan' if ajoutes else 'contrat'}, est encore un déficit.",
            "Renforcez les mesures, ou confirmez.",
        )


def _series(plan: RetourEquilibre) -> Iterator[tuple[Chemin, Mapping[int, Decimal | None]]]:
    yield (PLAN, "evolution_spontanee"), plan.evolution_spontanee
    yield (PLAN, "resultats_cibles"), plan.resultats_cibles
    for rang, mesure in enumerate(plan.mesures):
        yield (PLAN, "mesures", rang, "effets"), mesure.effets
