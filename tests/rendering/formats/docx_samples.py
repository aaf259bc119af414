"""Small Word documents built for the tests of the reader, the PDF and the Markdown."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><circle cx="5" cy="5" r="5"/></svg>'


def build_png(width: int = 60, height: int = 30) -> bytes:
    """A plain blue picture."""
    rows = b"".join(b"\0" + b"\x1f\x3a\x6e" * width for _ in range(height))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def new_document() -> Any:
    """An empty document in French with a title, laid out as Word 2013 and later do."""
    document = docx.Document()
    document.core_properties.title = "Contrat d’essai"
    document.core_properties.author = "Association Les Tilleuls"
    document.core_properties.subject = "CPOM"
    normal = document.styles["Normal"]
    normal.font.name = "Libertinus Serif"
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    for level in (1, 2, 3):
        style = document.styles[f"Heading {level}"]
        fonts = style.element.rPr.find(qn("w:rFonts"))
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        style.font.name = "Libertinus Serif"
        style.font.color.rgb = RGBColor(0x1F, 0x3A, 0x6E)
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    defaults.find(qn("w:lang")).set(qn("w:val"), "fr-FR")
    for item in document.settings.element.iter(qn("w:compatSetting")):
        if item.get(qn("w:name")) == "compatibilityMode":
            item.set(qn("w:val"), "15")
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(2.5))
    return document


def save(document: Any) -> bytes:
    """The bytes of a document."""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def build(fill: Callable[[Any], None]) -> bytes:
    """Bytes of a new document once filled."""
    document = new_document()
    fill(document)
    return save(document)


def add_field(paragraph: Any, instruction: str, cached: str = "1") -> None:
    """A complex field with its cached result."""
    for kind in ("begin", "instr", "separate", "result", "end"):
        run = paragraph.add_run()
        if kind == "instr":
            run._r.append(parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve"> {instruction} </w:instrText>'))
        elif kind == "result":
            run.text = cached
        else:
            run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'))


def add_footer(section: Any) -> None:
    """« Page X sur Y » in the middle of the footer."""
    section.footer.is_linked_to_previous = False
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("Page ")
    add_field(paragraph, "PAGE")
    paragraph.add_run(" sur ")
    add_field(paragraph, "NUMPAGES", "9")


def add_toc(document: Any, cached: str = "À mettre à jour") -> None:
    """A table of contents field whose cached result is one paragraph."""
    paragraph = document.add_paragraph()
    add_field(paragraph, 'TOC \\o "1-3" \\h \\z \\u', cached)


def shade(cell: Any, color: str) -> None:
    """Fill a cell with a colour."""
    cell._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{color}"/>')
    )


def set_header_row(row: Any) -> None:
    """Repeat a row at the top of each page."""
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def keep_row_whole(row: Any) -> None:
    """A row that does not break across pages."""
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))


def describe_last_picture(document: Any, words: str) -> None:
    """Alternative text of the last picture."""
    document.element.body.findall(f".//{qn('wp:docPr')}")[-1].set("descr", words)


def replace_member(data: bytes, name: str, content: bytes) -> bytes:
    """A document with one part changed or added."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for info in source.infolist():
            if info.filename != name:
                target.writestr(info, source.read(info))
        target.writestr(name, content)
    return buffer.getvalue()


def read_member(data: bytes, name: str) -> bytes:
    """One part of a document."""
    with zipfile.ZipFile(BytesIO(data)) as source:
        return source.read(name)


