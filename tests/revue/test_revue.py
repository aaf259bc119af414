"""What a branch changes in a contract is told whole: words, money, places, days, rules, what is left to complete."""

import re
import shutil
from pathlib import Path

import pytest

from cpomdoc.revue.modele import RevueContrat, Sort, Suite
from cpomdoc.revue.phrases import tell_contrat
from tests.checking.contrats_de_test import VALIDE
from tests.revue.depots import REF, change, commit, git, make_depot, review, review_one, rewrite


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    return make_depot(tmp_path / "depot")


@pytest.fixture(scope="module")
def riche(tmp_path_factory: pytest.TempPathFactory) -> RevueContrat:
    """A draft in which a rate, a clause, a capacity and what is left to complete all change."""
    racine = make_depot(tmp_path_factory.mktemp("riche") / "depot")
    change(racine, "statut: definitif", "statut: projet")
    commit(racine)
    change(racine, "2031: 1.00", "2031: 1.50", "finances.yaml")
    change(racine, "se réunissent dans les trois mois", "se réunissent dans le mois")
    change(racine, "financee: 20", "financee: 19", "perimetre.yaml")
    change(racine, "  lieu_signature: Nantes\n", "")
    return review_one(racine, "HEAD")


def test_the_effect_on_money_is_told_per_funder_and_year(riche: RevueContrat) -> None:
    assert {one.sujet[1] for one in riche.montants} == {"2031", "Total du contrat"}
    assert len({one.sujet[0] for one in riche.montants}) == 3
    assert {one.sens for one in riche.montants} == {"hausse"}
    assert all(one.ecart.startswith("+\u00a0") and one.ecart.endswith("€") for one in riche.montants)
    assert riche.total is not None
    assert riche.total.sujet == ("Tous financeurs", "Total du contrat")


def test_the_articles_and_documents_whose_words_change_are_named(riche: RevueContrat) -> None:
    assert riche.mots is not None
    titres = [one.titre for one in riche.mots.parties]
    assert any(re.fullmatch(r"Article\s[\d.]+ – Révision.*", one) for one in titres)
    assert "Signatures" in titres
    assert riche.mots.documents[0].titre == "Contrat"
    assert any(one.titre.startswith("Annexe n°\u00a0") for one in riche.mots.documents)
    assert len(riche.mots.documents) < 8
    assert {one.sort for one in riche.mots.parties} == {one.sort for one in riche.mots.documents} == {Sort.MODIFIE}


def test_the_words_that_change_are_shown_in_each_document(riche: RevueContrat) -> None:
    assert riche.mots is not None
    contrat = riche.mots.documents[0]
    assert contrat.redline.startswith("<section")
    assert "<ins>" in contrat.redline
    assert re.search(r"<del>[^<]*trois", contrat.redline)
    assert all(one.redline for one in riche.mots.documents)


def test_capacities_that_change_are_told_with_their_difference(riche: RevueContrat) -> None:
    assert {one.sujet[0] for one in riche.capacites} == {"Capacité financée (places)"}
    assert {(one.ecart, one.sens) for one in riche.capacites} == {("−\u00a01", "baisse")}


def test_what_is_left_to_complete_is_counted_at_both_ends(riche: RevueContrat) -> None:
    avant, apres = riche.a_completer
    assert avant is not None
    assert apres is not None
    assert apres > avant


def test_the_points_of_a_contract_say_what_matters_in_sentences(riche: RevueContrat) -> None:
    points = list(tell_contrat(riche))
    assert points[0] == "Dans les fichiers\u202f: 1 retrait et 3 modifications."
    assert any(point.startswith("Dotations sur tout le contrat") and "(hausse, +" in point for point in points)
    assert any(point.startswith("Rédaction\u202f: ") for point in points)
    assert any(point.startswith("Mentions «\u202fà compléter\u202f»") for point in points)


def test_a_year_that_is_not_known_is_not_counted_for_nothing(depot: Path) -> None:
    change(depot, "2031: 1.00", "2031: a_completer", "finances.yaml")
    rows = {one.sujet[1]: one for one in review_one(depot, "HEAD").montants}
    assert (rows["2031"].apres, rows["2031"].ecart) == ("à compléter", "inconnu")
    assert rows["Total du contrat"].ecart == "inconnu"


@pytest.mark.long
def test_an_article_that_goes_renumbers_those_that_follow(depot: Path) -> None:
    change(
        depot,
        "conventions_anterieures:\n  - {type: cpom, etablissements: [ime-ormes], date: 2022-01-18, "
        "echeance: 2026-12-31}\n",
        "",
    )
    mots = review_one(depot, "HEAD").mots
    assert mots is not None
    sorts = {one.sort for one in mots.parties if one.titre.startswith("Article")}
    assert Sort.RETIRE in sorts


def test_days_that_move_are_told_with_how_far(depot: Path) -> None:
    change(depot, "duree_annees: 5\n  date_fin: 2031-12-31", "duree_annees: 4\n  date_fin: 2030-12-31")
    rows = {one.sujet[0]: one for one in review_one(depot, "HEAD").echeances}
    fin = rows["Dernier jour du contrat"]
    assert (fin.avant, fin.apres) == ("31 décembre 2031", "31 décembre 2030")
    assert (fin.ecart, fin.sens) == ("−\u00a0365\u00a0jours", "plus tôt")
    assert "Notification d’une prorogation, au plus tard" in rows


