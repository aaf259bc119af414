"""Reads the cases of tests/cases: French numbers and dates, and dataclasses written as in the files of a contract."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from cpomdoc.loading.load_referentiel import read_tree

CAS = Path(__file__).parents[1] / "cases"
INCONNU = ("inconnu", "sans objet")
T = TypeVar("T")


@dataclass(frozen=True)
class Cas:
    """One case: what is computed, from what, and what a jurist expects."""

    titre: str
    explication: str
    calcul: str
    donnees: Mapping[str, Any]
    attendu: Mapping[str, str]


def read_cas() -> list[Cas]:
    """Every case of every file, in the order of the files."""
    files = [(path.stem, read_tree(path.read_text(encoding="utf-8"), path.name)) for path in sorted(CAS.glob("*.yaml"))]
    return [build_cas(stem, raw) for stem, cases in files for raw in cases]


def build_cas(stem: str, raw: Mapping[str, Any]) -> Cas:
    """One case, refused when a part of it is missing."""
    return Cas(f"{stem} / {raw['cas']}", raw["explication"], raw["calcul"], raw["donnees"], raw["attendu"])


def read_nombre(text: str | None) -> Decimal | None:
    """« 1 250 000,00 » as people write it; read here on its own, so that the product's reader is not its own judge."""
    if text is None or text in INCONNU:
        return None
    return Decimal(text.replace(" ", "").replace(",", "."))


def read_entier(text: str | None) -> int | None:
    """A whole number or None."""
    number = read_nombre(text)
    return None if number is None else int(number)


def build(cls: type[T], raw: Mapping[str, Any]) -> T:
    """A dataclass of the model from a mapping of strings."""
    kinds = get_type_hints(cls)
    return cls(**{key: _build_value(kinds[key], value) for key, value in raw.items()})


def _build_value(kind: Any, raw: Any) -> Any:
    origin = get_origin(kind)
    if raw in INCONNU:
        return None
    if origin is UnionType:
        return _build_value(get_args(kind)[0], raw)
    if origin is tuple:
        return tuple(_build_value(get_args(kind)[0], one) for one in raw)
    if origin is not None:
        key, value = get_args(kind)
        return {_build_value(key, k): _build_value(value, v) for k, v in raw.items()}
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return build(kind, raw)
    return _build_scalar(kind, raw)


def _build_scalar(kind: Any, raw: str) -> Any:
    if kind in (Decimal, int):
        number = read_nombre(raw)
        return number if kind is Decimal or number is None else int(number)
    if kind is date:
        return datetime.strptime(raw, "%d/%m/%Y").date()
    return raw == "oui" if kind is bool else raw
