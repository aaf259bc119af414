"""The reference data hold together, agree with official lists, and are read strictly."""

from collections.abc import Iterator
from datetime import date
from importlib import resources
from itertools import takewhile
from typing import Any

import pytest

from cpomdoc.francais import elides
from cpomdoc.identifiants import check_categorie, check_departement, check_region
from cpomdoc.loading import load_referentiel as loader
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.plan import CONDITIONS
from cpomdoc.model.referentiel import Parametre, ValeurDatee
from cpomdoc.model.territoire import Departement
from cpomdoc.typographie import normalise_typographie

REFERENTIEL = load_referentiel()
TODAY = date(2026, 11, 22)

# Kind of article that INSEE gives each département: 0 none, 1 none before a vowel, 2 le, 3 la, 4 les, 5 l’.
INSEE = """
01:5 02:5 03:5 04:4 05:4 06:4 07:5 08:4 09:5 10:5 11:5 12:5 13:4 14:2 15:2 16:3 17:3 18:2 19:3 21:3 22:4 23:3 24:3 25:2
26:3 27:5 28:1 29:2 2A:3 2B:3 30:2 31:3 32:2 33:3 34:5 35:1 36:5 37:1 38:5 39:2 40:4 41:2 42:3 43:3 44:3 45:2 46:2 47:2
48:3 49:0 50:3 51:3 52:3 53:3 54:0 55:3 56:2 57:3 58:3 59:2 60:5 61:5 62:2 63:2 64:4 65:4 66:4 67:2 68:2 69:2 70:3 71:0
72:3 73:3 74:3 75:0 76:3 77:0 78:4 79:4 80:3 81:2 82:2 83:2 84:2 85:3 86:3 87:3 88:4 89:5 90:2 91:5 92:4 93:3 94:2 95:2
971:3 972:3 973:3 974:0 976:0
"""
ARTICLES = {"0": "", "1": "", "2": "le", "3": "la", "4": "les", "5": "l’"}
# Their councils write « département de Vaucluse », against the article of INSEE.
WITHOUT_ARTICLE = {"41", "47", "82", "84"}


def test_the_articles_of_departements_are_those_of_insee() -> None:
    kinds = dict(pair.split(":") for pair in INSEE.split())
    assert set(kinds) == set(REFERENTIEL.departements) - {"69M"}
    for code in kinds:
        departement = REFERENTIEL.departements[code]
        expected = "" if code in WITHOUT_ARTICLE else ARTICLES[kinds[code]]
        assert departement.article == expected, departement
        if kinds[code] in "01":
            assert elides(departement.nom) == (kinds[code] == "1")


def test_each_departement_belongs_to_a_region_and_each_region_has_some() -> None:
    assert len(REFERENTIEL.departements) == 102
    assert len(REFERENTIEL.regions) == 18
    assert {d.region for d in REFERENTIEL.departements.values()} == set(REFERENTIEL.regions)
    assert [check_departement(code) for code in REFERENTIEL.departements] == list(REFERENTIEL.departements)
    assert [check_region(code) for code in REFERENTIEL.regions] == list(REFERENTIEL.regions)
    region = REFERENTIEL.region_of("44")
    assert region is not None
    assert region.ars == "Agence régionale de santé Pays de la Loire"
    assert REFERENTIEL.region_of("99") is None


def test_a_departement_signs_by_the_president_of_its_council_or_by_exception() -> None:
    assert REFERENTIEL.signataire("44").titre("f") == "présidente du conseil départemental"
    assert REFERENTIEL.signataire("35").denomination == "le département d’Ille-et-Vilaine"
    assert REFERENTIEL.signataire("35").de == "du département d’Ille-et-Vilaine"
    assert REFERENTIEL.signataire("75").denomination == "la Ville de Paris"
    assert REFERENTIEL.signataire("69M").de == "de la Métropole de Lyon"
    assert REFERENTIEL.signataire("67") != REFERENTIEL.signataire("57")
    known = REFERENTIEL.signataires_departementaux
    special = set(known) - {"defaut"} - {one.avant for one in known.values()}
    assert special and special <= set(REFERENTIEL.departements)


