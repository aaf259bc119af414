"""The largest contract that the product promises to hold, written from the complete example, many times over.

60 ESMS, 40 objectives, 250 fiches actions, ten years of figures (five observed, five contracted) and every annex that
the example has. `python -m bench.plus_grand <folder>` writes it in <folder>/contracts/plus-grand.
"""

import re
import sys
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from cpomdoc.identifiants import expected_key

ROOT = Path(__file__).parents[1]
MODELE = "tilleuls"
REFERENCE = "plus-grand"
ESMS, OBJECTIFS, FICHES = 60, 40, 250

Valeur = Any
Rename = Callable[[Valeur], Valeur]

_APART = frozenset({"avenant", "lancement"})
"""What changes or prepares a contract is not measured with it."""

_COPIED = {
    "perimetre": ("etablissements", "projets"),
    "diagnostic": ("indicateurs", "constats"),
    "objectifs": ("objectifs",),
    "activite": ("lignes",),
    "finances": ("bases", "mesures_nouvelles"),
    "partenariats": ("partenariats",),
    "ppi": ("operations",),
    "rapt": ("engagements",),
}
"""Lists that hold the items of every copy; elsewhere, a list of names takes those of every copy."""

_LIEUX = ("du Parc", "de la Rive", "du Bourg", "de la Plaine", "du Moulin", "du Coteau", "de la Forge", "du Verger",
          "de la Source", "du Lavoir", "de la Côte", "du Vallon", "des Prés", "de la Gare", "du Port", "des Iles",
          "de la Lande", "du Canal", "de la Butte", "des Sablons")  # fmt: skip
_OBSERVED = (2021, 2022)
"""Years that the example does not have: as many observed as contracted."""


def write_plus_grand(folder: Path) -> int:
    """Write the contract under `folder`/contracts; the number of its lines."""
    source, target = ROOT / "contracts" / MODELE, folder / "contracts" / REFERENCE
    parts = {path.stem: _read(path) for path in sorted(source.glob("*.yaml")) if path.stem not in _APART}
    models = [_read(path) for path in sorted(source.glob("fiches/*.yaml"))]
    copies = ESMS // len(parts["perimetre"]["etablissements"])
    names = _collect_names(parts, models)
    renames = [_build_rename(names, rank, len(models)) for rank in range(1, copies + 1)]
    parts = {stem: _grow(data, _COPIED.get(stem, ()), names, renames) for stem, data in parts.items()}
    _settle(parts, copies)
    goals = parts["objectifs"]["objectifs"]
    for stem, data in parts.items():
        _write(target / f"{stem}.yaml", data)
    for number in range(FICHES):
        turn, model = divmod(number, len(models))
        fiche = renames[turn % copies](models[model])
        goal = goals[number % len(goals)]
        fiche |= {"fiche": f"FA-{number + 1:03}", "objectif": goal["id"], "constats": goal["constats"]}
        for indicateur in fiche.get("indicateurs", ()):
            indicateur["id"] += f"-{number + 1}"
        _write(target / "fiches" / f"{fiche['fiche']}.yaml", fiche)
    return sum(path.read_text(encoding="utf-8").count("\n") for path in target.rglob("*.yaml"))


def _collect_names(parts: dict[str, Valeur], models: Iterable[Valeur]) -> frozenset[str]:
    """Identifiers that each copy has for itself."""
    lists = [parts[stem][key] for stem, keys in _COPIED.items() for key in keys]
    return frozenset(one["id"] for items in lists for one in items if "id" in one) | {one["fiche"] for one in models}


def _build_rename(names: frozenset[str], rank: int, fiches: int) -> Rename:
    """What turns data of the example into those of its copy number `rank`."""

    def rename(value: Valeur) -> Valeur:
        if isinstance(value, dict):
            return {rename(key): _give_own(key, rename(item), rank) for key, item in value.items()}
        if isinstance(value, list):
            return [rename(item) for item in value]
        if value not in names:
            return value
        number = re.fullmatch(r"FA-(\d+)", value)
        return f"FA-{(rank - 1) * fiches + int(number[1]):03}" if number else f"{value}-{rank}"

    return rename


def _give_own(key: str, value: Valeur, rank: int) -> Valeur:
    """The number and the name of an ESMS are its own."""
    if key == "finess":
        stem = f"{value[:3]}{rank:03}{value[6:8]}0"
        return stem[:-1] + expected_key(stem)
    if key == "nom" and re.match(r"(IME|SESSAD|MAS) ", value):
        return f"{value.split()[0]} {_LIEUX[rank - 1]}"
    return value


def _grow(data: Valeur, copied: tuple[str, ...], names: frozenset[str], renames: list[Rename]) -> Valeur:
    """The data of one file for all the copies."""
    if isinstance(data, list):
        if any(item in names for item in data if isinstance(item, str)):
            return [rename(item) for rename in renames for item in data]
        return [_grow(item, (), names, renames) for item in data]
    if not isinstance(data, dict):
        return renames[0](data)
    if any(key in names for key in data):
        return {rename(key): item for rename in renames for key, item in data.items()}
    return {
        key: [rename(one) for rename in renames for one in item] if key in copied else _grow(item, (), names, renames)
        for key, item in data.items()
    }


def _settle(parts: dict[str, Valeur], copies: int) -> None:
    """What does not follow from copying: the objectives kept, the years before, sums over all the copies."""
    goals = parts["objectifs"]["objectifs"] = parts["objectifs"]["objectifs"][:OBJECTIFS]
    known = {one["id"] for one in goals}
    for schema in parts["orientations"]["schemas"]:
        for one in schema["orientations"]:
            one["objectifs"] = [name for name in one["objectifs"] if name in known]
    diagnostic = parts["diagnostic"]
    cited = {name for one in goals for name in one["constats"]}
    diagnostic["constats"] = [one for one in diagnostic["constats"] if one["id"] in cited]
    for one in diagnostic["indicateurs"]:
        first = next(iter(one["valeurs"].values()))
        one["valeurs"] = {**dict.fromkeys(map(str, _OBSERVED), first), **one["valeurs"]}
    for items in [line["realise"] for line in parts["activite"]["lignes"]] + [diagnostic["situation_financiere"]]:
        items[:0] = [{**items[0], "annee": str(year)} for year in _OBSERVED]
    for one in parts["finances"]["dgc"]:
        del one["annonce"]
    parts["pgfp"] = _multiply(parts["pgfp"], copies)


def _multiply(value: Valeur, times: int) -> Valeur:
    if isinstance(value, dict):
        return {key: _multiply(item, times) for key, item in value.items()}
    if isinstance(value, str) and re.fullmatch(r"-?[\d ]+,\d\d", value):
        return str(Decimal(value.replace(" ", "").replace(",", ".")) * times)
    return value


def _read(path: Path) -> Valeur:
    """Values as they are written, dates and amounts included."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


class _Dumper(yaml.SafeDumper):
    """Values as they were read: none is quoted without need, none is an alias of another."""

    def ignore_aliases(self, data: object) -> bool:
        return True

    def represent_text(self, text: str) -> yaml.ScalarNode:
        """Long texts in a block, as people write them."""
        return self.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.yaml_implicit_resolvers = {}
_Dumper.add_representer(str, _Dumper.represent_text)


def _write(path: Path, data: Valeur) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=4000)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    print(f"{write_plus_grand(Path(sys.argv[1]))} lignes")
