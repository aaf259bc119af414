"""The judges from outside on an act that quotes every article of its contract, and on a consolidated contract."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cpomdoc.model.projet_avenant import ArticleAvenant, Genre, LigneTableau, Operation
from cpomdoc.rendering.documents.articles import build_plan
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.formats.pdf import PdfOptions, compose, paginate, render_parts
from cpomdoc.rendering.render_edition import Imprime
from tests.acceptance.test_juges import PROFILES, read_open_xml_errors, read_pdf_failures
from tests.rendering.documents.avenants import contexte_avenant, print_acte, print_contrat_of
from tests.rendering.documents.dossiers import ehpad
from tests.rendering.documents.test_consolidation import consolidated


def acte() -> Imprime:
    """An act that quotes each article, with a table and an annex."""
    ligne = LigneTableau("Places", "80", "84")
    quotes = [
        Operation(Genre.REMPLACER, f"article:{one.cle}", "Il est ainsi rédigé :", (ligne,), greffe=True)
        for one in build_plan(_contexte(()))
    ]
    annexe = Operation(Genre.REMPLACER_ANNEXE, "annexe:fiche_signaletique", "L’annexe n° 1 est remplacée.")
    return print_acte(_contexte((*quotes, annexe)))


def _contexte(operations: tuple[Operation, ...]) -> Contexte:
    return contexte_avenant(ehpad(), articles=(ArticleAvenant("Refonte", operations),))


def consolide() -> Imprime:
    """A contract as its first avenant has changed it."""
    return print_contrat_of(consolidated())


IMPRIMES = {"acte": acte, "consolide": consolide}


@pytest.mark.parametrize("nom", IMPRIMES)
def test_the_open_xml_sdk_accepts_it(nom: str, tmp_path: Path) -> None:
    path = tmp_path / f"{nom}.docx"
    path.write_bytes(IMPRIMES[nom]().docx)
    assert read_open_xml_errors(path) == []


@pytest.mark.parametrize("nom", IMPRIMES)
def test_its_pdf_is_archival_and_accessible(nom: str) -> None:
    imprime = IMPRIMES[nom]()
    options = PdfOptions(imprime.titre, datetime(2028, 1, 1, tzinfo=UTC))
    _, tree = paginate(imprime.docx, imprime.tree, options)
    data = render_parts([compose(tree, 0, options)], options)
    for profile in PROFILES:
        assert read_pdf_failures(data, profile) == []