@pytest.mark.parametrize(
    ("departement", "day", "titre", "denomination"),
    [
        ("44", date(2015, 4, 1), "présidente du conseil général", "le département de la Loire-Atlantique"),
        ("44", date(2015, 4, 2), "présidente du conseil départemental", "le département de la Loire-Atlantique"),
        ("67", date(2020, 12, 31), "présidente du conseil départemental", "le département du Bas-Rhin"),
        ("68", date(2021, 1, 1), "présidente de la Collectivité européenne d’Alsace", None),
        ("2A", date(2014, 6, 1), "présidente du conseil général", "le département de la Corse-du-Sud"),
        ("972", date(2016, 1, 1), "présidente du conseil exécutif de Martinique", None),
    ],
)
def test_a_departement_signs_under_the_title_of_the_day(
    departement: str, day: date, titre: str, denomination: str | None
) -> None:
    known = REFERENTIEL.signataire(departement, day)
    assert known.titre("f") == titre
    assert denomination in (None, known.denomination)


def test_each_region_has_a_prefet_whose_title_says_where_he_sits() -> None:
    titres = {code: REFERENTIEL.titre_prefet("region", code, "f") for code in REFERENTIEL.regions}
    assert titres["52"] == "préfète de la région Pays de la Loire, préfète de la Loire-Atlantique"
    assert titres["94"] == "préfète de Corse, préfète de la Corse-du-Sud"
    assert titres["04"] == "préfète de La Réunion"
    assert all(REFERENTIEL.departements[one.chef_lieu].region == one.code for one in REFERENTIEL.regions.values())
    assert REFERENTIEL.titre_prefet("departement", "49", "m") == "préfet du département de Maine-et-Loire"
    assert REFERENTIEL.titre_prefet("departement", "99", "m") is None


def test_categories_of_esms_are_codes_of_finess_with_a_known_contract() -> None:
    assert len(REFERENTIEL.categories_esms) == 49
    for code, categorie in REFERENTIEL.categories_esms.items():
        assert check_categorie(code) == code
        assert categorie.contrats, categorie
        assert set(categorie.contrats) <= set(REFERENTIEL.categories_contrat)
        assert set(categorie.remplacee_par) <= set(REFERENTIEL.categories_esms)
        assert categorie.groupe in REFERENTIEL.listes["groupe_esms"]


def test_a_category_opens_and_grows_old() -> None:
    equipe_mobile, ssiad = REFERENTIEL.categories_esms["608"], REFERENTIEL.categories_esms["354"]
    assert [equipe_mobile.is_open(date(year, 1, 1)) for year in (2021, 2022)] == [False, True]
    assert [ssiad.is_legacy(day) for day in (date(2025, 12, 31), date(2026, 1, 1))] == [False, True]
    assert ssiad.is_open(TODAY)


def test_every_condition_of_an_annex_is_a_test_that_exists() -> None:
    conditions = {a.condition for a in REFERENTIEL.annexes.values() if a.condition}
    assert {"diagnostic", "finances", "activite"} <= conditions <= set(CONDITIONS)
    numbers = [a.numero for a in REFERENTIEL.annexes.values()]
    assert numbers == list(range(1, len(numbers) + 1))


def test_contracts_ask_for_annexes_and_parties_that_exist() -> None:
    for categorie in REFERENTIEL.categories_contrat.values():
        assert set(categorie.annexes_obligatoires) <= set(REFERENTIEL.annexes)
        assert {*categorie.cosignataires, *categorie.cosignataires_eventuels} <= set(REFERENTIEL.listes["partie"])
        assert categorie.duree_max < categorie.duree_max_prorogee
        assert categorie.cadre_budgetaire in REFERENTIEL.listes["cadre_budgetaire"]
        assert any(categorie.article_court in visa for visa in categorie.visas)


VISA_RANKS = ("le code", "la loi", "le décret", "l’arrêté", "l’instruction", "la circulaire")


def test_visas_go_from_codes_to_instructions() -> None:
    for categorie in REFERENTIEL.categories_contrat.values():
        ranks = [next(i for i, start in enumerate(VISA_RANKS) if visa.startswith(start)) for visa in categorie.visas]
        assert ranks == sorted(ranks)
        assert ranks[0] == 0


