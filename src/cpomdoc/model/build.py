"""From a tree whose shape is proven to the dataclasses of a contract, by their announced types."""

import dataclasses
from collections.abc import Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from cpomdoc.model.dossier import Dossier


class FormeIncomplete(Exception):
    """Something without which the contract cannot be built is missing; the check of the shape has told it."""


def build_dossier(ref: str, sections: Mapping[str, Any]) -> Dossier:
    """The contract that checked sections make; `sections` is keyed by the fields of Dossier.

    Never fails on a proven shape. Otherwise what could not be read counts as unknown, and FormeIncomplete is raised
    where nothing may be unknown.
    """
    return Dossier(**_build_fields(Dossier, {"ref": ref, **sections}))


@cache
def field_kinds(cls: type) -> Mapping[str, Any]:
    """Announced type of each field of a dataclass."""
    return get_type_hints(cls)


def accepts_unknown(kind: Any) -> bool:
    """Whether a field of this type may hold None, the unknown."""
    return NoneType in get_args(kind)


def _build_fields(cls: type, tree: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments of a dataclass; an unknown that the type cannot hold gives way to the default of the field."""
    kinds = field_kinds(cls)
    values = {
        name: build_value(kinds[name], value)
        for name, value in tree.items()
        if name in kinds and (value is not None or accepts_unknown(kinds[name]))
    }
    if missing := _required(cls) - values.keys():
        raise FormeIncomplete(", ".join(sorted(missing)))
    return values


@cache
def _required(cls: type) -> frozenset[str]:
    """Fields without a default."""
    none = dataclasses.MISSING
    return frozenset(f.name for f in dataclasses.fields(cls) if f.default is none and f.default_factory is none)


def build_value(kind: Any, value: Any) -> Any:
    """A value of the announced type: nested dataclasses, tuples and mappings; a scalar is already typed."""
    origin = get_origin(kind)
    if value is None:
        return None
    if origin is UnionType:
        return build_value(next(one for one in get_args(kind) if one is not NoneType), value)
    if origin is tuple:
        return tuple(_build_item(get_args(kind)[0], item) for item in value)
    if origin is Mapping:
        of_key, of_value = get_args(kind)
        return {_build_item(of_key, key): build_value(of_value, item) for key, item in value.items()}
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return kind(**_build_fields(kind, value))
    return value


def _build_item(kind: Any, value: Any) -> Any:
    """An item of a list or a key of a mapping: never unknown, and of its type."""
    if value is None or (kind is int and not isinstance(value, int)):
        raise FormeIncomplete(str(value))
    return build_value(kind, value)
