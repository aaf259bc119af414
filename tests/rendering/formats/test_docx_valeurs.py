"""Whatever a value holds, it is printed as it is and the structure of the document does not move."""

import io

import pytest
from docx.document import Document
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.rendering.formats.gabarits_essai import new_gabarit, open_rendu, to_bytes

from cpomdoc.rendering.formats.docx import Reglages, compile_gabarit, render_docx
from cpomdoc.rendering.formats.texte_riche import read_markdown

_INTERDITS = {*map(chr, range(32)), "\ufffe", "\uffff"} - {"\t", "\n"}


def _build() -> bytes:
    document = new_gabarit()
    document.sections[0].header.paragraphs[0].text = "«{{ a }}»"
    paragraph = document.add_paragraph("avant ")
    paragraph.add_run("{{ a }}").bold = True
    paragraph.add_run(" après {{ b }}")
    document.add_paragraph("{{p a }}")
    table = document.add_table(3, 2)
    table.cell(0, 0).text, table.cell(2, 0).text = "{%tr for x in valeurs %}", "{%tr endfor %}"
    table.cell(1, 0).text, table.cell(1, 1).text = "{{ x }}", "{{ x|lower }}"
    return to_bytes(document)


def _build_riche() -> bytes:
    document = new_gabarit()
    document.add_paragraph("{{p a|texte_riche }}")
    return to_bytes(document)


GABARIT = compile_gabarit("essai.docx", _build())
RICHE = compile_gabarit("riche.docx", _build_riche())
MARKDOWN = st.text(alphabet=st.sampled_from("ab *_-+1.)\n\\`#><[]|&{%}é\t"), max_size=40)


def _render(value: str) -> Document:
    return open_rendu(render_docx(GABARIT, {"a": value, "b": value, "valeurs": [value, "z"]}, Reglages()))


def _shape(document: Document) -> list[object]:
    runs = [[bool(run.bold) for run in paragraph.runs] for paragraph in document.paragraphs]
    return [runs, [(len(table.rows), len(table.columns)) for table in document.tables]]


def _printable(value: str) -> str:
    return "".join(char for char in value.replace("\r\n", "\n").replace("\r", "\n") if char not in _INTERDITS)


def _check_text(value: str) -> None:
    document, plain = _render(value), _render("simple")
    expected = _printable(value)
    assert document.paragraphs[0].text == f"avant {expected} après {expected}"
    assert document.paragraphs[1].text == expected
    assert document.sections[0].header.paragraphs[0].text == f"«{expected}»"
    assert [cell.text for cell in document.tables[0].columns[0].cells] == [expected, "z"]
    assert _shape(document) == _shape(plain)


TEXTES = st.text(min_size=1).filter(lambda text: _printable(text) != "")


@settings(max_examples=25, deadline=None)
@given(TEXTES)
@example("{{ a }}{% if x %}{# c #}{{p b }}{%tr endfor %}")
@example("&amp; & < > \" ' ]]> <w:p/> </w:t></w:r></w:p>")
@example("ligne 1\nligne 2\r\nligne 3\ttabulée\r")
@example("  des   espaces  ")
@example("👩‍👩‍👧 é e\u0301 \u00a0\u202f\u2028\u2029\x85")
@example("\x01\x02\x00à compléter\x0b\ufffe")
@example("\ue000\uf8ff")
@example("é" * 10_000)
def test_any_text_is_printed_exactly_and_moves_nothing(value: str) -> None:
    _check_text(value)


@pytest.mark.long
@settings(max_examples=500, deadline=None)
@given(TEXTES)
def test_any_text_is_printed_exactly_many_times(value: str) -> None:
    _check_text(value)


def _check_markdown(source: str) -> None:
    opened = open_rendu(render_docx(RICHE, {"a": source}, Reglages(renvois=lambda renvoi: renvoi)))
    blocs = read_markdown(source, lambda renvoi: renvoi)
    expected = [bloc.puce + "\t" * bool(bloc.puce) + "".join(one.texte for one in bloc.fragments) for bloc in blocs]
    assert [paragraph.text for paragraph in opened.paragraphs] == expected
    assert expected


@settings(max_examples=40, deadline=None)
@given(MARKDOWN)
def test_any_small_markdown_gives_a_document_that_opens(source: str) -> None:
    _check_markdown(source)


@pytest.mark.long
@settings(max_examples=500, deadline=None)
@given(MARKDOWN)
def test_any_small_markdown_gives_a_document_that_opens_many_times(source: str) -> None:
    _check_markdown(source)


@pytest.mark.parametrize("source", ["<b>gras</b> & <script>", "# titre", "> cité", "`code`", "![x](y) [z](t)", "| a |"])
def test_other_markdown_and_html_are_plain_text(source: str) -> None:
    (bloc,) = read_markdown(source)
    assert [(one.texte, one.gras, one.italique) for one in bloc.fragments] == [(source, False, False)]


def test_bytes_are_a_zip_that_python_docx_saves_again() -> None:
    target = io.BytesIO()
    _render("x").save(target)
    assert target.getvalue()[:2] == b"PK"
