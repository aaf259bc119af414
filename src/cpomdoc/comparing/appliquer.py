"""Apply changes to the state they were found from: what comes is the other state, whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cpomdoc.comparing.changements import Changement, Nature, Pas, Repere
from cpomdoc.comparing.cles import list_reperes
from cpomdoc.comparing.renommer import is_renommage_of_id, rename
from cpomdoc.model.dossier import Dossier


@dataclass
class _Noeud:
    """The changes of one place, and those of what stands in it."""

    ici: list[Changement] = field(default_factory=list)
    enfants: "dict[Pas, _Noeud]" = field(default_factory=dict)

    def find(self, *natures: Nature) -> Changement | None:
        """The change of one of these kinds, if any."""
        return next((one for one in self.ici if one.nature in natures), None)


def apply(changements: Iterable[Changement], dossier: Dossier) -> Dossier:
    """The contract once changed; the changes are those that `compare` finds from this contract."""
    noms: dict[str, str] = {}
    racine = _Noeud()
    for one in changements:
        if is_renommage_of_id(one) and one.avant != one.apres:
            noms[str(one.avant)] = str(one.apres)
        else:
            _plant(racine, one)
    changed: Dossier = _apply(rename(dossier, noms), racine)
    return changed


def _plant(racine: _Noeud, changement: Changement) -> None:
    noeud = racine
    for pas in changement.chemin:
        noeud = noeud.enfants.setdefault(pas, _Noeud())
    noeud.ici.append(changement)


def _apply(value: Any, noeud: _Noeud) -> Any:
    """A value with the changes of its place."""
    if noeud.ici and noeud.ici[0].nature is not Nature.DEPLACEMENT:
        return noeud.ici[0].apres
    if not noeud.enfants or value is None:
        return value
    if isinstance(value, tuple):
        return _apply_list(value, noeud)
    if isinstance(value, Mapping):
        return _apply_mapping(value, noeud)
    inside = {str(name): _apply(getattr(value, str(name)), child) for name, child in noeud.enfants.items()}
    return replace(value, **inside)


def _apply_list(items: tuple[Any, ...], noeud: _Noeud) -> tuple[Any, ...]:
    """Those that stay in their order, around those that are added or moved to a rank."""
    still: list[Any] = []
    placed: dict[int, Any] = {}
    vide = _Noeud()
    for repere, item in zip(list_reperes(items), items, strict=True):
        child = noeud.enfants.get(repere, vide)
        moved = child.find(Nature.DEPLACEMENT)
        if child.find(Nature.RETRAIT):
            continue
        if moved is not None and moved.rang is not None:
            placed[moved.rang] = _apply(item, child)
        else:
            still.append(_apply(item, child))
    for child in noeud.enfants.values():
        added = child.find(Nature.AJOUT)
        if added is not None and added.rang is not None:
            placed[added.rang] = added.apres
    for rang, item in sorted(placed.items(), key=lambda one: one[0]):
        still.insert(rang, item)
    return tuple(still)


def _apply_mapping(values: Mapping[Any, Any], noeud: _Noeud) -> dict[Any, Any]:
    """Keys that stay at their places, then those that are added; years in their order."""
    changed = dict(values)
    for pas, child in noeud.enfants.items():
        key = pas.cle[0] if isinstance(pas, Repere) else pas
        if child.find(Nature.RETRAIT):
            changed.pop(key, None)
        else:
            changed[key] = _apply(changed.get(key), child)
    years = all(isinstance(key, int) for key in changed)
    return dict(sorted(changed.items())) if years else changed