def add_footnote(data: bytes, marker: str, words: str) -> bytes:
    """Turn a marker of the body into the call of a footnote."""
    namespace = nsdecls("w")
    notes = (
        f'<w:footnotes {namespace}><w:footnote w:type="separator" w:id="-1">'
        "<w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
        f'<w:footnote w:id="2"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {words}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    call = f'</w:t></w:r><w:r>{raised}<w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve">'
    body = read_member(data, "word/document.xml").decode().replace(marker, call)
    rels = read_member(data, "word/_rels/document.xml.rels").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    rels = rels.replace(
        "</Relationships>", f'<Relationship Id="rIdN" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    )
    types = read_member(data, "[Content_Types].xml").decode()
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    types = types.replace("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{content}"/></Types>')
    for name, text in (("word/document.xml", body), ("word/_rels/document.xml.rels", rels),
                       ("[Content_Types].xml", types), ("word/footnotes.xml", notes)):  # fmt: skip
        data = replace_member(data, name, text.encode())
    return data


def build_contract(*, articles: int = 6) -> bytes:
    """A contract in miniature: cover, table of contents, articles, tables, a landscape annex, signatures."""
    document = new_document()
    _add_cover(document)
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.header.is_linked_to_previous = False
    _fill_header(section.header.paragraphs[0])
    add_footer(section)
    document.add_paragraph("Sommaire", style="TOC Heading" if "TOC Heading" in document.styles else "Title")
    add_toc(document)
    for number in range(1, articles + 1):
        _add_article(document, number)
    _add_table(document)
    _add_signatures(document)
    _add_landscape(document)
    return add_footnote(save(document), "NOTE_ICI", "Code de l’action sociale et des familles, article L. 313-11.")


def _add_cover(document: Any) -> None:
    document.add_picture(BytesIO(build_png()), width=Cm(4))
    describe_last_picture(document, "Logo de l’association Les Tilleuls")
    title = document.add_paragraph("Contrat pluriannuel d’objectifs et de moyens", style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    band = document.add_paragraph()
    run = band.add_run("Projet")
    run.bold = True
    borders = "".join(
        f'<w:{s} w:val="single" w:sz="8" w:space="4" w:color="1F3A6E"/>' for s in ("top", "left", "bottom", "right")
    )
    ppr = band._p.get_or_add_pPr()
    ppr.append(parse_xml(f"<w:pBdr {nsdecls('w')}>{borders}</w:pBdr>"))
    ppr.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="E8EDF6"/>'))
    band.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words in ("Association Les Tilleuls", "2027 – 2031"):
        document.add_paragraph(words).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _fill_header(paragraph: Any) -> None:
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run("CPOM Les Tilleuls\tProjet").italic = True


def _add_article(document: Any, number: int) -> None:
    if number % 3 == 1:
        document.add_heading(f"Titre {number // 3 + 1} – Les engagements", 1)
    document.add_heading(f"Article {number} – Affectation des résultats", 2)
    note = "NOTE_ICI" if number == 1 else ""
    body = document.add_paragraph(
        "Le gestionnaire affecte les résultats conformément aux dispositions du code de l’action sociale et des "
        f"familles{note}. Les parties conviennent que l’excédent est affecté en priorité à la réserve de "
        "compensation, dans la limite de 10\u202f% des produits de la tarification\u202f; le solde vient en "
        "réduction des charges d’exploitation de l’exercice au cours duquel il est constaté."
    )
    body.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    mixed = document.add_paragraph("Montant\u202f: ")
    mixed.add_run("7\u202f003\u202f800,70\u202f€").bold = True
    mixed.add_run(" par an, dont ")
    mixed.add_run("à compléter").font.highlight_color = 7
    mixed.add_run(" au titre du 1")
    mixed.add_run("er").font.superscript = True
    mixed.add_run(" janvier 2027.")
    for words in ("le premier objectif est l’inclusion, qui suppose un accompagnement dans la durée et un partenariat"
                  " avec les services du secteur\u202f;", "le second, la transformation de l’offre."):  # fmt: skip
        document.add_paragraph(words, style="List Bullet")
    for words in ("Première étape", "Deuxième étape"):
        document.add_paragraph(words, style="List Number")


def _add_table(document: Any) -> None:
    table = document.add_table(rows=4, cols=4)
    table.style = "Table Grid"
    rows = (
        ("Établissement", "FINESS", "Places", "Dotation (€)"),
        ("IME Les Tilleuls", "010001246", "60", "3\u202f250\u202f000,00"),
        ("SESSAD des Prés", "010001253", "25", "812\u202f400,50"),
        ("Total", "", "85", "4\u202f062\u202f400,50"),
    )
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
        keep_row_whole(row)
        row.cells[3].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for cell in table.rows[0].cells:
        shade(cell, "D9E2F3")
        cell.paragraphs[0].runs[0].bold = True
    set_header_row(table.rows[0])
    table.cell(3, 0).merge(table.cell(3, 1))
    for column, width in enumerate((6, 3, 2.5, 4.5)):
        for cell in table.columns[column].cells:
            cell.width = Cm(width)


def _add_signatures(document: Any) -> None:
    document.add_paragraph("Fait à Bourg-en-Bresse, le 1er mars 2027.").paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=2)
    for cell, words in zip(table.rows[0].cells, ("Pour l’agence", "Pour l’association"), strict=True):
        cell.text = words
    table.rows[0].height = Cm(2.5)


def _add_landscape(document: Any) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(2))
    document.add_heading("Annexe 1 – Trajectoire", 1)
    table = document.add_table(rows=25, cols=6)
    table.style = "Table Grid"
    for index, row in enumerate(table.rows):
        for column, cell in enumerate(row.cells):
            cell.text = f"Exercice {column}" if index == 0 else f"{index}\u202f{column}00,00"
    set_header_row(table.rows[0])
    table.cell(2, 0).merge(table.cell(4, 0))
    entry = document.add_paragraph("Total général\t12")
    entry.paragraph_format.tab_stops.add_tab_stop(Cm(25.7), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
