"""Rows of the PDF that stay with the next one, as Word keeps them."""

from datetime import UTC, datetime
from functools import partial
from typing import Any

import page
import pytest
from tests.rendering.formats.docx_samples import build, keep_row_whole, set_header_row
from tests.rendering.formats.text_extraction import pdf_text, run_tool

from cpomdoc.rendering.formats.docx_tree import read_docx
from cpomdoc.rendering.formats.pdf import PdfOptions, render_pdf

OPTIONS = PdfOptions("Contrat d’essai", datetime(2027, 1, 1, tzinfo=UTC))
LINES = range(24, 44)


def render(lines: int, rows: list[tuple[str, bool]]) -> bytes:
    """A page that `lines` fill in part, then a table; of each row, the words and whether they keep with the next."""

    def fill(document: Any) -> None:
        for index in range(lines):
            document.add_paragraph(f"ligne {index}")
        table = document.add_table(rows=len(rows) + 1, cols=2)
        table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Fiche", "Action"
        set_header_row(table.rows[0])
        for row, (words, kept) in zip(table.rows[1:], rows, strict=True):
            keep_row_whole(row)
            cell = row.cells[0]
            if words.startswith("Axe"):
                cell = cell.merge(row.cells[1])
            run = cell.paragraphs[0].add_run(words)
            run.bold = words.startswith("Axe")
            cell.paragraphs[0].paragraph_format.keep_with_next = kept

    return render_pdf([read_docx(build(fill))], OPTIONS)


def read_pages(pdf: bytes) -> list[list[str]]:
    """The words of each page."""
    return [text.split() for text in pdf_text(pdf).split("\f")[:-1]]


@pytest.fixture(scope="module")
def objectives() -> list[bytes]:
    """A table of objectives, broken at every possible place."""
    rows = [("Axe1", True), ("Axe1.1", True), ("FA-01", False), ("FA-02", False), ("Axe1.2", True), ("FA-03", False)]
    return [render(lines, rows) for lines in LINES]


def test_a_band_never_stands_alone_at_the_foot_of_a_page(objectives: list[bytes]) -> None:
    last = [read_pages(pdf)[0][-1] for pdf in objectives]
    assert {"FA-01", "FA-02"} <= set(last)
    assert not [word for word in last if word.startswith("Axe")]


def test_a_band_is_said_to_be_a_header(objectives: list[bytes]) -> None:
    tags = run_tool("pdfinfo", objectives[0], "-struct-text")
    head = tags[: tags.index('"Axe1.1"')].splitlines()
    assert any(line.strip().startswith("TH") for line in head[-5:])


def test_a_total_never_stands_alone_on_a_page() -> None:
    rows = [("IME", False), ("SESSAD", False), ("MAS", True), ("Total2027", True), ("Total2031", False)]
    pages = [read_pages(render(lines, rows)) for lines in LINES]
    broken = [two for two in pages if len(two) == 2 and two[1][0] == "Fiche" and "IME" in two[0]]
    assert broken
    assert all(two[1][-3:] == ["MAS", "Total2027", "Total2031"] for two in broken)


def test_rows_kept_in_too_great_number_break_and_none_is_lost() -> None:
    rows = [(f"rang{index}", index != 3) for index in range(120)]
    words = [word for page_ in read_pages(render(2, rows)) for word in page_]
    assert [word for word in words if word.startswith("rang")] == [f"rang{index}" for index in range(120)]


def test_tables_with_rows_kept_together_conform() -> None:
    rows = [("Axe un", True), ("Axe un, suite", True), ("Fiche", False), ("Autre fiche", True), ("Total", False)]
    for profile in ("PDF/A-3a", "PDF/UA-1"):
        report = page.validate_pdf_bytes(render(3, rows), profile=profile)
        assert report.rules.total > 0
        assert [failure.message for failure in report.failures] == []


@pytest.mark.parametrize("lines", LINES)
def test_the_space_after_a_table_opens_no_blank_page(lines: int) -> None:
    def fill(document: Any) -> None:
        for index in range(lines):
            document.add_paragraph(f"ligne {index}")
        document.add_table(rows=1, cols=1).rows[0].cells[0].text = "Total"
        document.add_paragraph()

    assert all(read_pages(render_pdf([read_docx(build(fill))], OPTIONS)))


def test_the_space_after_a_table_is_kept_before_what_follows() -> None:
    def fill(document: Any, *, spaced: bool) -> None:
        document.add_table(rows=1, cols=1).rows[0].cells[0].text = "Total"
        if spaced:
            document.add_paragraph()
        document.add_paragraph("Suite")

    places = []
    for spaced in (False, True):
        pdf = render_pdf([read_docx(build(partial(fill, spaced=spaced)))], OPTIONS)
        words = run_tool("pdftotext", pdf, "-bbox", output="-")
        places.append(
            float(next(line for line in words.splitlines() if "Suite" in line).split('yMin="')[1].split('"')[0])
        )
    assert 10 < places[1] - places[0] < 40


def test_a_table_kept_with_the_space_below_it_is_not_kept_with_what_follows() -> None:
    def fill(document: Any) -> None:
        for index in range(30):
            document.add_paragraph(f"ligne {index}")
        for _ in range(12):
            table = document.add_table(rows=2, cols=1)
            for row in table.rows:
                row.cells[0].text = "Rang"
                row.cells[0].paragraphs[0].paragraph_format.keep_with_next = True
            document.add_paragraph()

    assert "Rang" in read_pages(render_pdf([read_docx(build(fill))], OPTIONS))[0]
