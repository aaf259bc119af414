"""Dialogue de gestion: the agenda, then the minutes to fill, from what the contract says of the year."""

from collections.abc import Iterator
from dataclasses import dataclass

from cpomdoc.francais import majuscule
from cpomdoc.model.objectifs import FicheAction
from cpomdoc.periodes import MOIS
from cpomdoc.rendering.documents.activite import IndicateurVue, build_lignes
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete
from cpomdoc.rendering.documents.financeurs import name_financement
from cpomdoc.rendering.documents.lancement.actions_suivies import list_actions
from cpomdoc.rendering.documents.lancement.indicateurs_suivis import AUCUN, Realise, iterate_indicateurs
from cpomdoc.rendering.documents.lancement.outil import (
    Outil,
    TeteOutil,
    applies_to,
    build_entete_outil,
    build_outil,
    build_tete,
)
from cpomdoc.rendering.documents.lancement.sujets import Sujet, iterate_sujets
from cpomdoc.rendering.documents.mise_en_oeuvre import Membre, build_suivi
from cpomdoc.rendering.valeurs import SansObjet
from cpomdoc.typographie import FINE, format_montant_sans_unite, format_nombre, format_taux_sans_unite

LIGNES_LIBRES = 2


@dataclass(frozen=True)
class SuiviFiche:
    """A row of the minutes: an indicator of a sheet; the first row of a sheet names it, with its state to tick."""

    numero: str
    intitule: str
    statut: str
    indicateur: str
    depart: str
    cible: str
    realise: str
    ecart: str


@dataclass(frozen=True)
class SuiviActivite:
    """A target of the year, what was done being filled in the meeting."""

    etablissement: str
    indicateur: str
    cible: str


@dataclass(frozen=True)
class SuiviFinances:
    """What the contract foresees for an ESMS and a funder."""

    etablissement: str
    financeur: str
    dotation: str


@dataclass(frozen=True)
class FeuilleDialogue:
    """All that one year of the contract brings to the meeting; `annee` is empty while the contract has no dates."""

    annee: str
    prevue: str
    membres: tuple[Membre, ...]
    sujets: tuple[Sujet, ...]
    fiches: tuple[SuiviFiche, ...]
    activite: tuple[SuiviActivite, ...]
    finances: tuple[SuiviFinances, ...]
    hypothese: bool


@dataclass(frozen=True)
class VueDialogueGestion:
    """Everything lancement_dialogue_gestion.docx may print."""

    entete: Entete
    outil: Outil
    tete: TeteOutil
    feuille: FeuilleDialogue


code: str = "dialogue_gestion"
cle: str = "lancement_dialogue_gestion"
gabarit: str = "lancement_dialogue_gestion.docx"
VUE: type = VueDialogueGestion


def applies(contexte: Contexte) -> bool:
    """When the contract is being prepared with the kit."""
    return applies_to(contexte)


def build_vues(contexte: Contexte) -> VueDialogueGestion:
    """The first meeting: nothing has been reached yet."""
    annees = contexte.calculs.exercices
    return VueDialogueGestion(
        entete=build_entete_outil(contexte, code),
        outil=build_outil(contexte, code),
        tete=build_tete(contexte),
        feuille=build_feuille(contexte, annees[0] if annees else None),
    )


def build_feuille(contexte: Contexte, annee: int | None, realise: Realise = AUCUN) -> FeuilleDialogue:
    """One year of the contract, with what its indicators came to when it is known."""
    finances = contexte.calculs.finances
    vides = (Sujet("", "", ""),) * LIGNES_LIBRES
    return FeuilleDialogue(
        annee=str(annee or ""),
        prevue=_prevue(contexte, annee),
        membres=build_suivi(contexte).membres,
        sujets=(*iterate_sujets(contexte, annee), *vides),
        fiches=tuple(_iterate_fiches(contexte, annee, realise)),
        activite=tuple(_iterate_activite(contexte, annee)),
        finances=tuple(_iterate_finances(contexte, annee)),
        hypothese=finances.hypothese if finances else False,
    )


def _prevue(contexte: Contexte, annee: int | None) -> str:
    """What the contract plans for the committee that year: « Mars 2027 : installation du comité »."""
    suivi = contexte.dossier.general.suivi
    prevues = [one for one in suivi.reunions if one.annee == annee] if suivi else []
    quand = (f"{MOIS[one.mois - 1]} {one.annee}" if one.mois else str(one.annee) for one in prevues)
    dites = (f"{q}{FINE}: {one.objet}" if one.objet else q for q, one in zip(quand, prevues, strict=True))
    return majuscule(f"{FINE}; ".join(dites))


def _iterate_fiches(contexte: Contexte, annee: int | None, realise: Realise) -> Iterator[SuiviFiche]:
    par_fiche: dict[str, list[SuiviFiche]] = {}
    for one in iterate_indicateurs(contexte, realise):
        valeurs = one.annee(annee or 0)
        libelle = majuscule(f"{one.libelle} ({one.unite})" if one.unite else one.libelle)
        ligne = SuiviFiche("", "", "", libelle, one.depart, valeurs.cible, valeurs.realise, valeurs.ecart)
        par_fiche.setdefault(one.fiche, []).append(ligne)
    for action in list_actions(contexte):
        if action.fiche is not None:
            suite = par_fiche.get(action.numero) or [SuiviFiche("", "", "", "", "", "", "", "")]
            statut = majuscule(contexte.libelle("statut_action", action.suivi.statut) or "")
            yield _name(suite[0], action.fiche, statut)
            yield from suite[1:]


def _name(ligne: SuiviFiche, fiche: FicheAction, statut: str) -> SuiviFiche:
    return SuiviFiche(
        fiche.fiche,
        fiche.intitule,
        statut,
        ligne.indicateur,
        ligne.depart,
        ligne.cible,
        ligne.realise,
        ligne.ecart,
    )


def _iterate_activite(contexte: Contexte, annee: int | None) -> Iterator[SuiviActivite]:
    for ligne in build_lignes(contexte):
        for one in ligne.indicateurs:
            cible = next((x.cible for x in one.cibles if x.annee == annee), None)
            etablissement = f"{ligne.etablissement}, {ligne.modalite[:1].lower()}{ligne.modalite[1:]}"
            if isinstance(cible, SansObjet) or cible is None:
                ecrite = str(cible or "")
            else:
                ecrite = f"{format_taux_sans_unite(cible)}{FINE}%" if one.taux else format_nombre(cible)
            yield SuiviActivite(etablissement, _with_unite(one), ecrite)


def _with_unite(one: IndicateurVue) -> str:
    """The unit stands beside the name, never after a number it should agree with; a name may say it already."""
    nom, unite = one.libelle or "", "" if one.taux else one.unite or ""
    return nom if not unite or unite.lower() in nom.lower() else f"{nom} ({unite})"


def _iterate_finances(contexte: Contexte, annee: int | None) -> Iterator[SuiviFinances]:
    finances = contexte.calculs.finances
    for one in finances.trajectoires if finances else ():
        montant = next((x.dotation for x in one.annees if x.annee == annee), None)
        yield SuiviFinances(
            contexte.nom_etablissement(one.etablissement),
            name_financement(contexte, one.financeur, one.section),
            format_montant_sans_unite(montant) or "",
        )
