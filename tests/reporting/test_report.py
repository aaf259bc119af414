"""The same problems in every format, field by field."""

import json
import re
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest

from cpomdoc.problems import Problem, Severite
from cpomdoc.reporting.entries import build_entries
from cpomdoc.reporting.excerpt import MAX_COLUMNS, format_excerpt, measure_width
from cpomdoc.reporting.report import FORMATS, default_format, render_report, wants_color
from cpomdoc.reporting.sarif import RegleSarif
from cpomdoc.reporting.texte import SHOWN
from cpomdoc.source import Position

CONTRAT, PERIMETRE = "contracts/tilleuls/contrat.yaml", "contracts/tilleuls/perimetre.yaml"
LINES = {
    CONTRAT: ("contrat:", "  intitule: CPOM", "  statut: projet"),
    PERIMETRE: (
        "etablissements:",
        "  - id: ime",
        "    finess: 999000028  # à vérifier",
        "    nom: 'IME Les Tilleuls'",
        "    adresse: {voie: 12 rue, ville: Nantes}",
        "    commune: Nantes",
    ),
}
FINESS = Problem(
    "PER-002",
    ("perimetre", "etablissements", 0, "finess"),
    "La clé de contrôle est fausse.",
    "Vérifiez le numéro.",
    reference="Arrêté du 13 novembre 2013",
    position=Position(PERIMETRE, 3, 13),
)
NOM = Problem("PER-010", (), "Nom long : 100 %, vraiment.", "", Severite.ALERTE, position=Position(PERIMETRE, 4, 10))
STATUT = Problem(
    "CON-001", ("contrat", "statut"), "Statut.", "Aide\nsur deux lignes.", position=Position(CONTRAT, 3, 3)
)
NOWHERE = Problem("TXT-001", ("contrat",), "Sans place.")
ALL = [NOWHERE, NOM, FINESS, STATUT]


def render(format: str, problems: list[Problem] | None = None) -> str:
    return render_report(ALL if problems is None else problems, LINES, format)


def parse(format: str, problems: list[Problem] | None = None) -> Any:
    return json.loads(render(format, problems))


def carets(problem: Problem, lines: tuple[str, ...]) -> str:
    (entry,) = build_entries([problem], {problem.position.file: lines} if problem.position else {})
    rows = format_excerpt(entry)
    (guilty,) = [rows[number - 1][0] for number, (_, is_caret) in enumerate(rows) if is_caret]
    (caret,) = [row for row, is_caret in rows if is_caret]
    assert len(caret) <= max(measure_width(guilty), len("   1 | ")) + 1
    return caret


def test_the_words_at_fault_in_a_long_text_are_underlined_alone() -> None:
    problem = Problem("PLA-003", (), "Renvoi.", position=Position("c", 1, 10), extrait="[[annexe:x]]")
    assert carets(problem, ("a: texte [[annexe:x]], suite",)) == "     |" + " " * 10 + "^" * 12


def test_text_shows_the_line_the_caret_the_law_and_the_remedy() -> None:
    assert render("texte", [FINESS]) == (
        "contracts/tilleuls/perimetre.yaml:3:13: erreur PER-002\u202f: La clé de contrôle est fausse.\n"
        "   1 | etablissements:\n"
        "   2 |   - id: ime\n"
        "   3 |     finess: 999000028  # à vérifier\n"
        "     |             ^^^^^^^^^\n"
        "   4 |     nom: 'IME Les Tilleuls'\n"
        "   5 |     adresse: {voie: 12 rue, ville: Nantes}\n"
        "   Arrêté du 13 novembre 2013\n"
        "   Comment corriger\u202f: Vérifiez le numéro.\n"
        "\n"
        "1 erreur dans 1 fichier\n"
    )


