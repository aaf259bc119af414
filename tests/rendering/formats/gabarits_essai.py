"""Small gabarits built with python-docx for the tests; real ones are made in Word."""

import io
from collections.abc import Callable

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from cpomdoc.rendering.formats.docx import Reglages, RenduDocx, compile_gabarit, render_docx


def new_gabarit() -> Document:
    """An empty gabarit with the styles every gabarit has, in French."""
    document = docx.Document()
    document.styles.add_style("A completer", WD_STYLE_TYPE.CHARACTER)
    document.styles.add_style("Liste a puces", WD_STYLE_TYPE.PARAGRAPH)
    document.styles.add_style("Liste numerotee", WD_STYLE_TYPE.PARAGRAPH)
    lang = document.styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:lang')}")
    lang.set(qn("w:val"), "fr-FR")
    return document


def to_bytes(document: Document) -> bytes:
    """The gabarit as a file."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def gabarit_of(*paragraphs: str) -> bytes:
    """A gabarit with these paragraphs."""
    document = new_gabarit()
    for text in paragraphs:
        document.add_paragraph(text)
    return to_bytes(document)


def render(
    gabarit: bytes, vue: dict[str, object], filtres: dict[str, Callable[..., object]] | None = None
) -> RenduDocx:
    """Compile and render."""
    return render_docx(compile_gabarit("essai.docx", gabarit, filtres), vue, Reglages(renvois=RENVOIS.get))


def open_rendu(rendu: RenduDocx) -> Document:
    """The rendered document, as python-docx reads it."""
    return docx.Document(io.BytesIO(rendu.docx))


def lines_of(rendu: RenduDocx) -> list[str]:
    """The text of each paragraph of the body."""
    return [paragraph.text for paragraph in open_rendu(rendu).paragraphs]


RENVOIS = {"annexe:activite": "l’annexe 5", "article:revision": "l’article 12"}
