"""The PDF of a Word file: what it conforms to, what it shows, and what stops it."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pytest
from docx.enum.text import WD_BREAK
from docx.shared import Cm, Pt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rendering.formats.docx_samples import (
    SVG,
    add_footer,
    build,
    build_contract,
    build_png,
    describe_last_picture,
    set_header_row,
)
from tests.rendering.formats.text_extraction import (
    assert_same_letters,
    keep_body,
    letters,
    note_letters,
    pdf_letters,
    pdf_text,
    run_tool,
    tagged_letters,
    tree_letters,
)

from cpomdoc.errors import GabaritError, OutilAbsent
from cpomdoc.rendering.formats.docx_tree import DocxTree, read_docx
from cpomdoc.rendering.formats.docx_tree.tree import Paragraph, Picture
from cpomdoc.rendering.formats.pdf import Attachment, PdfOptions, compose, locate_headings, paginate, render_pdf
from cpomdoc.rendering.formats.pdf_fonts import load_fonts, read_metrics

OPTIONS = PdfOptions("Contrat d’essai", datetime(2027, 1, 1, tzinfo=UTC))
LIBERATION = Path("/usr/share/fonts/truetype/liberation")

Fill = Callable[[Any], Any]


def render(fill: Fill) -> bytes:
    """PDF of a document."""
    return render_pdf([read_docx(build(fill))], OPTIONS)


def assert_conforms(pdf: bytes) -> None:
    """The PDF is archival and accessible, says an independent validator."""
    for profile in ("PDF/A-3a", "PDF/UA-1"):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        assert report.rules.total > 0
        assert [failure.message for failure in report.failures] == []


@pytest.fixture(scope="module")
def contract() -> DocxTree:
    """A contract in miniature."""
    return read_docx(build_contract())


def test_the_pdf_is_archival_and_accessible(contract: DocxTree) -> None:
    options = replace(OPTIONS, attachments=(Attachment("contrat.yaml", b"a: 1", "application/yaml", "Source"),))
    assert_conforms(render_pdf([contract], options))


def test_the_whole_set_is_archival_and_accessible_too(contract: DocxTree) -> None:
    assert_conforms(render_pdf([contract, contract], OPTIONS))


def test_qpdf_finds_nothing_to_say(contract: DocxTree) -> None:
    assert "No syntax or stream encoding errors" in run_tool("qpdf", render_pdf([contract], OPTIONS), "--check")


def test_the_same_document_gives_the_same_bytes(contract: DocxTree) -> None:
    assert render_pdf([contract], OPTIONS) == render_pdf([contract], OPTIONS)


def test_the_pdf_says_the_same_letters_in_the_same_order(contract: DocxTree) -> None:
    assert_same_letters(contract, lambda tree: render_pdf([tree], OPTIONS))


def test_footnotes_are_in_the_pdf(contract: DocxTree) -> None:
    notes = note_letters(contract)
    assert len(notes) == 1
    assert notes[0] in pdf_letters(render_pdf([contract], OPTIONS))


def test_each_page_has_its_header_and_its_number(contract: DocxTree) -> None:
    pages = pdf_text(render_pdf([contract], OPTIONS), "-layout").split("\f")[:-1]
    numbers = [f"Page {number} sur {len(pages)}" for number in range(1, len(pages) + 1)]
    assert len(pages) > 3
    assert [number in text for number, text in zip(numbers, pages, strict=True)] == [False] + [True] * (len(pages) - 1)
    assert all("CPOM Les Tilleuls" in text for text in pages[1:])


def test_each_document_of_a_set_counts_its_own_pages(contract: DocxTree) -> None:
    alone = pdf_text(render_pdf([contract], OPTIONS), "-layout").split("\f")[:-1]
    both = pdf_text(render_pdf([contract, contract], OPTIONS), "-layout").split("\f")[:-1]
    assert both == alone + alone


def test_each_document_of_a_set_has_its_bookmark(contract: DocxTree) -> None:
    other = replace(contract, title="Annexe 1")
    outlines = read_outlines(render_pdf([contract, other], OPTIONS))
    assert [item["title"] for item in outlines] == ["Contrat d’essai", "Annexe 1"]
    assert [kid["title"] for kid in outlines[0]["kids"]][:2] == [
        "Titre 1 – Les engagements",
        "Titre 2 – Les engagements",
    ]


def test_headings_are_bookmarks_one_under_the_other(contract: DocxTree) -> None:
    first = read_outlines(render_pdf([contract], OPTIONS))[0]
    assert first["title"] == "Titre 1 – Les engagements"
    assert first["kids"][0]["title"] == "Article 1 – Affectation des résultats"


def read_outlines(pdf: bytes) -> list[dict[str, Any]]:
    """Bookmarks of a PDF."""
    found: list[dict[str, Any]] = json.loads(run_tool("qpdf", pdf, "--json"))["outlines"]
    return found


def test_a_level_that_the_headings_skip_is_no_hindrance() -> None:
    def fill(document: Any) -> None:
        document.add_heading("Trois", 3)
        document.add_heading("Un", 1)
        document.add_heading("Trois", 3)

    assert_conforms(render(fill))


def test_landscape_pages_are_landscape(contract: DocxTree) -> None:
    sizes = run_tool("pdfinfo", render_pdf([contract], OPTIONS), "-l", "99")
    assert "595.3 x 841.9 pts" in sizes
    assert "841.9 x 595.3 pts" in sizes


def test_the_contract_s_files_travel_inside() -> None:
    files = (
        Attachment("contrat.yaml", "référence: é\n".encode(), "application/yaml", "Source du contrat"),
        Attachment("image.png", build_png(), "image/png", "Logo"),
    )
    tree = read_docx(build(lambda document: document.add_paragraph("x")))
    pdf = render_pdf([tree], replace(OPTIONS, attachments=files))
    listed = run_tool("qpdf", pdf, "--list-attachments")
    assert [line.split(" -> ")[0] for line in listed.splitlines()] == ["contrat.yaml", "image.png"]
    assert run_tool("qpdf", pdf, "--show-attachment=contrat.yaml") == "référence: é\n"


def test_title_author_and_language_are_in_the_pdf() -> None:
    tree = read_docx(build(lambda document: document.add_paragraph("x")))
    pdf = render_pdf([tree], replace(OPTIONS, author="Les Tilleuls", subject="CPOM", lang="fr-FR"))
    told = run_tool("pdfinfo", pdf)
    assert "Contrat d’essai" in told
    assert "Les Tilleuls" in told
    assert b"fr-FR" in pdf


@pytest.mark.parametrize("char", ["😀", "漢", "\ue000"])
def test_a_character_no_font_has_is_named_with_the_words_around(char: str) -> None:
    with pytest.raises(OutilAbsent, match=f"U\\+{ord(char):04X}.*dans « Un sourire"):
        render(lambda document: document.add_paragraph(f"Un sourire {char} de trop"))


@pytest.mark.parametrize(
    "words", ["☐ ☒ ✓ → ▪ ≥ œ Œ Ÿ « » ’ – — … № n° m² 1/2 €", "\u2011 \u00a0 \u202f \u00ad \u200b fin"]
)
def test_the_signs_of_french_documents_are_all_there(words: str) -> None:
    assert pdf_letters(render(lambda document: document.add_paragraph(words))) == letters(words)


@pytest.mark.parametrize(
    "words", ["#let x = 1", "$a$ `b` *c* _d_ @e <f> [g] \\h // i /* j */", '"k" \\u{41} #{panic()}']
)
def test_what_looks_like_typst_is_only_words(words: str) -> None:
    assert pdf_letters(render(lambda document: document.add_paragraph(words))) == letters(words)


def test_words_alone_in_a_cell_keep_the_space_around_them() -> None:
    def fill(document: Any) -> None:
        for space in (0, 30):
            table = document.add_table(2, 1)
            for row in table.rows:
                row.cells[0].paragraphs[0].paragraph_format.space_before = Pt(space)
                row.cells[0].paragraphs[0].paragraph_format.space_after = Pt(space / 2)
                row.cells[0].paragraphs[0].add_run("mot")
            document.add_paragraph()

    lines = run_tool("pdftotext", render(fill), "-bbox", output="-").splitlines()
    tops = [float(line.split('yMin="')[1].split('"')[0]) for line in lines if ">mot<" in line]
    tight, loose = tops[1] - tops[0], tops[3] - tops[2]
    assert tight > 5
    assert loose - tight == pytest.approx(45, abs=0.01)


def test_the_source_of_a_cell_is_little_more_than_its_words() -> None:
    def fill(document: Any) -> None:
        table = document.add_table(100, 5)
        for cell in table._cells:
            cell.text = "mot"

    part = compose(read_docx(build(fill)), 0, OPTIONS)
    assert part.code.count("mot") == 500
    assert len(part.code) < 500 * 60


def test_a_word_longer_than_its_cell_loses_no_letter() -> None:
    def fill(document: Any) -> None:
        for cell in document.add_table(rows=1, cols=5).rows[0].cells:
            cell.text = "Établissement " + "a" * 60

    assert pdf_letters(render(fill)) == letters(("Établissement" + "a" * 60) * 5)


def test_a_word_broken_in_a_narrow_cell_is_heard_whole_by_a_screen_reader() -> None:
    def fill(document: Any) -> None:
        for cell in document.add_table(rows=1, cols=8).rows[0].cells:
            cell.text = "incompréhensiblement à compléter"

    assert tagged_letters(render(fill)) == letters("incompréhensiblement à compléter" * 8)


def test_a_picture_without_alternative_text_is_refused() -> None:
    def fill(document: Any) -> None:
        document.add_picture(BytesIO(build_png()), width=Cm(2))

    with pytest.raises(GabaritError, match="texte de remplacement"):
        render(fill)


def test_a_described_picture_is_shown_at_its_size() -> None:
    def fill(document: Any) -> None:
        document.add_picture(BytesIO(build_png()), width=Cm(2))
        describe_last_picture(document, "Logo de l’agence")

    pdf = render(fill)
    assert_conforms(pdf)
    assert "60    30" in run_tool("pdfimages", pdf, "-list")


def test_a_picture_of_the_header_needs_no_text() -> None:
    def fill(document: Any) -> None:
        document.sections[0].header.paragraphs[0].add_run().add_picture(BytesIO(build_png()), width=Cm(2))
        document.add_paragraph("x")

    assert_conforms(render(fill))


def test_a_tall_header_pushes_the_text_down() -> None:
    def fill(document: Any) -> None:
        header = document.sections[0].header.paragraphs[0]
        header.text = "en-tête"
        header.paragraph_format.space_after = Pt(100)
        header.add_run("\n" * 8)
        document.add_paragraph("corps")

    words = run_tool("pdftotext", render(fill), "-bbox", output="-")
    (line,) = [item for item in words.splitlines() if ">corps<" in item]
    assert float(line.split('yMin="')[1].split('"')[0]) > 130


def test_the_first_page_may_have_its_own_header() -> None:
    def fill(document: Any) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = "Couverture"
        section.header.paragraphs[0].text = "Suite"
        document.add_paragraph("un").add_run().add_break(WD_BREAK.PAGE)
        document.add_paragraph("deux")

    first, second = pdf_text(render(fill)).split("\f")[:2]
    assert ("Couverture" in first, "Suite" in first) == (True, False)
    assert ("Couverture" in second, "Suite" in second) == (False, True)


def test_a_page_break_starts_a_page_and_nothing_more() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("un")
        document.add_page_break()
        document.add_paragraph("deux").paragraph_format.page_break_before = True
        document.add_paragraph("trois")

    pages = [text.split() for text in pdf_text(render(fill)).split("\f")]
    assert pages == [["un"], ["deux", "trois"], []]


def test_the_header_row_of_a_table_comes_back_on_each_page() -> None:
    def fill(document: Any) -> None:
        table = document.add_table(rows=120, cols=2)
        for index, row in enumerate(table.rows):
            row.cells[0].text = "Rubrique" if index == 0 else f"ligne {index}"
        set_header_row(table.rows[0])

    pdf = render(fill)
    pages = pdf_text(pdf).split("\f")[:-1]
    assert len(pages) > 2
    assert all(text.startswith("Rubrique") for text in pages)
    assert_conforms(pdf)


def test_a_table_kept_together_breaks_when_no_page_can_hold_it_and_loses_no_row() -> None:
    def fill(document: Any) -> None:
        table = document.add_table(rows=120, cols=1)
        for index, row in enumerate(table.rows):
            row.cells[0].text = f"ligne {index}"
            row.cells[0].paragraphs[0].paragraph_format.keep_with_next = True

    pages = pdf_text(render(fill)).split("\f")[:-1]
    assert len(pages) > 2
    # Rows below the edge of a page would still be read there, in a column longer than a page.
    assert max(len(text.splitlines()) for text in pages) < 70


def test_a_kept_paragraph_goes_with_the_table_of_signatures() -> None:
    def fill(document: Any) -> None:
        for index in range(34):
            document.add_paragraph(f"ligne {index}")
        document.add_paragraph("Fait à Bourg").paragraph_format.keep_with_next = True
        table = document.add_table(rows=3, cols=1)
        for row in table.rows:
            row.cells[0].text = "Signature"
            row.cells[0].paragraphs[0].paragraph_format.keep_with_next = row is not table.rows[2]

    pages = pdf_text(render(fill)).split("\f")[:-1]
    assert len(pages) == 2
    assert pages[1].split() == ["Fait", "à", "Bourg", "Signature", "Signature", "Signature"]


def test_svg_pictures_stay_drawings(contract: DocxTree) -> None:
    paragraph = contract.sections[0].blocks[0]
    assert isinstance(paragraph, Paragraph)
    inlines = tuple(replace(item, data=SVG) for item in paragraph.inlines if isinstance(item, Picture))
    section = replace(contract.sections[0], blocks=(replace(paragraph, inlines=inlines),))
    pdf = render_pdf([replace(contract, sections=(section,))], OPTIONS)
    assert len(inlines) == 1
    assert_conforms(pdf)
    assert len(run_tool("pdfimages", pdf, "-list").splitlines()) == 2


def test_headings_are_located_by_the_numbers_their_pages_show(contract: DocxTree) -> None:
    entries = locate_headings(contract, OPTIONS)
    assert [entry.niveau for entry in entries][:3] == [1, 2, 2]
    pages = pdf_text(render_pdf([contract], OPTIONS)).split("\f")
    assert all(entry.texte in pages[entry.page - 1] for entry in entries)


def test_page_numbers_that_start_again_are_those_located() -> None:
    def fill(document: Any) -> None:
        document.add_heading("Avant", 1)
        document.add_section()
        document.add_heading("Après", 1)
        add_footer(document.sections[0])

    tree = read_docx(build(fill))
    restarted = replace(tree, sections=(tree.sections[0], replace(tree.sections[1], page_start=41)))
    assert [entry.page for entry in locate_headings(restarted, OPTIONS)] == [1, 41]
    assert "Page 41 sur 2" in pdf_text(render_pdf([restarted], OPTIONS))


def test_the_filled_table_of_contents_agrees_with_the_pages() -> None:
    docx = build_contract(articles=40)
    docx, tree = paginate(docx, read_docx(docx), OPTIONS)
    assert tree == read_docx(docx)
    entries = locate_headings(tree, OPTIONS)
    shown = letters(" ".join(f"{entry.texte} {entry.page}" for entry in entries))
    assert len(entries) > 40
    assert shown in pdf_letters(render_pdf([keep_body(tree)], OPTIONS))


@pytest.mark.skipif(not LIBERATION.is_dir(), reason="les polices Liberation ne sont pas installées")
def test_a_font_put_in_a_folder_is_used(tmp_path: Path) -> None:
    shutil.copy(LIBERATION / "LiberationSans-Regular.ttf", tmp_path)

    def fill(document: Any) -> None:
        document.styles["Normal"].font.name = "Liberation Sans"
        document.add_paragraph("texte")

    tree = read_docx(build(fill))
    assert "LiberationSans" in run_tool("pdffonts", render_pdf([tree], replace(OPTIONS, fonts=(tmp_path,))))
    assert "Libertinus" in run_tool("pdffonts", render_pdf([tree], OPTIONS))
    assert round(load_fonts((tmp_path,)).find_metrics("Liberation Sans").above, 2) == 0.94


def test_a_broken_font_is_named() -> None:
    with pytest.raises(OutilAbsent, match=r"police\.ttf"):
        read_metrics(b"rien", "police.ttf")


# No full stop: leaders are told from an author's dots by nothing else.
characters = st.characters(exclude_characters=".", codec="latin-1", categories=["L", "N", "P", "S", "Zs"])
authors_words = st.lists(st.text(alphabet=characters, max_size=60), min_size=1, max_size=5)


def check_author_s_words(texts: list[str]) -> None:
    """Whatever an author types, in a paragraph, a list or a cell, the PDF says it."""

    def fill(document: Any) -> None:
        table = document.add_table(rows=1, cols=len(texts))
        for index, text in enumerate(texts):
            document.add_paragraph(text).add_run(text).bold = True
            document.add_paragraph(f"{text}\t{text}", style="List Number")
            table.cell(0, index).text = text

    tree = read_docx(build(fill))
    pdf = render_pdf([tree], OPTIONS)
    assert pdf_letters(pdf) == tree_letters(tree)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(authors_words)
def test_any_words_are_in_the_pdf(texts: list[str]) -> None:
    check_author_s_words(texts)


@pytest.mark.long
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(authors_words)
def test_any_words_are_in_the_pdf_many_times(texts: list[str]) -> None:
    check_author_s_words(texts)


def test_an_empty_paragraph_ends_what_is_kept_together() -> None:
    def write(document: Any) -> None:
        document.add_paragraph("Première page.")
        for name in ("premier", "second"):
            for number in range(22):
                document.add_paragraph(f"{name} {number}").paragraph_format.keep_with_next = True
            document.add_paragraph()

    pages = [page_text for page_text in pdf_text(render(write)).split("\f") if page_text.strip()]
    assert "Première page." in pages[0]
    assert "premier 0" in pages[0]
