"""Which act brought each value of a contract: values are followed from state to state, through renamings and moves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, NamedTuple, TypeVar

from cpomdoc.comparing.changements import Chemin, Repere, format_lieu
from cpomdoc.comparing.cles import list_reperes
from cpomdoc.comparing.compare import keep_contrat, match_items
from cpomdoc.comparing.renommer import LISTE, find_renommages, rename
from cpomdoc.model.dossier import Dossier

T = TypeVar("T")


@dataclass(frozen=True)
class Feuille:
    """A known value of a state: where it stands, where it stood in the state before, whether it is the same."""

    chemin: Chemin
    valeur: object
    ancien: Chemin | None = None
    inchangee: bool = False


class _Avant(NamedTuple):
    """A value of the state before, as it was written and once its establishments bear their new ids."""

    brut: Any
    valeur: Any
    chemin: Chemin


def find_origines(etats: Sequence[tuple[T, Dossier]]) -> Mapping[str, T]:
    """The act that brought each value of the last state, by its place as comparisons print it."""
    return {format_lieu(chemin): acte for chemin, acte in trace_origines(etats).items()}


def trace_origines(etats: Sequence[tuple[T, Dossier]]) -> Mapping[Chemin, T]:
    """The act that brought each value of the last state; each state is that of its act, oldest first."""
    origines: dict[Chemin, T] = {}
    avant: Dossier | None = None
    for acte, dossier in etats:
        feuilles = pair_feuilles(avant, dossier)
        origines = {
            one.chemin: origines[one.ancien] if one.inchangee and one.ancien in origines else acte for one in feuilles
        }
        avant = dossier
    return origines


def pair_feuilles(avant: Dossier | None, apres: Dossier) -> Iterator[Feuille]:
    """Every known value of a state in the order of the files, each with what it was in the state before."""
    apres = keep_contrat(apres)
    ancien = None
    if avant is not None:
        brut = keep_contrat(avant)
        noms = {str(one.avant): str(one.apres) for one in find_renommages(brut, apres)}
        ancien = _Avant(brut, rename(brut, noms), ())
    for one in fields(apres):
        if one.name != "ref":
            yield from _pair(_enter(ancien, one.name), getattr(apres, one.name), (one.name,))


def _pair(avant: _Avant | None, apres: Any, chemin: Chemin) -> Iterator[Feuille]:
    """The values under one place; `avant` is None when nothing stood there."""
    if is_dataclass(apres):
        known = avant if avant and type(avant.valeur) is type(apres) else None
        for one in fields(apres):
            yield from _pair(_enter(known, one.name), getattr(apres, one.name), (*chemin, one.name))
    elif isinstance(apres, tuple):
        yield from _pair_lists(avant if avant and isinstance(avant.valeur, tuple) else None, apres, chemin)
    elif isinstance(apres, Mapping):
        known = avant if avant and isinstance(avant.valeur, Mapping) else None
        for key, item in apres.items():
            yield from _pair(_enter_key(known, key), item, (*chemin, Repere((key,))))
    elif apres is not None:
        there = avant is not None and avant.valeur is not None
        yield Feuille(chemin, apres, avant.chemin if avant and there else None, _is_same(avant, apres, chemin))


def _pair_lists(avant: _Avant | None, apres: tuple[Any, ...], chemin: Chemin) -> Iterator[Feuille]:
    """Items with those that they were, known by what names them."""
    nouveaux = list_reperes(apres)
    anciens = list_reperes(avant.valeur) if avant else []
    ecrits = list_reperes(avant.brut) if avant else []
    pairs = match_items(avant.valeur, apres, anciens, nouveaux) if avant else {}
    for rang, item in enumerate(apres):
        known = None
        if avant and rang in pairs:
            old = pairs[rang]
            known = _Avant(avant.brut[old], avant.valeur[old], (*avant.chemin, ecrits[old]))
        yield from _pair(known, item, (*chemin, nouveaux[rang]))


def _is_same(avant: _Avant | None, apres: object, chemin: Chemin) -> bool:
    """Whether an act left a value alone; the id of an establishment is what its renaming changes, and it alone."""
    if avant is None:
        return False
    identifies = chemin[:2] == LISTE and chemin[3:] == ("id",)
    return bool((avant.brut if identifies else avant.valeur) == apres)


def _enter(avant: _Avant | None, champ: str) -> _Avant | None:
    if avant is None:
        return None
    return _Avant(getattr(avant.brut, champ), getattr(avant.valeur, champ), (*avant.chemin, champ))


def _enter_key(avant: _Avant | None, key: object) -> _Avant | None:
    """What a mapping held under a key; the keys of both ways of writing it come in one order."""
    if avant is None or key not in avant.valeur:
        return None
    ecrites = dict(zip(avant.valeur, avant.brut, strict=True))
    return _Avant(avant.brut[ecrites[key]], avant.valeur[key], (*avant.chemin, Repere((ecrites[key],))))
