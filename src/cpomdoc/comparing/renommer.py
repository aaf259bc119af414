"""An establishment that changes its id stays the same: its FINESS number tells, and what points at it follows."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from cpomdoc.comparing.changements import Changement, Nature, Repere
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.finances import Dgc, FraisSiege
from cpomdoc.model.perimetre import Etablissement

T = TypeVar("T")
LISTE = ("perimetre", "etablissements")
RENVOIS = frozenset({"etablissement", "etablissements", "beneficiaire_dgc"})
"""Fields that name an establishment, in whatever block they stand."""
CLES_RENVOIS: Mapping[type, frozenset[str]] = {
    Dgc: frozenset({"repartition"}),
    FraisSiege: frozenset({"charges_brutes"}),
}
"""Mappings whose keys name establishments."""


def find_renommages(avant: Dossier, apres: Dossier) -> Iterator[Changement]:
    """The establishments whose id changes while their FINESS number stays, when it is theirs alone."""
    anciens, nouveaux = _by_finess(avant), _by_finess(apres)
    ids_avant, ids_apres = {one.id for one in avant.perimetre.etablissements}, set(apres.etablissements)
    for finess, ancien in anciens.items():
        nouveau = nouveaux.get(finess)
        if nouveau is not None and ancien.id not in ids_apres and nouveau.id not in ids_avant:
            repere = Repere((ancien.id,), 1, ("id",), ancien.nom)
            yield Changement(Nature.RENOMMAGE, (*LISTE, repere, "id"), ancien.id, nouveau.id)


def is_renommage_of_id(changement: Changement) -> bool:
    """Whether a change gives an establishment another id, which all that points at it follows."""
    return changement.nature is Nature.RENOMMAGE and changement.chemin[:2] == LISTE and changement.chemin[3:] == ("id",)


def rename(value: T, noms: Mapping[str, str]) -> T:
    """The same value with these ids in place of the old ones, wherever an establishment is named."""
    return _rename(value, noms) if noms else value


def _rename(value: Any, noms: Mapping[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_rename(item, noms) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {one.name: _rename_field(value, one.name, noms) for one in fields(value)}
    if isinstance(value, Etablissement):
        changed["id"] = noms.get(value.id, value.id)
    return replace(value, **changed)


def _rename_field(block: Any, name: str, noms: Mapping[str, str]) -> Any:
    value = getattr(block, name)
    if name in CLES_RENVOIS.get(type(block), ()):
        return {noms.get(key, key): item for key, item in value.items()}
    if name in RENVOIS and isinstance(value, str):
        return noms.get(value, value)
    if name in RENVOIS and isinstance(value, tuple) and all(isinstance(item, str) for item in value):
        return tuple(noms.get(item, item) for item in value)
    return _rename(value, noms)


def _by_finess(dossier: Dossier) -> dict[str, Etablissement]:
    """Establishments by FINESS number, those that share one (or an id) left out."""
    tous = dossier.perimetre.etablissements
    numeros, ids = [one.finess for one in tous], [one.id for one in tous]
    return {one.finess: one for one in tous if one.finess and numeros.count(one.finess) == 1 and ids.count(one.id) == 1}
