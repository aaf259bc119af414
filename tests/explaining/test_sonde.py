"""Where a field is printed is seen, not declared: held against another way of looking, on a complete contract."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from cpomdoc.checking.load_schemas import Champ
from cpomdoc.explaining.arbres import (
    change_values,
    iterate_feuilles,
    leave_out,
    rename_everywhere,
    value_rules,
    values_at,
)
from cpomdoc.explaining.autres_valeurs import change_champ, change_loin, is_definition
from cpomdoc.explaining.impressions import format_impressions
from cpomdoc.explaining.observation import Observation, Presse, open_presse
from cpomdoc.explaining.publish_docs import IMPRESSIONS, build_regles, publish_docs
from cpomdoc.explaining.sonde import DU_CONTRAT, HORS_CONTRAT, Trouve, probe_champs, read_bases
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.rendering.formats.docx_tree.reader import read_docx
from cpomdoc.rendering.formats.markdown import render_markdown
from cpomdoc.source import Chemin
from tests.checking.contrats_de_test import ROOT

CONTRATS = ROOT / "contracts"
LETTERS = str.maketrans("0123456789", "abcdefghij")


@pytest.fixture(scope="module")
def presse() -> Presse:
    return open_presse(ROOT)


@pytest.fixture(scope="module")
def tilleuls(presse: Presse) -> Observation:
    return read_bases(presse, CONTRATS, "tilleuls")[0]


def champ_of(name: str) -> Champ:
    return next(champ for champ in iterate_feuilles() if ".".join(map(str, champ.path)) == name)


def changed_documents(before: Observation, name: str) -> set[str]:
    presse = before.presse
    trees = list(change_champ(champ_of(name), before.tree, presse.codes, presse.referentiel))
    assert trees, "the complete contract has every field"
    afters = [Observation(presse, tree, before) for tree in trees]
    return {cle for after in afters for cle in before.documents if before.says_otherwise(after, cle)}


def test_the_complete_contract_leaves_no_field_empty(tilleuls: Observation) -> None:
    empty = [champ.path for champ in iterate_feuilles() if not list(values_at(tilleuls.tree, champ.path))]
    assert empty == []


def test_a_field_is_printed_where_changing_it_changes_the_document(tilleuls: Observation) -> None:
    assert changed_documents(tilleuls, "diagnostic.methode") == {"diagnostic"}
    assert "fiche_signaletique" in changed_documents(tilleuls, "perimetre.etablissements.*.siret")
    assert changed_documents(tilleuls, "contrat.intitule") == set(tilleuls.documents)
    assert changed_documents(tilleuls, "contrat.date_fin") == set()


def test_what_avenant_yaml_says_is_printed_by_the_act(tilleuls: Observation) -> None:
    names = [".".join(map(str, champ.path)) for champ in iterate_feuilles() if champ.path[0] == "avenant"]
    assert "avenant" in tilleuls.documents and "avenant" not in DU_CONTRAT
    assert {"avenant.motifs", "avenant.expose", "avenant.visas.*.type", "avenant.signataires"} <= set(names)
    assert [name for name in names if "avenant" not in changed_documents(tilleuls, name)] == []


def test_a_contract_without_an_act_prints_none(presse: Presse, tilleuls: Observation) -> None:
    without = Observation(presse, {**tilleuls.tree, "avenant": None})
    assert tilleuls.contexte_acte.projet_avenant is not None
    assert without.contexte_acte.projet_avenant is None
    assert set(tilleuls.documents) - set(without.documents) == {"avenant"}


def test_the_day_that_a_prorogation_gives_is_printed_in_the_contract(tilleuls: Observation) -> None:
    assert "contrat" in changed_documents(tilleuls, "contrat.date_fin_prorogee")


def test_an_act_changes_no_page_of_the_contract_that_was_signed(tilleuls: Observation) -> None:
    assert changed_documents(tilleuls, "avenant.numero") == {"avenant"}
    assert changed_documents(tilleuls, "contrat.statut") >= DU_CONTRAT


def test_the_length_of_a_contract_is_looked_for_without_the_prorogation_that_hides_it(presse: Presse) -> None:
    champ = champ_of("contrat.duree_annees")
    found = probe_champs(presse, CONTRATS, (champ,))[champ.path]
    assert {"contrat", "fiche_signaletique"} <= found.documents


def test_a_name_followed_everywhere_is_not_printed(tilleuls: Observation) -> None:
    assert changed_documents(tilleuls, "perimetre.etablissements.*.id") == set()
    assert changed_documents(tilleuls, "objectifs.objectifs.*.id") == set()


def test_a_reference_is_printed_as_the_name_of_what_it_points_at(tilleuls: Observation) -> None:
    assert "activite" in changed_documents(tilleuls, "activite.lignes.*.etablissement")


def test_a_field_compared_by_a_rule_tips_it(presse: Presse, tilleuls: Observation) -> None:
    (tree, *_) = change_champ(champ_of("contrat.date_fin"), tilleuls.tree, presse.codes, presse.referentiel)
    after = Observation(presse, tree, tilleuls)
    assert ("CON-002", ("contrat", "date_fin")) in after.ecarts ^ tilleuls.ecarts


def test_the_rule_that_reads_the_table_has_no_say_in_it(presse: Presse, tilleuls: Observation) -> None:
    champ = champ_of("parties.gestionnaire.signataire.signe")
    trees = list(change_champ(champ, tilleuls.tree, presse.codes, presse.referentiel))
    assert trees
    codes = {code for tree in (tilleuls.tree, *trees) for code, _ in Observation(presse, tree).ecarts}
    assert codes and "IMP-001" not in codes


def test_what_is_built_from_a_near_contract_is_what_is_built_anew(presse: Presse, tilleuls: Observation) -> None:
    count = 0
    for champ in list(iterate_feuilles())[::7]:
        for tree in change_champ(champ, tilleuls.tree, presse.codes, presse.referentiel):
            assert Observation(presse, tree, tilleuls).dossier == Observation(presse, tree).dossier
            count += 1
    assert count > 50


def test_other_values_are_other_and_within_their_bounds(presse: Presse, tilleuls: Observation) -> None:
    for champ in iterate_feuilles():
        rules = value_rules(champ.rules)
        trees = list(change_champ(champ, tilleuls.tree, presse.codes, presse.referentiel))
        assert all(tree != tilleuls.tree for tree in trees)
        for value in (
            one for tree in (*trees, *change_loin(champ, tilleuls.tree)) for one in values_at(tree, champ.path)
        ):
            assert "min" not in rules or value >= rules["min"], champ.path
            assert "max" not in rules or value <= rules["max"], champ.path


def put_before(word: str, text: str) -> str:
    return f"{word} {text}"


def mark(champs: list[Champ], tree: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The contract with a word of its own in each text, and the field that each word names."""
    words: dict[str, str] = {}
    for rank, champ in enumerate(champs):
        word = f"zq{rank:04}".translate(LETTERS)
        words[word] = ".".join(map(str, champ.path))
        tree = change_values(tree, champ.path, partial(put_before, word))
    return tree, words


