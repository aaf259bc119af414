"""Proof of the shape of a contract: Cerberus over what was read, its errors told as problems."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, ClassVar

from cerberus import TypeDefinition, Validator, errors
from cerberus.schema import UnvalidatedSchema

from cpomdoc.checking.describe_errors import HORS_NOMENCLATURE, Fault, describe_fault
from cpomdoc.checking.field_types import TYPES
from cpomdoc.checking.load_schemas import Codes, Schema, build_codes, load_schema, section_of
from cpomdoc.model.referentiel import Referentiel
from cpomdoc.problems import Problem
from cpomdoc.source import Chemin, Source

REFUSED_VALUES = frozenset(
    {errors.MIN_VALUE.code, errors.MAX_VALUE.code, errors.UNALLOWED_VALUE.code, HORS_NOMENCLATURE.code}
    | {errors.EMPTY_NOT_ALLOWED.code}
)
Tree = dict[str, Any]
"""Checked sections by the field of Dossier they fill; « fiches » and « suivis » are lists."""


class ContratValidator(Validator):
    """Cerberus with the types of a contract, and a rule for codes that a nomenclature lists."""

    types_mapping: ClassVar[dict[str, TypeDefinition]] = {
        **Validator.types_mapping,
        **{name: TypeDefinition(name, (field_type.kind,), ()) for name, field_type in TYPES.items()},
    }

    def _normalize_coerce(self, mapping: dict[Any, Any], schema: Mapping[Any, Any]) -> None:
        # A value that cannot be read becomes unknown: no other rule complains about it, and Cerberus, which
        # trusts a block to be a block, never meets a list in its place. A wrong key stays, or it would lose its name.
        in_keys = self.schema_path[-1:] == ("keysrules",)
        for field, value in mapping.items():
            rules = schema.get(field)
            if rules is None or value is None:
                continue
            try:
                mapping[field] = rules["coerce"](value)
            except ValueError as refusal:
                self._error(field, errors.COERCION_FAILED, str(refusal))
                mapping[field] = value if in_keys else None

    # Cerberus reads what a rule accepts in the documentation of its method.
    _normalize_coerce.__doc__ = Validator._normalize_coerce.__doc__

    def _validate_nomenclature(self, nomenclature: str, field: Any, value: Any) -> None:
        """{'type': 'string'}"""
        if isinstance(value, str) and value not in self._config["codes"][nomenclature]:
            self._error(field, HORS_NOMENCLATURE)

    def _error(self, *args: Any) -> None:
        # Cerberus sorts all errors and files them in two trees at each new one: a list of a thousand faults
        # would take minutes. Nothing here reads those trees.
        if len(args) == 1:
            self._errors.extend(args[0])
        else:
            super()._error(*args)


def check_forme(sources: Iterable[Source], referentiel: Referentiel) -> tuple[Tree, list[Problem]]:
    """Sections with their values typed, and every fault of their shape; the tree is whole when there is no problem."""
    codes = build_codes(referentiel)
    tree: Tree = {}
    problems: list[Problem] = []
    for source in sorted(sources, key=lambda one: one.prefix[1:]):
        section = section_of(source.prefix)
        if section is None:
            continue
        checked, found = _check_source(source, section, codes)
        problems += found
        if source.prefix[1:]:
            tree.setdefault(str(source.prefix[0]), []).append(checked)
        else:
            tree["general" if section == "contrat" else section] = checked
    return tree, problems


def check_fichier(source: Source, section: str, referentiel: Referentiel) -> tuple[Tree, list[Problem]]:
    """A file that stands beside the contracts: its values typed, every fault of its shape at its place."""
    tree, problems = _check_source(source, section, build_codes(referentiel))
    return tree, [replace(one, position=source.locate(one.path, on_key=one.on_key)) for one in problems]


def _check_source(source: Source, section: str, codes: Codes) -> tuple[Any, list[Problem]]:
    validator = ContratValidator(_unvalidated(section), codes=codes)
    validator.validate(source.tree)
    faults = list(_keep_first(section, validator._errors))
    for fault in faults:
        if fault.error.code in REFUSED_VALUES and not fault.in_keys:
            _forget(validator.document, fault.error.document_path)
    return validator.document, [describe_fault(fault, source, codes) for fault in faults]


def _forget(node: Any, path: Chemin) -> None:
    """Make a value that is refused unknown, so that no rule draws conclusions from it; a list keeps its items."""
    *block, last = path
    for crumb in block:
        node = node[crumb]
    if isinstance(node, dict):
        node[last] = None


@cache
def _unvalidated(section: str) -> UnvalidatedSchema:
    """The schema as Cerberus uses it; that it is right Cerberus is proven by a test, not at each start."""
    schema: Schema = load_schema(section)
    return UnvalidatedSchema(schema)


def _keep_first(section: str, found: Iterable[Any]) -> Iterator[Fault]:
    """One fault a place: what follows from the first (a key refused, then its type) is not told again."""
    seen: set[tuple[Chemin, bool]] = set()
    for error in _flatten(found):
        fault = Fault(section, error)
        if (fault.path, fault.on_key) not in seen:
            seen.add((fault.path, fault.on_key))
            yield fault


def _flatten(found: Iterable[Any]) -> Iterator[Any]:
    for error in found:
        if error.is_group_error and error.child_errors is not None:
            yield from _flatten(error.child_errors)
        else:
            yield error