def test_rules_that_fail_now_and_those_that_do_not_any_more_are_told_with_their_line(depot: Path) -> None:
    change(depot, "2027: 3045000", "2027: 3045001", "finances.yaml")
    fresh = review_one(depot, "HEAD").regles.lignes
    line = 1 + (depot / "contracts" / REF / "finances.yaml").read_text("utf-8").split("\n").index("      2027: 3045001")
    assert {one.suite for one in fresh} == {Suite.NOUVEAU}
    assert f"contracts/{REF}/finances.yaml:{line}" in {one.lieu for one in fresh}
    commit(depot)
    change(depot, "2027: 3045001", "2027: 3045000", "finances.yaml")
    solved = review_one(depot, "HEAD").regles.lignes
    assert {one.suite for one in solved} == {Suite.RESOLU}
    assert {one.code for one in solved} == {one.code for one in fresh}
    assert not any(one.bloque for one in solved)


def test_contracts_that_come_go_and_change_names_are_told_apart(tmp_path: Path) -> None:
    depot = make_depot(tmp_path / "depot", "ancien", "parti", "reste")
    for ref, nom in (("parti", "Les Saules"), ("ancien", "Les Hêtres")):
        for name in ("contrat.yaml", "perimetre.yaml", "finances.yaml"):
            path = depot / "contracts" / ref / name
            path.write_text("".join(f"{line}  # {nom}\n" for line in path.read_text("utf-8").splitlines()), "utf-8")
    commit(depot)
    git(depot, "mv", "contracts/ancien", "contracts/neuf")
    git(depot, "rm", "-rq", "contracts/parti")
    shutil.copytree(VALIDE, depot / "contracts" / "venu")
    commit(depot)
    revue = review(depot, "HEAD~1..HEAD")
    assert {one.ref: (one.sort, one.ancienne_ref) for one in revue.contrats} == {
        "neuf": (Sort.RENOMME, "ancien"),
        "parti": (Sort.RETIRE, ""),
        "venu": (Sort.AJOUTE, ""),
    }
    assert revue.intacts == 1
    assert [one.lignes for one in revue.contrats if one.ref == "neuf"] == [()]


def test_a_contract_that_could_not_be_read_before_is_shown_as_it_is(depot: Path) -> None:
    change(depot, "duree_annees: 5", "duree_annees: [")
    commit(depot)
    change(depot, "duree_annees: [", "duree_annees: 5")
    contrat = review_one(depot, "HEAD")
    assert contrat.avertissements[0].startswith("Avant\u202f: Le contrat ne se lit pas.")
    assert (contrat.lignes, contrat.montants) == ((), ())
    assert contrat.a_completer[1] is not None
    assert {one.suite for one in contrat.regles.lignes} == {Suite.RESOLU}


def test_contracts_that_no_one_touched_are_not_even_read(tmp_path: Path) -> None:
    depot = make_depot(tmp_path / "depot", REF, "autre")
    change(depot, "duree_annees: 5", "duree_annees: [", ref="autre")
    commit(depot)
    change(depot, "lieu_signature: Nantes", "lieu_signature: Angers")
    revue = review(depot, "HEAD")
    assert [one.ref for one in revue.contrats] == [REF]
    assert revue.intacts == 1


def test_files_that_do_not_make_the_contract_are_only_named(depot: Path) -> None:
    folder = depot / "contracts" / REF / "texte"
    folder.mkdir()
    (folder / "contrat.md").write_text("# Contrat\n", "utf-8")
    contrat = review_one(depot, "HEAD")
    assert (contrat.lignes, contrat.mots, contrat.textes, contrat.autres) == ((), None, 1, ())


def test_a_house_that_changes_shows_the_contracts_whose_words_follow(depot: Path) -> None:
    (depot / "templates").mkdir()
    (depot / "templates" / "maison.yaml").write_text("contrat:\n  nombre_exemplaires: 3\n", "utf-8")
    commit(depot)
    rewrite(depot, "templates/maison.yaml", "3", "4")
    revue = review(depot, "HEAD")
    assert [one.nom for one in revue.maison] == ["templates/maison.yaml"]
    (contrat,) = revue.contrats
    assert contrat.mots is not None
    assert [one.titre for one in contrat.mots.documents] == ["Contrat"]


@pytest.mark.long
def test_a_house_whose_change_shows_nowhere_leaves_contracts_untouched(depot: Path) -> None:
    (depot / "templates").mkdir()
    (depot / "templates" / "maison.yaml").write_text("# Rien encore.\nannexes: {}\n", "utf-8")
    revue = review(depot, "HEAD")
    assert [one.sort for one in revue.maison] == [Sort.AJOUTE]
    assert (revue.contrats, revue.intacts, revue.vide) == ((), 1, False)


def test_a_range_that_changes_nothing_says_so(depot: Path) -> None:
    revue = review(depot, "HEAD..HEAD")
    assert revue.vide
    assert revue.intacts == 1
