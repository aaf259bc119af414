"""Rules on the indicators of action sheets: whole, of one nature, going the right way, inside the contract."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cpomdoc.checking.rules.contexte import ContexteRegles, Ecart
from cpomdoc.francais import liste
from cpomdoc.model.objectifs import IndicateurFiche, Valeur
from cpomdoc.source import Chemin
from cpomdoc.typographie import format_date, format_nombre

Indicateurs = Iterator[tuple[Chemin, str, IndicateurFiche]]
"""Where each stands, in whose words it is told (« Fiche FA-01 »), and itself."""
KINDS: dict[str, type] = {"date": date, "texte": str}
ATTENDUS = {
    "date": "écrivez une date, par exemple 2028-06-30",
    "texte": "écrivez des mots",
    "montant": "écrivez un montant, par exemple 12 000,00",
    "taux": "écrivez un taux sans signe, par exemple 85",
}
NOMBRE = "écrivez un nombre, ou dites « nature: date » ou « nature: texte »"


def _des_fiches(contexte: ContexteRegles) -> Indicateurs:
    for rang, fiche in enumerate(contexte.dossier.fiches):
        for place, un in enumerate(fiche.indicateurs):
            yield ("fiches", rang, "indicateurs", place), f"Fiche {fiche.fiche}", un


def _de_rapt(contexte: ContexteRegles) -> Indicateurs:
    for place, un in enumerate(contexte.dossier.rapt.indicateurs if contexte.dossier.rapt else ()):
        yield ("rapt", "indicateurs", place), "Réponse accompagnée", un


def indicateur_complet(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un indicateur a une unité, une source, une valeur initiale et une cible la dernière année.

    Pourquoi : sans point de départ ni d’arrivée, personne ne peut dire si l’objectif est atteint. Un taux, un montant,
    une date et un texte se passent d’unité. C’est une alerte dans un projet, une erreur dans un contrat définitif.
    Bon : « unite: jours », « source: … », « initiale: {annee: 2025, valeur: 410} », une cible en 2031
    Mauvais : un indicateur sans unité ni source
    """
    yield from _incomplets(contexte, _des_fiches(contexte))


def sens_des_cibles(contexte: ContexteRegles) -> Iterator[Ecart]:
    """La dernière cible va dans le sens annoncé par l’indicateur.

    Pourquoi : une cible sous la valeur initiale d’un indicateur « en hausse » est une faute de saisie, ou un recul.
    Bon : « sens: hausse », valeur initiale 60, dernière cible 75
    Mauvais : « sens: hausse », valeur initiale 60, dernière cible 50
    """
    yield from _a_rebours(_des_fiches(contexte))


