"""RACI matrix: who answers for each task, who does it, who is consulted and who is told."""

from collections.abc import Mapping
from dataclasses import dataclass

from cpomdoc.francais import majuscule
from cpomdoc.model.calculs_lancement import LigneMatrice, MatriceRaci
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete
from cpomdoc.rendering.documents.lancement.outil import (
    Outil,
    TeteOutil,
    applies_to,
    build_entete_outil,
    build_outil,
    build_tete,
)
from cpomdoc.rendering.tableur import Classeur, Colonne, Ligne, Onglet, Reprise

RESPONSABLE = "R"
LETTRES = ("R", "A", "C", "I")
LIGNES_LIBRES_TABLEUR = 5


@dataclass(frozen=True)
class ColonneVue:
    """Who holds roles."""

    nom: str


@dataclass(frozen=True)
class RoleVue:
    """A cell: a letter or nothing; `responsable` when it is the R, which is tinted."""

    lettre: str
    responsable: bool


@dataclass(frozen=True)
class LigneVue:
    """A task and its roles, one per column."""

    libelle: str
    roles: tuple[RoleVue, ...]


@dataclass(frozen=True)
class VueRaci:
    """Everything lancement_raci.docx may print."""

    entete: Entete
    outil: Outil
    tete: TeteOutil
    colonnes: tuple[ColonneVue, ...]
    lignes: tuple[LigneVue, ...]


code: str = "raci"
cle: str = "lancement_raci"
gabarit: str = "lancement_raci.docx"
VUE: type = VueRaci


def applies(contexte: Contexte) -> bool:
    """When the contract is being prepared with the kit."""
    return applies_to(contexte)


def build_vues(contexte: Contexte) -> VueRaci:
    """The matrix, its columns in the order of the kit."""
    matrice = _read_matrice(contexte)
    return VueRaci(
        entete=build_entete_outil(contexte, code),
        outil=build_outil(contexte, code),
        tete=build_tete(contexte),
        colonnes=tuple(ColonneVue(majuscule(nom)) for nom in matrice.colonnes.values()),
        lignes=tuple(_ligne(one, matrice.colonnes) for one in matrice.lignes),
    )


def build_classeur(contexte: Contexte) -> Classeur:
    """One sheet: the matrix, a list of letters in each cell; a dash takes away a letter of the kit."""
    matrice = _read_matrice(contexte)
    titre = build_outil(contexte, code).titre
    entete = (
        ("Organisme gestionnaire", build_tete(contexte).gestionnaire or ""),
        ("Lettres", "R = responsable, A = acteur, C = consulté, I = informé, – = aucun rôle"),
    )
    roles = (_colonne(colonne, nom) for colonne, nom in matrice.colonnes.items())
    colonnes = (Colonne("Tâche", 34, champ_libre="intitule"), *roles)
    lignes = tuple(
        Ligne((_nom(one), *(one.lettres.get(colonne) for colonne in matrice.colonnes)), one.ligne)
        for one in matrice.lignes
    )
    reprise = Reprise(("raci",), "ligne")
    return Classeur(titre, (Onglet("Matrice", titre, entete, colonnes, lignes, reprise, LIGNES_LIBRES_TABLEUR),))


def _colonne(colonne: str, nom: str) -> Colonne:
    mots, codes = (*LETTRES, "–"), (*LETTRES, "aucun")
    return Colonne(majuscule(nom), 14, "choix", f"roles[colonne={colonne}].lettre", mots, codes=codes, vide="aucun")


def _read_matrice(contexte: Contexte) -> MatriceRaci:
    return contexte.calculs.raci or MatriceRaci({}, ())


def _nom(one: LigneMatrice) -> str:
    return majuscule(one.libelle or one.ligne)


def _ligne(one: LigneMatrice, colonnes: Mapping[str, str]) -> LigneVue:
    lettres = (one.lettres.get(colonne, "") for colonne in colonnes)
    return LigneVue(_nom(one), tuple(RoleVue(lettre, lettre == RESPONSABLE) for lettre in lettres))
