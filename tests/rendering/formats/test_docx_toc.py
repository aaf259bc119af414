"""Filling the table of contents of a Word file."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn
from tests.rendering.formats.docx_samples import add_field, add_toc, build, build_contract

from cpomdoc.rendering.formats.docx_tree import read_docx
from cpomdoc.rendering.formats.docx_tree.toc import Entree, fill_toc
from cpomdoc.rendering.formats.docx_tree.tree import plain_text

ENTRIES = (Entree(1, "Titre 1 – Objet & moyens", 2), Entree(2, "Article 1 – Périmètre", 12))


def fill(document: Any) -> None:
    """A document of two headings after its table of contents."""
    add_toc(document)
    document.add_heading("Titre 1 – Objet & moyens", 1)
    document.add_paragraph("texte")
    document.add_heading("Article 1 – Périmètre", 2)


def toc_lines(data: bytes) -> list[str]:
    """Lines of the table of contents."""
    return [plain_text(item) for item in read_docx(data).iter_paragraphs() if item.toc]


def members(data: bytes) -> dict[str, bytes]:
    """Parts of a document."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def bookmarks(data: bytes) -> Sequence[str]:
    """Names of the bookmarks of a document."""
    body = docx.Document(BytesIO(data)).element.body
    return [item.get(qn("w:name")) for item in body.iter(qn("w:bookmarkStart"))]


def test_entries_replace_what_was_cached() -> None:
    assert toc_lines(fill_toc(build(fill), ENTRIES)) == ["Titre 1 – Objet & moyens\t2", "Article 1 – Périmètre\t12"]


def test_filling_again_replaces_the_entries_and_adds_no_bookmark() -> None:
    once = fill_toc(build(fill), ENTRIES)
    twice = fill_toc(once, [Entree(1, "Titre 1 – Objet & moyens", 3), ENTRIES[1]])
    assert toc_lines(twice) == ["Titre 1 – Objet & moyens\t3", "Article 1 – Périmètre\t12"]
    assert bookmarks(twice) == bookmarks(once)
    assert len(bookmarks(once)) == 2


def test_the_same_entries_give_the_same_bytes() -> None:
    data = build(fill)
    once = fill_toc(data, ENTRIES)
    assert once == fill_toc(data, ENTRIES)
    assert once == fill_toc(once, ENTRIES)


def test_only_the_body_changes() -> None:
    before = members(data := build_contract())
    after = members(fill_toc(data, ENTRIES))
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    assert list(before) == list(after)


def test_levels_that_the_field_does_not_list_are_left_out() -> None:
    deep = (*ENTRIES, Entree(4, "Trop profond", 13))
    assert len(toc_lines(fill_toc(build(fill), deep))) == 2


def test_a_document_without_a_table_of_contents_is_untouched() -> None:
    data = build(lambda document: document.add_heading("Titre", 1))
    assert fill_toc(data, ENTRIES) is data


def test_the_text_around_the_field_stays() -> None:
    def around(document: Any) -> None:
        paragraph = document.add_paragraph("Avant ")
        add_field(paragraph, 'TOC \\o "1-2"', "ancien")
        paragraph.add_run(" après")
        document.add_heading("Titre 1 – Objet & moyens", 1)
        document.add_heading("Article 1 – Périmètre", 2)

    lines = toc_lines(fill_toc(build(around), ENTRIES))
    assert lines == ["Avant Titre 1 – Objet & moyens\t2", "Article 1 – Périmètre\t12 après"]


def test_the_filled_document_opens_and_keeps_its_field() -> None:
    document = docx.Document(BytesIO(fill_toc(build_contract(), ENTRIES)))
    kinds = [item.get(qn("w:fldCharType")) for item in document.element.body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("end") == kinds.count("separate") > 0
