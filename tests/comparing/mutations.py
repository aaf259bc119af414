"""Another state of a contract, drawn from one: things added, taken out, moved and changed, as years of avenants do."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from random import Random
from typing import Any

from cpomdoc.comparing.compare import keep_contrat
from cpomdoc.model.build import field_kinds
from cpomdoc.model.dossier import Dossier
from tests.checking.test_rules_property import draw_field


def mutate_dossier(dossier: Dossier, seed: int) -> Dossier:
    """The contract as it is signed, changed here and there."""
    draw = Random(seed)
    mutated: Dossier = _mutate(keep_contrat(dossier), Dossier, draw, draw.choice((0.002, 0.02, 0.2)))
    return keep_contrat(replace(mutated, ref=dossier.ref))


def _mutate(value: Any, kind: Any, draw: Random, often: float) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        kinds = field_kinds(type(value))
        return replace(
            value, **{one.name: _mutate_field(value, one.name, kinds, (draw, often)) for one in fields(value)}
        )
    if isinstance(value, tuple):
        return _mutate_list([_mutate(item, None, draw, often) for item in value], draw, often)
    if isinstance(value, Mapping):
        return {key: _mutate(item, None, draw, often) for key, item in value.items() if draw.random() > often}
    return value


def _mutate_field(block: Any, name: str, kinds: Mapping[str, Any], chance: tuple[Random, float]) -> Any:
    draw, often = chance
    value = getattr(block, name)
    if is_dataclass(value) or isinstance(value, tuple | Mapping) or draw.random() > often:
        return (
            draw_field(name, kinds[name], draw, 0.5)
            if draw.random() < often / 20
            else _mutate(value, None, draw, often)
        )
    return draw_field(name, kinds[name], draw, 0.2)


def _mutate_list(items: list[Any], draw: Random, often: float) -> tuple[Any, ...]:
    if items and draw.random() < often:
        items.insert(draw.randrange(len(items) + 1), draw.choice(items))
    if items and draw.random() < often:
        items.pop(draw.randrange(len(items)))
    if draw.random() < often:
        draw.shuffle(items)
    return tuple(items)
