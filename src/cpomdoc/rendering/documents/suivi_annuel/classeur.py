"""The workbook of a year: the common plan of action, and the indicators year by year."""

from collections.abc import Sequence
from decimal import Decimal

from cpomdoc.model.calculs_suivi import BilanAnnuel, IndicateurSuivi
from cpomdoc.model.objectifs import IndicateurFiche, Valeur
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.lancement.classeur_plan import TEINTES
from cpomdoc.rendering.documents.suivi_annuel.mots import ORIGINES, say_signe
from cpomdoc.rendering.documents.suivi_annuel.suites_vue import ActionVue, build_actions
from cpomdoc.rendering.documents.valeurs_indicateurs import unite_of, write_valeur
from cpomdoc.rendering.tableur import Classeur, Colonne, Ligne, Onglet
from cpomdoc.rendering.tableur import Valeur as Cellule
from cpomdoc.rendering.valeurs import SansObjet
from cpomdoc.typographie import format_date, format_nombre


def build_classeur(contexte: Contexte) -> Classeur:
    """Two sheets to be read, sorted and annotated."""
    bilan, suivi = contexte.bilan, contexte.suivi_annuel
    if bilan is None or suivi is None:
        raise ValueError(contexte.dossier.ref)
    titre = f"Plan d’action commun – suivi de l’année {bilan.annee}"
    entete = (
        ("Contrat", contexte.dossier.general.contrat.intitule or contexte.dossier.ref),
        ("Situation arrêtée au", format_date(bilan.au) or ""),
    )
    actions = build_actions(contexte, bilan, suivi)
    return Classeur(titre, (_actions(contexte, entete, actions), _indicateurs(bilan, entete)))


def _actions(contexte: Contexte, entete: tuple[tuple[str, str], ...], actions: Sequence[ActionVue]) -> Onglet:
    statuts = contexte.referentiel.listes["statut_action"]
    colonnes = (
        Colonne("Fiche", 9),
        Colonne("Action", 40),
        Colonne("ESMS", 28),
        Colonne("Pilote", 24),
        Colonne("Échéance initiale", 12, "date"),
        Colonne("Échéance révisée", 12, "date"),
        Colonne("Avancement", 12),
        Colonne(
            "Statut", 15, "choix", choix=tuple(statuts.values()), teintes=tuple(TEINTES.get(one, "") for one in statuts)
        ),
        Colonne("Retard", 18),
        Colonne("Commentaire du gestionnaire", 36),
        Colonne("Commentaire des autorités", 36),
        Colonne("Décision", 30),
    )
    return Onglet("Actions", "Fiches actions", entete, colonnes, tuple(map(_action, actions)))


def _action(one: ActionVue) -> Ligne:
    statut = one.statut[:1].lower() + one.statut[1:] if one.statut else None
    return Ligne(
        (
            one.fiche,
            one.intitule,
            ", ".join(one.etablissements),
            one.pilote,
            one.echeance,
            None if isinstance(one.revisee, SansObjet) else one.revisee,
            one.avancement,
            statut,
            one.retard or None,
            one.gestionnaire or None,
            one.autorites or None,
            one.decision or None,
        )
    )


def _indicateurs(bilan: BilanAnnuel, entete: tuple[tuple[str, str], ...]) -> Onglet:
    """Target, realised and gap of every year that has a target or a value."""
    known = {annee for one in bilan.indicateurs for annee in (*one.indicateur.cibles, *one.historique)}
    annees = sorted(known)
    colonnes = [Colonne("Fiche", 12), Colonne("Indicateur", 44), Colonne("Unité", 12), Colonne("Départ", 12)]
    for annee in annees:
        colonnes += [Colonne(f"Cible {annee}", 12), Colonne(f"Réalisé {annee}", 12), Colonne(f"Écart {annee}", 12)]
    lignes = tuple(_indicateur(one, annees) for one in bilan.indicateurs)
    return Onglet("Indicateurs", "Indicateurs", entete, tuple(colonnes), lignes)


def _indicateur(one: IndicateurSuivi, annees: Sequence[int]) -> Ligne:
    connu = one.indicateur
    cellules: list[Cellule] = [ORIGINES.get(one.origine, one.origine), connu.libelle, unite_of(connu) or None]
    cellules.append(_write(connu, connu.initiale.valeur if connu.initiale else None))
    for annee in annees:
        cible, realise = connu.cibles.get(annee), one.historique.get(annee)
        cellules += [_write(connu, cible), _write(connu, realise), _ecart(cible, realise)]
    return Ligne(tuple(cellules))


def _write(one: IndicateurFiche, valeur: Valeur | None) -> str | None:
    written = write_valeur(one, valeur)
    return written if written is None or isinstance(written, str) else format_nombre(written)


def _ecart(cible: Valeur | None, realise: Valeur | None) -> str | None:
    if isinstance(cible, Decimal) and isinstance(realise, Decimal):
        return say_signe(realise - cible)
    return None
