"""What falls due in the twelve months that follow the day of the follow-up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cpomdoc import periodes
from cpomdoc.francais import majuscule
from cpomdoc.model.calculs_suivi import BilanAnnuel
from cpomdoc.model.suivi_annuel import SuiviAnnuel
from cpomdoc.periodes import MOIS, add_months
from cpomdoc.rendering.documents.annexe_suivi import name_destinataires
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.perimetre import list_etablissements
from cpomdoc.typographie import FINE, format_date

DOUZE_MOIS = 12
AVRIL = 4
COMITE = "Comité de suivi"
Row = tuple[date, str, str, str]
"""Day to sort by, when in words, what, for whom."""


@dataclass(frozen=True)
class EcheanceVue:
    """Something due: when in words, what, and for whom."""

    quand: str
    objet: str
    pour: str


def build_echeances(contexte: Contexte, bilan: BilanAnnuel, suivi: SuiviAnnuel) -> tuple[EcheanceVue, ...]:
    """By day; what has no day stands at the head of its month."""
    fin = add_months(bilan.au, DOUZE_MOIS)
    rows = sorted(one for one in _iterate_rows(contexte, bilan, suivi) if bilan.au < one[0] <= fin)
    return tuple(EcheanceVue(quand, objet, pour) for _, quand, objet, pour in rows)


def _iterate_rows(contexte: Contexte, bilan: BilanAnnuel, suivi: SuiviAnnuel) -> Iterator[Row]:
    yield from _iterate_documents(contexte)
    yield from _iterate_reunions(contexte, suivi)
    yield from _iterate_esms(contexte)
    yield from _iterate_fiches(contexte, bilan)
    jalons = contexte.calculs.jalons
    for jour, objet in (
        (jalons.notification_prorogation, "Dernier jour pour demander une prorogation"),
        (jalons.date_fin, "Terme du contrat"),
    ):
        if jour is not None:
            yield _on(jour, objet, "Parties")
    if bilan.limite_information is not None:
        yield _on(bilan.limite_information, "Dernier jour pour communiquer le projet de retenue", "Gestionnaire")


def _iterate_documents(contexte: Contexte) -> Iterator[Row]:
    pour = name_destinataires(contexte) or ""
    for one in contexte.calculs.suivi:
        nom = majuscule(contexte.libelle("echeance_suivi", one.code) or one.code)
        objet = f"{nom}, exercice {one.exercice}"
        if one.date is not None:
            yield _on(one.date, objet, pour)
        else:
            yield date(one.annee, AVRIL, 1), f"Printemps {one.annee}", objet, pour


def _iterate_reunions(contexte: Contexte, suivi: SuiviAnnuel) -> Iterator[Row]:
    """The meetings that the contract announces; a day that was agreed on takes the place of its year's."""
    prochaine = suivi.reunion.prochaine_date if suivi.reunion else None
    if prochaine is not None:
        yield _on(prochaine, "Prochaine réunion de dialogue", COMITE)
    general = contexte.dossier.general.suivi
    for one in general.reunions if general else ():
        if prochaine is not None and one.annee == prochaine.year:
            continue
        objet = f"Réunion du comité{FINE}: {one.objet}" if one.objet else "Réunion du comité"
        if one.mois:
            last = periodes.add_months(date(one.annee, one.mois, 1), 1) - date.resolution
            yield last, majuscule(f"{MOIS[one.mois - 1]} {one.annee}"), objet, COMITE
        else:
            yield date(one.annee, 12, 31), f"Dans l’année {one.annee}", objet, COMITE
    yield from _iterate_revues(contexte, {one.annee for one in (general.reunions if general else ())})


def _iterate_revues(contexte: Contexte, tenues: set[int]) -> Iterator[Row]:
    """The reviews that the law asks for, when the contract announces no meeting that year."""
    jalons = contexte.calculs.jalons
    for annee, objet in ((jalons.mi_parcours, "Revue à mi-parcours"), (jalons.bilan_final, "Bilan final")):
        if annee is not None and annee not in tenues:
            yield date(annee, 12, 31), f"Dans l’année {annee}", objet, COMITE


def _iterate_esms(contexte: Contexte) -> Iterator[Row]:
    pour = name_destinataires(contexte) or ""
    for one in list_etablissements(contexte):
        evaluation = one.evaluation_has.prochaine_echeance if one.evaluation_has else None
        if evaluation is not None:
            yield _on(evaluation, f"Rapport d’évaluation de la qualité, {one.nom}", pour)
        fin = one.autorisation.echeance if one.autorisation else None
        if fin is not None:
            yield _on(fin, f"Échéance de l’autorisation, {one.nom}", pour)


def _iterate_fiches(contexte: Contexte, bilan: BilanAnnuel) -> Iterator[Row]:
    pilotes = {one.fiche: one.pilote for one in contexte.dossier.fiches}
    for one in bilan.fiches:
        terme = one.echeance_revisee or one.echeance
        if terme is not None and one.statut not in ("realisee", "abandonnee"):
            yield _on(terme, f"Échéance de la fiche {one.fiche}", majuscule(pilotes[one.fiche] or ""))


def _on(jour: date, objet: str, pour: str) -> Row:
    return jour, format_date(jour) or "", objet, pour
