"""Cells that a loop merges keep their properties in the order that the format asks for."""

import io
import zipfile

import docx
from docx.oxml import parse_xml
from lxml import etree

from cpomdoc.rendering.formats.docx import Reglages, compile_gabarit, render_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def build_gabarit(tag: str) -> bytes:
    """A table of one looped row, whose first cell carries `tag`, is tinted and aligned at the top."""
    document = docx.Document()
    table = document.add_table(3, 2)
    table.cell(0, 0).text = "{%tr for nom in noms %}"
    table.cell(1, 0).text = tag
    table.cell(1, 1).text = "{{ nom }}"
    table.cell(2, 0).text = "{%tr endfor %}"
    properties = table.cell(1, 0)._tc.get_or_add_tcPr()
    borders = f'<w:tcBorders {NS}><w:top w:val="single"/></w:tcBorders>'
    for xml in (borders, f'<w:shd {NS} w:val="clear" w:fill="E4EAF4"/>', f'<w:vAlign {NS} w:val="top"/>'):
        properties.append(parse_xml(xml))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def print_rows(tag: str, *noms: str | None) -> tuple[list[etree._Element], int]:
    """The rows that the loop prints, and how many values were missing."""
    rendu = render_docx(compile_gabarit("essai.docx", build_gabarit(tag)), {"noms": noms}, Reglages())
    with zipfile.ZipFile(io.BytesIO(rendu.docx)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return list(root.iter(f"{W}tr")), rendu.a_completer


def print_first_cells(tag: str) -> list[list[str]]:
    """Names of the properties of the first cell of each row, in the order they are written."""
    cells = [row.find(f"{W}tc/{W}tcPr") for row in print_rows(tag, "a", "b")[0]]
    return [[etree.QName(one).localname for one in cell] for cell in cells if cell is not None]


def test_only_the_first_cell_of_a_merge_holds_words() -> None:
    rows, _missing = print_rows("{% vm %}{{ nom }} !", "a", "b", "c")
    assert ["".join(str(text) for text in row.itertext()) for row in rows] == ["a !a", "b", "c"]


def test_what_a_merge_hides_is_not_counted_as_missing() -> None:
    rows, missing = print_rows("{% vm %}{{ nom }}", None, None)
    assert [len(list(row.iter(f"{W}t"))) for row in rows] == [2, 1]
    assert missing == 3


def test_a_merged_cell_says_so_before_its_borders() -> None:
    order = ["tcW", "vMerge", "tcBorders", "shd", "vAlign"]
    assert print_first_cells("{% vm %}{{ nom }}") == [order, order]


def test_a_spanning_cell_says_its_width_then_its_span() -> None:
    order = ["tcW", "gridSpan", "tcBorders", "shd", "vAlign"]
    assert print_first_cells("{% colspan 1 %}{{ nom }}") == [order, order]


def test_a_tinted_cell_keeps_one_tint_in_its_place() -> None:
    order = ["tcW", "tcBorders", "shd", "vAlign"]
    assert print_first_cells("{% cellbg '1F3864' %}{{ nom }}") == [order, order]
