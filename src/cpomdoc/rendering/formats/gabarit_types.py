"""What a gabarit may name in a view, known from the annotations of its dataclasses, without any data."""

import collections.abc
import types
import typing
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from typing import Any

Types = tuple[Any, ...]
"""The types an expression may have, None left out; (Any,) when nothing is known."""

INCONNUS: Types = (Any,)


def alternatives(annotation: Any) -> Types:
    """The types of an annotation: X | None is X, an alias is what it stands for."""
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, types.UnionType):
        return tuple(one for arg in typing.get_args(annotation) for one in alternatives(arg))
    if origin is typing.Annotated:
        return alternatives(typing.get_args(annotation)[0])
    if origin is typing.Literal:
        return tuple({type(value) for value in typing.get_args(annotation)})
    if annotation is None or annotation is types.NoneType:
        return ()
    if isinstance(annotation, (str, typing.TypeVar, typing.ForwardRef)):
        return INCONNUS
    return alternatives(annotation.__supertype__) if hasattr(annotation, "__supertype__") else (annotation,)


def attribute(owners: Types, name: str) -> Types | None:
    """The types of `owner.name`; None when no owner has that name."""
    found = [one for owner in owners if (one := _attribute(owner, name)) is not None]
    return tuple(kind for kinds in found for kind in kinds) if found else None


def names_of(owners: Types) -> list[str]:
    """The names that may follow a dot."""
    return sorted({name for owner in owners for name in _members(owner)})


def elements(iterables: Types) -> Types | None:
    """The types of what a loop goes through; None when it cannot be looped over."""
    found = [one for iterable in iterables if (one := _elements(iterable)) is not None]
    return tuple(kind for kinds in found for kind in kinds) if found else None


def values(mappings: Types) -> Types:
    """The types of the values of a mapping."""
    args = [typing.get_args(one) for one in mappings]
    found = tuple(kind for arg in args if len(arg) == 2 for kind in alternatives(arg[1]))
    return found or INCONNUS


def sequences(kinds: Types) -> Types:
    """The types of a list of each of these."""
    return tuple(types.GenericAlias(tuple, (kind, Ellipsis)) for kind in kinds)


def items(mappings: Types) -> Types:
    """What .items() gives: pairs."""
    args = (typing.get_args(one) for one in mappings)
    return tuple(types.GenericAlias(tuple, arg) if arg else Any for arg in args)


def parts(pairs: Types, size: int) -> list[Types]:
    """The types of each name of `for a, b in …`."""
    columns: list[Types] = [() for _ in range(size)]
    for pair in pairs:
        origin: Any = typing.get_origin(pair)
        args = typing.get_args(pair)
        known = origin is tuple and len(args) == size and Ellipsis not in args
        for index in range(size):
            columns[index] += alternatives(args[index]) if known else INCONNUS
    return columns


def is_mapping(kind: Any) -> bool:
    """Whether a type is a mapping: any key may follow the dot."""
    base = typing.get_origin(kind) or kind
    return isinstance(base, type) and issubclass(base, collections.abc.Mapping)


def _attribute(owner: Any, name: str) -> Types | None:
    if owner is Any or owner is object:
        return INCONNUS
    if is_mapping(owner):
        return values((owner,))
    return _members(owner).get(name)


def _elements(iterable: Any) -> Types | None:
    if iterable is Any or iterable is object:
        return INCONNUS
    base, args = typing.get_origin(iterable) or iterable, typing.get_args(iterable)
    if not isinstance(base, type) or issubclass(base, str) or not issubclass(base, collections.abc.Iterable):
        return None
    if base is tuple and Ellipsis not in args:
        return tuple(kind for arg in args for kind in alternatives(arg)) or INCONNUS
    return alternatives(args[0]) if args else INCONNUS


@cache
def _members(owner: Any) -> dict[str, Types]:
    base = typing.get_origin(owner) or owner
    if not isinstance(base, type):
        return {}
    try:
        hints = typing.get_type_hints(base)
    except (NameError, TypeError):
        hints = dict.fromkeys(getattr(base, "__annotations__", {}), Any)
    members = {name: alternatives(hint) for name, hint in hints.items() if not name.startswith("_")}
    known = is_dataclass(base) or (issubclass(base, tuple) and hasattr(base, "_fields"))
    for name in dir(base):
        value = getattr(base, name, None)
        if name.startswith("_") or name in members:
            continue
        if isinstance(value, property):
            members[name] = _returned(value.fget)
        elif not callable(value) and not known and not issubclass(base, Enum):
            members[name] = INCONNUS
    return members | ({"value": INCONNUS, "name": (str,)} if issubclass(base, Enum) else {})


def _returned(function: Any) -> Types:
    """The types a function says it returns."""
    try:
        return alternatives(typing.get_type_hints(function).get("return", Any))
    except (NameError, TypeError):
        return INCONNUS


def returned(function: Any) -> Types:
    """The types a filter says it returns, whatever it is wrapped in."""
    return _returned(getattr(function, "__wrapped__", function))
