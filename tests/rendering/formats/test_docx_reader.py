"""Reading a Word file: what it says and how it looks, and what the reader refuses."""

from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from tests.rendering.formats.docx_samples import (
    add_field,
    add_footer,
    build,
    build_contract,
    read_member,
    replace_member,
    save,
)
from tests.rendering.formats.text_extraction import keep_body, letters, pandoc_letters, tree_letters

from cpomdoc.errors import GabaritError
from cpomdoc.rendering.formats.docx_tree import read_docx
from cpomdoc.rendering.formats.docx_tree.numbering import format_number
from cpomdoc.rendering.formats.docx_tree.tree import (
    Link,
    Note,
    PageField,
    Paragraph,
    Table,
    Text,
    iter_paragraphs,
    plain_text,
)

Fill = Callable[[Any], Any]


def read_first(fill: Fill) -> Any:
    """First block of a document."""
    return read_docx(build(fill)).sections[0].blocks[0]


def edit_body(data: bytes, before: bytes, after: bytes) -> bytes:
    """A document with words of its XML replaced."""
    return replace_member(data, "word/document.xml", read_member(data, "word/document.xml").replace(before, after))


def inject(xml: str) -> bytes:
    """A document whose only paragraph holds a piece of XML after the words « Avant »."""
    data = build(lambda document: document.add_paragraph("Avant"))
    return edit_body(data, b"</w:r></w:p>", b"</w:r>" + xml.encode() + b"</w:p>")


def test_a_style_inherits_from_the_one_it_is_based_on_and_the_run_has_the_last_word() -> None:
    def fill(document: Any) -> None:
        parent = document.styles.add_style("Parent", 1)
        parent.font.size, parent.font.bold, parent.font.italic = Pt(14), True, True
        child = document.styles.add_style("Enfant", 1)
        child.base_style = parent
        child.font.bold = False
        document.add_paragraph(style="Enfant").add_run("mot").font.size = Pt(9)

    style = read_first(fill).inlines[0].style
    assert (style.size, style.bold, style.italic) == (9, False, True)


def test_a_toggle_that_paragraph_and_character_styles_both_set_is_off() -> None:
    def fill(document: Any) -> None:
        document.styles["Normal"].font.bold = True
        paragraph = document.add_paragraph()
        paragraph.add_run("gras ")
        paragraph.add_run("fort", style="Strong")

    first, second = read_first(fill).inlines
    assert (first.style.bold, second.style.bold) == (True, False)


def test_paragraph_lengths_are_points() -> None:
    def fill(document: Any) -> None:
        layout = document.add_paragraph("texte").paragraph_format
        layout.left_indent, layout.first_line_indent = Pt(36), Pt(-18)
        layout.space_before, layout.keep_with_next = Pt(12), True
        layout.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY

    style = read_first(fill).style
    assert (style.left, style.first, style.before, style.keep_next) == (36, -18, 12, True)
    assert (style.align, style.line) == ("justify", 1.15)


def test_no_break_spaces_stay_what_they_are() -> None:
    words = "10\u202f% de 7\u00a0003\u00a0800,70\u202f€\u202f: «\u202foui\u202f»"
    assert plain_text(read_first(lambda document: document.add_paragraph(words))) == words


def test_headings_have_the_level_of_their_style() -> None:
    def fill(document: Any) -> None:
        for level in (1, 2, 3):
            document.add_heading(f"Titre {level}", level)
        document.add_paragraph("texte")

    paragraphs = read_docx(build(fill)).iter_paragraphs()
    assert [item.level for item in paragraphs] == [1, 2, 3, None]


def test_lists_are_numbered_as_word_numbers_them() -> None:
    def fill(document: Any) -> None:
        for style in ("List Number", "List Number", "List Bullet", "List Number"):
            document.add_paragraph("point", style=style)

    labels = [item.label.text for item in read_docx(build(fill)).iter_paragraphs() if item.label]
    assert labels == ["1.", "2.", "•", "3."]


