"""Small avenants built by hand on the contracts of `dossiers.py`, and the acts that they give."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tests.rendering.documents.dossiers import GABARITS, contexte_of

from cpomdoc.model.avenant import Avenant
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.projet_avenant import (
    ActeAnterieur,
    ArticleAvenant,
    Genre,
    LigneTableau,
    Operation,
    ProjetAvenant,
)
from cpomdoc.rendering.documents import contrat
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.normalise import normalise_dossier
from cpomdoc.rendering.formats.docx_tree.tree import DocxTree, plain_text
from cpomdoc.rendering.formats.graphiques import draw_nothing
from cpomdoc.rendering.formats.markdown import render_markdown
from cpomdoc.rendering.render_avenant import print_avenant
from cpomdoc.rendering.render_edition import Atelier, Imprime, print_document

ATELIER = Atelier(lambda name: (GABARITS / name).read_bytes())
CONTRAT = ActeAnterieur(0, "00-contrat", date(2026, 12, 15), date(2027, 1, 1))
PREMIER = ActeAnterieur(1, "01-activite", date(2027, 11, 20), date(2028, 1, 1))
AVENANT = Avenant(1, ("prorogation",), expose={"prorogation": "La réforme attendue n’est pas entrée en vigueur."})
PROROGER = Operation(
    Genre.PROROGER,
    "article:duree",
    "L’article relatif à la durée est remplacé par les dispositions suivantes :",
    greffe=True,
)
LIGNE = LigneTableau("Places de l’IME", "40", "45")


def article(*operations: Operation, intitule: str = "Durée du contrat") -> ArticleAvenant:
    """An article of an act."""
    return ArticleAvenant(intitule, operations)


def contexte_avenant(
    apres: Dossier,
    avant: Dossier | None = None,
    avenant: Avenant = AVENANT,
    articles: Sequence[ArticleAvenant] = (article(PROROGER),),
    anterieurs: Sequence[ActeAnterieur] = (CONTRAT,),
) -> Contexte:
    """The new state and the act that leads to it; without `avant`, the old state is the same."""
    contexte = contexte_of(replace(apres, avenant=avenant))
    old = normalise_dossier(avant or apres)
    objets = ("Le présent avenant modifie la durée du contrat.",)
    projet = ProjetAvenant(avenant, old, tuple(anterieurs), objets, tuple(articles))
    return replace(contexte, projet_avenant=projet)


def print_contrat_of(contexte: Contexte) -> Imprime:
    """The printed contract of the new state."""
    return print_document(("contrat", "Contrat"), contrat, contexte, ATELIER, draw_nothing)


def print_acte(contexte: Contexte) -> Imprime:
    """The act, with what it quotes."""
    return print_avenant(contexte, print_contrat_of(contexte).docx, ATELIER, dessins=False)


def lines_of(contexte: Contexte) -> list[str]:
    """The Markdown of the act, line by line."""
    return [line for line in render_markdown(print_acte(contexte).tree).splitlines() if line]


def headings_of(tree: DocxTree) -> list[str]:
    """The headings of a document, as its bookmarks show them."""
    blocks = [block for section in tree.sections for block in section.blocks]
    return [plain_text(one) for one in tree.iter_paragraphs() if one.level and not one.toc and one in blocks]
