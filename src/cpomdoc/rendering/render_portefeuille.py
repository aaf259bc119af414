"""The portfolio in every format: Word first, PDF and Markdown derived from it, the sheets as a workbook and a page."""

from datetime import UTC, datetime

from cpomdoc.rendering.documents.portefeuille.tableau import build_classeur
from cpomdoc.rendering.documents.portefeuille.vue import VuePortefeuille, gabarit
from cpomdoc.rendering.filtres import FILTRES
from cpomdoc.rendering.formats.classeur import ReglagesClasseur, render_classeur
from cpomdoc.rendering.formats.docx import Reglages, compile_gabarit, render_docx
from cpomdoc.rendering.formats.docx_tree.reader import read_docx
from cpomdoc.rendering.formats.gabarit_proprietes import Proprietes
from cpomdoc.rendering.formats.html import render_html
from cpomdoc.rendering.formats.markdown import render_markdown
from cpomdoc.rendering.formats.pdf import PdfOptions, compose, paginate, render_parts
from cpomdoc.rendering.render_edition import Atelier
from cpomdoc.rendering.valeurs import build_contexte

NOM = "portefeuille"


def render_portefeuille(vue: VuePortefeuille, atelier: Atelier, version: str) -> dict[str, bytes]:
    """Files by name; all bear the day of the portfolio, so that the same contracts and day give the same bytes."""
    jour, titre = datetime(vue.au.year, vue.au.month, vue.au.day, tzinfo=UTC), vue.entete.titre
    reglages = Reglages(Proprietes(jour, titre, "Contrats pluriannuels d’objectifs et de moyens", "cpomdoc"))
    model = compile_gabarit(gabarit, atelier.load_gabarit(gabarit), FILTRES)
    rendu = render_docx(model, build_contexte(vue), reglages)
    options = PdfOptions(titre, jour, subject="Contrats pluriannuels d’objectifs et de moyens", fonts=atelier.polices)
    docx, tree = paginate(rendu.docx, read_docx(rendu.docx), options)
    classeur = build_classeur(vue)
    return {
        f"{NOM}.docx": docx,
        f"{NOM}.pdf": render_parts([compose(tree, 0, options)], options),
        f"{NOM}.md": render_markdown(tree).encode(),
        f"{NOM}.xlsx": render_classeur(classeur, ReglagesClasseur("", {}, version)),
        f"{NOM}.html": render_html(classeur, vue.entete.pied),
    }
