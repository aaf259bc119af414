"""Map of the sources: what already holds the data that the contract needs, who has it, and whether it is in hand."""

from collections.abc import Iterator
from dataclasses import dataclass

from cpomdoc.francais import majuscule
from cpomdoc.model.lancement import SourceOutil
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import Entete
from cpomdoc.rendering.documents.etablissements_cites import name_etablissements
from cpomdoc.rendering.documents.lancement.mots import COCHE, tick
from cpomdoc.rendering.documents.lancement.outil import (
    Outil,
    TeteOutil,
    applies_to,
    build_entete_outil,
    build_outil,
    build_tete,
    read_groupes,
    read_lancement,
)
from cpomdoc.rendering.tableur import Classeur, Colonne, Ligne, Onglet, Reprise

LIGNES_LIBRES = 3
LIGNES_LIBRES_TABLEUR = 15


@dataclass(frozen=True)
class SourceVue:
    """A document or a tool; what is unknown is left blank, to be filled by hand."""

    numero: str
    outil: str
    libelle: str
    producteur: str
    version: str
    periodicite: str
    donnees: str
    etablissements: str
    detenteur: str
    lien: str
    recueilli: str
    commentaire: str


@dataclass(frozen=True)
class VueCartographieSources:
    """Everything lancement_cartographie_sources.docx may print."""

    entete: Entete
    outil: Outil
    tete: TeteOutil
    sources: tuple[SourceVue, ...]
    recueillies: int
    nombre: int


code: str = "cartographie_sources"
cle: str = "lancement_cartographie_sources"
gabarit: str = "lancement_cartographie_sources.docx"
VUE: type = VueCartographieSources


def applies(contexte: Contexte) -> bool:
    """When the contract is being prepared with the kit."""
    return applies_to(contexte)


def build_vues(contexte: Contexte) -> VueCartographieSources:
    """The sources of the kit with what is known of them here, then the author's own."""
    sources = tuple(_iterate_sources(contexte))
    libres = () if read_lancement(contexte).sources else (_source(contexte, SourceOutil("")),) * LIGNES_LIBRES
    return VueCartographieSources(
        entete=build_entete_outil(contexte, code),
        outil=build_outil(contexte, code),
        tete=build_tete(contexte),
        sources=sources + libres,
        recueillies=sum(1 for one in sources if one.recueilli == COCHE),
        nombre=len(sources),
    )


def build_classeur(contexte: Contexte) -> Classeur:
    """One sheet: a row per source, to be ticked as documents come in."""
    tete = build_tete(contexte)
    entete = (("Organisme gestionnaire", tete.gestionnaire or ""), ("ESMS concernés", ", ".join(tete.etablissements)))
    colonnes = (
        Colonne("N°", 5, "nombre"),
        Colonne("Document ou outil", 40, champ_libre="intitule"),
        Colonne("Producteur", 24, champ="producteur"),
        Colonne("Date ou version", 18, champ="version"),
        Colonne("Périodicité", 16, champ="periodicite"),
        Colonne("Données utiles", 36, champ="donnees"),
        Colonne("ESMS couverts", 26),
        Colonne("Détenteur", 22, champ="detenteur"),
        Colonne("Lien ou fichier", 28, champ="lien"),
        Colonne("Recueilli", 10, "case", champ="recueilli"),
        Colonne("Commentaire", 34, champ="commentaire"),
    )
    titre = build_outil(contexte, code).titre
    lignes = tuple(_ligne(one) for one in _iterate_sources(contexte))
    onglet = Onglet("Sources", titre, entete, colonnes, lignes, Reprise(("sources",), "outil"), LIGNES_LIBRES_TABLEUR)
    return Classeur(titre, (onglet,))


def _iterate_sources(contexte: Contexte) -> Iterator[SourceVue]:
    connus = contexte.referentiel.kit.sources
    ecrits, groupes = {one.outil: one for one in read_lancement(contexte).sources}, read_groupes(contexte)
    proposes = (one for one, kit in connus.items() if one in ecrits or not kit.groupes or groupes & set(kit.groupes))
    propres = [one for one in ecrits.values() if one.outil not in connus]
    tous = [*(ecrits.get(one, SourceOutil(one)) for one in proposes), *propres]
    return (_source(contexte, one, str(numero)) for numero, one in enumerate(tous, 1))


def _source(contexte: Contexte, one: SourceOutil, numero: str = "") -> SourceVue:
    connu = contexte.referentiel.kit.sources.get(one.outil)
    return SourceVue(
        numero=numero,
        outil=one.outil,
        libelle=majuscule(one.intitule or (connu.libelle if connu else one.outil)),
        producteur=majuscule(one.producteur or (connu.producteur if connu else "")),
        version=one.version or "",
        periodicite=majuscule(one.periodicite or (connu.periodicite if connu else "")),
        donnees=majuscule(one.donnees or (connu.donnees if connu else "")),
        etablissements=str(name_etablissements(contexte, one.etablissements)) if one.etablissements else "",
        detenteur=majuscule(one.detenteur or ""),
        lien=majuscule(one.lien or ""),
        recueilli=tick(one.recueilli),
        commentaire=majuscule(one.commentaire or ""),
    )


def _ligne(one: SourceVue) -> Ligne:
    textes = (one.producteur, one.version, one.periodicite, one.donnees, one.etablissements, one.detenteur, one.lien)
    recueilli = True if one.recueilli == COCHE else None
    cellules = (*(texte or None for texte in textes), recueilli, one.commentaire or None)
    return Ligne((int(one.numero), one.libelle, *cellules), one.outil)
