"""The reference data shipped with the package, read once from YAML into a Referentiel."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType, UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import yaml

from cpomdoc.model import kit, territoire
from cpomdoc.model import referentiel as model
from cpomdoc.model.categorie_contrat import CategorieContrat, IndicateurHebergement
from cpomdoc.model.referentiel import Referentiel
from cpomdoc.typographie import normalise_typographie

T = TypeVar("T")

ENTRIES: dict[str, type] = {
    "regions": territoire.Region,
    "departements": territoire.Departement,
    "signataires_departementaux": territoire.SignataireDepartemental,
    "categories_esms": model.CategorieEsms,
    "categories_contrat": CategorieContrat,
    "formes_juridiques": model.FormeJuridique,
    "modalites": model.Modalite,
    "unites": model.Unite,
    "indicateurs": model.Indicateur,
    "indicateurs_hebergement": IndicateurHebergement,
    "annexes": model.AnnexeType,
    "impressions": model.Impression,
}

KIT: dict[str, type] = {
    "fiches": kit.Fiche,
    "criteres": kit.Critere,
    "points": kit.Point,
    "sources": kit.SourceKit,
    "colonnes_raci": kit.ColonneRaci,
    "lignes_raci": kit.LigneKit,
    "instances": kit.InstanceKit,
    "roles": kit.RoleKit,
    "themes": kit.Theme,
    "chantiers": kit.Chantier,
    "durees": kit.JeuDurees,
}


def read_tree(text: str, name: str) -> Any:
    """YAML as nested dict, list and str: no scalar is ever interpreted, a repeated key is refused."""
    node = yaml.compose(text, Loader=yaml.CBaseLoader)
    return _build_tree(node, name) if node else {}


def _build_tree(node: yaml.Node, name: str) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_build_tree(item, name) for item in node.value]
    tree: dict[str, Any] = {}
    for key, value in node.value:
        if key.value in tree:
            raise ValueError(f"{name}:{key.start_mark.line + 1}: key « {key.value} » written twice")
        tree[key.value] = _build_tree(value, name)
    return tree


def build_value(kind: Any, raw: Any, where: str) -> Any:
    """Turn text into what the field of the dataclass announces; anything else is a fault of the data file."""
    origin = get_origin(kind)
    if origin is UnionType:
        return None if raw in ("", None) else build_value(get_args(kind)[0], raw, where)
    if origin is Literal:
        if raw not in get_args(kind):
            raise ValueError(f"{where}: « {raw} » is not one of {get_args(kind)}")
        return raw
    if origin is tuple:
        return tuple(build_value(get_args(kind)[0], item, where) for item in raw)
    if dataclasses.is_dataclass(kind):
        return build_entry(kind, raw, where)
    if kind is bool:
        return {"oui": True, "non": False}[raw]
    if kind is date:
        return date.fromisoformat(raw)
    if kind is str and not isinstance(raw, str):
        raise ValueError(f"{where}: text expected, found {raw!r}")
    return kind(raw)


@cache
def field_kinds(cls: type) -> Mapping[str, Any]:
    """Announced type of each field of a dataclass."""
    return get_type_hints(cls)


def build_entry(cls: Any, raw: Mapping[str, Any], where: str) -> Any:
    """One entry of a data file; an unknown or a missing key is refused."""
    kinds = field_kinds(cls)
    if unknown := set(raw) - set(kinds):
        raise ValueError(f"{where}: unknown keys {sorted(unknown)}")
    try:
        return cls(**{key: build_value(kinds[key], value, f"{where}.{key}") for key, value in raw.items()})
    except TypeError as error:
        raise ValueError(f"{where}: {error}") from error


def build_entries(cls: Any, tree: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A file of entries by code; the code is the key and is not repeated inside."""
    key = next(iter(field_kinds(cls)))
    entries = {code: build_entry(cls, {key: code, **raw}, f"{name}.{code}") for code, raw in tree.items()}
    return MappingProxyType(entries)


def _read_package_file(folder: str, name: str) -> Any:
    text = resources.files("cpomdoc").joinpath(folder, f"{name}.yaml").read_text(encoding="utf-8")
    return read_tree(text, f"{folder}/{name}.yaml")


@cache
def load_referentiel() -> Referentiel:
    """Everything the package knows of the law and of the territory; read once per process."""
    tables = {
        name: build_entries(cls, _read_package_file("nomenclatures", name), name) for name, cls in ENTRIES.items()
    }
    return Referentiel(
        **tables,
        parametres=build_entries(model.Parametre, _read_package_file("parametres", "parametres"), "parametres"),
        listes=MappingProxyType(_read_package_file("nomenclatures", "listes")),
        kit=_load_kit(),
    )


def _load_kit() -> kit.Kit:
    """What the launch kit proposes, table by table."""
    folder = "nomenclatures/kit"
    trees = {name: _normalise(_read_package_file(folder, name)) for name in KIT}
    return kit.Kit(**{name: build_entries(cls, trees[name], name) for name, cls in KIT.items()})


def _normalise(tree: Any) -> Any:
    """The words of a table with the no-break spaces of French; keys are codes and stay as they are."""
    if isinstance(tree, str):
        return normalise_typographie(tree)
    if isinstance(tree, list):
        return [_normalise(item) for item in tree]
    return {key: _normalise(value) for key, value in tree.items()}