@pytest.mark.parametrize(
    ("number", "kind", "text"),
    [(4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"), (27, "lowerLetter", "aa"), (1, "ordinal", "1er"),
     (7, "decimalZero", "07"), (3, "upperLetter", "C")],
)  # fmt: skip
def test_numbers_are_written_in_word_s_formats(number: int, kind: str, text: str) -> None:
    assert format_number(number, kind) == text


def test_an_unknown_number_format_is_refused() -> None:
    with pytest.raises(GabaritError, match="hebrew1"):
        format_number(1, "hebrew1")


def test_merged_cells_have_their_spans_and_their_place() -> None:
    def fill(document: Any) -> None:
        table = document.add_table(rows=3, cols=3)
        table.cell(0, 0).merge(table.cell(0, 1))
        table.cell(1, 2).merge(table.cell(2, 2))

    table = read_first(fill)
    assert isinstance(table, Table)
    spans = [(cell.column, cell.colspan, cell.rowspan) for row in table.rows for cell in row.cells]
    assert spans == [(0, 2, 1), (2, 1, 1), (0, 1, 1), (1, 1, 1), (2, 1, 2), (0, 1, 1), (1, 1, 1)]


def test_a_table_style_gives_borders_that_a_cell_may_take_away() -> None:
    def fill(document: Any) -> None:
        table = document.add_table(rows=1, cols=2)
        table.style = "Table Grid"
        borders = f'<w:tcBorders {nsdecls("w")}><w:top w:val="nil"/></w:tcBorders>'
        table.cell(0, 1)._tc.get_or_add_tcPr().append(parse_xml(borders))

    first, second = read_first(fill).rows[0].cells
    assert first.borders.top is not None
    assert first.borders.top.width == 0.5
    assert (second.borders.top, second.borders.bottom) == (None, first.borders.bottom)


def test_sections_keep_their_size_and_inherit_their_footer() -> None:
    sections = read_docx(build_contract()).sections
    assert [section.width > section.height for section in sections] == [False, False, True]
    assert sections[2].footers == sections[1].footers
    assert sections[0].footers == {}


def test_page_numbers_are_fields_and_their_cached_results_are_not_words() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("texte")
        add_footer(document.sections[0])

    paragraph = read_docx(build(fill)).sections[0].footers["default"].blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert [item.kind for item in paragraph.inlines if isinstance(item, PageField)] == ["PAGE", "NUMPAGES"]
    assert plain_text(paragraph) == "Page  sur "


def test_other_fields_show_their_cached_result() -> None:
    def fill(document: Any) -> None:
        add_field(document.add_paragraph("Voir "), "REF article_4", "l’article 4")

    assert plain_text(read_first(fill)) == "Voir l’article 4"


def test_the_table_of_contents_is_marked_and_what_follows_is_not() -> None:
    paragraphs = [*read_docx(build_contract()).iter_paragraphs()]
    assert [plain_text(item) for item in paragraphs if item.toc] == ["Sommaire", "À mettre à jour"]


def test_a_footnote_stands_where_it_is_called() -> None:
    paragraphs = read_docx(build_contract()).iter_paragraphs()
    notes = [inline for item in paragraphs for inline in item.inlines if isinstance(inline, Note)]
    assert len(notes) == 1
    assert ["L. 313-11" in plain_text(item) for item in iter_paragraphs(notes[0].blocks)] == [True]


def test_hidden_text_is_skipped() -> None:
    def fill(document: Any) -> None:
        paragraph = document.add_paragraph("vu")
        paragraph.add_run(" caché").font.hidden = True

    assert plain_text(read_first(fill)) == "vu"


def test_a_link_keeps_its_words_and_its_address() -> None:
    xml = '<w:hyperlink w:anchor="ici"><w:r><w:t>lien</w:t></w:r></w:hyperlink>'
    (paragraph,) = read_docx(inject(xml)).iter_paragraphs()
    link = paragraph.inlines[-1]
    assert isinstance(link, Link)
    assert link.target == "#ici"
    assert [item.text for item in link.inlines if isinstance(item, Text)] == ["lien"]


def test_properties_of_the_document_are_read() -> None:
    tree = read_docx(build(lambda document: document.add_paragraph("x")))
    assert (tree.title, tree.author, tree.subject) == ("Contrat d’essai", "Association Les Tilleuls", "CPOM")
    assert tree.lang == "fr-FR"


@pytest.mark.parametrize(
    "xml",
    ['<w:ins w:id="1" w:author="x"><w:r><w:t>ajout</w:t></w:r></w:ins>', "<w:r><w:object/></w:r>",
     "<w:r><w:pict/></w:r>", "<w:r><w:ruby/></w:r>",
     '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', "<w:inconnu/>"],
)  # fmt: skip
def test_what_is_not_known_is_an_error_that_names_it_and_the_words_around(xml: str) -> None:
    with pytest.raises(GabaritError, match="Avant"):
        read_docx(inject(xml))


def test_a_doctype_is_refused_before_any_entity_is_expanded() -> None:
    data = build(lambda document: document.add_paragraph("x"))
    body = read_member(data, "word/document.xml").decode()
    start = body.index("<w:document")
    attack = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(GabaritError, match="DOCTYPE"):
        read_docx(replace_member(data, "word/document.xml", (body[:start] + attack + body[start:]).encode()))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 rien", b"texte"])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(GabaritError):
        read_docx(data)


def test_a_document_of_python_docx_s_own_template_is_read() -> None:
    document = docx.Document()
    document.add_paragraph("mot", style="Quote")
    assert [plain_text(item) for item in read_docx(save(document)).iter_paragraphs()] == ["mot"]


def test_pandoc_finds_the_same_letters_in_the_same_order() -> None:
    data = build_contract()
    picture = letters("Logo de l’association Les Tilleuls")
    assert pandoc_letters(data) == picture + tree_letters(keep_body(read_docx(data)))


def test_a_document_is_read_the_same_twice() -> None:
    data = build_contract()
    assert read_docx(data) == read_docx(data)
