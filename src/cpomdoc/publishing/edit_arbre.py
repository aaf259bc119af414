"""What a tree must be once values are written in it: the proof that a text was changed as was meant, and no further."""

import copy
from collections.abc import Sequence

from cpomdoc.publishing.edit_yaml import Ecriture, Element
from cpomdoc.source import Arbre


def edit_arbre(tree: Arbre, ecritures: Sequence[Ecriture]) -> Arbre:
    """A copy of the tree with these values."""
    edited = copy.deepcopy(tree)
    for ecriture in ecritures:
        edited = _write(edited, ecriture, 0)
    return edited


def strip_empty(tree: Arbre) -> Arbre:
    """The tree without the keys that say nothing: taking a value away may leave its key or not."""
    if isinstance(tree, dict):
        kept = {key: strip_empty(value) for key, value in tree.items()}
        return {key: value for key, value in kept.items() if value not in (None, "", {}, [])}
    return [strip_empty(one) for one in tree] if isinstance(tree, list) else tree


def read_valeur(tree: Arbre, chemin: Sequence[str | Element]) -> str:
    """The text that stands there, empty when there is none."""
    for pas in chemin:
        if isinstance(pas, Element):
            tree = next((one for one in tree if _names(one, pas)), None) if isinstance(tree, list) else None
        else:
            tree = tree.get(pas) if isinstance(tree, dict) else None
    return tree if isinstance(tree, str) else ""


def rank_of(tree: Arbre, pas: Element) -> int | None:
    """Rank of an item in its list."""
    return next((rank for rank, one in enumerate(tree) if _names(one, pas)), None) if isinstance(tree, list) else None


def _names(item: Arbre, pas: Element) -> bool:
    return isinstance(item, dict) and all(_text(item.get(cle)) == valeur for cle, valeur in pas.paires)


def _text(tree: Arbre) -> str | None:
    """Of a key left out or without a value, nothing; of a block, what no key has."""
    return "" if tree is None else tree.strip() if isinstance(tree, str) else None


def _write(tree: Arbre, ecriture: Ecriture, depth: int) -> Arbre:
    if depth == len(ecriture.chemin):
        return ecriture.valeur
    pas = ecriture.chemin[depth]
    if isinstance(pas, Element):
        return _write_item(list(tree) if isinstance(tree, list) else [], ecriture, depth, pas)
    block = dict(tree) if isinstance(tree, dict) else {}
    block[pas] = _write(block.get(pas), ecriture, depth + 1)
    return block


def _write_item(items: list[Arbre], ecriture: Ecriture, depth: int, pas: Element) -> Arbre:
    rank = rank_of(items, pas)
    if ecriture.valeur is None and any(isinstance(one, Element) for one in ecriture.chemin[:depth]):
        return [one for place, one in enumerate(items) if place != rank]
    new: Arbre = {cle: valeur for cle, valeur in pas.paires if valeur}
    if rank is None:
        return items if ecriture.valeur is None else [*items, _write(new, ecriture, depth + 1)]
    items[rank] = _write(items[rank], ecriture, depth + 1)
    return items
