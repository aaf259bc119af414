"""The workbook of a year: actions, indicators, activity and money; what is typed in it comes back to its file."""

from collections.abc import Sequence
from decimal import Decimal

from cpomdoc.model.calculs_suivi import BilanAnnuel, FicheSuivie, IndicateurSuivi
from cpomdoc.model.objectifs import IndicateurFiche, Valeur
from cpomdoc.model.suivi_annuel import EtatAction, SuiviAnnuel
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.lancement.classeur_plan import TEINTES
from cpomdoc.rendering.documents.suivi_annuel.classeur_donnees import build_activite, build_finances
from cpomdoc.rendering.documents.suivi_annuel.mots import ORIGINES, say_signe
from cpomdoc.rendering.documents.suivi_annuel.suites_vue import build_actions
from cpomdoc.rendering.documents.valeurs_indicateurs import unite_of, write_valeur
from cpomdoc.rendering.tableur import Classeur, Colonne, Ligne, Onglet, Reprise
from cpomdoc.rendering.tableur import Valeur as Cellule
from cpomdoc.typographie import format_date, format_nombre

Entete = tuple[tuple[str, str], ...]
ORIGINES_CLASSEUR = ("activite", "fiches", "hebergement", "perimetre", "rapt")
"""Parts of the contract whose words and targets stand beside the cells to fill."""


def build_classeur(contexte: Contexte) -> Classeur:
    """A sheet for each list of the file of the year."""
    bilan, suivi = contexte.bilan, contexte.suivi_annuel
    if bilan is None or suivi is None:
        raise ValueError(contexte.dossier.ref)
    titre = f"Plan d’action commun – suivi de l’année {bilan.annee}"
    entete = (
        ("Contrat", contexte.dossier.general.contrat.intitule or contexte.dossier.ref),
        ("Situation arrêtée au", format_date(bilan.au) or ""),
    )
    onglets = (
        _actions(contexte, entete, bilan, suivi),
        _indicateurs(entete, bilan, suivi),
        build_activite(contexte, entete, bilan, suivi),
        build_finances(contexte, entete, bilan, suivi),
    )
    remplis = tuple(one for one in onglets if one.lignes)
    return Classeur(titre, remplis or onglets[:1], ORIGINES_CLASSEUR, f"suivi/{bilan.annee}.yaml")


def _actions(contexte: Contexte, entete: Entete, bilan: BilanAnnuel, suivi: SuiviAnnuel) -> Onglet:
    """Words, pilot and first deadline of an action sheet are its own: they are read here, and changed there."""
    statuts = contexte.referentiel.listes["statut_action"]
    colonnes = (
        Colonne("Fiche", 9),
        Colonne("Action", 40),
        Colonne("ESMS", 28),
        Colonne("Pilote", 24),
        Colonne("Échéance initiale", 12, "date"),
        Colonne("Retard", 18),
        Colonne("Échéance révisée", 12, "date", champ="echeance_revisee", echeance=True),
        Colonne("Avancement (%)", 12, "nombre", champ="avancement", minimum=0, maximum=100),
        Colonne(
            "Statut", 15, "choix", champ="statut", choix=tuple(statuts.values()), codes=tuple(statuts),
            teintes=tuple(TEINTES.get(one, "") for one in statuts),
        ),
        Colonne("Commentaire du gestionnaire", 36, champ="commentaire_gestionnaire"),
        Colonne("Commentaire des autorités", 36, champ="commentaire_autorites"),
        Colonne("Décision", 30, champ="decision"),
    )  # fmt: skip
    etats = {one.fiche: one for one in reversed(suivi.fiches)}
    vues = build_actions(contexte, bilan, suivi)
    lignes = (
        Ligne(
            (
                vue.fiche, vue.intitule, ", ".join(vue.etablissements), vue.pilote, vue.echeance, vue.retard or None,
                *_etat(contexte, one, etats.get(one.fiche, EtatAction(one.fiche))),
            ),
            one.fiche,
        )
        for one, vue in zip(bilan.fiches, vues, strict=True)
    )  # fmt: skip
    return Onglet("Actions", "Fiches actions", entete, colonnes, tuple(lignes), Reprise(("fiches",), "fiche"))


def _etat(contexte: Contexte, one: FicheSuivie, etat: EtatAction) -> tuple[Cellule, ...]:
    """What the year says, as its author wrote it; a deadline put off before is still put off."""
    return (
        one.echeance_revisee,
        etat.avancement,
        contexte.libelle("statut_action", etat.statut),
        etat.commentaire_gestionnaire,
        etat.commentaire_autorites,
        etat.decision,
    )


def _indicateurs(entete: Entete, bilan: BilanAnnuel, suivi: SuiviAnnuel) -> Onglet:
    """Targets of every year; realised and gap of those that have come, the year followed being to be filled."""
    known = {annee for one in bilan.indicateurs for annee in (*one.indicateur.cibles, *one.historique)}
    annees = sorted(known | {bilan.annee})
    colonnes = [Colonne("Fiche", 12), Colonne("Indicateur", 44), Colonne("Unité", 12), Colonne("Départ", 11)]
    for annee in annees:
        colonnes.append(Colonne(f"Cible {annee}", 11))
        if annee <= bilan.annee:
            champ = "valeur" if annee == bilan.annee else ""
            colonnes += [Colonne(f"Réalisé {annee}", 11, champ=champ), Colonne(f"Écart {annee}", 9)]
    colonnes.append(Colonne("Commentaire", 36, champ="commentaire"))
    comments = {(one.fiche or "", one.indicateur): one.commentaire for one in reversed(suivi.indicateurs)}
    lignes: dict[str, Ligne] = {}
    for one in bilan.indicateurs:
        fiche = "" if one.origine in ORIGINES else one.origine
        cle = f"{fiche}|{one.indicateur.id}"
        cellules = (*_indicateur(one, annees, bilan.annee), comments.get((fiche, one.indicateur.id)))
        lignes.setdefault(cle, Ligne(cellules, cle))
    reprise = Reprise(("indicateurs",), "fiche|indicateur")
    return Onglet("Indicateurs", "Indicateurs", entete, tuple(colonnes), tuple(lignes.values()), reprise)


def _indicateur(one: IndicateurSuivi, annees: Sequence[int], suivie: int) -> tuple[Cellule, ...]:
    connu = one.indicateur
    cellules: list[Cellule] = [ORIGINES.get(one.origine, one.origine), connu.libelle, unite_of(connu) or None]
    cellules.append(_write(connu, connu.initiale.valeur if connu.initiale else None))
    for annee in annees:
        cible, realise = connu.cibles.get(annee), one.historique.get(annee)
        cellules.append(_write(connu, cible))
        if annee <= suivie:
            cellules += [_write(connu, realise), _ecart(cible, realise)]
    return tuple(cellules)


def _write(one: IndicateurFiche, valeur: Valeur | None) -> str | None:
    written = write_valeur(one, valeur)
    return written if written is None or isinstance(written, str) else format_nombre(written)


def _ecart(cible: Valeur | None, realise: Valeur | None) -> str | None:
    if isinstance(cible, Decimal) and isinstance(realise, Decimal):
        return say_signe(realise - cible)
    return None
