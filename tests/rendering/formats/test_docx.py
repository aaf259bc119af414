"""Word documents from small gabarits: tags, loops, parts, properties, bytes."""

import io
import zipfile
from datetime import UTC, datetime, timedelta, timezone

import docx
import pytest
from tests.rendering.formats.gabarits_essai import gabarit_of, lines_of, new_gabarit, open_rendu, render, to_bytes

from cpomdoc.errors import GabaritError
from cpomdoc.rendering.formats.docx import Reglages, compile_gabarit, render_docx
from cpomdoc.rendering.formats.gabarit_proprietes import Proprietes
from cpomdoc.rendering.valeurs import SANS_OBJET


def test_a_tag_that_word_cut_over_several_runs_is_printed_in_the_shape_of_its_first_run() -> None:
    document = new_gabarit()
    paragraph = document.add_paragraph("Le gestionnaire ")
    for text, bold in (("{", True), ("{ gestion", None), ("naire.n", True), ("om }", None), ("} s’engage.", None)):
        paragraph.add_run(text).bold = bold
    rendu = open_rendu(render(to_bytes(document), {"gestionnaire": {"nom": "Les Tilleuls"}}))
    runs = [(run.text, run.bold) for run in rendu.paragraphs[0].runs if run.text]
    assert runs == [("Le gestionnaire ", None), ("Les Tilleuls", True), (" s’engage.", None)]


def test_the_quotes_that_word_curls_inside_a_tag_are_straightened() -> None:
    for quoted in ("“court”", "«\u00a0court\u00a0»", "‘court’", "’court’"):
        gabarit = gabarit_of("{{ nom|forme(" + quoted + ") }}")
        assert lines_of(render(gabarit, {"nom": "x"}, {"forme": lambda nom, how: f"{nom}-{how}"})) == ["x-court"]


def test_paragraphs_between_conditions_appear_when_they_apply() -> None:
    gabarit = gabarit_of("{%p if a %}", "oui", "{%p else %}", "non", "{%p endif %}", "fin {%- if a %} vraie{% endif %}")
    assert lines_of(render(gabarit, {"a": True})) == ["oui", "fin vraie"]
    assert lines_of(render(gabarit, {"a": False})) == ["non", "fin"]


def test_rows_are_repeated_and_cells_of_a_looped_column_keep_the_grid_whole() -> None:
    document = new_gabarit()
    table = document.add_table(4, 4)
    table.cell(0, 0).text = "Nom"
    for index, text in enumerate(("{%tc for a in annees %}", "{{ a }}", "{%tc endfor %}"), start=1):
        table.cell(0, index).text = text
        table.cell(2, index).text = text
    table.cell(1, 0).text, table.cell(2, 0).text = "{%tr for e in lignes %}", "{{ e }}"
    table.cell(3, 0).text = "{%tr endfor %}"
    rendu = open_rendu(render(to_bytes(document), {"annees": [2027, 2028, 2029, 2030, 2031], "lignes": ["a", "b"]}))
    (table,) = rendu.tables
    years = ["2027", "2028", "2029", "2030", "2031"]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Nom", *years], ["a", *years], ["b", *years]]
    assert len(table.columns) == 6


def test_spans_and_shades_can_come_from_the_data() -> None:
    document = new_gabarit()
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "{% colspan n %}{{ nom }}", "{% cellbg teinte %}x"
    xml = _body(render(to_bytes(document), {"n": 2, "nom": "Total", "teinte": "DCE6F1"}).docx)
    assert '<w:gridSpan w:val="2"/>' in xml
    assert 'w:fill="DCE6F1"' in xml


def test_cells_of_a_loop_can_be_merged_down() -> None:
    document = new_gabarit()
    table = document.add_table(3, 2)
    table.cell(0, 0).text, table.cell(2, 0).text = "{%tr for e in lignes %}", "{%tr endfor %}"
    table.cell(1, 0).text, table.cell(1, 1).text = "{% vm %}Même cellule", "{{ e }}"
    (rendered,) = open_rendu(render(to_bytes(document), {"lignes": ["a", "b", "c"]})).tables
    assert len({id(cell._tc) for cell in rendered.columns[0].cells}) == 1
    assert [row.cells[1].text for row in rendered.rows] == ["a", "b", "c"]


def test_headers_and_footers_of_every_section_are_rendered() -> None:
    document = new_gabarit()
    document.sections[0].header.paragraphs[0].text = "En-tête {{ ref }}"
    document.sections[0].footer.paragraphs[0].text = "Pied {{ ref }}"
    second = document.add_section()
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "Paysage {{ ref }}"
    sections = open_rendu(render(to_bytes(document), {"ref": "C-02"})).sections
    assert sections[0].header.paragraphs[0].text == "En-tête C-02"
    assert sections[0].footer.paragraphs[0].text == "Pied C-02"
    assert sections[1].header.paragraphs[0].text == "Paysage C-02"


