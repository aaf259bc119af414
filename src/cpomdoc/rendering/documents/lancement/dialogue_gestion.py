"""Dialogue de gestion: the agenda, then the minutes, from what the contract aims at and what a year came to."""

from collections.abc import Iterator
from dataclasses import dataclass

from cpomdoc.rendering.documents.activite import IndicateurVue, build_lignes
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete
from cpomdoc.rendering.documents.financeurs import name_financement
from cpomdoc.rendering.documents.lancement.feuille_dialogue import (
    FeuilleDialogue,
    PointArbitre,
    SuiviActivite,
    SuiviFinances,
    iterate_fiches,
    say_prevue,
)
from cpomdoc.rendering.documents.lancement.feuille_suivie import build_feuille_suivie
from cpomdoc.rendering.documents.lancement.indicateurs_suivis import AUCUN
from cpomdoc.rendering.documents.lancement.outil import (
    Outil,
    TeteOutil,
    applies_to,
    build_entete_outil,
    build_outil,
    build_tete,
)
from cpomdoc.rendering.documents.lancement.sujets import Sujet, iterate_sujets
from cpomdoc.rendering.documents.mise_en_oeuvre import build_suivi
from cpomdoc.rendering.valeurs import SansObjet
from cpomdoc.typographie import FINE, format_montant_sans_unite, format_nombre, format_taux_sans_unite

LIGNES_LIBRES = 2


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
    """The last year that is followed; until there is one, the form of the first meeting."""
    return VueDialogueGestion(
        entete=build_entete_outil(contexte, code),
        outil=build_outil(contexte, code),
        tete=build_tete(contexte),
        feuille=_build_feuille(contexte),
    )


def _build_feuille(contexte: Contexte) -> FeuilleDialogue:
    bilan, suivi = contexte.bilan, contexte.suivi_annuel
    if bilan is not None and suivi is not None:
        return build_feuille_suivie(contexte, bilan, suivi)
    annees, finances = contexte.calculs.exercices, contexte.calculs.finances
    annee = annees[0] if annees else None
    return FeuilleDialogue(
        annee=str(annee or ""),
        prevue=say_prevue(contexte, annee),
        membres=build_suivi(contexte).membres,
        sujets=(*iterate_sujets(contexte, annee), *(Sujet("", "", ""),) * LIGNES_LIBRES),
        fiches=tuple(iterate_fiches(contexte, annee, AUCUN)),
        activite=tuple(_iterate_activite(contexte, annee)),
        finances=tuple(_iterate_finances(contexte, annee)),
        hypothese=finances.hypothese if finances else False,
        arbitres=(PointArbitre(),) * (LIGNES_LIBRES + 1),
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
