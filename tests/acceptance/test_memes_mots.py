"""The Word file, the PDF and the Markdown of a document say the same words in the same order."""

import re
from collections.abc import Mapping

import pytest

from tests.acceptance.editions import Edition
from tests.acceptance.livrables import ACTES, DOCUMENTS, SUIVI, TOUS, each_of, lightest_of_each_kind
from tests.acceptance.mots import (
    describe_difference,
    letters_of,
    read_docx_body,
    read_docx_contents,
    read_docx_headings,
    read_docx_margins,
    read_markdown,
    read_pdf,
    read_pdf_pages,
    words_of,
)
from tests.acceptance.mots_pandoc import read_with_pandoc
from tests.acceptance.outils import need

Editions = Mapping[str, Edition]
each_document = each_of(TOUS)


@each_document
def test_the_markdown_says_what_the_word_file_says(editions: Editions, ref: str, nom: str) -> None:
    files = editions[ref].files
    word, markdown = (
        words_of(read_docx_body(files[f"{nom}.docx"], contents=False)),
        words_of(read_markdown(files[f"{nom}.md"])),
    )
    assert len(word) > 50
    assert not describe_difference(" ".join(word), " ".join(markdown))


# Reading a PDF by its tags takes seconds for each of its pages.
@each_of(TOUS, current=lightest_of_each_kind([one for one in TOUS if one[1] not in SUIVI]))
def test_the_pdf_says_what_the_word_file_says(editions: Editions, ref: str, nom: str) -> None:
    need("pdfinfo")
    files = editions[ref].files
    word, pdf = letters_of(read_docx_body(files[f"{nom}.docx"])), letters_of(read_pdf(files[f"{nom}.pdf"]))
    assert len(word) > 200
    assert not describe_difference(word, pdf)


@each_of(TOUS, heavy=True)
def test_pandoc_reads_the_same_words_in_the_word_file(editions: Editions, ref: str, nom: str) -> None:
    path = editions[ref].files[f"{nom}.docx"]
    titles, body = read_with_pandoc(path)
    ours, theirs = letters_of(read_docx_body(path)), letters_of(body)
    for title in titles:
        assert letters_of([title]) in ours
        ours = ours.replace(letters_of([title]), "", 1)
    assert len(theirs) > 200
    assert not describe_difference(ours, theirs)


@each_document
def test_every_page_of_the_pdf_carries_its_number_and_the_headers_of_the_word_file(
    editions: Editions, ref: str, nom: str
) -> None:
    need("pdftotext")
    files = editions[ref].files
    pages = [" ".join(page.split()) for page in read_pdf_pages(files[f"{nom}.pdf"])]
    numbered = pages[1:] if nom == "contrat" else pages
    assert numbered
    first = len(pages) - len(numbered) + 1
    assert [f"Page {rank} sur {len(pages)}" in page for rank, page in enumerate(numbered, first)] == [True] * len(
        numbered
    )
    margins = {" ".join(text.split()) for text in read_docx_margins(files[f"{nom}.docx"])}
    headers = {text for text in margins if text and "Page" not in text}
    assert headers
    # The first page of an act bears its title, and no header above it.
    for page in numbered[1:] if (ref, nom) in ACTES and "/avenant-" in nom else numbered:
        assert any(letters_of([header]) in letters_of([page]) for header in headers)


@each_document
def test_no_word_is_cut_between_its_letters_for_want_of_room(editions: Editions, ref: str, nom: str) -> None:
    need("pdftotext")
    pages = read_pdf_pages(editions[ref].files[f"{nom}.pdf"])
    assert pages
    # Letters that may part are held together by a mark that takes no room.
    assert [line.strip() for page in pages for line in page.splitlines() if "\u200b" in line] == []


@pytest.mark.parametrize("ref", DOCUMENTS)
def test_the_contents_of_the_word_file_list_its_titles_at_the_pages_of_the_pdf(editions: Editions, ref: str) -> None:
    need("pdftotext")
    files = editions[ref].files
    entries = [re.fullmatch(r"(.+?)\s+(\d+)", text) for text in read_docx_contents(files["contrat.docx"])]
    found = [(entry[1], int(entry[2])) for entry in entries if entry]
    assert [title for title, _page in found] == read_docx_headings(files["contrat.docx"])
    pages = [letters_of([page]) for page in read_pdf_pages(files["contrat.pdf"])]
    assert len(found) > 15
    assert [title for title, page in found if letters_of([title]) not in pages[page - 1]] == []