def test_footnotes_are_rendered() -> None:
    notes = (
        '<?xml version="1.0"?><w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:id="1"><w:p><w:r><w:t>Voir {{ ref }}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    gabarit = _with_part(gabarit_of("Texte"), "word/footnotes.xml", kind, notes)
    with zipfile.ZipFile(io.BytesIO(render(gabarit, {"ref": "R & D"}).docx)) as rendered:
        assert "Voir R &amp; D" in rendered.read("word/footnotes.xml").decode()


def test_properties_come_from_the_caller_else_from_the_tags_of_the_gabarit() -> None:
    document = new_gabarit()
    document.core_properties.title, document.core_properties.subject = "CPOM {{ nom }}", "Sujet du gabarit"
    gabarit = compile_gabarit("essai.docx", to_bytes(document))
    date = datetime(2027, 1, 1, 1, 0, tzinfo=timezone(timedelta(hours=1)))
    proprietes = Proprietes(date, sujet="Objet <&>", auteur="Les Tilleuls", mots_cles="CPOM, ESMS")
    properties = open_rendu(render_docx(gabarit, {"nom": "A & B"}, Reglages(proprietes))).core_properties
    assert properties.title == "CPOM A & B"
    assert (properties.subject, properties.author, properties.keywords) == ("Objet <&>", "Les Tilleuls", "CPOM, ESMS")
    assert properties.created == properties.modified == datetime(2027, 1, 1, tzinfo=UTC)


def test_a_reference_in_a_short_text_is_printed_as_the_words_it_stands_for() -> None:
    document = new_gabarit()
    document.add_table(1, 1).cell(0, 0).text = "{{ nom }}"
    gabarit = compile_gabarit("essai.docx", to_bytes(document))
    written = "Voir [[annexe:activite]], [[ article : revision ]] & [[annexe:perdue]], [[sic]], [a:b]."
    known = {"annexe:activite": "annexe n°\u00a05 <A & B>", "article : revision": "article 9"}
    rendered = open_rendu(render_docx(gabarit, {"nom": written}, Reglages(renvois=known.get)))
    assert rendered.tables[0].cell(0, 0).text == (
        "Voir annexe n°\u00a05 <A & B>, article 9 & [[annexe:perdue]], [[sic]], [a:b]."
    )


def test_the_unknown_is_printed_in_its_style_and_counted_everywhere() -> None:
    document = new_gabarit()
    document.sections[0].footer.paragraphs[0].text = "{{ inconnu }}"
    document.add_paragraph("Le {{ inconnu }}, {{ inconnu|forme }}{{ inconnu }}.").runs[0].italic = True
    document.add_paragraph("{{p inconnu|texte_riche }}")
    rendu = render(to_bytes(document), {"inconnu": None}, {"forme": lambda value: f"<{value}>"})
    assert rendu.a_completer == 5
    first, second = open_rendu(rendu).paragraphs
    runs = [(run.text, run.style.name, run.italic) for run in first.runs]
    known, unknown = "Default Paragraph Font", ("à compléter", "A completer", True)
    assert runs == [("Le ", known, True), unknown, (", ", known, True), unknown, unknown, (".", known, True)]
    assert [(run.text, run.style.name) for run in second.runs] == [("à compléter", "A completer")]


def test_empty_is_not_unknown_and_what_does_not_apply_is_a_dash() -> None:
    rendu = render(
        gabarit_of("[{{ vide }}]", "[{{ sans|forme }}]"), {"vide": "", "sans": SANS_OBJET}, {"forme": str.upper}
    )
    assert lines_of(rendu) == ["[]", "[–]"]
    assert rendu.a_completer == 0


def test_the_text_of_an_image_can_be_a_value() -> None:
    document = new_gabarit()
    document.add_paragraph("{{ titre }}").add_run().add_picture(io.BytesIO(_PIXEL))
    drawing = document.element.body.xpath(".//wp:docPr")[0]
    drawing.set("descr", '{{ alt|forme("x") }}')
    rendu = render(to_bytes(document), {"titre": "t", "alt": '"<a> & b"'}, {"forme": lambda value, _: value})
    (rendered,) = open_rendu(rendu).element.body.xpath(".//wp:docPr")
    assert rendered.get("descr") == '"<a> & b"'


def test_what_a_loop_or_a_condition_empties_is_still_a_valid_document() -> None:
    document = new_gabarit()
    table = document.add_table(3, 1)
    table.cell(0, 0).text, table.cell(1, 0).text, table.cell(2, 0).text = (
        "{%tr for e in lignes %}", "{{ e }}", "{%tr endfor %}",
    )  # fmt: skip
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "{%p if lignes %}"
    cell.add_paragraph("oui")
    cell.add_paragraph("{%p endif %}")
    rendered = open_rendu(render(to_bytes(document), {"lignes": []}))
    (kept,) = rendered.tables
    assert [paragraph.text for paragraph in kept.cell(0, 0).paragraphs] == [""]


def test_drawings_and_bookmarks_of_a_loop_get_their_own_numbers() -> None:
    document = new_gabarit()
    document.add_paragraph("{%p for e in lignes %}")
    document.add_paragraph("{{ e }}").add_run().add_picture(io.BytesIO(_PIXEL))
    document.add_paragraph("{%p endfor %}")
    body = open_rendu(render(to_bytes(document), {"lignes": ["a", "b", "c"]})).element.body
    numbers = [drawing.get("id") for drawing in body.xpath(".//wp:docPr")]
    assert len(numbers) == len(set(numbers)) == 3


def test_same_input_same_bytes_with_constant_dates_in_the_zip() -> None:
    gabarit = gabarit_of("{{ nom }}")
    first, second = render(gabarit, {"nom": "x"}).docx, render(gabarit, {"nom": "x"}).docx
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as rendered:
        assert rendered.testzip() is None
        assert rendered.namelist()[0] == "[Content_Types].xml"
        assert {info.date_time for info in rendered.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert docx.Document(io.BytesIO(first)).paragraphs[0].text == "x"


@pytest.mark.parametrize(
    ("paragraph", "message"),
    [
        ("{{ gestionaire.nom }}", "vouliez-vous dire «\u202fgestionnaire\u202f»"),
        ("{{ gestionnaire.nmo }}", "vouliez-vous dire «\u202fnom\u202f»"),
        ("{{ gestionnaire.nom|uper }}", "vouliez-vous dire «\u202fupper\u202f»"),
        ("{{ gestionnaire.nom", "non fermée"),
        ("{{ gestionnaire.nom + }}", "mal écrite"),
        ("{% if gestionnaire %}", "jamais fermé"),
        ("{% endif %}", "sans bloc ouvert"),
        ("{% for x in [] %}{% endif %}", "jamais fermé"),
        ("avant {%p if gestionnaire %}", "seul dans son paragraphe"),
        ("avant {{p gestionnaire.nom }}", "seul dans son paragraphe"),
        ("{{ montant }}", "il lui faut un filtre"),
        ("{{ montant + gestionnaire }}", "TypeError"),
        ("{{ 'x' * 1000000000 }}", "entre des nombres"),
        ("{{ gestionnaire.nom ~ 'x' }}", "deux balises"),
        ("{{ gestionnaire.__class__ }}", "accessible"),
        ("{{ gestionnaire['__class__'] }}", "__class__"),
        ("{{ gestionnaire.nom.format() }}", "n’appelle pas"),
        ("{{ gestionnaire.nom|safe }}", "«\u202fsafe\u202f» n’existe pas"),
        ("{% include 'autre' %}", "Include"),
        ("{% set x %}a{% endset %}", "AssignBlock"),
        ("{{ range(9) }}", "n’appelle pas"),
        ("{{p inconnu|texte_riche }}", "renvoi [[annexe:perdue]]"),
        ("{{r liste|texte_riche }}", "plusieurs paragraphes"),
    ],
)
def test_a_fault_names_the_file_the_cell_and_the_text(paragraph: str, message: str) -> None:
    document = new_gabarit()
    document.add_table(2, 2).cell(1, 1).text = paragraph
    vue = {"gestionnaire": {"nom": "x"}, "montant": 1.5, "inconnu": "[[annexe:perdue]]", "liste": "a\n\nb"}
    with pytest.raises(GabaritError) as caught:
        render(to_bytes(document), vue)
    assert message in str(caught.value)
    assert str(caught.value).startswith("essai.docx, corps, tableau 1, ligne 2, cellule 2, paragraphe «\u202f")


def test_a_fault_in_a_header_says_so() -> None:
    document = new_gabarit()
    document.sections[0].header.paragraphs[0].text = "Réf. {{ ref }}"
    with pytest.raises(GabaritError, match="essai\\.docx, en-tête, paragraphe «\u202fRéf"):
        render(to_bytes(document), {})


def test_a_block_across_two_paragraphs_is_refused_instead_of_breaking_the_document() -> None:
    with pytest.raises(GabaritError, match="commence dans un endroit"):
        render(gabarit_of("a {% if x %} b", "c {% endif %} d"), {"x": True})


def _body(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as rendered:
        return rendered.read("word/document.xml").decode()


def _with_part(gabarit: bytes, member: str, kind: str, content: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(gabarit)) as source, zipfile.ZipFile(target, "w") as changed:
        for name in source.namelist():
            data = source.read(name)
            if name == "[Content_Types].xml":
                override = f'<Override PartName="/{member}" ContentType="{kind}"/></Types>'
                data = data.replace(b"</Types>", override.encode())
            changed.writestr(name, data)
        changed.writestr(member, content)
    return target.getvalue()


_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478da63f8ffff3f0005fe02fe"
    "dccc59e70000000049454e44ae426082"
)
