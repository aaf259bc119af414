"""Every code has its page, what the page says is what happens, and the committed pages are those of today."""

import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cpomdoc.checking.rules.registre import RULES, RULES_CALCULS
from cpomdoc.checking.rules.registre_avenants import SUITE
from cpomdoc.checking.rules.severites import (
    DEFINITIF_SEUL,
    LACUNES,
    PROJET_SEUL,
    SELON,
    VARIABLES,
    severites_of,
)
from cpomdoc.checking.validator import check_forme
from cpomdoc.cli import main
from cpomdoc.cli.codes import PROBLEMS
from cpomdoc.explaining.format_pages import format_index, format_page, format_page_text
from cpomdoc.explaining.pages import Page, build_pages, load_textes
from cpomdoc.explaining.publish_docs import REGLES, build_regles
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.loading.read_yaml import read_yaml
from cpomdoc.problems import Severite
from cpomdoc.publishing.publish_folder import same_content
from cpomdoc.rendering.filtres import FILTRES
from cpomdoc.rendering.formats.gabarit_lint import ALERTES
from cpomdoc.rendering.gabarits import check_gabarit, describe_stray
from cpomdoc.source import Chemin, Source, Sources
from tests.checking.contrats_de_test import ROOT, VALIDE, check, lay_over, list_cases, read_dossier
from tests.rendering.formats.gabarits_essai import gabarit_of

CODE = re.compile(r'"((?:YAML|[A-Z]{3})-\d{3})"')
SENTENCE = re.compile(r".*[^.]\.", re.DOTALL)


@dataclass(frozen=True)
class Etablissement:
    """What the examples of gabarits print of an ESMS."""

    nom: str
    ouverture: date | None


@dataclass(frozen=True)
class Vue:
    """What the examples of gabarits may print."""

    intitule: str | None
    premier: Etablissement
    base: Decimal | None
    projet: bool


VARIENT = {*LACUNES, *DEFINITIF_SEUL, *VARIABLES}
EXEMPLES = [texte for texte in load_textes().values() if texte.bon or texte.mauvais]


def codes_of_the_sources() -> set[str]:
    """Every code written in the software, rules that are not registered left out."""
    return {
        code
        for path in (ROOT / "src").rglob("*.py")
        if path.name != "severites.py"
        for code in CODE.findall(path.read_text(encoding="utf-8"))
    }


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert len(build_pages()) > 150
    assert build_pages().keys() == codes_of_the_sources()


@pytest.mark.parametrize("page", build_pages().values(), ids=lambda page: page.code)
def test_a_page_says_what_why_how_severe_and_shows_both_sides(page: Page) -> None:
    assert SENTENCE.fullmatch(page.titre)
    assert page.pourquoi
    assert page.bon[0] and page.mauvais[0] and page.bon != page.mauvais
    shown = format_page(page)
    prose = re.sub(r"```.*?```|`[^`]*`", "", shown, flags=re.DOTALL)
    assert "'" not in prose, "curly apostrophes"
    assert not re.search(r" [;!?»]|« ", prose), "narrow no-break spaces"
    assert page.code in format_page_text(page)


def read_exemple(text: str, name: str) -> tuple[Source | None, set[str]]:
    prefix: Chemin = ("fiches", 0) if name.startswith("fiches/") else (name.removesuffix(".yaml"),)
    source, problems = read_yaml(f"{text}\n".encode(), name, () if name == "contrat.yaml" else prefix)
    return source, {problem.code for problem in problems}


def codes_of(code: str, text: str) -> set[str]:
    """What an example of a page makes cpomdoc say."""
    if code.startswith("GAB"):
        return {problem.code for problem in check_gabarit("essai.docx", gabarit_of(text), Vue, FILTRES)}
    source, problems = read_exemple(text, load_textes()[code].fichier or "essai.yaml")
    if source is None or code.startswith("YAML"):
        return problems
    found = check_forme(Sources("essai", (source,)), load_referentiel())[1]
    return problems | {problem.code for problem in found}


def test_there_are_examples_to_read() -> None:
    assert len(EXEMPLES) > 50


@pytest.mark.parametrize("code", [texte.code for texte in EXEMPLES if texte.mauvais])
def test_a_bad_example_gives_its_code_and_no_other(code: str) -> None:
    assert codes_of(code, load_textes()[code].mauvais) == {code}


