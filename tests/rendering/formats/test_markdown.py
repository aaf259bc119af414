"""Markdown made to be read as a diff, and that says nothing but the author's words."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rendering.formats.docx_samples import add_footnote, build, build_contract, set_header_row
from tests.rendering.formats.text_extraction import (
    keep_body,
    letters,
    markdown_letters,
    read_markdown,
    tree_letters,
)

from cpomdoc.rendering.formats.docx_tree import read_docx
from cpomdoc.rendering.formats.markdown import render_markdown
from cpomdoc.rendering.formats.markdown_text import escape

Fill = Callable[[Any], Any]

TRAPS = "*_#|`<>[]()!&;:$~^+-=.)\\{}@ \u00a0\u202f'\"1aé«»\u2011"


def render(fill: Fill) -> str:
    """Markdown of a document."""
    return render_markdown(read_docx(build(fill)))


def kinds(markdown: str) -> list[str]:
    """Kinds of the blocks that pandoc finds."""
    return [block["t"] for block in read_markdown(markdown)["blocks"]]


def test_the_markdown_says_the_same_letters_in_the_same_order() -> None:
    tree = keep_body(read_docx(build_contract()))
    expected = tree_letters(tree, toc=False)
    assert len(expected) > 1000
    assert markdown_letters(render_markdown(tree)) == expected


def test_a_paragraph_is_a_line_and_a_row_is_a_line() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("Un long paragraphe. " * 30)
        table = document.add_table(rows=2, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Rubrique", "Montant"
        table.cell(1, 0).text, table.cell(1, 1).text = "un\ndeux", "10"
        table.cell(1, 1).add_paragraph("suite")
        set_header_row(table.rows[0])

    lines = render(fill).splitlines()
    assert lines[2:] == ["| Rubrique | Montant |", "| --- | --- |", "| un<br>deux | 10<br>suite |"]
    assert lines[0].startswith("Un long paragraphe. Un long")


def test_headings_lists_and_emphasis() -> None:
    def fill(document: Any) -> None:
        document.add_heading("Article 1", 2)
        paragraph = document.add_paragraph("Le ")
        paragraph.add_run("gestionnaire ").bold = True
        paragraph.add_run("agit").italic = True
        document.add_paragraph("un", style="List Bullet")
        document.add_paragraph("deux", style="List Bullet")
        document.add_paragraph("premier", style="List Number")

    assert render(fill) == "## Article 1\n\nLe **gestionnaire** *agit*\n\n- un\n- deux\n\n1. premier\n"


def test_nested_items_are_under_their_item() -> None:
    def fill(document: Any) -> None:
        for style in ("List Bullet", "List Bullet 2", "List Bullet"):
            document.add_paragraph("point", style=style)

    assert render(fill) == "- point\n  - point\n- point\n"


def test_merged_cells_are_written_once() -> None:
    def fill(document: Any) -> None:
        table = document.add_table(rows=2, cols=3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "large"
        table.cell(0, 2).merge(table.cell(1, 2)).text = "haut"

    assert render(fill).splitlines()[2:] == ["| large | | haut |", "| | | |"]


def test_footnotes_come_at_the_end() -> None:
    data = add_footnote(build(lambda document: document.add_paragraph("Loi NOTE.")), "NOTE", "Code, art. *1*.")
    markdown = render_markdown(read_docx(data))
    assert markdown == "Loi[^1].\n\n[^1]: Code, art. \\*1\\*.\n"
    assert '"t":"Note"' in str(read_markdown(markdown)).replace("'", '"').replace(": ", ":")


def test_the_table_of_contents_and_the_header_are_left_out() -> None:
    markdown = render_markdown(read_docx(build_contract()))
    assert "Sommaire" not in markdown
    assert "CPOM Les Tilleuls" not in markdown
    assert "Page" not in markdown


@pytest.mark.parametrize(
    "words",
    ["# titre", "- tiret", "+ plus", "* étoile", "1. un", "12) douze", "> cité", "---", "===", "***", "~~~", "```",
     "| a | b |", "<script>", "<!-- x -->", "&amp; &#65; &", "[a](b) ![c](d) [^1]", "http://exemple.fr", "$x$ $$",
     ":smile:", "\\* \\", "    code", "_a_ __b__", "a_b_c", "~~x~~", "@nom", "a  ", "2027. Une année", "#12"],
)  # fmt: skip
def test_a_user_s_signs_do_not_change_the_structure(words: str) -> None:
    markdown = render(lambda document: document.add_paragraph(words))
    assert kinds(markdown) == ["Para"]
    assert markdown_letters(markdown) == letters(words)


def test_bold_that_touches_letters_or_quotes_still_holds() -> None:
    def fill(document: Any) -> None:
        paragraph = document.add_paragraph("a")
        paragraph.add_run("« b »").bold = True
        paragraph.add_run("c")
        paragraph.add_run("(d)").italic = True
        paragraph.add_run("e")

    markdown = render(fill)
    assert markdown_letters(markdown) == letters("a« b »c(d)e")
    assert markdown == "a<strong>« b »</strong>c<em>(d)</em>e\n"


def test_escaping_leaves_plain_french_alone() -> None:
    words = "L’article 4.2 – « Affectation » (10\u202f%), l’autorité & le gestionnaire ; 50 - 3 = 47 !"
    assert escape(words) == words


words_of_an_author = st.lists(st.text(alphabet=TRAPS, max_size=30), min_size=1, max_size=6)


def check_words(texts: list[str]) -> None:
    """Whatever the words, the structure is that of the document and no letter is lost."""

    def fill(document: Any) -> None:
        table = document.add_table(rows=1, cols=len(texts))
        for index, text in enumerate(texts):
            document.add_paragraph(text)
            document.add_paragraph(text, style="List Bullet")
            paragraph = document.add_paragraph("a")
            paragraph.add_run(text).bold = index % 2 == 0
            paragraph.add_run(text).italic = True
            table.cell(0, index).text = text

    tree = read_docx(build(fill))
    markdown = render_markdown(tree)
    assert markdown_letters(markdown) == tree_letters(tree)
    assert set(kinds(markdown)) <= {"Para", "Table", "BulletList"}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words_of_an_author)
def test_any_words_are_kept(texts: list[str]) -> None:
    check_words(texts)


@pytest.mark.long
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words_of_an_author)
def test_any_words_are_kept_many_times(texts: list[str]) -> None:
    check_words(texts)
