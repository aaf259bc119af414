"""What a rendered part still needs: « à compléter » set apart, and what loops leave behind made whole again."""

import re
from itertools import islice, pairwise

from lxml import etree

from cpomdoc.rendering.formats.gabarit_places import W, closest
from cpomdoc.rendering.formats.gabarit_valeurs import INCONNU, INCONNU_BRUT, encode_texte
from cpomdoc.rendering.formats.texte_riche import Resolveur
from cpomdoc.rendering.valeurs import A_COMPLETER

_RUN, _TEXT, _END = "<w:r>", '<w:t xml:space="preserve">', "</w:t></w:r>"
_RPR_END = "</w:rPr>"
_RSTYLE = re.compile(r"<w:rStyle [^>]*/>")
_DOC_PR = re.compile(r'(<wp:docPr [^>]*?\bid=")[^"]*(")')
_SIGNET = re.compile(r'<w:bookmark(Start|End) ([^>]*?)w:id="([^"]*)"([^>]*)/>')
_RANG = re.compile(r"<w:tr[ >]")
_SANS_LIEN = re.compile(r"<w:pPr>(?:<w:pStyle [^>]*/>)?+(?!<w:keepNext/>)")
_RENVOI = re.compile(r"\[\[\s*((?:annexe|article|fiche)\s*:[^\[\]<>&]+?)\s*\]\]")
_NOM = re.compile(r'w:name="([^"]*)"')


def finish_inconnus(xml: str, style: str | None) -> tuple[str, int]:
    """Each unknown as a run of its own, in the character style that stands out; and how many there are."""
    count = xml.count(INCONNU) + xml.count(INCONNU_BRUT)
    if not count:
        return xml, 0
    first, *others = xml.replace(INCONNU_BRUT, A_COMPLETER).split(INCONNU)
    out = [first]
    for following in others:
        start = out[-1].rfind(_RUN)
        properties = _properties(out[-1], start)
        opening = f"{_RUN}{properties}{_TEXT}"
        # Nothing before or after the unknown in its run: no empty run is left there.
        out[-1] = out[-1].removesuffix(opening) if out[-1].endswith(opening) else out[-1] + _END
        out.append(f"{_RUN}{_stand_out(properties, style)}<w:t>{A_COMPLETER}{_END}")
        out.append(following.removeprefix(_END) if following.startswith(_END) else opening + following)
    return "".join(out), count


def finish_blocs(xml: str) -> str:
    """Mend what a loop or a condition may empty: a table without a row, a cell or a header without a paragraph."""
    while (end := xml.find("</w:tblGrid></w:tbl>")) >= 0:
        xml = xml[: xml.rfind("<w:tbl>", 0, end)] + xml[end + len("</w:tblGrid></w:tbl>") :]
    for before in ("</w:tcPr>", "<w:tc>", "</w:tbl>"):
        if f"{before}</w:tc>" in xml:
            xml = xml.replace(f"{before}</w:tc>", f"{before}<w:p/></w:tc>")
    return re.sub(r"(<w:(hdr|ftr)(?: [^>]*)?>)(</w:\2>)", r"\1<w:p/>\3", xml)


def finish_totaux(xml: str, style: str | None) -> str:
    """The row before a total, which the style of its first paragraph marks, never leaves it alone on a page."""
    places: list[int] = []
    for mark in re.finditer(f'<w:pStyle w:val="{style}"/>', xml) if style else ():
        table = xml.rfind("<w:tbl>", 0, mark.start())
        rows = [row.start() for row in _RANG.finditer(xml, table, mark.start())]
        if len(rows) > 1:
            places += [found.end() for found in _SANS_LIEN.finditer(xml, rows[-2], rows[-1])]
    parts = [xml[start:end] for start, end in pairwise([0, *places, len(xml)])]
    return "<w:keepNext/>".join(parts)


def finish_identifiants(xml: str, start: int) -> str:
    """Drawings and bookmarks copied by a loop get numbers of their own; a bookmark keeps its name once."""
    drawings = iter(range(start, start + 100_000))
    xml = _DOC_PR.sub(lambda found: f"{found[1]}{next(drawings)}{found[2]}", xml)
    names: set[str] = set()
    opened: dict[str, list[str | None]] = {}
    count = start

    def renumber(found: re.Match[str]) -> str:
        nonlocal count
        kind, before, identifier, after = found.groups()
        if kind == "End":
            waiting = opened.get(identifier)
            number = waiting.pop() if waiting else None
        else:
            name = _NOM.search(before + after)
            known = name is not None and name[1] in names
            names.update([name[1]] if name else [])
            count += 1
            number = None if known else str(count)
            opened.setdefault(identifier, []).append(number)
        return "" if number is None else f'<w:bookmark{kind} {before}w:id="{number}"{after}/>'

    return _SIGNET.sub(renumber, xml)


def finish_grilles(xml: str) -> str:
    """Tables whose columns come from the data: as many columns in the grid as in the rows, same width in all."""
    root = etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False, huge_tree=True))
    for table in root.iter(f"{W}tbl"):
        grid = table.find(f"{W}tblGrid")
        rows = [row for row in table.iter(f"{W}tr") if closest(row, "tbl") is table]
        wanted = max((_width(row) for row in rows), default=0)
        if grid is not None and wanted and wanted != len(grid):
            _resize(grid, wanted)
            for row in rows:
                _fit(row, grid)
    return etree.tostring(root, encoding="unicode")


def _resize(grid: etree._Element, wanted: int) -> None:
    widths = [int(column.get(f"{W}w") or 0) for column in grid]
    kept = (widths + [sum(widths) // max(len(widths), 1)] * wanted)[:wanted]
    total, scale = sum(widths), sum(kept) or 1
    for column in list(grid):
        grid.remove(column)
    for width in kept:
        etree.SubElement(grid, f"{W}gridCol", {f"{W}w": str(width * total // scale)})


def _fit(row: etree._Element, grid: etree._Element) -> None:
    """Cells as wide as the columns they stand on: with fewer years than the gabarit has, the table keeps its width."""
    widths = iter([int(column.get(f"{W}w") or 0) for column in grid])
    for cell in row.iter(f"{W}tc"):
        width = cell.find(f"{W}tcPr/{W}tcW")
        if closest(cell, "tr") is row and width is not None:
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            taken = int(span.get(f"{W}val") or 1) if span is not None else 1
            width.set(f"{W}w", str(sum(islice(widths, taken))))


def _width(row: etree._Element) -> int:
    spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iter(f"{W}tc") if closest(cell, "tr") is row]
    return sum(1 if span is None else int(span.get(f"{W}val") or 1) for span in spans)


def _properties(xml: str, start: int) -> str:
    after = start + len(_RUN)
    if start < 0 or not xml.startswith("<w:rPr>", after):
        return ""
    return xml[after : xml.index(_RPR_END, after) + len(_RPR_END)]


def _stand_out(properties: str, style: str | None) -> str:
    if style is None:
        return '<w:rPr><w:highlight w:val="yellow"/></w:rPr>'
    inner = _RSTYLE.sub("", properties.removeprefix("<w:rPr>").removesuffix(_RPR_END))
    return f'<w:rPr><w:rStyle w:val="{style}"/>{inner}{_RPR_END}'


def finish_renvois(xml: str, resolve: Resolveur | None) -> str:
    """References left in short texts, a name or a cell, where no filter reads them, by the words they stand for."""
    if resolve is None or "[[" not in xml:
        return xml
    return _RENVOI.sub(lambda found: encode_texte(resolve(found[1]) or found[0]), xml)
