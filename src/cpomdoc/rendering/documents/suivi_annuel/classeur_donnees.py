"""Activity and money of a year, to be filled beside what the contract aims at."""

from decimal import Decimal

from cpomdoc.model.calculs_suivi import BilanAnnuel, FinanceSuivie, LigneSuivie
from cpomdoc.model.suivi_annuel import ActiviteAnnee, FinanceAnnee, SuiviAnnuel
from cpomdoc.rendering.documents.activite import FILE_ACTIVE, PRESTATIONS, name_modalite
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.financeurs import name_financement
from cpomdoc.rendering.tableur import Colonne, Ligne, Onglet, Reprise
from cpomdoc.rendering.tableur import Valeur as Cellule
from cpomdoc.typographie import format_montant_sans_unite, format_nombre

Entete = tuple[tuple[str, str], ...]


def build_activite(contexte: Contexte, entete: Entete, bilan: BilanAnnuel, suivi: SuiviAnnuel) -> Onglet:
    """A row for each ESMS and modality of the contract."""
    colonnes = (
        Colonne("ESMS", 28),
        Colonne("Modalité", 28),
        Colonne("Journées visées", 12),
        Colonne("Journées réalisées", 12, "nombre", champ="journees", minimum=0),
        Colonne("File active visée", 12),
        Colonne("File active réalisée", 12, "nombre", champ="file_active", minimum=0),
        Colonne("Prestations visées", 12),
        Colonne("Prestations réalisées", 12, "nombre", champ="prestations", minimum=0),
        Colonne("Commentaire", 46, champ="commentaire"),
    )
    ecrites = {(one.etablissement, one.modalite): one for one in reversed(suivi.activite)}
    lignes = (_activite(contexte, one, ecrites.get((one.etablissement, one.modalite))) for one in bilan.lignes)
    reprise = Reprise(("activite",), "etablissement|modalite")
    return Onglet("Activité", "Activité de l’année", entete, colonnes, tuple(lignes), reprise)


def _activite(contexte: Contexte, one: LigneSuivie, ecrite: ActiviteAnnee | None) -> Ligne:
    connue = ecrite or ActiviteAnnee(one.etablissement, one.modalite)
    cibles = {mesure.indicateur: mesure.cible for mesure in one.mesures}
    cellules: tuple[Cellule, ...] = (
        contexte.nom_etablissement(one.etablissement),
        name_modalite(contexte, one.modalite),
        _nombre(one.journees_cibles),
        connue.journees,
        _nombre(cibles.get(FILE_ACTIVE)),
        connue.file_active,
        _nombre(cibles.get(PRESTATIONS)),
        connue.prestations,
        connue.commentaire,
    )
    return Ligne(cellules, f"{one.etablissement}|{one.modalite}")


def _nombre(valeur: Decimal | int | None) -> str | None:
    return None if valeur is None else format_nombre(valeur)


def build_finances(contexte: Contexte, entete: Entete, bilan: BilanAnnuel, suivi: SuiviAnnuel) -> Onglet:
    """A row for each ESMS, or for each of its funders where the follow-up tells them apart."""
    colonnes = (
        Colonne("ESMS", 28),
        Colonne("Financeur", 28),
        Colonne("Trajectoire (€)", 16),
        Colonne("Dotation notifiée (€)", 16, champ="dotation_notifiee"),
        Colonne("Dont non reconductible (€)", 16, champ="cnr"),
        Colonne("Résultat (€)", 16, champ="resultat"),
        Colonne("Commentaire", 46, champ="commentaire"),
    )
    ecrites = {(one.etablissement, one.financeur, one.section): one for one in reversed(suivi.finances)}
    lignes: dict[tuple[str, str | None, str | None], Ligne] = {}
    for one in bilan.finances:
        cle = (one.etablissement, one.financeur, one.section)
        lignes.setdefault(cle, _finance(contexte, one, ecrites.get(cle)))
    reprise = Reprise(("finances",), "etablissement|financeur|section")
    return Onglet("Finances", "Finances de l’année", entete, colonnes, tuple(lignes.values()), reprise)


def _finance(contexte: Contexte, one: FinanceSuivie, ecrite: FinanceAnnee | None) -> Ligne:
    connue = ecrite or FinanceAnnee(one.etablissement, one.financeur, one.section)
    financeur = name_financement(contexte, one.financeur, one.section) if one.financeur else "Tous financeurs"
    cellules: tuple[Cellule, ...] = (
        contexte.nom_etablissement(one.etablissement),
        financeur,
        format_montant_sans_unite(one.prevue),
        format_montant_sans_unite(connue.dotation_notifiee),
        format_montant_sans_unite(connue.cnr),
        format_montant_sans_unite(connue.resultat),
        connue.commentaire,
    )
    return Ligne(cellules, "|".join((one.etablissement, one.financeur or "", one.section or "")))