def cibles_dans_le_contrat(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les cibles d’un indicateur sont des années du contrat.

    Pourquoi : une cible hors du contrat n’est ni imprimée ni suivie.
    Bon : contrat 2027-2031, cibles de 2027 à 2031
    Mauvais : contrat 2027-2031, une cible en 2032
    """
    yield from _hors_contrat(contexte, _des_fiches(contexte))


def nature_des_valeurs(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Les valeurs d’un indicateur sont de la nature annoncée : nombre si rien n’est dit, taux, montant, date ou texte.

    Pourquoi : un mot dans une suite de nombres est une faute de frappe ; une date ne s’imprime pas comme un nombre.
    Bon : « nature: date », « cibles: {2028: 2028-06-30} »
    Mauvais : « cibles: {2028: 38O} » (une lettre à la place d’un zéro)
    """
    yield from _autre_nature(_des_fiches(contexte))


def indicateurs_de_rapt(contexte: ContexteRegles) -> Iterator[Ecart]:
    """Un indicateur de la réponse accompagnée est complet, d’une seule nature, et ses cibles sont dans le contrat.

    Pourquoi : il se suit comme celui d’une fiche action.
    Bon : « source: … », une valeur initiale, une cible en 2031
    Mauvais : « sens: hausse », valeur initiale 60, dernière cible 50
    """
    yield from _incomplets(contexte, _de_rapt(contexte))
    yield from _a_rebours(_de_rapt(contexte))
    yield from _hors_contrat(contexte, _de_rapt(contexte))
    yield from _autre_nature(_de_rapt(contexte))


def _incomplets(contexte: ContexteRegles, indicateurs: Indicateurs) -> Iterator[Ecart]:
    for path, ou, un in indicateurs:
        manques = ["l’unité"] if un.nature == "nombre" and not un.unite else []
        if not un.source:
            manques.append("la source")
        if un.initiale is None or un.initiale.valeur is None:
            manques.append("la valeur initiale")
        finales = sorted({annees[-1] for annees in (contexte.dossier.exercices_convenus, contexte.exercices) if annees})
        sans_cible = [annee for annee in finales if contexte.exercices and un.cibles.get(annee) is None]
        gravite = contexte.lacune if manques else contexte.gravite(sans_cible, contexte.lacune)
        manques += [f"la cible de {annee}" for annee in sans_cible]
        if manques:
            message = f"{ou}, indicateur « {un.libelle} » : il manque {liste(manques)}."
            yield Ecart((*path, "libelle"), message, "Complétez l’indicateur.", gravite)


def _a_rebours(indicateurs: Indicateurs) -> Iterator[Ecart]:
    for path, ou, un in indicateurs:
        connues = {annee: cible for annee, cible in un.cibles.items() if isinstance(cible, Decimal)}
        depart = un.initiale.valeur if un.initiale else None
        # Nobody can say whether a day or words go up or down.
        if not connues or not isinstance(depart, Decimal):
            continue
        derniere = max(connues)
        if (un.sens == "hausse" and connues[derniere] < depart) or (un.sens == "baisse" and connues[derniere] > depart):
            rapport = "inférieure" if un.sens == "hausse" else "supérieure"
            yield Ecart(
                (*path, "cibles", str(derniere)),
                f"{ou}, indicateur « {un.libelle} » annoncé en {un.sens} : la cible de {derniere} "
                f"({format_nombre(connues[derniere])}) est {rapport} à la valeur initiale ({format_nombre(depart)}).",
                "Corrigez le sens, la cible ou la valeur initiale.",
            )


def _hors_contrat(contexte: ContexteRegles, indicateurs: Indicateurs) -> Iterator[Ecart]:
    for path, ou, un in indicateurs:
        for annee in un.cibles:
            if contexte.exercices and annee not in contexte.exercices:
                yield Ecart(
                    (*path, "cibles", str(annee)),
                    f"{ou}, indicateur « {un.libelle} » : {annee} n’est pas une année du contrat.",
                    "Corrigez l’année, ou retirez la cible.",
                    on_key=True,
                )


def _autre_nature(indicateurs: Indicateurs) -> Iterator[Ecart]:
    for path, ou, un in indicateurs:
        valeurs: list[tuple[Chemin, Valeur | None]] = [
            ((*path, "cibles", str(annee)), cible) for annee, cible in un.cibles.items()
        ]
        if un.initiale is not None:
            valeurs.append(((*path, "initiale", "valeur"), un.initiale.valeur))
        for place, valeur in valeurs:
            if valeur is not None and not isinstance(valeur, KINDS.get(un.nature, Decimal)):
                aide = ATTENDUS.get(un.nature, NOMBRE)
                yield Ecart(
                    place,
                    f"{ou}, indicateur « {un.libelle} » : « {_show(valeur)} » n’est pas de la nature annoncée "
                    f"({un.nature}).",
                    f"{aide[:1].upper()}{aide[1:]}.",
                )


def _show(valeur: Valeur) -> str:
    if isinstance(valeur, Decimal):
        return format_nombre(valeur) or ""
    return valeur if isinstance(valeur, str) else format_date(valeur) or ""
