"""Word documents written straight in XML for the tests of redlines: paragraphs, tables, margins and notes."""

from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from cpomdoc.rendering.formats.gabarit_archive import write_archive

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


@dataclass(frozen=True)
class Table:
    """Rows of cells, each cell a list of blocks."""

    rows: "tuple[tuple[tuple[Bloc, ...], ...], ...]"


Bloc = str | Table
"""Words of a paragraph: « *bold* », tabs and line breaks as they are, « {words of a footnote} »."""


@dataclass
class _Writer:
    notes: list[str] = field(default_factory=list)

    def write_blocks(self, blocks: tuple[Bloc, ...]) -> str:
        return "".join(self._write_table(one) if isinstance(one, Table) else self._write_p(one) for one in blocks)

    def _write_p(self, words: str) -> str:
        return f"<w:p>{''.join(self._write_run(part, rank) for rank, part in enumerate(words.split('*')))}</w:p>"

    def _write_run(self, words: str, rank: int) -> str:
        before, _, rest = words.partition("{")
        note, _, after = rest.partition("}")
        runs = self._write_words(before, rank)
        if note:
            self.notes.append(note)
            runs += f'<w:r><w:footnoteReference w:id="{len(self.notes)}"/></w:r>{self._write_words(after, rank)}'
        return runs

    def _write_words(self, words: str, rank: int) -> str:
        if not words:
            return ""
        text = f'<w:t xml:space="preserve">{escape(words)}</w:t>'
        for char, tag in (("\t", "<w:tab/>"), ("\n", "<w:br/>")):
            text = text.replace(char, f'</w:t>{tag}<w:t xml:space="preserve">')
        return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if rank % 2 else ''}{text}</w:r>"

    def _write_table(self, table: Table) -> str:
        width = max(len(row) for row in table.rows)
        grid = "".join('<w:gridCol w:w="1200"/>' for _ in range(width))
        rows = "".join(
            "<w:tr>"
            + "".join(
                f'<w:tc><w:tcPr><w:tcW w:w="1200" w:type="dxa"/></w:tcPr>{self._write_cell(cell)}</w:tc>'
                for cell in row
            )
            + "</w:tr>"
            for row in table.rows
        )
        return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'

    def _write_cell(self, cell: tuple[Bloc, ...]) -> str:
        """A cell ends with a paragraph."""
        return self.write_blocks(cell if cell and isinstance(cell[-1], str) else (*cell, ""))


def build_docx(*blocks: Bloc, header: str = "En-tête", footer: str = "Pied", body: str = "") -> bytes:
    """The document that holds these blocks; `body`, when given, is the XML of the body instead."""
    writer = _Writer()
    inside = body or writer.write_blocks(blocks)
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/>'
        '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    )
    notes = "".join(
        f'<w:footnote w:id="{rank}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{escape(note)}</w:t></w:r></w:p>'
        "</w:footnote>"
        for rank, note in enumerate(writer.notes, 1)
    )
    parts = {
        "header1": f"<w:hdr {NS}>{_Writer().write_blocks((header,))}</w:hdr>",
        "footer1": f"<w:ftr {NS}>{_Writer().write_blocks((footer,))}</w:ftr>",
        "footnotes": f'<w:footnotes {NS}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
        f'</w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r>'
        f"</w:p></w:footnote>{notes}</w:footnotes>",
        "styles": f'<w:styles {NS}><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/></w:style></w:styles>',
        "settings": f"<w:settings {NS}/>",
        "document": f"<w:document {NS}><w:body>{inside}{section}</w:body></w:document>",
    }
    return write_archive((name, f"{HEAD}{data}".encode()) for name, data in _package(parts).items())


def _package(parts: dict[str, str]) -> dict[str, str]:
    kinds = {"document": "document.main", "header1": "header", "footer1": "footer"}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kinds.get(name, name)}+xml"/>' for name in parts
    )
    relations = {"rId1": "styles", "rId2": "header1", "rId3": "footer1", "rId4": "footnotes", "rId5": "settings"}
    links = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{name.removesuffix("1")}" Target="{name}.xml"/>'
        for key, name in relations.items()
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        **{f"word/{name}.xml": data for name, data in parts.items()},
    }
