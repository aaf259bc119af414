"""Long texts: paragraphs, bold, italic, lists in the styles of the gabarit, references."""

import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.rendering.formats.gabarits_essai import new_gabarit, open_rendu, render, to_bytes

from cpomdoc.errors import GabaritError
from cpomdoc.rendering.formats.texte_riche import Bloc, Fragment, read_markdown

TEXTE = """Premier **gras** et *italique*
sur deux lignes.

Voir [[annexe:activite]] et **[[ article : revision ]]**.

- puce un

  suite
- puce deux
  - dessous

1. un
2. deux
   1. a
   2. b

Puis

1. encore un
"""


def _rendered(*, numbered_style: bool = False, source: str = TEXTE) -> Document:
    document = new_gabarit()
    if numbered_style:
        numbering = parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="7"/></w:numPr>')
        document.styles["Liste a puces"].element.get_or_add_pPr().append(numbering)
    paragraph = document.add_paragraph("{{p texte|texte_riche }}", style="Body Text")
    paragraph.runs[0].font.name = "Arial"
    return open_rendu(render(to_bytes(document), {"texte": source}))


def test_paragraphs_and_lists_take_the_styles_of_the_gabarit() -> None:
    seen = [(paragraph.style and paragraph.style.name, paragraph.text) for paragraph in _rendered().paragraphs]
    assert seen == [
        ("Body Text", "Premier gras et italique sur deux lignes."),
        ("Body Text", "Voir l’annexe 5 et l’article 12."),
        ("Liste a puces", "•\tpuce un"),
        ("Liste a puces", "suite"),
        ("Liste a puces", "•\tpuce deux"),
        ("Liste a puces", "•\tdessous"),
        ("Liste numerotee", "1.\tun"),
        ("Liste numerotee", "2.\tdeux"),
        ("Liste numerotee", "a)\ta"),
        ("Liste numerotee", "b)\tb"),
        ("Body Text", "Puis"),
        ("Liste numerotee", "1.\tencore un"),
    ]


def test_bold_and_italic_keep_the_font_of_the_tag() -> None:
    runs = [(run.text, run.bold, run.italic, run.font.name) for run in _rendered().paragraphs[0].runs]
    assert runs == [
        ("Premier ", None, None, "Arial"),
        ("gras", True, None, "Arial"),
        (" et ", None, None, "Arial"),
        ("italique", None, True, "Arial"),
        (" sur deux lignes.", None, None, "Arial"),
    ]


def test_bullets_are_left_to_a_style_that_numbers() -> None:
    texts = [paragraph.text for paragraph in _rendered(numbered_style=True).paragraphs[2:6]]
    assert texts == ["puce un", "suite", "puce deux", "dessous"]
    levels = [
        [level.val for level in paragraph._p.xpath("./w:pPr/w:numPr/w:ilvl | ./w:pPr/w:numPr/w:numId")]
        for paragraph in _rendered(numbered_style=True).paragraphs[2:6]
    ]
    assert levels == [[], [0, 0], [], [1, 7]]


def test_a_number_written_at_the_start_of_a_paragraph_stays_that_number() -> None:
    assert [bloc.puce for bloc in read_markdown("2027. Une année")] == ["2027."]


def test_an_escaped_star_is_a_star() -> None:
    assert read_markdown(r"\*pas gras\*") == (Bloc((Fragment("*pas gras*"),)),)


def test_an_empty_text_is_an_empty_paragraph() -> None:
    assert [paragraph.text for paragraph in _rendered(source="").paragraphs] == [""]


def test_an_unknown_reference_is_an_error() -> None:
    with pytest.raises(GabaritError, match=r"\[\[annexe:inconnue\]\] ne désigne rien"):
        _rendered(source="Voir [[annexe:inconnue]].")


def test_in_the_middle_of_a_paragraph_the_words_around_stay() -> None:
    document = new_gabarit()
    document.add_paragraph("").add_run("avant {{r texte|texte_riche }} après").italic = True
    rendered = open_rendu(render(to_bytes(document), {"texte": "un **deux**"}))
    runs = [(run.text, run.bold, run.italic) for run in rendered.paragraphs[0].runs]
    assert runs == [("avant ", None, True), ("un ", None, True), ("deux", True, True), (" après", None, True)]


def test_the_sentence_that_announces_a_list_stays_with_it() -> None:
    kept = [paragraph.text for paragraph in _rendered().paragraphs if paragraph.paragraph_format.keep_with_next]
    assert kept == ["Voir l’annexe 5 et l’article 12.", "Puis"]


def test_the_lists_of_a_cell_are_no_larger_than_the_cell_s_words() -> None:
    document = new_gabarit()
    for name in ("Tableau texte", "Tableau puce"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("{{p texte|texte_riche }}", style="Tableau texte")
    rendered = open_rendu(render(to_bytes(document), {"texte": "Avis :\n\n- un\n\nSuite :\n\n1. deux"}))
    seen = [(paragraph.style and paragraph.style.name, paragraph.text) for paragraph in rendered.paragraphs]
    assert seen == [
        ("Tableau texte", "Avis :"),
        ("Tableau puce", "•\tun"),
        ("Tableau texte", "Suite :"),
        ("Tableau texte", "1.\tdeux"),
    ]
