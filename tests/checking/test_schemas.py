"""The schemas say what the dataclasses say, and every field explains itself."""

import dataclasses
from collections.abc import Iterator, Mapping
from functools import reduce
from operator import or_
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

import pytest

from cpomdoc.checking.exemples import build_exemple
from cpomdoc.checking.exigences import required_when_definitif
from cpomdoc.checking.field_types import TYPES
from cpomdoc.checking.load_schemas import SECTIONS, Champ, build_codes, iterate_champs, load_schema, section_of
from cpomdoc.checking.validator import ContratValidator
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.accompagnement import AccompagnementSocial
from cpomdoc.model.activite import Activite
from cpomdoc.model.aide_sociale import VoletAideSociale
from cpomdoc.model.avenant import Avenant
from cpomdoc.model.build import accepts_unknown, field_kinds
from cpomdoc.model.contrat import General
from cpomdoc.model.diagnostic import Diagnostic
from cpomdoc.model.domicile import Domicile
from cpomdoc.model.finances import Finances
from cpomdoc.model.forfait_autonomie import ForfaitAutonomie
from cpomdoc.model.hebergement import Hebergement
from cpomdoc.model.lancement import Lancement
from cpomdoc.model.objectifs import FicheAction, Objectifs
from cpomdoc.model.orientations import Orientations
from cpomdoc.model.partenariats import Partenariats
from cpomdoc.model.perimetre import Perimetre
from cpomdoc.model.pgfp import Pgfp
from cpomdoc.model.ppi import Ppi
from cpomdoc.model.rapt import Rapt
from cpomdoc.model.retour_equilibre import RetourEquilibre
from cpomdoc.model.suivi_annuel import SuiviAnnuel

ROOTS: dict[str, type] = {
    "contrat": General,
    "perimetre": Perimetre,
    "diagnostic": Diagnostic,
    "objectifs": Objectifs,
    "fiche": FicheAction,
    "activite": Activite,
    "finances": Finances,
    "pgfp": Pgfp,
    "ppi": Ppi,
    "retour_equilibre": RetourEquilibre,
    "aide_sociale": VoletAideSociale,
    "orientations": Orientations,
    "partenariats": Partenariats,
    "rapt": Rapt,
    "accompagnement_social": AccompagnementSocial,
    "domicile": Domicile,
    "hebergement": Hebergement,
    "forfait_autonomie": ForfaitAutonomie,
    "avenant": Avenant,
    "lancement": Lancement,
    "suivi_annuel": SuiviAnnuel,
}
CHAMPS = [(section, champ) for section in SECTIONS for champ in iterate_champs(section)]
META = {"label", "aide", "exemple", "unite", "exige", "usage"}


def name_of(value: object) -> str:
    return ".".join(map(str, value.path)) if isinstance(value, Champ) else str(value)


every_champ = pytest.mark.parametrize(("section", "champ"), CHAMPS, ids=name_of)


def known_part(kind: Any) -> Any:
    """The type of a value that is known: « str » of « str | None »."""
    if get_origin(kind) is UnionType:
        return reduce(or_, (one for one in get_args(kind) if one is not NoneType))
    return kind


def mismatches(cls: Any, schema: Mapping[str, Any], where: str) -> Iterator[str]:
    """Everything in which a block of a schema and a dataclass differ."""
    fields = {field.name: field for field in dataclasses.fields(cls)}
    yield from (f"{where}.{key} is only in one of the two" for key in fields.keys() ^ schema.keys())
    for key in fields.keys() & schema.keys():
        field, rules, kind = fields[key], schema[key], field_kinds(cls)[key]
        needed = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        if needed != rules.get("required", False):
            yield f"{where}.{key}: required in one of the two only"
        yield from value_mismatches(kind, rules, f"{where}.{key}")
        scalar = rules["type"] not in ("dict", "list")
        if scalar and accepts_unknown(kind) != rules["nullable"]:
            yield f"{where}.{key}: may be unknown in one of the two only"