def test_the_same_thing_said_of_several_places_is_said_once_with_all_of_them() -> None:
    again = [replace(FINESS, code="FIN-016", position=Position(PERIMETRE, line, 5)) for line in (4, 5)]
    text = render("texte", [FINESS, *again, NOM])
    assert text.count(FINESS.message) == 1
    assert (
        "   De même à 2 autres endroits\u202f:\n"
        "     contracts/tilleuls/perimetre.yaml:4:5 (FIN-016)\n"
        "     contracts/tilleuls/perimetre.yaml:5:5 (FIN-016)\n"
    ) in text
    assert text.endswith("3 erreurs, 1 alerte dans 1 fichier\n")
    assert len(parse("json", [FINESS, *again])["problemes"]) == 3


def test_nobody_reads_five_thousand_problems() -> None:
    many = [replace(FINESS, message=f"Clé {number}.") for number in range(5000)]
    text = render("texte", many)
    assert text.count("erreur PER-002") == SHOWN
    assert text.endswith("… et 4900 autres\u202f: corrigez d’abord ce qui précède.\n\n5000 erreurs dans 1 fichier\n")
    assert len(parse("json", many)["problemes"]) == 5000


def test_an_excerpt_is_not_shown_twice_in_a_row() -> None:
    text = render("texte", [FINESS, replace(FINESS, code="PER-003", message="Et encore.")])
    assert text.count("999000028") == 1
    assert text.count("erreur PER-") == 2


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_says_every_problem_in_reading_order(format: str) -> None:
    text = render(format)
    places = [text.index(one.message if format == "texte" else one.code) for one in (STATUT, FINESS, NOM, NOWHERE)]
    assert format == "sarif" or places == sorted(places)
    assert text.endswith("\n")
    assert "\x1b" not in text


@pytest.mark.parametrize("format", FORMATS)
def test_the_order_of_discovery_changes_nothing(format: str) -> None:
    assert render(format, ALL) == render(format, ALL[::-1])


@pytest.mark.parametrize(
    ("errors", "alerts", "count"),
    [
        (0, 0, "Aucune erreur, aucune alerte"),
        (1, 0, "1 erreur dans 1 fichier"),
        (0, 1, "1 alerte dans 1 fichier"),
        (3, 1, "3 erreurs, 1 alerte dans 2 fichiers"),
        (1, 2, "1 erreur, 2 alertes dans 2 fichiers"),
    ],
)
def test_the_count_agrees(errors: int, alerts: int, count: str) -> None:
    assert render("texte", [FINESS] * errors + [_alert(number) for number in range(alerts)]).endswith(f"{count}\n")


def _alert(number: int) -> Problem:
    return Problem("CON-002", (), "x", severite=Severite.ALERTE, position=Position(CONTRAT, 1 + number, 1))


@pytest.mark.parametrize(
    ("line", "column", "under"),
    [
        ("nom: 'IME Les Tilleuls' # x", 6, "'IME Les Tilleuls'"),
        ('nom: "a # b"', 6, '"a # b"'),
        ("nom: IME Les Tilleuls  # x", 6, "IME Les Tilleuls"),
        ("finess: 999", 1, "finess"),
        ("a: {voie: 12 rue, ville: Nantes}", 11, "12 rue"),
        ("a: {voie: 12 rue, ville: Nantes}", 19, "ville"),
        ("a: [un, deux]", 9, "deux"),
        ("a:", 3, ""),
        ("\u00a0\u00a0a: 1", 1, "\u00a0"),
        ("\ta: 1", 1, "    "),
        ("", 1, ""),
    ],
)
def test_the_caret_covers_the_culprit(line: str, column: int, under: str) -> None:
    caret = carets(Problem("X", (), "m", position=Position(PERIMETRE, 1, column)), (line,))
    assert caret == "     | " + " " * (column - 1) + "^" * max(1, len(under))


def test_the_caret_falls_right_under_wide_and_combining_characters() -> None:
    caret = carets(Problem("X", (), "m", position=Position(PERIMETRE, 1, 7)), ("日e\u0301本: @x",))
    assert caret == "     |        ^^"


