"""Pictures that come from a view: in the Word file, then as the PDF and the Markdown read them back."""

import io
import zipfile
from dataclasses import dataclass, replace

from tests.rendering.formats.docx_samples import build_png
from tests.rendering.formats.gabarits_essai import gabarit_of, new_gabarit, open_rendu, render, to_bytes

from cpomdoc.rendering.filtres import FILTRES
from cpomdoc.rendering.formats.docx import RenduDocx
from cpomdoc.rendering.formats.docx_tree.reader import read_docx
from cpomdoc.rendering.formats.docx_tree.tree import Paragraph, Picture
from cpomdoc.rendering.formats.markdown import render_markdown
from cpomdoc.rendering.gabarits import check_gabarit
from cpomdoc.rendering.image import Image

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1" width="2pt" height="1pt"/>'
LOGO = Image(build_png(), 4.0, 2.0, "Logo de l’association « A & B »")


def names_of(rendu: RenduDocx) -> list[str]:
    """The members of the file."""
    with zipfile.ZipFile(io.BytesIO(rendu.docx)) as archive:
        return archive.namelist()


def pictures_of(rendu: RenduDocx) -> list[Picture]:
    """The pictures that the PDF will show."""
    blocks = read_docx(rendu.docx).sections[0].blocks
    return [
        inline
        for block in blocks
        if isinstance(block, Paragraph)
        for inline in block.inlines
        if isinstance(inline, Picture)
    ]


def test_a_picture_takes_the_place_of_its_paragraph_at_its_size_with_its_words() -> None:
    rendu = render(gabarit_of("Avant", "{{p logo }}", "Après"), {"logo": LOGO})
    assert [paragraph.text for paragraph in open_rendu(rendu).paragraphs] == ["Avant", "", "Après"]
    (picture,) = pictures_of(rendu)
    assert picture.data == LOGO.donnees
    assert (round(picture.width, 1), round(picture.height, 1)) == (113.4, 56.7)
    assert picture.alt == "Logo de l’association « A & B »"
    assert "Logo de l’association « A & B »" in render_markdown(read_docx(rendu.docx))


def test_a_picture_may_stand_among_words() -> None:
    rendu = render(gabarit_of("Signé {{r logo }} ici"), {"logo": LOGO})
    assert open_rendu(rendu).paragraphs[0].text == "Signé  ici"
    assert len(pictures_of(rendu)) == 1


def test_the_same_picture_shown_twice_is_stored_once() -> None:
    rendu = render(gabarit_of("{%p for one in logos %}", "{{p one }}", "{%p endfor %}"), {"logos": [LOGO, LOGO]})
    assert len(pictures_of(rendu)) == 2
    assert len([name for name in names_of(rendu) if name.startswith("word/media/")]) == 1


def test_a_picture_in_a_header_has_its_relation_there() -> None:
    gabarit = new_gabarit()
    gabarit.add_paragraph("{{ nom }}")
    gabarit.sections[0].header.paragraphs[0].text = "{{p logo }}"
    rendu = render(to_bytes(gabarit), {"nom": "Les Tilleuls", "logo": LOGO})
    header = open_rendu(rendu).sections[0].header
    assert [one.reltype.rpartition("/")[2] for one in header.part.rels.values()] == ["image"]


def test_the_pdf_takes_the_vector_and_the_word_file_keeps_both() -> None:
    rendu = render(gabarit_of("{{p courbe }}"), {"courbe": replace(LOGO, vecteur=SVG)})
    (picture,) = pictures_of(rendu)
    assert picture.data == SVG
    assert sorted(name.rpartition(".")[2] for name in names_of(rendu) if "/media/" in name) == ["png", "svg"]


def test_a_picture_without_words_is_marked_as_one_that_only_decorates() -> None:
    (picture,) = pictures_of(render(gabarit_of("{{p logo }}"), {"logo": replace(LOGO, alternative="")}))
    assert picture.decorative


def test_the_same_pictures_give_the_same_bytes() -> None:
    first, second = (render(gabarit_of("{{p logo }}"), {"logo": LOGO}) for _ in range(2))
    assert first.docx == second.docx


@dataclass(frozen=True)
class VueImagee:
    """A view with a picture."""

    logo: Image | None


def test_a_picture_printed_as_a_text_is_told_how_to_be_printed() -> None:
    assert check_gabarit("essai.docx", gabarit_of("{{p logo }}"), VueImagee, FILTRES) == []
    (problem,) = check_gabarit("essai.docx", gabarit_of("{{ logo }}"), VueImagee, FILTRES)
    assert problem.code == "GAB-012"
    assert "{{p …}}" in problem.message
