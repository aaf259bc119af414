"""Contexts of the example contracts, read, checked and computed for real; a test may replace a section."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.rendering.documents.dossiers import open_gabarit

from cpomdoc.checking.validator import check_forme
from cpomdoc.computing.compute_calculs import compute_calculs
from cpomdoc.loading.load_catalogue import load_catalogue
from cpomdoc.loading.load_dossier import load_dossier
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.build import build_dossier
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.plan import build_plan
from cpomdoc.rendering.documents.articles import resolve_renvoi
from cpomdoc.rendering.documents.contexte import Contexte, Edition
from cpomdoc.rendering.documents.document import Document
from cpomdoc.rendering.formats.docx import Reglages, render_docx
from cpomdoc.rendering.formats.docx_tree.reader import read_docx
from cpomdoc.rendering.formats.markdown import render_markdown
from cpomdoc.rendering.valeurs import build_contexte

RACINE = Path(__file__).parents[3]


def load_exemple(ref: str) -> Dossier:
    """An example contract of the repository, whose shape is proven."""
    sources, problems = load_dossier(RACINE / "contracts", ref)
    tree, found = check_forme(sources, load_referentiel())
    assert not problems
    assert not [problem for problem in found if problem.severite == "erreur"]
    return build_dossier(ref, tree)


def open_contexte(dossier: Dossier, **sections: Any) -> Contexte:
    """What documents read, once some sections are replaced."""
    changed = replace(dossier, **sections)
    referentiel = load_referentiel()
    catalogue = load_catalogue((RACINE / "templates/catalogue.yaml").read_bytes(), "catalogue.yaml")
    plan = build_plan(changed, catalogue, referentiel.annexes)
    return Contexte(changed, compute_calculs(changed, referentiel), referentiel, plan, Edition("0123456789abcdef"))


def print_document(document: Document, contexte: Contexte) -> tuple[str, int]:
    """The text of a document as its gabarit prints it, and how many blanks it counts."""
    reglages = Reglages(renvois=lambda name: resolve_renvoi(contexte, name))
    rendu = render_docx(open_gabarit(document.gabarit), build_contexte(document.build_vues(contexte)), reglages)
    return render_markdown(read_docx(rendu.docx)), rendu.a_completer
