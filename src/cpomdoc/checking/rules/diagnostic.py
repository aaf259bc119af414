"""Rules on diagnostic.yaml: its findings, its indicators, their age."""

import itertools
from collections.abc import Iterator

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.suggestions import format_suggestion
from cpomdoc.typographie import format_nombre

ANNEES_RECENTES = 3
NOMS = {"q1": "le premier quartile", "mediane_regionale": "la médiane régionale", "q3": "le troisième quartile"}


def indicateur_connu(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le code d’un indicateur est celui du tableau de bord, ou l’indicateur a son propre libellé.

    Pourquoi : un code inconnu et sans libellé ne dit rien au lecteur.
    Bon : « code: TO », ou « code: delai-admission » avec « libelle: délai d’admission »
    Mauvais : « code: T0 » (zéro au lieu de la lettre), sans libellé
    """
    diagnostic, connus = contexte.dossier.diagnostic, contexte.referentiel.indicateurs
    for rang, indicateur in enumerate(diagnostic.indicateurs if diagnostic else ()):
        if indicateur.code not in connus and not indicateur.libelle:
            proche = format_suggestion(indicateur.code, connus)
            yield Ecart(
                ("diagnostic", "indicateurs", rang, "code"),
                f"L’indicateur « {indicateur.code} » n’est pas du tableau de bord et n’a pas de libellé.",
                proche[:1].upper() + proche[1:] or "Ajoutez « libelle », ou prenez un code du tableau de bord.",
            )


def quartiles_ordonnes(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Le premier quartile, la médiane et le troisième quartile se suivent.

    Pourquoi : dans un autre ordre, la position de l’ESMS parmi ses pairs est fausse.
    Bon : « q1: 82,10 », « mediane_regionale: 88,40 », « q3: 93,20 »
    Mauvais : « q1: 93,20 », « q3: 82,10 »
    """
    diagnostic = contexte.dossier.diagnostic
    for rang, un in enumerate(diagnostic.indicateurs if diagnostic else ()):
        bornes = [("q1", un.q1), ("mediane_regionale", un.mediane_regionale), ("q3", un.q3)]
        connues = [(cle, valeur) for cle, valeur in bornes if valeur is not None]
        for (avant, basse), (cle, haute) in itertools.pairwise(connues):
            if haute < basse:
                yield Ecart(
                    ("diagnostic", "indicateurs", rang, cle),
                    f"Indicateur « {un.libelle or un.code} » : {NOMS[cle]} ({format_nombre(haute)}) est sous "
                    f"{NOMS[avant]} ({format_nombre(basse)}).",
                    "Vérifiez les deux valeurs : q1 ≤ médiane ≤ q3.",
                )


def valeurs_recentes(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La dernière valeur d’un indicateur a moins de trois ans à la prise d’effet.

    Pourquoi : un objectif se négocie sur une situation présente.
    Bon : contrat de 2027, dernière valeur de 2025
    Mauvais : contrat de 2027, dernière valeur de 2021
    """
    effet, diagnostic = contexte.contrat.date_effet, contexte.dossier.diagnostic
    for rang, un in enumerate(diagnostic.indicateurs if diagnostic else ()):
        derniere = max((annee for annee, valeur in un.valeurs.items() if valeur is not None), default=None)
        if effet is not None and derniere is not None and effet.year - derniere > ANNEES_RECENTES:
            yield Ecart(
                ("diagnostic", "indicateurs", rang, "valeurs", str(derniere)),
                f"Indicateur « {un.libelle or un.code} » : la dernière valeur est de {derniere}, pour un contrat de "
                f"{effet.year}.",
                "Cherchez une valeur plus récente, ou dites pourquoi il n’y en a pas.",
            )