@pytest.mark.parametrize("code", [texte.code for texte in EXEMPLES if texte.bon])
def test_a_good_example_gives_nothing(code: str) -> None:
    assert codes_of(code, load_textes()[code].bon) == set()


@pytest.mark.parametrize(
    "case",
    [
        # A rule that is as severe in both statuses is tried in one of them with its case.
        pytest.param(case, id=case.name, marks=[] if case.name[:7] in VARIENT else [pytest.mark.long])
        for case in list_cases()
    ],
)
def test_the_severity_of_a_rule_is_the_one_its_page_says(case: Path, tmp_path: Path) -> None:
    folder = lay_over(case, tmp_path / "contrat")
    path = folder / "contrat.yaml"
    text = path.read_text(encoding="utf-8")
    severites = {rule.code: rule.severite for rule in RULES} | {rule.code: rule.severite for rule in RULES_CALCULS}
    for statut, said in zip(
        ("projet", "definitif"), severites_of(case.name[:7], severites[case.name[:7]]), strict=True
    ):
        changed, times = re.subn(r"(?m)^  statut: \S+", f"  statut: {statut}", text)
        assert times == 1
        path.write_text(changed, encoding="utf-8")
        found = {problem.severite for problem in check(read_dossier(folder)[1]) if problem.code == case.name[:7]}
        assert found == words(said) or (said == SELON and len(found) == 1)


def words(said: str) -> set[Severite]:
    """Severities that a page announces for one status."""
    return {Severite(said)} if said in (Severite.ERREUR, Severite.ALERTE) else set()


def test_the_rules_that_vary_are_rules() -> None:
    known = {rule.code for rule in RULES} | {rule.code for rule in SUITE}
    assert {*LACUNES, *DEFINITIF_SEUL, *PROJET_SEUL, *VARIABLES} <= known


def test_the_lint_of_gabarits_is_as_severe_as_its_pages_say() -> None:
    gentle = {code for code, page in build_pages().items() if code.startswith("GAB") and page.projet == "alerte"}
    assert gentle == {*ALERTES, describe_stray("contrat (2).docx", ["contrat.docx"]).code}


def test_the_index_leads_to_every_page() -> None:
    index = format_index(build_pages().values())
    links = re.findall(r"\]\(([A-Z]+-\d{3})\.md\)", index)
    assert sorted(links) == sorted(build_pages())


def test_a_page_reads_as_a_colleague_would_write_it() -> None:
    assert format_page(build_pages()["PER-002"]) == (
        "# PER-002 – Le FINESS d’un établissement n’est pas celui de l’entité juridique.\n\n"
        "| | dans un projet | dans un contrat définitif |\n|---|---|---|\n| gravité | erreur | erreur |\n\n"
        "**Pourquoi.** Le répertoire distingue l’entité juridique (EJ) de ses établissements (ET), et rien dans le "
        "numéro ne le dit.\n\n"
        "**Fondement.** Répertoire FINESS.\n\n"
        "## Bon exemple\n\n`finess_ej: 999000011`, et `finess: 999000029` pour l’ESMS.\n\n"
        "## Mauvais exemple\n\n`finess: 999000011` pour l’ESMS aussi.\n\n"
        "[Toutes les règles](README.md)\n"
    )


def test_the_committed_pages_are_those_of_the_registries() -> None:
    assert VALIDE.is_dir()
    assert same_content(ROOT / REGLES, build_regles()), "run « make docs » and commit docs/regles/"


def test_sarif_tells_a_rule_as_its_page_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = lay_over(next(case for case in list_cases() if case.name.startswith("PER-002")), tmp_path / "contracts/x")
    assert folder.is_dir()
    assert main(["verifier", "--racine", str(tmp_path), "--format", "sarif"]) == PROBLEMS
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    (rule,) = (one for one in run["tool"]["driver"]["rules"] if one["id"] == "PER-002")
    assert rule["shortDescription"]["text"] == build_pages()["PER-002"].titre
    assert rule["help"]["text"] == format_page_text(build_pages()["PER-002"])
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert [one["message"]["text"] for one in run["results"] if one["ruleId"] == "PER-002"] != [rule["help"]["text"]]
