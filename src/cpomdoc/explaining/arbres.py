"""A contract as a tree of fields: completed with the examples of its schemas, or changed in one field everywhere."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from cpomdoc.checking.exemples import build_exemple
from cpomdoc.checking.load_schemas import ANY, SECTIONS, Champ, Rules, Schema, iterate_champs, load_schema
from cpomdoc.source import Chemin

Change = Callable[[Any], Any]
NOMS = frozenset({"identifiant", "code"})


def iterate_feuilles() -> Iterator[Champ]:
    """Every field that holds a value of its own: a scalar, a list of scalars, a mapping by year or by ESMS."""
    for section in SECTIONS:
        yield from (champ for champ in iterate_champs(section) if is_feuille(champ.rules))


def is_feuille(rules: Rules) -> bool:
    """Whether the values are written there, and not in the fields of a block."""
    if rules["type"] == "list":
        return is_feuille(rules["schema"])
    return rules["type"] != "dict" or "valuesrules" in rules


def value_rules(rules: Rules) -> Rules:
    """Rules of the scalars that a field holds."""
    if rules["type"] == "list":
        return value_rules(rules["schema"])
    return value_rules(rules["valuesrules"]) if rules["type"] == "dict" else rules


def complete_dossier(sections: Mapping[str, Any]) -> dict[str, Any]:
    """The raw sections of a contract by the place of their file, whatever is missing filled with its example."""
    whole: dict[str, Any] = {}
    for section, (prefix, _) in SECTIONS.items():
        schema = load_schema(section)
        if prefix[-1:] == (ANY,):
            written = sections.get(section) or [{}]
            whole[section] = [_complete_block(one, schema) for one in written]
        else:
            whole[section] = _complete_block(sections.get(section) or {}, schema)
    return whole


def _complete_block(written: Mapping[str, Any], block: Schema) -> dict[str, Any]:
    known = {key: _complete(written.get(key), rules) for key, rules in block.items()}
    return {**written, **known}


def _complete(written: Any, rules: Rules) -> Any:
    value = written if written not in (None, "", [], {}) else build_exemple(rules)
    if rules["type"] == "dict" and "schema" in rules:
        return _complete_block(value, rules["schema"])
    if rules["type"] == "list" and not is_feuille(rules):
        return [_complete(item, rules["schema"]) for item in value]
    return value


def change_values(tree: Any, path: Chemin, change: Change) -> Any:
    """A copy of the tree whose values at that path (« * » for any item) are changed; the rest is shared."""
    if not path:
        return _change_scalars(tree, change)
    key, *rest = path
    if key == ANY:
        return [change_values(item, tuple(rest), change) for item in tree] if isinstance(tree, list) else tree
    if not isinstance(tree, dict) or tree.get(str(key)) is None:
        return tree
    return {**tree, str(key): change_values(tree[str(key)], tuple(rest), change)}


def leave_out(tree: Any, path: Chemin) -> Any:
    """A copy of the tree where nothing is written at that path."""
    key, *rest = path
    if key == ANY:
        return [leave_out(item, tuple(rest)) for item in tree] if isinstance(tree, list) else tree
    if not isinstance(tree, dict) or tree.get(str(key)) is None:
        return tree
    return {**tree, str(key): leave_out(tree[str(key)], tuple(rest)) if rest else None}


def _change_scalars(value: Any, change: Change) -> Any:
    if isinstance(value, list):
        return [_change_scalars(item, change) for item in value]
    if isinstance(value, dict):
        return {key: _change_scalars(item, change) for key, item in value.items()}
    return None if value is None else change(value)


def rename_everywhere(tree: Any, names: Mapping[str, str]) -> Any:
    """A copy of the tree where a name is another one wherever a field holds it, or is keyed by it."""
    for champ in iterate_feuilles():
        if is_nom(value_rules(champ.rules)):
            tree = change_values(tree, champ.path, lambda name: names.get(name, name))
        if is_nom(champ.rules.get("keysrules", {})):
            tree = rename_keys(tree, champ.path, names)
    return tree


def is_nom(rules: Rules) -> bool:
    """Whether the text is a name that the author chose, which other fields repeat."""
    return rules.get("type") in NOMS and "nomenclature" not in rules


def rename_keys(tree: Any, path: Chemin, names: Mapping[str, str]) -> Any:
    """A copy of the tree whose mappings at that path have their keys renamed."""
    if path and path[0] == ANY:
        return [rename_keys(item, path[1:], names) for item in tree] if isinstance(tree, list) else tree
    if not isinstance(tree, dict):
        return tree
    if not path:
        return {names.get(key, key): value for key, value in tree.items()}
    key = str(path[0])
    return {**tree, key: rename_keys(tree[key], path[1:], names)} if tree.get(key) is not None else tree


def values_at(tree: Any, path: Chemin) -> Iterator[Any]:
    """Every known scalar at that path."""
    if path and path[0] == ANY:
        for item in tree if isinstance(tree, list) else ():
            yield from values_at(item, path[1:])
    elif path:
        yield from values_at(tree.get(str(path[0])), path[1:]) if isinstance(tree, dict) else ()
    elif isinstance(tree, list | dict):
        for item in tree if isinstance(tree, list) else tree.values():
            yield from values_at(item, ())
    elif tree is not None:
        yield tree
