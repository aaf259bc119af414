"""Every name of a gabarit looked up in the type of its view: misspelt tags are found without any data."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from jinja2 import nodes

from cpomdoc.rendering.formats import gabarit_types as known
from cpomdoc.rendering.formats.gabarit_types import INCONNUS, Types
from cpomdoc.rendering.formats.texte_riche import TexteRiche
from cpomdoc.rendering.graphiques import Graphique
from cpomdoc.rendering.image import Image
from cpomdoc.rendering.valeurs import SansObjet
from cpomdoc.suggestions import format_suggestion

Trouve = tuple[int, str, str]
"""Line, code, message."""

_LOOP = {
    **dict.fromkeys(("index", "index0", "revindex", "revindex0", "length", "depth", "depth0"), (int,)),
    **dict.fromkeys(("first", "last"), (bool,)),
    **dict.fromkeys(("previtem", "nextitem", "cycle", "changed"), INCONNUS),
}
_SAME = {"list", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr"}
_SPECIAUX = {"_bloc", "_runs", "_brut"}
_SEULS = (TexteRiche, Image, *get_args(Graphique))
_BY_ATTRIBUTE = {"selectattr", "rejectattr"}


class _Loop:
    """The type of `loop` inside a for."""


def find_unknown(tree: nodes.Template, vue: type, filtres: Mapping[str, Any]) -> list[Trouve]:
    """Unknown names, values that cannot be looped over or printed, by line."""
    walker = _Walker(filtres)
    scope = {name: known.attribute((vue,), name) or INCONNUS for name in known.names_of((vue,))}
    walker.walk(tree.body, scope)
    return sorted(set(walker.found))


class _Walker:
    """Goes through the statements with the names in sight; an expression gives the types it may have."""

    def __init__(self, filtres: Mapping[str, Any]) -> None:
        self.filtres = filtres
        self.found: list[Trouve] = []

    def walk(self, body: list[nodes.Node], scope: dict[str, Types]) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                for child in node.nodes:
                    self._print(child, scope)
            elif isinstance(node, nodes.For):
                self._for(node, scope)
            elif isinstance(node, nodes.If):
                self.infer(node.test, scope)
                self.walk([*node.body, *node.elif_, *node.else_], scope)
            elif isinstance(node, nodes.Assign):
                self._bind(node.target, self.infer(node.node, scope), scope)
            elif isinstance(node, nodes.With):
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    self._bind(target, self.infer(value, scope), inner)
                self.walk(node.body, inner)

    def infer(self, node: nodes.Node, scope: dict[str, Types]) -> Types:
        """The types of an expression; what is unknown in it is noted."""
        match node:
            case nodes.Name():
                return self._name(node, scope)
            case nodes.Getattr():
                return self._attribute(node, self.infer(node.node, scope), node.attr)
            case nodes.Getitem():
                return self._item(node, scope)
            case nodes.Filter():
                return self._filter(node, scope)
            case nodes.Call():
                return self._call(node, scope)
            case nodes.Const():
                return () if node.value is None else (type(node.value),)
            case nodes.CondExpr():
                self.infer(node.test, scope)
                branches = [node.expr1] + ([node.expr2] if node.expr2 else [])
                return tuple(kind for branch in branches for kind in self.infer(branch, scope))
        for child in node.iter_child_nodes():
            self.infer(child, scope)
        return INCONNUS

    def _for(self, node: nodes.For, scope: dict[str, Types]) -> None:
        iterables = self.infer(node.iter, scope)
        gone_through = known.elements(iterables)
        if gone_through is None and iterables:
            self._note(node, "GAB-012", f"on ne peut pas parcourir une valeur de type {_label(iterables)}.")
        inner = dict(scope, loop=(_Loop,))
        self._bind(node.target, gone_through or INCONNUS, inner)
        if node.test is not None:
            self.infer(node.test, inner)
        self.walk(node.body, inner)
        self.walk(node.else_, scope)

    def _bind(self, target: nodes.Node, kinds: Types, scope: dict[str, Types]) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = kinds
        elif isinstance(target, nodes.Tuple):
            for one, column in zip(target.items, known.parts(kinds, len(target.items)), strict=True):
                self._bind(one, column, scope)

    def _name(self, node: nodes.Name, scope: dict[str, Types]) -> Types:
        if node.name in scope:
            return scope[node.name]
        self._unknown(node, node.name, list(scope), "")
        return INCONNUS

    def _attribute(self, node: nodes.Node, owners: Types, name: str) -> Types:
        if _Loop in owners:
            if name not in _LOOP:
                self._unknown(node, name, list(_LOOP), " dans «\u202floop\u202f»")
            return _LOOP.get(name, INCONNUS)
        kinds = known.attribute(owners, name)
        if kinds is None and owners:
            self._unknown(node, name, known.names_of(owners), f" dans «\u202f{_label(owners)}\u202f»")
        return INCONNUS if kinds is None else kinds

    def _item(self, node: nodes.Getitem, scope: dict[str, Types]) -> Types:
        owners = self.infer(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._attribute(node, owners, node.arg.value)
        self.infer(node.arg, scope)
        if isinstance(node.arg, nodes.Slice):
            return owners
        mappings = tuple(owner for owner in owners if known.is_mapping(owner))
        return known.values(mappings) if mappings else known.elements(owners) or INCONNUS

    def _call(self, node: nodes.Call, scope: dict[str, Types]) -> Types:
        for arg in node.args:
            self.infer(arg, scope)
        if not isinstance(node.node, nodes.Getattr):
            return INCONNUS
        owners, method = self.infer(node.node.node, scope), node.node.attr
        if owners and all(known.is_mapping(owner) for owner in owners):
            pairs = known.items(owners)
            column = {"keys": 0, "values": 1}.get(method)
            return known.sequences(pairs if column is None else known.parts(pairs, 2)[column])
        return self._attribute(node, owners, method)

    def _filter(self, node: nodes.Filter, scope: dict[str, Types]) -> Types:
        value = self.infer(node.node, scope) if node.node is not None else INCONNUS
        for arg in (*node.args, *(pair.value for pair in node.kwargs)):
            self.infer(arg, scope)
        inside = known.elements(value) or INCONNUS
        if attribute := _attribute_argument(node):
            kinds = inside
            for name in attribute.split("."):
                kinds = self._attribute(node, kinds, name)
            return known.sequences(kinds) if node.name == "map" else value
        if node.name in ("first", "last"):
            return inside
        if node.name in _SAME:
            return value
        if node.name in _SPECIAUX:
            return INCONNUS if node.name != "_brut" else self._printable(node, value)
        return known.returned(self.filtres[node.name]) if node.name in self.filtres else INCONNUS

    def _print(self, node: nodes.Node, scope: dict[str, Types]) -> None:
        if not isinstance(node, nodes.TemplateData):
            self._printable(node, self.infer(node, scope))

    def _printable(self, node: nodes.Node, kinds: Types) -> Types:
        kinds = tuple(kind for kind in kinds if kind is not SansObjet)
        if kinds and all(_needs_filter(kind) for kind in kinds):
            alone = any(kind in _SEULS for kind in kinds)
            how = "écrivez {{p …}}, seul dans son paragraphe." if alone else "il lui faut un filtre."
            message = f"une valeur de type {_label(kinds)} ne s’imprime pas telle quelle\u202f: {how}"
            self._note(node, "GAB-012", message)
        return INCONNUS

    def _unknown(self, node: nodes.Node, name: str, candidates: list[str], where: str) -> None:
        hint = format_suggestion(name, candidates)
        message = f"le nom «\u202f{name}\u202f» n’existe pas{where}" + (f"\u202f: {hint}" if hint else ".")
        self._note(node, "GAB-001", message)

    def _note(self, node: nodes.Node, code: str, message: str) -> None:
        self.found.append((node.lineno, code, message))


def names_used(tree: nodes.Template) -> Iterator[str]:
    """The names and attributes that a part mentions."""
    for name in tree.find_all(nodes.Name):
        yield name.name
    for attribute in tree.find_all(nodes.Getattr):
        yield attribute.attr
    for filtre in tree.find_all(nodes.Filter):
        yield from filter(None, _attribute_argument(filtre).split("."))


def _attribute_argument(node: nodes.Filter) -> str:
    values = [pair.value for pair in node.kwargs if pair.key == "attribute"]
    values += node.args[:1] if node.name in _BY_ATTRIBUTE else []
    return next((str(one.value) for one in values if isinstance(one, nodes.Const)), "")


def _needs_filter(kind: Any) -> bool:
    if kind is Any or not isinstance(kind, type) or kind is object:
        return bool(known.elements((kind,)) and kind is not Any and kind is not object)
    if issubclass(kind, (str, int)) and kind is not bool:
        return False
    return issubclass(kind, (bool, float, Decimal, date, TexteRiche)) or bool(known.names_of((kind,)))


def _label(kinds: Types) -> str:
    return " ou ".join(sorted({getattr(kind, "__name__", str(kind)) for kind in kinds}))
