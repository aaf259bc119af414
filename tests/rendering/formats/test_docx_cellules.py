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


def print_first_cells(tag: str) -> list[list[str]]:
    """Names of the properties of the first cell of each row, in the order they are written."""
    rendu = render_docx(compile_gabarit("essai.docx", build_gabarit(tag)), {"noms": ["a", "b"]}, Reglages())
    with zipfile.ZipFile(io.BytesIO(rendu.docx)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    cells = [row.find(f"{W}tc/{W}tcPr") for row in root.iter(f"{W}tr")]
    return [[etree.QName(one).localname for one in cell] for cell in cells if cell is not None]


def test_a_merged_cell_says_so_before_its_borders() -> None:
    order = ["tcW", "vMerge", "tcBorders", "shd", "vAlign"]
    assert print_first_cells("{% vm %}{{ nom }}") == [order, order]


def test_a_spanning_cell_says_its_width_then_its_span() -> None:
    order = ["tcW", "gridSpan", "tcBorders", "shd", "vAlign"]
    assert print_first_cells("{% colspan 1 %}{{ nom }}") == [order, order]


def test_a_tinted_cell_keeps_one_tint_in_its_place() -> None:
    order = ["tcW", "tcBorders", "shd", "vAlign"]
    assert print_first_cells("{% cellbg '1F3864' %}{{ nom }}") == [order, order]
