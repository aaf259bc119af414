"""The act that changes a contract, in Word: its own words, then those that it quotes from the printed contract."""

from dataclasses import replace

from cpomdoc.rendering.documents.articles import build_plan
from cpomdoc.rendering.documents.avenant import acte
from cpomdoc.rendering.documents.avenant.dispositions import list_greffes
from cpomdoc.rendering.documents.avenant.parties_acte import date_contexte
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.formats.docx_tree.reader import read_docx
from cpomdoc.rendering.formats.greffe import graft_articles
from cpomdoc.rendering.render_edition import Atelier, Imprime, draw_or_not, print_document


def name_acte(numero: int) -> str:
    """Stem of the files of an act: « avenant-01 »."""
    return f"{acte.cle}-{numero:02}"


def print_avenant(contexte: Contexte, contrat_imprime: bytes, atelier: Atelier, *, dessins: bool = True) -> Imprime:
    """The act, in which each article that it quotes stands as it does in the printed contract of the new state."""
    projet = contexte.projet_avenant
    if projet is None:
        raise ValueError(contexte.dossier.ref)
    names = (name_acte(projet.avenant.numero), acte.name_titre(contexte))
    dated = date_contexte(contexte, projet.avenant) if projet.avenant.effet else contexte
    imprime = print_document(names, acte, dated, atelier, draw_or_not(atelier, dessins=dessins))
    titres = [(one.cle, one.titre) for one in build_plan(contexte)]
    docx = graft_articles(imprime.docx, contrat_imprime, list_greffes(contexte), titres)
    return replace(imprime, docx=docx, tree=read_docx(docx))