def test_a_tab_is_shown_as_four_columns() -> None:
    caret = carets(Problem("X", (), "m", position=Position(PERIMETRE, 1, 2)), ("\tclé: x",))
    assert caret == "     |     ^^^"


@pytest.mark.parametrize("column", [1, 90, 101, 250, 499, 501])
def test_a_long_line_is_cut_around_the_culprit(column: int) -> None:
    line = "é" * 500
    problem = Problem("X", (), "m", position=Position(PERIMETRE, 1, column))
    caret = carets(problem, (line,))
    (entry,) = build_entries([problem], {PERIMETRE: (line,)})
    shown = format_excerpt(entry)[0][0]
    assert len(shown) <= MAX_COLUMNS + 10
    assert len(caret) <= MAX_COLUMNS + 10
    assert caret.count("^") >= 1


def test_a_problem_beyond_the_file_or_in_an_unknown_one_has_no_excerpt() -> None:
    for position, place in ((Position(PERIMETRE, 99, 1), ":99:1"), (Position("templates/y.docx", 1, 1), "")):
        text = render("texte", [Problem("X-001", (), "m", position=position)])
        assert text.startswith(f"{position.file}{place}: erreur X-001\u202f: m\n\n1 erreur")


def test_nothing_written_by_an_author_moves_the_cursor() -> None:
    line = "a: \x1b[31m\u202eb\x07"
    problem = Problem("X", (), "lu «\x1b[2J»", "aide\r\x9b", position=Position(PERIMETRE, 1, 4))
    text = render_report([problem], {PERIMETRE: (line,)}, "texte")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)


def test_colours_only_wrap() -> None:
    coloured = render_report(ALL, LINES, "texte", color=True)
    assert "\x1b[1;31merreur PER-002\x1b[0m" in coloured
    assert "\x1b[1;33malerte PER-010\x1b[0m" in coloured
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == render("texte")


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_colours_are_for_terminals_that_want_them() -> None:
    assert wants_color(Terminal(), {})
    assert wants_color(Terminal(), {"NO_COLOR": ""})
    assert not wants_color(Terminal(), {"NO_COLOR": "1"})
    assert not wants_color(Terminal(), {"TERM": "dumb"})
    assert not wants_color(StringIO(), {})


def test_the_format_follows_the_place() -> None:
    assert default_format({"GITHUB_ACTIONS": "true"}) == "github"
    assert default_format({"GITLAB_CI": "true"}) == "texte"
    assert default_format({}) == "texte"


def test_json_has_its_documented_schema() -> None:
    report = parse("json")
    assert list(report) == ["version", "erreurs", "alertes", "problemes"]
    assert (report["version"], report["erreurs"], report["alertes"]) == (1, 3, 1)
    assert report["problemes"][1] == {
        "code": "PER-002",
        "severite": "erreur",
        "fichier": PERIMETRE,
        "ligne": 3,
        "colonne": 13,
        "colonne_fin": 22,
        "chemin": ["perimetre", "etablissements", 0, "finess"],
        "message": "La clé de contrôle est fausse.",
        "aide": "Vérifiez le numéro.",
        "reference": "Arrêté du 13 novembre 2013",
    }
    last = report["problemes"][3]
    assert (last["fichier"], last["ligne"], last["colonne"], last["colonne_fin"]) == (None, None, None, None)


def test_github_commands_are_escaped() -> None:
    lines = render("github").splitlines()
    assert lines[0] == (
        f"::error file={CONTRAT},line=3,endLine=3,col=3,endColumn=9,title=erreur CON-001"
        "::Statut.%0AComment corriger\u202f: Aide%0Asur deux lignes."
    )
    assert lines[2].startswith("::warning ")
    assert lines[2].endswith("title=alerte PER-010::Nom long : 100 %25, vraiment.")
    assert lines[3] == "::error title=erreur TXT-001::Sans place."
    assert lines[4:] == ["3 erreurs, 1 alerte dans 2 fichiers"]


