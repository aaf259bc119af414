"""The schemas that the package carries: plain Cerberus in YAML, read once, completed with what they leave unsaid."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

import yaml

from cpomdoc.checking.field_types import TYPES, read_list, read_mapping
from cpomdoc.model.referentiel import Referentiel
from cpomdoc.source import Chemin
from cpomdoc.typographie import normalise_typographie

Rules = dict[str, Any]
"""Cerberus rules of one field."""
Schema = dict[str, Rules]
"""Rules of the fields of one block."""
Codes = Mapping[str, Mapping[str, str]]
"""Codes that a field may take, with their labels, by name of nomenclature."""
SIGLES = "sigles"
"""Beside the nomenclatures, the acronym of each FINESS category."""

SECTIONS: Mapping[str, tuple[Chemin, str]] = {
    "contrat": ((), "contrat.yaml"),
    "perimetre": (("perimetre",), "perimetre.yaml"),
    "diagnostic": (("diagnostic",), "diagnostic.yaml"),
    "objectifs": (("objectifs",), "objectifs.yaml"),
    "fiche": (("fiches", "*"), "fiches/*.yaml"),
    "activite": (("activite",), "activite.yaml"),
    "finances": (("finances",), "finances.yaml"),
    "pgfp": (("pgfp",), "pgfp.yaml"),
    "ppi": (("ppi",), "ppi.yaml"),
    "retour_equilibre": (("retour_equilibre",), "retour_equilibre.yaml"),
    "aide_sociale": (("aide_sociale",), "aide_sociale.yaml"),
    "orientations": (("orientations",), "orientations.yaml"),
    "partenariats": (("partenariats",), "partenariats.yaml"),
    "rapt": (("rapt",), "rapt.yaml"),
    "accompagnement_social": (("accompagnement_social",), "accompagnement_social.yaml"),
    "domicile": (("domicile",), "domicile.yaml"),
    "hebergement": (("hebergement",), "hebergement.yaml"),
    "forfait_autonomie": (("forfait_autonomie",), "forfait_autonomie.yaml"),
    "avenant": (("avenant",), "avenant.yaml"),
    "lancement": (("lancement",), "lancement.yaml"),
    "suivi_annuel": (("suivis", "*"), "suivi/*.yaml"),
}
"""Each schema with the place of its file in the dossier and the file it describes."""

ANY = "*"
SHARED = "partages"
MERGE = "<<"
MAISON = "maison"
MAISON_COMME_CONTRAT: Mapping[str, tuple[str, ...]] = {
    "contrat": ("lieu_signature", "nombre_exemplaires", "objet"),
    "parties": ("gestionnaire",),
    "suivi": ("comite", "frequence", "documents"),
    "litiges": ("conciliation_delai_jours", "juridiction"),
    "revision": ("motifs", "preavis_mois"),
    "presentation": ("numerotation", "logos", "pied"),
}
"""Fields of contrat.yaml that the settings of a house may give for all its contracts."""


@dataclass(frozen=True)
class Champ:
    """A field as its author knows it: where it goes (« * » stands for any item) and what its schema says."""

    path: Chemin
    rules: Rules

    @property
    def obligatoire(self) -> bool:
        """Whether the key must be there, whatever the status of the contract."""
        return bool(self.rules.get("required", False))

    @property
    def exige(self) -> bool:
        """Whether a contract about to be signed may not lack it."""
        return "exige" in self.rules["meta"]


@cache
def load_schema(section: str) -> Schema:
    """Schema of one file of a contract; shared groups stand in their places, every rule is said."""
    own = _complete_block(_read(section))
    return {**_borrow(load_schema("contrat")), **own} if section == MAISON else own


def _borrow(contrat: Schema) -> Schema:
    """The fields that the settings of a house share with contrat.yaml; none of them must be there."""
    return {
        key: _free(contrat[key]) | {"schema": {name: _free(contrat[key]["schema"][name]) for name in names}}
        for key, names in MAISON_COMME_CONTRAT.items()
    }


def _free(rules: Rules) -> Rules:
    return {name: rule for name, rule in rules.items() if name != "required"} | {"nullable": True}


@cache
def _load_shared(name: str) -> Schema:
    return _complete_block(_read(SHARED)[name])


def _read(name: str) -> dict[str, Any]:
    """A schema file, every scalar as its text, the way contracts are read."""
    text = resources.files("cpomdoc.checking").joinpath("schemas", f"{name}.yaml").read_text(encoding="utf-8")
    tree: dict[str, Any] = yaml.load(text, Loader=yaml.CBaseLoader)
    return tree


def _complete_block(block: Mapping[str, Any]) -> Schema:
    """Rules of a block; « <<: group » puts the fields of a shared group there, before its own."""
    common = _load_shared(block[MERGE]) if MERGE in block else {}
    return {**common, **{key: _complete(rules) for key, rules in block.items() if key != MERGE}}


def _complete(rules: Rules, *, nullable: bool = True) -> Rules:
    """Say what the file leaves out: how to coerce the type, and whether the value may be unknown."""
    done = dict(rules)
    kind = done["type"]
    required = done.get("required") == "true"
    done["nullable"] = done["nullable"] == "true" if "nullable" in done else nullable and not required
    if required:
        done["required"] = True
    if "empty" in done:
        done["empty"] = done["empty"] == "true"
    for bound in ("min", "max"):
        if bound in done:
            done[bound] = Decimal(done[bound])
    if "meta" in done:
        done["meta"] = _set_typography(done["meta"])
    done["coerce"] = _COERCERS[kind] if kind in _COERCERS else TYPES[kind].coerce
    if "schema" in done:
        done["schema"] = _complete_inside(kind, done["schema"])
    if "keysrules" in done:
        keys = _complete(done["keysrules"], nullable=False)
        done["keysrules"] = keys | {"coerce": TYPES[keys["type"]].coerce_key}
        done["valuesrules"] = _complete(done["valuesrules"])
    return done


_COERCERS = {"dict": read_mapping, "list": read_list}


def _complete_inside(kind: str, schema: Any) -> Schema | Rules:
    """Schema of a block (written there or shared), or rules of the items of a list, which are never empty."""
    if kind == "list":
        return _complete(schema, nullable=False)
    return _load_shared(schema) if isinstance(schema, str) else _complete_block(schema)


def _set_typography(meta: Mapping[str, Any]) -> dict[str, Any]:
    """Labels and helps are read by people; an example is meant to be copied and stays as it is."""
    return {key: normalise_typographie(text) if key in ("label", "aide") else text for key, text in meta.items()}


def section_of(prefix: Chemin) -> str | None:
    """Name of the schema of the file that hangs there in the dossier; None when no schema describes it."""
    place = tuple(ANY if isinstance(crumb, int) else crumb for crumb in prefix)
    return next((name for name, (known, _) in SECTIONS.items() if known == place), None)


def rules_at(section: str, path: Chemin) -> Rules | None:
    """Rules of the value that stands there, None when the schema knows no such key."""
    rules: Rules | None = {"type": "dict", "schema": load_schema(section)}
    for crumb in path:
        if rules is None:
            return None
        rules = _step(rules, crumb)
    return rules


def _step(rules: Rules, crumb: str | int) -> Rules | None:
    inside: Any
    if "valuesrules" in rules:
        inside = rules["valuesrules"]
    elif rules["type"] == "list":
        inside = rules.get("schema")
    else:
        inside = rules.get("schema", {}).get(crumb)
    return inside if isinstance(inside, dict) else None


def iterate_champs(section: str) -> Iterator[Champ]:
    """Every field of a file, parents before children, in the order of the schema."""
    yield from _iterate_block(SECTIONS[section][0], load_schema(section))


def _iterate_block(path: Chemin, block: Schema) -> Iterator[Champ]:
    for key, rules in block.items():
        yield Champ((*path, key), rules)
        yield from _iterate_inside((*path, key), rules)


def _iterate_inside(path: Chemin, rules: Rules) -> Iterator[Champ]:
    if rules["type"] == "dict" and "schema" in rules:
        yield from _iterate_block(path, rules["schema"])
    elif rules["type"] == "list":
        yield from _iterate_inside((*path, ANY), rules["schema"])


def build_codes(referentiel: Referentiel) -> Codes:
    """Codes and labels of each nomenclature that a schema names."""
    codes = {name: _labels(referentiel, name) for name in _list_nomenclatures()}
    return {**codes, SIGLES: {code: one.sigle for code, one in referentiel.categories_esms.items() if one.sigle}}


def _labels(referentiel: Referentiel, name: str) -> Mapping[str, str]:
    if name in referentiel.listes:
        return referentiel.listes[name]
    entries: Mapping[str, Any] = getattr(referentiel, name)
    return {code: _label(entry) for code, entry in entries.items()}


def _label(entry: Any) -> str:
    return str(next(getattr(entry, field) for field in ("nom", "libelle", "intitule") if hasattr(entry, field)))


@cache
def _list_nomenclatures() -> frozenset[str]:
    return frozenset(name for section in SECTIONS for rules in load_schema(section).values() for name in _names(rules))


def _names(rules: Any) -> Iterator[str]:
    """Nomenclatures named anywhere in some rules."""
    if not isinstance(rules, dict):
        return
    if isinstance(name := rules.get("nomenclature"), str):
        yield name
    for inside in rules.values():
        yield from _names(inside)
