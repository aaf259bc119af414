"""From the cells of a workbook to what changes in the contract: only what was typed since the workbook was made."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cpomdoc.checking.load_schemas import rules_at
from cpomdoc.errors import ClasseurRefuse
from cpomdoc.francais import guillemets, sans_accent
from cpomdoc.loading.read_classeur import CelluleLue, ClasseurLu, LigneLue, tell_place
from cpomdoc.model.repere import LANCEMENT, RepereOnglet
from cpomdoc.publishing.edit_arbre import read_valeur
from cpomdoc.publishing.edit_yaml import Ecriture, Element, Pas
from cpomdoc.source import Arbre, Chemin

CLE_MAX = 40
RIEN_A_RETIRER = "elle montrait ce que le kit ou le contrat propose, et qui ne se vide pas\u202f; écrivez autre chose."
_CHAMP = re.compile(r"([a-z_]+)(?:\[([a-z_]+)=([A-Za-z0-9_.-]+)\])?(?:\.|\Z)")


@dataclass(frozen=True)
class Changement:
    """A value to write: from which cell, at which place of the file, what was there and what comes."""

    adresse: str
    chemin: tuple[Pas, ...]
    avant: str
    apres: str

    @property
    def ecriture(self) -> Ecriture:
        """What to write; an emptied cell takes the value away."""
        return Ecriture(self.chemin, self.apres or None)

    @property
    def item(self) -> tuple[Pas, ...]:
        """The item that the value belongs to."""
        rank = next((rank for rank, one in enumerate(self.chemin, 1) if isinstance(one, Element)), len(self.chemin))
        return self.chemin[:rank]

    @property
    def lieu(self) -> str:
        """« check_list / perimetre-defini / fait », for people."""
        return " / ".join(_say(one) for one in self.chemin)


def _say(pas: Pas) -> str:
    return pas if isinstance(pas, str) else " ".join(valeur for _, valeur in pas.paires if valeur)


@dataclass(frozen=True)
class Saisies:
    """Everything typed in a workbook, and the rows of one's own that cannot be named."""

    changements: tuple[Changement, ...]
    refus: tuple[str, ...] = ()
    remarques: tuple[str, ...] = ()


def list_saisies(lu: ClasseurLu, tree: Arbre) -> Saisies:
    """What differs from what the workbook was made with; `tree` is the file as it stands."""
    noms, section = _Noms(lu, tree), section_of(lu.repere.fichier)
    changements: list[Changement] = []
    refus: list[str] = []
    for ligne in lu.lignes:
        if ligne.cle:
            changements += _changes_of(ligne, tree, section)
            continue
        try:
            changements += _new_item(ligne, noms, section)
        except ValueError as refusal:
            refus.append(f"{tell_place(ligne.onglet.nom, f'ligne {ligne.rang}')}\u202f: {refusal}")
    remarques = (f"{one.adresse}\u202f: {RIEN_A_RETIRER}" for one in changements if not one.avant and not one.apres)
    return Saisies(tuple(one for one in changements if one.avant or one.apres), tuple(refus), tuple(remarques))


def section_of(fichier: str) -> str:
    """The schema of the file that a workbook comes back to."""
    return "lancement" if fichier == LANCEMENT else "suivi_annuel"


def schema_path(chemin: tuple[Pas, ...]) -> Chemin:
    """The same place as schemas name it: any item of a list is its first."""
    return tuple(0 if isinstance(one, Element) else one for one in chemin)


def _changes_of(ligne: LigneLue, tree: Arbre, section: str) -> Iterator[Changement]:
    """The cells of a row that are no longer as the workbook was made."""
    avant = ligne.onglet.lignes[ligne.cle].avant
    vides = {one.champ: one.vide for one in ligne.onglet.colonnes}
    item: tuple[Pas, ...] = (*ligne.onglet.liste, Element(ligne.onglet.cle, ligne.cle))
    for champ, cell in ligne.cellules.items():
        chemin = (*item, *read_champ(champ))
        texte = _fit(cell.texte, chemin, section)
        if texte != _fit(avant.get(champ, ""), chemin, section):
            yield _change(ligne, replace(cell, texte=texte or vides.get(champ, "")), chemin, tree)


