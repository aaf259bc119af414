"""From a tree whose shape is proven to the dataclasses of a contract, by their announced types."""

import dataclasses
from collections.abc import Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from cpomdoc.model.dossier import Dossier


def build_dossier(ref: str, sections: Mapping[str, Any]) -> Dossier:
    """The contract that checked sections make; `sections` is keyed by the fields of Dossier."""
    return Dossier(ref, **_build_fields(Dossier, sections))


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
    return {
        name: build_value(kinds[name], value)
        for name, value in tree.items()
        if value is not None or accepts_unknown(kinds[name])
    }


def build_value(kind: Any, value: Any) -> Any:
    """A value of the announced type: nested dataclasses, tuples and mappings; a scalar is already typed."""
    origin = get_origin(kind)
    if value is None:
        return None
    if origin is UnionType:
        return build_value(next(one for one in get_args(kind) if one is not NoneType), value)
    if origin is tuple:
        return tuple(build_value(get_args(kind)[0], item) for item in value)
    if origin is Mapping:
        return {key: build_value(get_args(kind)[1], item) for key, item in value.items()}
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return kind(**_build_fields(kind, value))
    return value
