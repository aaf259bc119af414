"""Map of the actors: who surrounds the contract, in what category, who signs, with which ESMS; table and drawing."""

from collections.abc import Iterator
from dataclasses import dataclass

from cpomdoc.francais import liste, majuscule
from cpomdoc.model.lancement import ActeurTerritoire
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete
from cpomdoc.rendering.documents.etablissements_cites import name_etablissements
from cpomdoc.rendering.documents.lancement.acteurs_du_contrat import list_acteurs
from cpomdoc.rendering.documents.lancement.figures_acteurs import build_figures_acteurs
from cpomdoc.rendering.documents.lancement.mots import ContactVue, build_contact
from cpomdoc.rendering.documents.lancement.outil import (
    Outil,
    TeteOutil,
    applies_to,
    build_entete_outil,
    build_outil,
    build_tete,
    read_lancement,
)
from cpomdoc.rendering.graphiques import Figure
from cpomdoc.rendering.tableur import Classeur, Colonne, Ligne, Onglet, Reprise

LIGNES_LIBRES = 2
"""Empty rows of each category, while the author has named nobody."""
LIGNES_LIBRES_TABLEUR = 20
OUI_NON = {True: "oui", False: "non", None: ""}


@dataclass(frozen=True)
class ActeurVue:
    """A row of the table; what is unknown is left blank, to be filled by hand."""

    structure: str
    contact: ContactVue
    signataire: str
    etablissements: str
    lien: str
    role: str
    enjeu: str
    convention: str
    fiche: str


@dataclass(frozen=True)
class CategorieVue:
    """A category and its actors."""

    titre: str
    acteurs: tuple[ActeurVue, ...]


@dataclass(frozen=True)
class VueCartographieActeurs:
    """Everything lancement_cartographie_acteurs.docx may print; `absentes` are the categories without any actor."""

    entete: Entete
    outil: Outil
    tete: TeteOutil
    categories: tuple[CategorieVue, ...]
    nombre: int
    signataires: int
    absentes: str
    figures: tuple[Figure, ...]


code: str = "cartographie_acteurs"
cle: str = "lancement_cartographie_acteurs"
gabarit: str = "lancement_cartographie_acteurs.docx"
VUE: type = VueCartographieActeurs


def applies(contexte: Contexte) -> bool:
    """When the contract is being prepared with the kit."""
    return applies_to(contexte)


def build_vues(contexte: Contexte) -> VueCartographieActeurs:
    """The actors by category; while the author has named nobody, the authorities that sign and rows to fill."""
    acteurs, vierge = list_acteurs(contexte), not read_lancement(contexte).acteurs
    titres = contexte.referentiel.listes["categorie_acteur"]
    categories = tuple(
        CategorieVue(majuscule(titre), tuple(_iterate_acteurs(contexte, categorie, vierge=vierge)))
        for categorie, titre in titres.items()
    )
    absentes = [titre for categorie, titre in titres.items() if categorie not in {one.categorie for one in acteurs}]
    return VueCartographieActeurs(
        entete=build_entete_outil(contexte, code),
        outil=build_outil(contexte, code),
        tete=build_tete(contexte),
        categories=tuple(one for one in categories if one.acteurs),
        nombre=len(acteurs),
        signataires=sum(1 for one in acteurs if one.signataire),
        absentes="" if vierge else liste(absentes),
        figures=build_figures_acteurs(contexte),
    )


def build_classeur(contexte: Contexte) -> Classeur:
    """One sheet: a row per actor, and empty rows for others."""
    categories, roles = contexte.referentiel.listes["categorie_acteur"], contexte.referentiel.listes["role_acteur"]
    tete = build_tete(contexte)
    entete = (("Organisme gestionnaire", tete.gestionnaire or ""), ("ESMS concernés", ", ".join(tete.etablissements)))
    colonnes = (
        Colonne("Structure", 38, champ="structure"),
        Colonne("Catégorie", 26, "choix", "categorie", tuple(categories.values()), codes=tuple(categories)),
        Colonne("Fonction du contact", 26, champ="contact.fonction"),
        Colonne("Courriel", 30, champ="contact.courriel"),
        Colonne("Téléphone", 16, champ="contact.telephone"),
        Colonne("Signataire", 11, "case", champ="signataire"),
        Colonne("ESMS liés", 26),
        Colonne("Lien avec les ESMS", 34, champ="lien"),
        Colonne("Rôle", 14, "choix", "role", tuple(roles.values()), codes=tuple(roles)),
        Colonne("Enjeu", 32, champ="enjeu"),
        Colonne("Convention existante", 28, champ="convention"),
        Colonne("Fiche action", 12, champ="fiche"),
    )
    titre = build_outil(contexte, code).titre
    lignes = tuple(_ligne(contexte, one) for one in read_lancement(contexte).acteurs)
    onglet = Onglet("Acteurs", titre, entete, colonnes, lignes, Reprise(("acteurs",), "id"), LIGNES_LIBRES_TABLEUR)
    return Classeur(titre, (onglet,))


def _iterate_acteurs(contexte: Contexte, categorie: str, *, vierge: bool) -> Iterator[ActeurVue]:
    yield from (_acteur(contexte, one) for one in list_acteurs(contexte) if one.categorie == categorie)
    if vierge:
        yield from (_acteur(contexte, ActeurTerritoire("", categorie, "")),) * LIGNES_LIBRES


def _acteur(contexte: Contexte, one: ActeurTerritoire) -> ActeurVue:
    return ActeurVue(
        structure=majuscule(one.structure),
        contact=build_contact(one.contact),
        signataire=OUI_NON[one.signataire],
        etablissements=str(name_etablissements(contexte, one.etablissements)) if one.etablissements else "",
        lien=majuscule(one.lien or ""),
        role=majuscule(contexte.libelle("role_acteur", one.role) or ""),
        enjeu=majuscule(one.enjeu or ""),
        convention=majuscule(one.convention or ""),
        fiche=one.fiche or "",
    )


def _ligne(contexte: Contexte, one: ActeurTerritoire) -> Ligne:
    vue = _acteur(contexte, one)
    cellules = (
        one.structure,
        contexte.libelle("categorie_acteur", one.categorie),
        one.contact.fonction if one.contact else None,
        vue.contact.courriel or None,
        vue.contact.telephone or None,
        one.signataire,
        vue.etablissements or None,
        one.lien,
        contexte.libelle("role_acteur", one.role),
        one.enjeu,
        one.convention,
        one.fiche,
    )
    return Ligne(cellules, one.id)
