"""The Jinja that gabarits get: sandboxed, strict about names, escaping everything, with little to call."""

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import StrictUndefined, Undefined, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from cpomdoc.rendering.formats.gabarit_valeurs import print_brut, print_texte
from cpomdoc.rendering.valeurs import SansObjet
from cpomdoc.suggestions import format_suggestion

Filtre = Callable[..., Any]

# Filters of Jinja that choose or order, and print nothing on their own; « safe » and its like would let a value
# change the structure, « default » would hide what is unknown.
_DE_JINJA = (
    *("batch", "capitalize", "count", "first", "groupby", "last", "length", "list", "lower", "map", "reject"),
    *("rejectattr", "reverse", "select", "selectattr", "slice", "sort", "trim", "unique", "upper"),
)
_TESTS = (
    *("boolean", "divisibleby", "eq", "==", "equalto", "even", "false", "ge", "gt", "in", "integer", "iterable"),
    *("le", "lt", "mapping", "ne", "none", "number", "odd", "sequence", "string", "true"),
)
_METHODES = {"items", "keys", "values", "cycle", "changed"}
_PERMIS = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Assign, nodes.With, nodes.Name,
    nodes.Const, nodes.Tuple, nodes.List, nodes.Dict, nodes.Pair, nodes.Keyword, nodes.CondExpr, nodes.Filter,
    nodes.Test, nodes.Call, nodes.Getitem, nodes.Getattr, nodes.Slice, nodes.Compare, nodes.Operand, nodes.And,
    nodes.Or, nodes.Not, nodes.Neg, nodes.Pos, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod,
)  # fmt: skip


class NomInconnu(UndefinedError):
    """A name the gabarit uses and the data does not have, with the object it was looked up in."""

    def __init__(self, name: object, holder: object, message: str) -> None:
        super().__init__(message)
        self.name = str(name)
        self.holder = None if holder is missing else holder
        self.at_top = holder is missing


class _Inconnu(StrictUndefined):
    """Strict, and remembers what was looked for and where, so that the message can suggest a near name."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = missing, name: Any = None, exc: Any = None) -> None:
        raised: Any = functools.partial(NomInconnu, name, obj) if exc in (None, UndefinedError) else exc
        super().__init__(hint, obj, name, raised)


class EnvironnementGabarit(ImmutableSandboxedEnvironment):
    """No attribute that starts with an underscore, no call but on loops and mappings, numbers only multiply numbers."""

    intercepted_binops = frozenset(["*", "%"])

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse to repeat a text or to format one."""
        if isinstance(left, (str, list, tuple)) or isinstance(right, (str, list, tuple)):
            raise SecurityError(f"«\u202f{operator}\u202f» ne s’emploie qu’entre des nombres.")
        return super().call_binop(context, operator, left, right)


def build_environment(filtres: Mapping[str, Filtre]) -> EnvironnementGabarit:
    """The environment of a gabarit; `filtres` are those of the caller, by name."""
    env = EnvironnementGabarit(undefined=_Inconnu, autoescape=True, finalize=print_texte)
    env.globals.clear()
    env.filters = {name: FILTERS[name] for name in _DE_JINJA}
    for name in ("capitalize", "lower", "trim", "upper"):
        env.filters[name] = keep_unknown(FILTERS[name])
    env.filters["join"] = _join
    env.filters.update({name: keep_unknown(filtre) for name, filtre in filtres.items()})
    env.filters["_brut"] = print_brut
    env.tests = {name: env.tests[name] for name in _TESTS}
    return env


def keep_unknown(filtre: Filtre) -> Filtre:
    """The filter, not called for what is unknown or does not apply: both stay what they are."""

    @functools.wraps(filtre)
    def filter_known(value: Any, *args: Any, **options: Any) -> Any:
        if value is None or isinstance(value, SansObjet):
            return value
        if isinstance(value, Undefined):
            return str(value)
        return filtre(value, *args, **options)

    return filter_known


def find_refused(tree: nodes.Template, env: EnvironnementGabarit) -> list[tuple[int, str, str]]:
    """What a gabarit may not do, by line: macros, imports, calls, glueing texts (it would print « None »)."""
    refused = []
    for node in _walk(tree):
        if isinstance(node, (nodes.Filter, nodes.Test)):
            refused.extend(_check_known(node, env))
        elif isinstance(node, nodes.Concat):
            refused.append((node.lineno, "GAB-003", "«\u202f~\u202f» ne s’emploie pas\u202f: deux balises à la suite."))
        elif not isinstance(node, _PERMIS) or (isinstance(node, nodes.For) and node.recursive):
            message = f"la construction «\u202f{type(node).__name__}\u202f» n’est pas permise dans un gabarit."
            refused.append((node.lineno, "GAB-003", message))
        elif isinstance(node, nodes.Call) and not _is_allowed_call(node):
            refused.append((node.lineno, "GAB-003", "un gabarit n’appelle pas de fonction\u202f; employez un filtre."))
        elif isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            refused.append((node.lineno, "GAB-003", f"«\u202f{node.attr}\u202f» n’est pas accessible à un gabarit."))
    return refused


def _check_known(node: nodes.Filter | nodes.Test, env: EnvironnementGabarit) -> list[tuple[int, str, str]]:
    kind, known = ("le filtre", env.filters) if isinstance(node, nodes.Filter) else ("le test", env.tests)
    if node.name in known:
        return []
    hint = format_suggestion(node.name, [name for name in known if not name.startswith("_")])
    message = f"{kind} «\u202f{node.name}\u202f» n’existe pas" + (f"\u202f: {hint}" if hint else ".")
    return [(node.lineno, "GAB-013", message)]


def _is_allowed_call(node: nodes.Call) -> bool:
    return isinstance(node.node, nodes.Getattr) and node.node.attr in _METHODES


def _walk(node: nodes.Node) -> Iterable[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)


def _join(values: Iterable[Any], between: str = "") -> str | None:
    """A list as one text; one unknown makes the whole unknown."""
    texts = list(values)
    return None if any(text is None for text in texts) else between.join(str(text) for text in texts)