def test_a_marked_word_is_read_in_the_documents_that_the_table_names_and_in_no_other(
    presse: Presse, tilleuls: Observation
) -> None:
    texts = [champ for champ in iterate_feuilles() if value_rules(champ.rules)["type"] in ("texte", "texte_long")]
    tree, words = mark(texts, tilleuls.tree)
    marked = Observation(presse, tree)
    impressions = load_referentiel().impressions
    read = {cle: render_markdown(read_docx(marked.render(cle))).lower() for cle in marked.documents}
    # The tools of the preparation and the follow-up repeat what the contract prints: the table leaves that unsaid.
    found = {
        (name, cle)
        for word, name in words.items()
        for cle, text in read.items()
        if word in text and (cle in DU_CONTRAT) == (name.split(".")[0] not in HORS_CONTRAT)
    }
    assert len(found) > 100
    assert {(name, cle) for name, cle in found if cle not in impressions[name].documents} == set()
    silent = {name for name in words.values() if not impressions[name].documents}
    assert silent.isdisjoint(name for name, _ in found)


def test_the_table_is_one_line_per_field_in_the_order_of_the_registry() -> None:
    found: dict[Chemin, Trouve] = {
        ("contrat", "objet"): Trouve({"activite", "contrat"}),
        ("contrat", "date_fin"): Trouve(controle=True),
        ("perimetre", "projets", "*", "id"): Trouve(controle=True),
        ("contrat", "muet"): Trouve(),
    }
    assert format_impressions(found).splitlines()[-4:] == [
        "contrat.objet: {documents: [contrat, activite]}",
        "contrat.date_fin: {usage: controle}",
        "perimetre.projets.*.id: {usage: repere}",
        "contrat.muet: {}",
    ]


