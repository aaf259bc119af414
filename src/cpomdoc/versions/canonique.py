"""A contract in its one canonical form: the same state gives the same bytes, and they read back as that state."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from itertools import pairwise
from typing import Any

from cpomdoc.checking.load_schemas import SECTIONS, Rules, Schema, load_schema
from cpomdoc.loading.folder import natural_order
from cpomdoc.model.dossier import Dossier
from cpomdoc.versions.scalaires import INCONNU, can_be_block, write_cle, write_scalaire

HEADER = (
    "# {nom} tel qu'il a été signé, mis en forme par cpomdoc. Ne jamais modifier : « cpomdoc verifier » le verrait.\n"
)
LISTES = {"fiche": "fiches"}
NON_SIGNEES = frozenset({"lancement", "suivi_annuel"})
"""What prepares a contract, or follows it, is no part of it."""
PAS = "  "


@dataclass(frozen=True)
class Bloc:
    """What one file of a contract holds: its name, its section, its value, and the rank of a fiche among the others."""

    nom: str
    section: str
    valeur: object
    rang: int | None = None


def format_canonique(dossier: Dossier) -> dict[str, bytes]:
    """The files of a contract by name, as its folder would hold them; keys in the order of the schemas."""
    return {bloc.nom: _format_file(bloc) for bloc in list_blocs(dossier)}


def list_blocs(dossier: Dossier) -> Iterator[Bloc]:
    """What each file of a contract holds, in the order of the sections."""
    for section, (_, name) in SECTIONS.items():
        if section in NON_SIGNEES:
            continue
        if section in LISTES:
            items = getattr(dossier, LISTES[section])
            names = _name_files([one.fiche for one in items])
            pairs = enumerate(zip(names, items, strict=True))
            yield from (Bloc(nom, section, item, rang) for rang, (nom, item) in pairs)
            continue
        block = getattr(dossier, "general" if section == "contrat" else section)
        if block is not None:
            yield Bloc(name, section, block)


def _name_files(numeros: Sequence[str]) -> list[str]:
    """« fiches/FA-03.yaml »; with their ranks before them when their names alone would not keep their order."""
    plain = [f"fiches/{one}.yaml" for one in numeros]
    if all(natural_order(one) < natural_order(other) for one, other in pairwise(plain)):
        return plain
    return [f"fiches/{rank:03}-{one}.yaml" for rank, one in enumerate(numeros, 1)]


def _format_file(bloc: Bloc) -> bytes:
    schema = load_schema(bloc.section)
    lines = list(_write_block(bloc.valeur, schema, 0))
    return (HEADER.format(nom=bloc.nom) + "\n".join(lines or _say_nothing(schema)) + "\n").encode()


def _say_nothing(schema: Schema) -> list[str]:
    """A file that holds no value is there all the same: its first key says so."""
    name, rules = next(iter(schema.items()))
    return [f"{name}: {_empty(rules)}"]


def _write_block(block: object, schema: Schema, depth: int) -> Iterator[str]:
    """The keys of a block; one that its absence says as well is left out."""
    known = {one.name: one for one in fields(block)} if is_dataclass(block) else {}
    for name, rules in schema.items():
        value = getattr(block, name)
        if not _goes_without_saying(value, known[name]):
            yield from _write_value(f"{PAS * depth}{name}:", value, rules, depth)


def _goes_without_saying(value: object, known: "Field[Any]") -> bool:
    """Whether a key left out reads as this value, and always will: unknown, or empty, where that is the default.

    Any other value is written even when it is the default, so that a later default changes nothing of what was signed.
    """
    if value is None:
        return known.default is None
    optional = known.default is not MISSING or known.default_factory is not MISSING
    return value in ((), {}) and optional and known.default is not None


def _write_value(head: str, value: Any, rules: Rules, depth: int) -> Iterator[str]:
    """What comes after a key, on its line or on those below."""
    if value is None or (isinstance(value, tuple | Mapping) and not value):
        yield f"{head} {INCONNU if value is None else _empty(rules)}"
    elif isinstance(value, Mapping):
        yield head
        for key, item in value.items():
            yield from _write_value(f"{PAS * (depth + 1)}{write_cle(key)}:", item, rules["valuesrules"], depth + 1)
    elif isinstance(value, tuple):
        yield head
        for item in value:
            yield from _write_item(item, rules["schema"], depth + 1)
    elif is_dataclass(value):
        lines = list(_write_block(value, rules["schema"], depth + 1))
        yield from [head, *lines] if lines else [f"{head} {{}}"]
    elif rules["type"] == "texte_long" and can_be_block(value):
        yield f"{head} |-"
        yield from (f"{PAS * (depth + 1)}{line}" if line else "" for line in value.split("\n"))
    else:
        yield f"{head} {write_scalaire(value, rules['type'])}"


def _write_item(item: Any, rules: Rules, depth: int) -> Iterator[str]:
    """An item of a list, its first key beside its dash."""
    dash = f"{PAS * depth}-"
    if not is_dataclass(item):
        yield f"{dash} {write_scalaire(item, rules['type'])}"
        return
    lines = list(_write_block(item, rules["schema"], depth + 1))
    first, rest = (lines[0], lines[1:]) if lines else (" {}", [])
    yield f"{dash} {first.lstrip(' ')}"
    yield from rest


def _empty(rules: Rules) -> str:
    if rules["type"] == "list":
        return "[]"
    return "{}" if rules["type"] == "dict" else INCONNU