def test_github_cannot_be_given_orders_by_an_author() -> None:
    file = "contracts/a,b:c/contrat.yaml"
    evil = Problem("X", (), "m\n::add-mask::x\r\n::error::y", position=Position(file, 1, 1))
    commands = [line for line in render("github", [evil]).splitlines() if line.startswith("::")]
    assert len(commands) == 1
    assert "file=contracts/a%2Cb%3Ac/contrat.yaml," in commands[0]


def test_gitlab_findings_have_what_code_quality_asks() -> None:
    findings = parse("gitlab")
    assert len(findings) == 4
    for one in findings:
        assert set(one) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert one["description"] and one["check_name"]
        assert one["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert one["location"]["path"] and not one["location"]["path"].startswith("./")
        assert one["location"]["lines"]["begin"] >= 1
    assert [one["severity"] for one in findings] == ["major", "major", "minor", "major"]
    assert len({one["fingerprint"] for one in findings}) == 4
    assert parse("gitlab", []) == []


def test_fingerprints_survive_lines_added_above() -> None:
    moved = Problem(FINESS.code, FINESS.path, FINESS.message, position=Position(PERIMETRE, 5, 3))
    assert parse("gitlab", [moved])[0]["fingerprint"] == parse("gitlab", [FINESS])[0]["fingerprint"]
    twice = [one["fingerprint"] for one in parse("gitlab", [FINESS, moved])]
    assert len(set(twice)) == 2


def test_sarif_has_the_structure_of_2_1_0() -> None:
    report = parse("sarif")
    assert report["$schema"].endswith("sarif-2.1.0.json")
    assert report["version"] == "2.1.0"
    (run,) = report["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert driver["name"] == "cpomdoc"
    assert re.fullmatch(r"\d+\.\d+\.\d+", driver["version"])
    rules = driver["rules"]
    assert [one["id"] for one in rules] == ["CON-001", "PER-002", "PER-010", "TXT-001"]
    for rule in rules:
        assert rule["shortDescription"]["text"] and rule["help"]["text"]
        assert "helpUri" not in rule
    assert len(run["results"]) == 4
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning"}
        assert result["message"]["text"]
        assert list(result["partialFingerprints"]) == ["cpomdoc/v1"]


def test_sarif_tells_the_rules_that_are_published_as_they_are() -> None:
    regles = {"PER-002": RegleSarif("La clé est juste.", "Pourquoi. Elle décèle les fautes.", erreur=True)}
    (run,) = json.loads(render_report(ALL, {}, "sarif", regles=regles))["runs"]
    rules = {one["id"]: one for one in run["tool"]["driver"]["rules"]}
    assert rules["PER-002"]["shortDescription"]["text"] == "La clé est juste."
    assert rules["PER-002"]["help"]["text"] == "Pourquoi. Elle décèle les fautes."
    assert rules["PER-010"]["shortDescription"]["text"] == "Nom long : 100 %, vraiment."
    assert [one["message"]["text"] for one in run["results"] if one["ruleId"] == "PER-002"] != ["La clé est juste."]


def test_sarif_places_are_relative_and_in_characters() -> None:
    file = "contracts/les tilleuls/é.yaml"
    problem = Problem("X", ("a", 0), "m", position=Position(file, 1, 5))
    report = json.loads(render_report([problem], {file: ("𝄞𝄞: 𝄞𝄞",)}, "sarif"))
    (location,) = report["runs"][0]["results"][0]["locations"]
    physical = location["physicalLocation"]
    assert physical["artifactLocation"] == {"uri": "contracts/les%20tilleuls/%C3%A9.yaml", "uriBaseId": "%SRCROOT%"}
    assert physical["region"] == {"startLine": 1, "startColumn": 5, "endColumn": 7}
    assert location["logicalLocations"] == [{"fullyQualifiedName": "a[0]", "kind": "member"}]


def test_sarif_without_problems_is_still_a_run() -> None:
    assert parse("sarif", [])["runs"][0]["results"] == []


def test_an_unknown_format_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        render("xml")