def value_mismatches(kind: Any, rules: Mapping[str, Any], where: str) -> Iterator[str]:
    kind = known_part(kind)
    if dataclasses.is_dataclass(kind):
        yield from mismatches(kind, rules["schema"], where)
    elif get_origin(kind) is tuple:
        if rules["type"] != "list" or rules["schema"]["nullable"]:
            yield f"{where}: not a list of known items"
        yield from value_mismatches(get_args(kind)[0], rules["schema"], f"{where}[]")
    elif get_origin(kind) is Mapping:
        key, value = get_args(kind)
        yield from value_mismatches(key, rules["keysrules"], f"{where} (key)")
        yield from value_mismatches(value, rules["valuesrules"], f"{where}{{}}")
        if accepts_unknown(value) != rules["valuesrules"]["nullable"]:
            yield f"{where}{{}}: may be unknown in one of the two only"
    elif TYPES[rules["type"]].kind != kind:
        yield f"{where}: {rules['type']} is not {kind}"


@pytest.mark.parametrize("section", SECTIONS)
def test_keys_types_and_required_fields_are_those_of_the_dataclass(section: str) -> None:
    assert list(mismatches(ROOTS[section], load_schema(section), section)) == []


def test_the_comparison_with_the_dataclasses_sees_what_differs() -> None:
    schema = load_schema("objectifs")
    axes = schema["axes"]
    without_id = {"axes": {**axes, "schema": {**axes["schema"], "schema": {"intitule": {**axes, "type": "montant"}}}}}
    found = "\n".join(mismatches(Objectifs, without_id, "objectifs"))
    assert "objectifs.objectifs is only" in found
    assert "objectifs.axes[].id is only" in found
    assert "objectifs.axes[].intitule: montant is not" in found


@every_champ
def test_every_field_has_a_label_and_a_help_in_french(section: str, champ: Champ) -> None:
    meta = champ.rules["meta"]
    assert meta.keys() <= META
    assert meta["label"][0].isupper()
    assert meta["aide"]
    assert not meta["aide"].endswith(".")
    assert meta.get("exige", "definitif") == "definitif"
    assert "exemple" in meta or champ.rules["type"] in ("dict", "list")


@every_champ
def test_the_example_of_every_field_is_right(section: str, champ: Champ) -> None:
    key = str(champ.path[-1])
    validator = ContratValidator({key: champ.rules}, codes=build_codes(load_referentiel()))
    assert validator.validate({key: build_exemple(champ.rules)}), validator._errors
    assert validator.document[key] is not None


@pytest.mark.parametrize("section", SECTIONS)
def test_cerberus_accepts_the_schema(section: str) -> None:
    codes = build_codes(load_referentiel())
    # Given a plain mapping, Cerberus checks every rule and raises SchemaError.
    assert ContratValidator(load_schema(section), codes=codes).schema.keys() == load_schema(section).keys()


def test_choices_come_from_a_nomenclature_or_from_a_list_never_from_both() -> None:
    choices = [champ for _, champ in CHAMPS if champ.rules["type"] == "choix"]
    assert len(choices) > 20
    assert all(("nomenclature" in champ.rules) != ("allowed" in champ.rules) for champ in choices)


def test_every_nomenclature_named_by_a_schema_has_codes_with_labels() -> None:
    codes = build_codes(load_referentiel())
    assert {"modalites", "competence", "categories_contrat", "annexes"} <= codes.keys()
    assert all(label for listed in codes.values() for label in listed.values())


def test_what_a_signed_contract_may_not_lack_is_listed_by_path() -> None:
    paths = required_when_definitif()
    assert ("contrat", "date_effet") in paths
    assert ("parties", "departements", "*", "deliberation", "date") in paths
    assert ("perimetre", "etablissements", "*", "finess") in paths
    assert ("fiches", "*", "pilote") in paths
    assert ("contrat", "reference") not in paths


def test_a_file_finds_its_schema_by_its_place_in_the_dossier() -> None:
    assert section_of(()) == "contrat"
    assert section_of(("finances",)) == "finances"
    assert section_of(("fiches", 7)) == "fiche"
    assert section_of(("inconnu",)) is None
