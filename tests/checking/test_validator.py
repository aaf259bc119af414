"""What an author writes means what it looks like; what is wrong is told once, in French, at its place."""

from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from cpomdoc.checking.codes_forme import CODES_FORME, PAR_CODE
from cpomdoc.checking.load_schemas import SECTIONS, iterate_champs, load_schema
from cpomdoc.checking.validator import check_forme
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.loading.read_yaml import read_yaml
from cpomdoc.model.build import build_dossier
from cpomdoc.problems import Problem
from cpomdoc.source import Arbre, Chemin, Source

REFERENTIEL = load_referentiel()
ESMS = "etablissements:\n  - id: ime\n    nom: IME\n"


def check(text: str, section: str = "perimetre") -> tuple[Any, list[Problem]]:
    prefix: Chemin = () if section == "contrat" else (section,)
    source, syntax = read_yaml(text.encode(), f"{section}.yaml", prefix)
    assert source is not None, syntax
    tree, problems = check_forme([source], REFERENTIEL)
    return tree["general" if section == "contrat" else section], problems


def only_problem(text: str, section: str = "perimetre") -> Problem:
    _, problems = check(text, section)
    assert len(problems) == 1, problems
    return problems[0]


def plain(text: str) -> str:
    """Without the no-break spaces, to compare sentences."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_nothing_needs_quotes() -> None:
    tree, problems = check(
        ESMS + "    finess: 010001246\n    departement: 01\n    sigle: 12:30\n    pui: non\n    dans_le_contrat: faux\n"
    )
    assert problems == []
    esms = tree["etablissements"][0]
    assert esms["finess"] == "010001246"
    assert esms["departement"] == "01"
    assert esms["sigle"] == "12:30"
    assert esms["pui"] is False
    assert esms["dans_le_contrat"] is False


def test_corsica_overseas_and_capital_letters_are_understood() -> None:
    tree, problems = check(ESMS + "    finess: 2a0002978\n    departement: 2A\n")
    assert problems == []
    assert tree["etablissements"][0]["finess"] == "2A0002978"


def test_amounts_rates_and_dates_are_read_as_french_people_write_them() -> None:
    tree, problems = check(
        "taux:\n  2027: 0,80\n  2028: a_completer\n"
        "bases:\n  - etablissement: ime\n    financeur: ars\n    montant: 1 250 000,00\n"
        "mesures_nouvelles:\n  - id: m\n    etablissement: ime\n    montant: -20 000,00\n    date_effet: 31/12/2027\n",
        "finances",
    )
    assert problems == []
    assert tree["taux"] == {2027: Decimal("0.80"), 2028: None}
    assert tree["bases"][0]["montant"] == Decimal("1250000.00")
    assert tree["mesures_nouvelles"][0]["date_effet"] == date(2027, 12, 31)
    assert tree["mesures_nouvelles"][0]["montant"] == Decimal("-20000.00")


def test_unknown_is_always_accepted_where_it_binds_nobody() -> None:
    tree, problems = check(ESMS + "    finess: a_completer\n    ouverture:\n    capacites: a_completer\n")
    assert problems == []
    assert tree["etablissements"][0]["finess"] is None


def test_a_usual_value_is_never_given_to_what_was_left_blank() -> None:
    problem = only_problem("prorata: a_completer\n", "finances")
    assert problem.code == "SCH-021"
    assert "valeur habituelle" in problem.aide


def test_an_unknown_key_is_told_with_the_nearest_one() -> None:
    problem = only_problem(ESMS + "    department: 44\n")
    assert problem.path == ("perimetre", "etablissements", 0, "department")
    assert problem.on_key
    assert plain(problem.message) == "Clé inconnue « department »."
    assert plain(problem.aide) == "Vouliez-vous dire « departement » ?"


def test_a_key_written_in_the_wrong_place_is_told_where_it_belongs() -> None:
    problem = only_problem(ESMS + "modalites_mesure: au 31 décembre\n")
    assert plain(problem.aide) == "Cette clé se place dans activite.yaml."


def test_an_unknown_key_near_nothing_is_told_with_the_keys_of_the_place() -> None:
    problem = only_problem("xyz: 1\n" + ESMS)
    assert "etablissements, presentation, beneficiaire_dgc, projets, annonce" in problem.aide


def test_a_missing_key_is_told_with_the_line_to_add() -> None:
    problem = only_problem("etablissements:\n  - id: ime\n")
    assert problem.code == "SCH-002"
    assert problem.path == ("perimetre", "etablissements", 0, "nom")
    assert plain(problem.message) == "Nom : la clé « nom » est obligatoire et n’est pas écrite."
    assert problem.aide.endswith("nom: IME Les Tilleuls")


def test_a_block_where_a_list_is_expected_is_told_once_with_the_way_to_write_it() -> None:
    problem = only_problem(ESMS + "    capacites:\n      type: x\n      schema: y\n")
    assert problem.code == "SCH-003"
    assert plain(problem.message) == "Capacités : une liste est attendue, un bloc de clés est écrit."
    assert problem.aide.endswith("capacites:\n  - modalite: semi_internat")


def test_a_list_where_a_block_is_expected_is_told_once() -> None:
    problem = only_problem(ESMS + "    ouverture:\n      - jours: 210\n")
    assert problem.code == "SCH-003"
    assert "un bloc de clés est attendu, une liste est écrite" in problem.message


def test_a_text_in_place_of_a_block_of_a_list_shows_the_list() -> None:
    problem = only_problem("etablissements:\n  - ime-tilleuls\n")
    assert problem.code == "SCH-003"
    assert problem.path == ("perimetre", "etablissements", 0)
    assert "etablissements:\n  - id: ime-tilleuls\n    nom: IME Les Tilleuls" in problem.aide


def test_a_word_that_is_not_in_its_list_is_told_with_the_nearest_and_the_others() -> None:
    problem = only_problem(ESMS + "    competence: conjoint\n")
    assert problem.code == "SCH-004"
    assert (
        plain(problem.aide)
        == "Vouliez-vous dire « conjointe » ? Valeurs possibles : ars, conjointe, departement, etat."
    )


def test_a_label_written_for_its_code_is_understood() -> None:
    problem = only_problem("affectation_resultats:\n  principe: affectation encadrée par le contrat\n", "finances")
    assert plain(problem.aide).startswith("Écrivez « encadree ».")


@pytest.mark.parametrize(
    ("section", "text", "said"),
    [
        ("perimetre", ESMS + "    departement: Loire-Atlantique\n", "Écrivez « 44 »."),
        ("contrat", "contrat: {}\nparties:\n  gestionnaire: {}\n  ars:\n    region: Bretagne\n", "Écrivez « 53 »."),
        ("perimetre", ESMS + "    categorie: ime\n", "Écrivez « 183 »."),
        ("contrat", "contrat: {}\nparties:\n  gestionnaire:\n    forme: assoc\n", "Vouliez-vous dire « association"),
        ("finances", "bases: – une base\n", "« – » n’est pas le tiret d’une liste."),
    ],
)
def test_what_people_write_for_a_code_or_a_list_is_understood(section: str, text: str, said: str) -> None:
    problem = only_problem(text, section)
    assert plain(problem.aide).startswith(said)


def test_a_whole_number_is_asked_for_as_such() -> None:
    problem = only_problem(ESMS + "    ouverture:\n      jours: 210 jours\n")
    assert plain(problem.message).endswith("« 210 jours » n’est pas un nombre entier : écrivez par exemple 40.")


def test_a_contract_has_at_least_one_esms() -> None:
    problem = only_problem("etablissements: []\n")
    assert problem.code == "SCH-021"
    assert "la liste est vide" in problem.message
    assert "- id: " in problem.aide


def test_a_value_out_of_bounds_or_of_its_list_becomes_unknown() -> None:
    tree, problems = check(ESMS + "    competence: maire\n    ouverture:\n      jours: -3\n")
    assert [one.code for one in problems] == ["SCH-004", "SCH-022"]
    esms = tree["etablissements"][0]
    assert (esms["competence"], esms["ouverture"]["jours"]) == (None, None)


def test_a_year_that_is_not_one_is_told_under_its_key_and_its_value_apart() -> None:
    _, problems = check("taux:\n  27: 0,80\n  2028: abc\n", "finances")
    assert [(one.code, one.path, one.on_key) for one in problems] == [
        ("SCH-020", ("finances", "taux", "27"), True),
        ("SCH-006", ("finances", "taux", "2028"), False),
    ]


@pytest.mark.parametrize(
    ("written", "code"),
    [("75001234", "SCH-012"), ("010002229", "SCH-013"), ("[1, 2]", "SCH-003"), ("ABCDEFGHI", "SCH-012")],
)
def test_a_wrong_finess_says_whether_its_length_or_its_key_is_wrong(written: str, code: str) -> None:
    problem = only_problem(ESMS + f"    finess: {written}\n")
    assert problem.code == code
    assert problem.message.startswith("Numéro FINESS\u202f: ")


def test_a_page_written_where_a_figure_is_expected_is_quoted_in_short() -> None:
    problem = only_problem(ESMS + "    ouverture:\n      jours: |\n" + "        tous les jours\n" * 200)
    assert problem.code == "SCH-008"
    assert len(problem.message) < 200
    assert "\n" not in problem.message


def test_a_value_of_a_table_by_year_shows_the_table() -> None:
    problem = only_problem("taux:\n  2027: rob\n", "finances")
    assert problem.aide.endswith("taux:\n  2027: 0,80\n  2028: 1,00")


def test_two_keys_never_become_one() -> None:
    problem = only_problem('taux:\n  2027: 0,80\n  " 2027": 0,90\n', "finances")
    assert problem.code == "SCH-020"
    assert "espace" in problem.message


def test_all_faults_of_all_files_come_in_one_run() -> None:
    one, _ = read_yaml(b"etablissements:\n  - id: ime\n    finess: 1\n", "perimetre.yaml", ("perimetre",))
    two, _ = read_yaml(b"fiche: FA-01\nintitule: x\necheance: 31/02/2027\n", "fiches/FA-01.yaml", ("fiches", 0))
    assert one is not None
    assert two is not None
    _, problems = check_forme([two, one], REFERENTIEL)
    assert {(p.code, p.path) for p in problems} == {
        ("SCH-002", ("perimetre", "etablissements", 0, "nom")),
        ("SCH-012", ("perimetre", "etablissements", 0, "finess")),
        ("SCH-009", ("fiches", 0, "echeance")),
    }


def test_the_source_is_left_as_it_was_read() -> None:
    source, _ = read_yaml(b"taux:\n  2027: 0,80\nbases: []\n", "finances.yaml", ("finances",))
    assert source is not None
    before = deepcopy(source.tree)
    check_forme([source], REFERENTIEL)
    assert source.tree == before


def test_every_type_that_a_field_has_can_be_refused_with_a_documented_code() -> None:
    assert [one.code for one in CODES_FORME] == sorted(PAR_CODE)
    assert all(one.titre and one.explication for one in CODES_FORME)


KEYS = sorted({str(champ.path[-1]) for section in SECTIONS for champ in iterate_champs(section)})
WORDS = st.sampled_from([*KEYS, "type", "schema", "coerce", "2027", "27", "ars", "", " nom", "nom"]) | st.text(
    max_size=8
)
SCALARS: SearchStrategy[Arbre] = (
    st.none() | WORDS | st.sampled_from(["0,80", "1.250", "2027-02-30", "oui", "999000011"])
)

LISTS: SearchStrategy[Arbre] = st.lists(st.none() | WORDS, max_size=1).map(list)


def extend(inside: SearchStrategy[Arbre]) -> SearchStrategy[Arbre]:
    listed: SearchStrategy[Arbre] = st.lists(inside, max_size=4).map(list)
    return listed | st.dictionaries(WORDS, inside, max_size=5)


TREES = st.dictionaries(WORDS, st.recursive(SCALARS, extend, max_leaves=25), max_size=6)


@given(tree=TREES, section=st.sampled_from(sorted(SECTIONS)))
def test_any_tree_gives_problems_or_a_whole_section_never_an_exception(tree: dict[str, Arbre], section: str) -> None:
    prefix: Chemin = {"contrat": (), "fiche": ("fiches", 0)}.get(section, (section,))
    checked, problems = check_forme([Source("essai.yaml", prefix, (), tree)], REFERENTIEL)
    assert all(one.code in PAR_CODE and one.message and one.aide for one in problems)
    if not problems:
        filled = {"general": {"contrat": {}, "parties": {"gestionnaire": {}}}, "perimetre": {"etablissements": []}}
        assert build_dossier("essai", {**filled, **checked})


@st.composite
def shaped_values(draw: st.DrawFn, rules: dict[str, Any]) -> Arbre:
    """Something like what the schema expects, sometimes wrong: it goes deeper than any tree would."""
    if draw(st.integers(0, 9)) == 0:
        return draw(SCALARS | LISTS)
    if rules["type"] == "list":
        return [draw(shaped_values(rules["schema"])) for _ in range(draw(st.integers(0, 2)))]
    if "keysrules" in rules:
        keys = draw(
            st.lists(st.sampled_from(["2027", "2028", "27", "ime", "activite", " 2027"]), max_size=3, unique=True)
        )
        return {key: draw(shaped_values(rules["valuesrules"])) for key in keys}
    if rules["type"] == "dict":
        names = [name for name in rules["schema"] if draw(st.booleans())]
        return {name: draw(shaped_values(rules["schema"][name])) for name in names}
    exemple = rules.get("meta", {}).get("exemple", "…")
    return exemple if isinstance(exemple, str) else None


@given(data=st.data(), section=st.sampled_from(sorted(SECTIONS)))
def test_any_nearly_right_file_gives_problems_or_a_whole_section(data: st.DataObject, section: str) -> None:
    schema = load_schema(section)
    tree = {name: data.draw(shaped_values(rules)) for name, rules in schema.items() if data.draw(st.booleans())}
    prefix: Chemin = {"contrat": (), "fiche": ("fiches", 0)}.get(section, (section,))
    checked, problems = check_forme([Source("essai.yaml", prefix, (), tree)], REFERENTIEL)
    assert all(one.code in PAR_CODE and one.message and one.aide for one in problems)
    if not problems:
        filled = {"general": {"contrat": {}, "parties": {"gestionnaire": {}}}, "perimetre": {"etablissements": []}}
        assert build_dossier("essai", {**filled, **checked})
