"""Cutting a printed contract into its articles."""

from dataclasses import replace

import pytest
from tests.rendering.documents.dossiers import GABARITS, association, contexte_of, ehpad

from cpomdoc.model.contrat import ClauseParticuliere, Presentation
from cpomdoc.model.dossier import Dossier
from cpomdoc.rendering.documents import contrat
from cpomdoc.rendering.documents.articles import build_plan
from cpomdoc.rendering.formats.articles_docx import APRES, AVANT, TITRES, cut_articles, words_of
from cpomdoc.rendering.formats.docx_tree.tree import DocxTree
from cpomdoc.rendering.formats.graphiques import draw_nothing
from cpomdoc.rendering.render_edition import Atelier, print_document


def tree_of(dossier: Dossier) -> DocxTree:
    """The printed contract as it is read back."""
    atelier = Atelier(lambda name: (GABARITS / name).read_bytes())
    return print_document(("contrat", "Contrat"), contrat, contexte_of(dossier), atelier, draw_nothing).tree


def titres_of(dossier: Dossier) -> list[tuple[str, str]]:
    return [(one.cle, one.titre) for one in build_plan(contexte_of(dossier))]


PAR_TITRE = replace(ehpad(), general=replace(ehpad().general, presentation=Presentation(numerotation="par_titre")))


@pytest.mark.parametrize("dossier", [association(), PAR_TITRE], ids=["association", "ehpad"])
def test_every_word_of_the_contract_is_in_one_part(dossier: Dossier) -> None:
    tree, titres = tree_of(dossier), titres_of(dossier)
    cut = cut_articles(tree, titres)
    headings = {titre for _, titre in titres}
    words = [one for section in tree.sections for block in section.blocks for one in words_of(block)]
    assert len(words) > 40
    assert sorted(one for part in cut.values() for one in part) == sorted(one for one in words if one not in headings)


def test_an_article_holds_its_own_words_without_its_heading() -> None:
    cut = cut_articles(tree_of(association()), titres_of(association()))
    assert cut["duree"][0].startswith("Le contrat entre en vigueur le 1er janvier 2027")
    assert not any("Article" in words.split(" – ")[0] for words in cut["duree"])
    assert "Parties" in cut[AVANT]
    assert cut[APRES][0] == "Signatures"
    assert [words.split(" – ")[0] for words in cut[TITRES]] == ["Titre II"]


def test_a_row_of_a_table_is_a_line_with_its_cells_apart() -> None:
    cut = cut_articles(tree_of(association()), titres_of(association()))
    assert any(words.startswith("1 | IME des Aubépines") for words in cut["etablissements"])


def test_a_clause_of_the_author_belongs_to_the_article_it_follows() -> None:
    clause = ClauseParticuliere("duree", "Les parties se revoient en 2029.", "Clause de revoyure")
    dossier = replace(association(), general=replace(association().general, clauses_particulieres=(clause,)))
    cut = cut_articles(tree_of(dossier), titres_of(dossier))
    assert cut["duree"][-2:] == ("Clause de revoyure", "Les parties se revoient en 2029.")


def test_an_article_that_is_nowhere_is_a_bug() -> None:
    with pytest.raises(LookupError, match="Article 99"):
        cut_articles(tree_of(association()), [*titres_of(association()), ("nul", "Article 99 – Rien")])