def test_trees_are_copied_never_changed() -> None:
    tree: dict[str, Any] = {"a": [{"b": "x"}, {"b": None}], "c": {"2027": date(2027, 1, 1)}}
    before = repr(tree)
    assert change_values(tree, ("a", "*", "b"), str.upper)["a"] == [{"b": "X"}, {"b": None}]
    assert change_values(tree, ("c",), lambda day: day.year)["c"] == {"2027": 2027}
    assert leave_out(tree, ("a", "*", "b"))["a"] == [{"b": None}, {"b": None}]
    assert leave_out(tree, ("absent", "b")) == tree
    assert rename_everywhere(tree, {"x": "y"}) == tree, "only names are renamed"
    assert repr(tree) == before


def test_a_definition_is_a_name_that_others_point_at() -> None:
    names = {".".join(map(str, champ.path)) for champ in iterate_feuilles() if is_definition(champ.path)}
    assert {"perimetre.etablissements.*.id", "fiches.*.fiche", "objectifs.axes.*.id"} <= names
    assert "activite.lignes.*.etablissement" not in names


def files_of(folder: Path) -> Iterator[tuple[str, int]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), path.stat().st_mtime_ns


def test_pages_are_written_only_when_they_changed(tmp_path: Path) -> None:
    table = (ROOT / IMPRESSIONS).read_text(encoding="utf-8")
    assert len(list(publish_docs(tmp_path, table))) == 3
    before = list(files_of(tmp_path))
    assert len(before) == len(build_regles()) + 2
    assert list(publish_docs(tmp_path, table)) == []
    assert list(files_of(tmp_path)) == before
    (tmp_path / "docs/regles/PER-002.md").write_text("autre chose", encoding="utf-8")
    (tmp_path / "docs/regles/OLD-001.md").write_text("une règle retirée", encoding="utf-8")
    assert list(publish_docs(tmp_path, table)) == ["docs/regles/"]
    assert [name for name, _ in files_of(tmp_path)] == [name for name, _ in before]


@pytest.mark.long
def test_the_committed_table_is_what_is_seen_today(presse: Presse) -> None:
    some = tuple(iterate_feuilles())[::6]
    seen = format_impressions(probe_champs(presse, CONTRATS, some))
    table = (ROOT / IMPRESSIONS).read_text(encoding="utf-8")
    lines = [line for line in seen.splitlines() if not line.startswith("#")]
    assert len(lines) == len(some) > 100
    assert [line for line in lines if line not in table.splitlines()] == [], "run « make docs »"


def test_the_committed_table_knows_every_field_and_no_other() -> None:
    table = (ROOT / IMPRESSIONS).read_text(encoding="utf-8")
    known = [line.split(":")[0] for line in table.splitlines() if not line.startswith("#")]
    assert known == [".".join(map(str, champ.path)) for champ in iterate_feuilles()], "run « make docs »"


@pytest.mark.long
def test_the_same_contracts_give_the_same_table_twice(presse: Presse) -> None:
    some = tuple(iterate_feuilles())[::40]
    tables = [format_impressions(probe_champs(presse, CONTRATS, some)) for _ in range(2)]
    assert tables[0] == tables[1]
    assert tables[0].count("documents:") > 5
