"""What a workbook says of itself on its hidden sheet, so that `cpomdoc reprendre` knows where each cell comes back."""

from collections.abc import Mapping, Sequence

from cpomdoc.model.repere import (
    ABSENT,
    LIBRE,
    SECTION,
    Repere,
    RepereColonne,
    RepereLigne,
    RepereOnglet,
    compute_temoin,
    list_parties,
    write_texte,
)
from cpomdoc.rendering.tableur import Classeur, Colonne, Ligne, Onglet, Reprise, Valeur

TEXTE_MAX = 32_000
"""Excel holds 32,767 characters a cell."""


def build_repere(classeur: Classeur, noms: Sequence[str], reference: str, etats: Mapping[str, str]) -> Repere:
    """The sheets whose rows come back, under the names they have in the file; `version` is set by the caller."""
    onglets = tuple(
        _onglet(one, one.reprise, nom)
        for nom, one in zip(noms, classeur.onglets, strict=True)
        if one.reprise is not None
    )
    parties = {name: etats.get(name, ABSENT) for name in list_parties(onglets, classeur.origines, classeur.fichier)}
    return Repere(reference, classeur.titre, "", parties, onglets, classeur.fichier)


def mark_lignes(onglet: Onglet) -> tuple[str, ...]:
    """What the hidden column says of each row, the empty ones last."""
    marques = (SECTION if one.section else one.cle for one in onglet.lignes)
    return (*marques, *(f"{LIBRE}{rang}" for rang in range(1, onglet.lignes_libres + 1)))


def cut(valeur: Valeur) -> Valeur:
    """A text that a cell can hold."""
    return f"{valeur[:TEXTE_MAX]}…" if isinstance(valeur, str) and len(valeur) > TEXTE_MAX else valeur


def words_of(colonne: Colonne) -> dict[str, str]:
    """Each word of a list with what it is in the YAML."""
    return dict(zip(map(write_texte, colonne.choix), colonne.codes or colonne.choix, strict=True))


def _onglet(onglet: Onglet, reprise: Reprise, nom: str) -> RepereOnglet:
    lignes = [one for one in onglet.lignes if not one.section]
    cles = [one.cle for one in lignes]
    if "" in cles or len(set(cles)) < len(cles):
        raise ValueError(f"{onglet.nom}: every row that comes back has a key of its own")
    colonnes = tuple(
        RepereColonne(one.titre, one.nature, one.champ, one.champ_libre, one.vide, words_of(one))
        for one in onglet.colonnes
    )
    return RepereOnglet(
        nom,
        reprise.liste,
        reprise.cle,
        reprise.fixes,
        onglet.lignes_libres,
        colonnes,
        {one.cle: _ligne(one, onglet.colonnes) for one in lignes},
    )


def _ligne(ligne: Ligne, colonnes: tuple[Colonne, ...]) -> RepereLigne:
    paires = list(zip(colonnes, map(cut, ligne.cellules), strict=True))
    fermees = (write_texte(valeur) for one, valeur in paires if not one.champ and one.nature != "calcul")
    ouvertes = {one.champ: _code(one, valeur) for one, valeur in paires if one.champ}
    return RepereLigne(compute_temoin(fermees), ouvertes)


def _code(colonne: Colonne, valeur: Valeur) -> str:
    texte = write_texte(valeur)
    return words_of(colonne).get(texte, texte)