def test_forms_modes_and_indicators_use_known_words() -> None:
    statuts = set(REFERENTIEL.listes["statut_gestionnaire"])
    assert {f.statut for f in REFERENTIEL.formes_juridiques.values()} == statuts
    assert {i.theme for i in REFERENTIEL.indicateurs.values()} <= set(REFERENTIEL.listes["theme_indicateur"])
    assert {m.mesure for m in REFERENTIEL.modalites.values()} == {"journees", "prestations", "file_active"}
    assert {m.unite for m in REFERENTIEL.modalites.values()} <= set(REFERENTIEL.unites)
    for modalite in REFERENTIEL.modalites.values():
        assert list(modalite.jours_usuels) == sorted(modalite.jours_usuels)


def test_every_parameter_reads_as_its_type_says() -> None:
    readers = {
        "nombre": REFERENTIEL.nombre,
        "entier": REFERENTIEL.entier,
        "date": REFERENTIEL.jour,
        "liste": REFERENTIEL.codes,
        "texte": REFERENTIEL.texte,
    }
    for code, parametre in REFERENTIEL.parametres.items():
        assert readers[parametre.type](code, TODAY), code
        assert parametre.verifie_le <= TODAY
        assert all(valeur.reference for valeur in parametre.valeurs)
        assert REFERENTIEL.reference(code, TODAY)


def test_a_parameter_has_the_value_of_its_day() -> None:
    assert REFERENTIEL.nombre("plafond_modulation", date(2018, 6, 28)) is None
    assert str(REFERENTIEL.nombre("plafond_modulation", date(2018, 6, 29))) == "0.5"
    assert REFERENTIEL.reference("plafond_modulation", date(2000, 1, 1)) == ""
    unique = "forfait_global_unique_departements"
    assert len(REFERENTIEL.codes(unique, date(2025, 7, 1))) == 22
    assert REFERENTIEL.codes("forfait_global_unique_a_verifier", date(2025, 7, 1)) == ("58",)
    assert REFERENTIEL.codes(unique, date(2027, 1, 1)) == ()
    assert set(REFERENTIEL.codes(unique, TODAY)) <= set(REFERENTIEL.departements)


def test_the_latest_of_two_values_in_force_wins() -> None:
    old = ValeurDatee("1", "loi ancienne", date(2000, 1, 1))
    new = ValeurDatee("2", "loi nouvelle", date(2020, 1, 1))
    parametre = Parametre("x", "x", "entier", "", "texte", TODAY, (old, new))
    assert [parametre.at(date(year, 1, 1)) for year in (1999, 2019, 2020)] == [None, old, new]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(item)


def _files() -> dict[str, str]:
    folders = [resources.files("cpomdoc").joinpath(name) for name in ("nomenclatures", "parametres")]
    files = [file for folder in folders for file in folder.iterdir() if file.name.endswith(".yaml")]
    return {file.name: file.read_text(encoding="utf-8") for file in files}


def test_every_file_says_where_it_comes_from() -> None:
    files = _files()
    assert len(files) == 14
    for name, text in files.items():
        header = "".join(takewhile(lambda line: line.startswith("#"), text.splitlines(keepends=True)))
        for word in ("# Source:", "ast checked:", "Confidence:"):
            assert word in header, (name, word)


def test_everything_printed_is_already_in_french_typography() -> None:
    texts = [text for name, text in _files().items() for text in _texts(loader.read_tree(text, name))]
    assert len(texts) > 1000
    assert [text for text in texts if normalise_typographie(text) != text] == []


def test_a_repeated_key_is_refused() -> None:
    with pytest.raises(ValueError, match=r"x\.yaml:2.*written twice"):
        loader.read_tree("a: 1\na: 2\n", "x.yaml")


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ({"nom": "Ain"}, "missing"),
        ({"nom": "Ain", "region": "84", "article": "", "lieu": "", "prefecture": "Bourg"}, "unknown keys"),
        ({"nom": ["Ain"], "region": "84", "article": "", "lieu": ""}, "text expected"),
    ],
)
def test_an_entry_that_is_not_what_it_should_be_is_refused(entry: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        loader.build_entries(Departement, {"01": entry}, "departements")


def test_scalars_are_never_interpreted() -> None:
    assert loader.read_tree("a: 010001246\nb: 12:30\nc: [non, 0.80]\nd:\n", "x.yaml") == {
        "a": "010001246",
        "b": "12:30",
        "c": ["non", "0.80"],
        "d": "",
    }
