"""A sealed version that a branch touches is told first; what changes since says whether it asks for an avenant."""

from pathlib import Path

import pytest

from cpomdoc.revue.page import A_RESIGNER, render_page, title_documents
from cpomdoc.revue.phrases import SCELLE_TOUCHE, tell_contrat
from tests.revue.depots import REF, change, commit, git, make_depot, review, review_one, rewrite, seal

SCELLE = f"contracts/{REF}/versions/00-contrat"


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    racine = make_depot(tmp_path / "depot")
    seal(racine)
    return commit(racine)


def test_a_sealed_file_that_changes_is_told_in_red_words(depot: Path) -> None:
    rewrite(depot, f"{SCELLE}/contrat.yaml", "Nantes", "Angers")
    contrat = review_one(depot, "HEAD")
    assert [one.nom for one in contrat.scelles.touches] == [f"{SCELLE}/contrat.yaml"]
    assert contrat.grave
    assert next(iter(tell_contrat(contrat))) == SCELLE_TOUCHE
    assert [one.code for one in contrat.regles.lignes].count("VER-001") == 1
    page = render_page(review(depot, "HEAD"))
    assert f'<p class="danger" role="note">{SCELLE_TOUCHE}</p>' in page


def test_a_sealed_contract_that_goes_takes_its_versions_with_it(depot: Path) -> None:
    git(depot, "rm", "-rq", f"contracts/{REF}")
    assert review_one(commit(depot), "HEAD~1..HEAD").grave


def test_a_new_sealed_version_is_no_fault(depot: Path) -> None:
    contrat = review_one(depot, "HEAD~1..HEAD")
    assert (contrat.scelles.nouvelles, contrat.grave) == (("00-contrat",), False)


def test_what_changes_since_the_signature_asks_for_an_avenant(depot: Path) -> None:
    change(depot, "2031: 1.00", "2031: 1.50", "finances.yaml")
    contrat = review_one(depot, "HEAD")
    assert (contrat.scelles.derniere, contrat.scelles.avenant) == ("00-contrat", 1)
    assert contrat.scelles.motifs
    assert any("demande l’avenant n°\u00a01" in point for point in tell_contrat(contrat))
    assert title_documents(contrat) == A_RESIGNER
    assert contrat.mots is not None
    assert "Page de garde" not in {one.titre for one in contrat.mots.parties}


def test_what_needs_no_avenant_says_why(depot: Path) -> None:
    change(depot, "lieu_signature: Nantes", "lieu_signature: Angers")
    contrat = review_one(depot, "HEAD")
    assert (contrat.scelles.avenant, contrat.grave) == (None, False)
    assert any("rien ne demande d’avenant" in point for point in tell_contrat(contrat))


def test_words_are_compared_even_when_a_seal_is_broken(depot: Path) -> None:
    rewrite(depot, f"{SCELLE}/contrat.yaml", "Nantes", "Angers")
    change(depot, "lieu_signature: Nantes", "lieu_signature: Angers")
    contrat = review_one(depot, "HEAD")
    assert contrat.mots is not None
    assert [one.titre for one in contrat.mots.documents] == ["Contrat"]