def _new_item(ligne: LigneLue, noms: "_Noms", section: str) -> Iterator[Changement]:
    """The fields of an item of one's own, after those that its sheet gives."""
    onglet, nom = ligne.onglet, _name_cell(ligne)
    item: tuple[Pas, ...] = (*onglet.liste, Element(onglet.cle, noms.make(onglet, nom.texte)))
    adresse = tell_place(onglet.nom, f"ligne {ligne.rang}")
    for champ, valeur in onglet.fixes:
        yield Changement(adresse, (*item, *read_champ(champ)), "", valeur)
    for champ, cell in ligne.cellules.items():
        if cell.texte:
            chemin = (*item, *read_champ(champ))
            yield _change(ligne, replace(cell, texte=_fit(cell.texte, chemin, section)), chemin, None)


def _name_cell(ligne: LigneLue) -> CelluleLue:
    """The cell that says what an item of one's own is: that of its words, or its first text."""
    colonnes = [one for one in ligne.onglet.colonnes if one.nature == "texte" and (one.champ or one.champ_libre)]
    libres = [one for one in colonnes if one.champ_libre and not one.champ]
    for colonne in libres[:1] or colonnes:
        cell = ligne.cellules.get(colonne.champ or colonne.champ_libre)
        if cell is not None and cell.texte:
            return cell
    titre = (libres or colonnes or ligne.onglet.colonnes)[0].titre
    raise ValueError(f"il manque {guillemets(titre)}, sans quoi la ligne n’a pas de nom.")


def _change(ligne: LigneLue, cell: CelluleLue, chemin: tuple[Pas, ...], tree: Arbre) -> Changement:
    adresse = tell_place(ligne.onglet.nom, f"cellule {cell.adresse}")
    return Changement(adresse, chemin, read_valeur(tree, chemin), cell.texte)


def _fit(texte: str, chemin: tuple[Pas, ...], section: str) -> str:
    """Line breaks stay only where the field is a long text."""
    rules = rules_at(section, schema_path(chemin)) or {}
    return texte if rules.get("type") == "texte_long" else re.sub(r"[ \t]*\n\s*", " ", texte)


def read_champ(champ: str) -> tuple[Pas, ...]:
    """« roles[colonne=ars].lettre » as steps; raises ClasseurRefuse when someone made it up."""
    steps: list[Pas] = []
    place = 0
    while place < len(champ):
        found = _CHAMP.match(champ, place)
        if found is None:
            raise ClasseurRefuse(f"La feuille cachée du classeur nomme un champ impossible\u202f: {guillemets(champ)}.")
        steps.append(found[1])
        if found[2]:
            steps.append(Element(found[2], found[3]))
        place = found.end()
    return tuple(steps)


class _Noms:
    """Keys for items of one's own, each made of its words and unlike any other of its list."""

    def __init__(self, lu: ClasseurLu, tree: Arbre) -> None:
        self._taken: dict[tuple[str, ...], set[str]] = {}
        for onglet in lu.repere.onglets:
            taken = self._taken.setdefault(onglet.liste, set())
            taken |= set(onglet.lignes) | set(_keys_in(tree, onglet))

    def make(self, onglet: RepereOnglet, texte: str) -> str:
        """« maquette-budgetaire », « maquette-budgetaire-2 »."""
        plain = re.sub(r"[^a-z0-9]+", "-", sans_accent(texte))[:CLE_MAX].strip("-") or "ligne"
        cle, rang = plain, 2
        while cle in self._taken[onglet.liste]:
            cle, rang = f"{plain}-{rang}", rang + 1
        self._taken[onglet.liste].add(cle)
        return cle


def _keys_in(tree: Arbre, onglet: RepereOnglet) -> Iterator[str]:
    for name in onglet.liste:
        tree = tree.get(name) if isinstance(tree, dict) else None
    for item in tree if isinstance(tree, list) else ():
        cle = item.get(onglet.cle) if isinstance(item, dict) else None
        if isinstance(cle, str):
            yield cle.strip()
