"""What changes from one state of a contract to another: every difference, each at the place its names give."""

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from cpomdoc.comparing.changements import Changement, Chemin, Nature, Repere
from cpomdoc.comparing.cles import keys_of, list_reperes, value_of
from cpomdoc.comparing.renommer import LISTE, find_renommages, rename
from cpomdoc.model.dossier import Dossier

NOMS = frozenset({"nom", "raison_sociale", "denomination"})
"""Fields whose change gives a thing another name."""


def keep_signed(dossier: Dossier) -> Dossier:
    """The contract and its avenant as they are signed: neither their preparation nor their follow-up."""
    return replace(dossier, lancement=None, suivis=())


def keep_contrat(dossier: Dossier) -> Dossier:
    """The contract alone: an avenant is not a part of what it changes."""
    return replace(keep_signed(dossier), avenant=None)


def compare(avant: Dossier, apres: Dossier) -> tuple[Changement, ...]:
    """The differences in the order of the files, then in that of the new state; none between a state and itself."""
    avant, apres = keep_contrat(avant), keep_contrat(apres)
    renommages = tuple(find_renommages(avant, apres))
    noms = {str(one.avant): str(one.apres) for one in renommages}
    return (*renommages, *_compare(rename(avant, noms), apres, ()))


def _compare(avant: Any, apres: Any, chemin: Chemin) -> Iterator[Changement]:
    """Differences between two values of one place."""
    if avant == apres:
        return
    if avant is None:
        yield Changement(Nature.AJOUT, chemin, None, apres)
    elif apres is None:
        yield Changement(Nature.RETRAIT, chemin, avant, None)
    elif is_dataclass(avant):
        for one in fields(avant):
            yield from _compare(getattr(avant, one.name), getattr(apres, one.name), (*chemin, one.name))
    elif isinstance(avant, tuple):
        yield from _compare_lists(avant, apres, chemin)
    elif isinstance(avant, Mapping):
        yield from _compare_mappings(avant, apres, chemin)
    else:
        yield Changement(_nature_of(chemin), chemin, avant, apres)


def _nature_of(chemin: Chemin) -> Nature:
    """Another name for the same thing is told apart: that of a person or a service, or what a list knows its items by.

    The id of an establishment is another matter: once it is a renaming, all that points at it follows.
    """
    item = chemin[-2] if len(chemin) > 1 else ""
    identifies = isinstance(item, Repere) and item.champs == (chemin[-1],) and chemin[:2] != LISTE
    return Nature.RENOMMAGE if chemin[-1] in NOMS or identifies else Nature.MODIFICATION


def _compare_mappings(avant: Mapping[Any, Any], apres: Mapping[Any, Any], chemin: Chemin) -> Iterator[Changement]:
    """Year by year, or key by key; a key that is there with nothing known is not a key that is not there."""
    for key in (*avant, *(one for one in apres if one not in avant)):
        here = (*chemin, Repere((key,)))
        if key not in avant:
            yield Changement(Nature.AJOUT, here, None, apres[key])
        elif key not in apres:
            yield Changement(Nature.RETRAIT, here, avant[key], None)
        elif isinstance(avant[key], Mapping) and isinstance(apres[key], Mapping):
            yield from _compare_mappings(avant[key], apres[key], here)
        elif avant[key] != apres[key]:
            yield Changement(Nature.MODIFICATION, here, avant[key], apres[key])


def _compare_lists(avant: tuple[Any, ...], apres: tuple[Any, ...], chemin: Chemin) -> Iterator[Changement]:
    """Items in the order of the new list, then those that leave it, then those that move in it."""
    anciens, nouveaux = list_reperes(avant), list_reperes(apres)
    pairs = match_items(avant, apres, anciens, nouveaux)
    for rang, item in enumerate(apres):
        if rang in pairs:
            yield from _compare(avant[pairs[rang]], item, (*chemin, anciens[pairs[rang]]))
        else:
            yield Changement(Nature.AJOUT, (*chemin, nouveaux[rang]), None, item, rang)
    kept = set(pairs.values())
    for rang, item in enumerate(avant):
        if rang not in kept:
            yield Changement(Nature.RETRAIT, (*chemin, anciens[rang]), item, None)
    order = [pairs[rang] for rang in sorted(pairs)]
    still = set(_longest_increasing(order))
    for rang in sorted(pairs):
        if pairs[rang] not in still:
            yield Changement(Nature.DEPLACEMENT, (*chemin, anciens[pairs[rang]]), pairs[rang] + 1, rang + 1, rang)


def match_items(
    avant: tuple[Any, ...], apres: tuple[Any, ...], anciens: list[Repere], nouveaux: list[Repere]
) -> dict[int, int]:
    """Rank in the new list -> rank in the old one, by name first, then by what still tells an item on both sides."""
    known = {repere: rang for rang, repere in enumerate(anciens)}
    pairs = {rang: known[repere] for rang, repere in enumerate(nouveaux) if repere in known}
    every = [keys_of(item)[1:] for item in avant[:1]]
    for champs in every[0] if every else ():
        left = _alone(avant, champs, set(pairs.values()))
        right = _alone(apres, champs, set(pairs))
        pairs |= {right[cle]: left[cle] for cle in right if cle in left}
    return pairs


def _alone(items: tuple[Any, ...], champs: tuple[str, ...], taken: set[int]) -> dict[tuple[Hashable, ...], int]:
    """Ranks of the items not matched yet, by these fields, where one is alone to say that."""
    values = {rang: value_of(item, champs) for rang, item in enumerate(items) if rang not in taken}
    count: dict[tuple[Hashable, ...], int] = {}
    for cle in values.values():
        count[cle] = count.get(cle, 0) + 1
    return {cle: rang for rang, cle in values.items() if count[cle] == 1 and any(one is not None for one in cle)}


def _longest_increasing(ranks: Sequence[int]) -> list[int]:
    """The most items that keep their order: the others are those that moved."""
    tails: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, rank in enumerate(ranks):
        slot = bisect_left(tails, rank)
        before.append(places[slot - 1] if slot else -1)
        tails[slot : slot + 1] = [rank]
        places[slot : slot + 1] = [place]
    kept, place = [], places[-1] if places else -1
    while place >= 0:
        kept.append(ranks[place])
        place = before[place]
    return kept
