"""Other values that a field could have had, each as a change of the contract: what the probe tries one by one."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from cpomdoc.checking.load_schemas import Champ, Codes, Rules
from cpomdoc.explaining.arbres import (
    Change,
    change_values,
    is_nom,
    iterate_feuilles,
    rename_everywhere,
    value_rules,
    values_at,
)
from cpomdoc.model.referentiel import Referentiel
from cpomdoc.source import Chemin

Arbre = dict[str, Any]
MOST = 4
"""Codes of a list tried for a field: the others change the same places."""

_NOMBRES = ("entier", "annee", "montant", "taux", "nombre")


def change_champ(champ: Champ, tree: Arbre, codes: Codes, referentiel: Referentiel) -> Iterator[Arbre]:
    """The contract with another value in a field, everywhere it is filled; nothing when it is filled nowhere."""
    found = list(values_at(tree, champ.path))
    if not found:
        return
    rules = value_rules(champ.rules)
    if is_nom(rules):
        yield from _change_nom(champ.path, tree, found)
        return
    for change in _changes(rules, found, _codes(rules, codes, referentiel)):
        changed = change_values(tree, champ.path, change)
        if changed != tree:
            yield changed


def change_loin(champ: Champ, tree: Arbre) -> Iterator[Arbre]:
    """The contract with a number, or a day, far from what a field holds: what only tips over then is seen too."""
    rules = value_rules(champ.rules)
    far: list[Change] = []
    if rules["type"] in _NOMBRES:
        far = [partial(_move, step=step, rules=rules) for step in (1_000, 1_000_000)] + [_always(rules.get("min", 0))]
    elif rules["type"] in ("date", "mois"):
        far = [partial(_shift, days=days) for days in (-800, 4_000)]
    yield from (changed for change in far if (changed := change_values(tree, champ.path, change)) != tree)


def switch_champ(champ: Champ, tree: Arbre, codes: Codes, referentiel: Referentiel) -> Iterator[Arbre]:
    """The contract with each of the other choices that a field admits, whether or not it is filled."""
    rules = value_rules(champ.rules)
    choices = (True, False) if rules["type"] == "booleen" else _codes(rules, codes, referentiel)
    for choice in choices:
        changed = change_values(tree, champ.path, _always(choice))
        if changed != tree:
            yield changed


def is_definition(path: Chemin) -> bool:
    """Whether the field gives a name that others point at."""
    return path[-1] == "id" or path == ("fiches", "*", "fiche")


def _change_nom(path: Chemin, tree: Arbre, found: list[str]) -> Iterator[Arbre]:
    """A name follows everywhere; what points at a name points at another one, of the same kind or not."""
    if is_definition(path):
        yield rename_everywhere(tree, {name: f"{name}-bis" for name in found})
        return
    for names in _definitions(tree):
        following = dict(zip(names, [*names[1:], *names[:1]], strict=True))
        if len(names) > 1 and any(name in following for name in found):
            yield change_values(tree, path, _follow(following))
        elif names and not any(name in following for name in found):
            yield change_values(tree, path, _always(names[0]))


def _definitions(tree: Arbre) -> Iterator[list[str]]:
    """The names given in a contract, one list for each kind of thing."""
    for champ in iterate_feuilles():
        if is_definition(champ.path):
            yield list(dict.fromkeys(values_at(tree, champ.path)))


def _always(choice: object) -> Change:
    return lambda value: choice


def _follow(names: Mapping[str, str]) -> Change:
    return lambda name: names.get(name, name)


def _codes(rules: Rules, codes: Codes, referentiel: Referentiel) -> tuple[str, ...]:
    """Codes that the field admits, in their order."""
    tables: Mapping[str, Mapping[str, object]] = {
        "categorie": referentiel.categories_esms,
        "departement": referentiel.departements,
        "region": referentiel.regions,
    }
    if "nomenclature" in rules:
        return tuple(codes[rules["nomenclature"]])
    if "allowed" in rules:
        return tuple(rules["allowed"])
    if rules["type"] == "financeur":
        return ("ars", "etat", *tuple(referentiel.departements)[:2])
    return tuple(tables.get(rules["type"], ()))


def _changes(rules: Rules, found: list[Any], codes: tuple[str, ...]) -> Iterator[Change]:
    kind = rules["type"]
    if codes:
        for code in [one for one in codes if one not in found][:MOST] or [one for one in codes if one != found[0]]:
            yield _always(code)
    elif kind == "booleen":
        yield lambda value: not value
    elif kind in ("date", "mois"):
        yield partial(_shift, days=1 if kind == "date" else 31)
        yield partial(_shift, days=400)
    elif kind in _NOMBRES:
        for step in (1, 10):
            yield partial(_move, step=step, rules=rules)
    else:
        yield lambda value: f"{value} bis"


def _move(value: int | Decimal, *, step: int, rules: Rules) -> int | Decimal:
    """A number farther by that much, or less when its bounds say so, or nearer."""
    low, high = rules.get("min"), rules.get("max")
    near = (value + step, value - step, value + 1, value - 1)
    allowed = (one for one in near if (low is None or one >= low) and (high is None or one <= high))
    return next(allowed, value)


def _shift(value: date, *, days: int) -> date:
    return value + timedelta(days=days)
