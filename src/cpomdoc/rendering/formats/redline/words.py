"""What a Word document says, and nothing of how it looks: paragraphs and tables of every part, read on the XML.

This reading is that of the proof: it takes any Word document, where read_docx refuses what it would print wrong.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cpomdoc.rendering.formats.docx_tree.names import MC, Element, R, attribute, local, w
from cpomdoc.rendering.formats.docx_tree.package import Package, read_package
from cpomdoc.rendering.formats.docx_tree.reader import find_main_part
from cpomdoc.rendering.formats.redline.resolve import resolve_changes

COMPUTED = {"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"}
"""Fields whose words are those of the pages, known once these are laid out."""

_TRANSPARENT = {"sdt", "sdtContent", "customXml", "smartTag", "dir", "bdo", "hyperlink", "fldSimple"}
_KINDS = {"default": "", "first": " de la première page", "even": " des pages paires"}
_NAMES = {"header": "en-tête", "footer": "pied de page"}
_SPECIAL_NOTES = {"separator", "continuationSeparator", "continuationNotice"}


@dataclass(frozen=True)
class Tableau:
    """A table as rows of cells, each cell the blocks it holds."""

    rows: "tuple[tuple[Blocks, ...], ...]"


Blocks = tuple[str | Tableau, ...]
"""Paragraphs as their words, empty ones left out, and tables, in reading order."""


def read_words(docx: bytes, *, accept: bool = True) -> dict[str, Blocks]:
    """What each part says once its tracked changes are accepted, or rejected.

    Parts have French names: the body, headers and footers by section, notes in the order in which they are called.
    """
    source = _Source(read_package(docx), accept)
    body = source.read(source.main).find(w("body"))
    if body is None:
        return {}
    reader = _Reader()
    parts = {"corps du document": reader.read_blocks(body)}
    parts |= _read_margins(source, body)
    parts |= _read_notes(source, reader.calls)
    return parts


@dataclass(frozen=True)
class _Source:
    """The parts of a document, their changes settled as they are read."""

    package: Package
    accept: bool

    @property
    def main(self) -> str:
        return find_main_part(self.package)

    def read(self, name: str) -> Element:
        root = self.package.read_xml(name)
        resolve_changes(root, accept=self.accept)
        return root


def _read_margins(source: _Source, body: Element) -> dict[str, Blocks]:
    """Headers and footers of each section; a section that names none goes on with those of the one before."""
    relations = source.package.relations(source.main)
    parts: dict[str, Blocks] = {}
    known: dict[str, Blocks] = {}
    for number, section in enumerate(body.iter(w("sectPr")), 1):
        for item in section:
            kind = local(item).removesuffix("Reference")
            relation = relations.get(item.get(f"{{{R}}}id") or "")
            if kind not in _NAMES or relation is None or relation.target not in source.package.members:
                continue
            blocks = _Reader().read_blocks(source.read(relation.target))
            known[f"{_NAMES[kind]}{_KINDS.get(attribute(item, 'type', 'default'), '')}"] = blocks
        parts |= {f"{name} (section {number})": blocks for name, blocks in known.items() if blocks}
    return parts


def _read_notes(source: _Source, calls: list[tuple[str, str]]) -> dict[str, Blocks]:
    """Notes by the order in which the body calls them: their numbers in the file are nobody's business."""
    notes: dict[tuple[str, str], Element] = {}
    for kind in ("footnote", "endnote"):
        if part := source.package.find_part(source.main, f"{kind}s"):
            for item in source.read(part).iterfind(w(kind)):
                if attribute(item, "type") not in _SPECIAL_NOTES:
                    notes[kind, attribute(item, "id")] = item
    return {
        f"note {number}": _Reader().read_blocks(notes[call])
        for number, call in enumerate((one for one in calls if one in notes), 1)
    }


@dataclass
class _Field:
    instruction: str = ""
    separated: bool = False

    def is_mute(self) -> bool:
        """Inside the instruction, or inside a result that pages decide."""
        words = self.instruction.split()
        return not self.separated or (bool(words) and words[0].upper() in COMPUTED)


@dataclass
class _Reader:
    """Reads one part; fields may span paragraphs, notes are listed as they are called."""

    fields: list[_Field] = field(default_factory=list)
    calls: list[tuple[str, str]] = field(default_factory=list)

    def read_blocks(self, parent: Element) -> Blocks:
        """Blocks of a body, a cell, a header or a note; tables with nothing between them are one, as in Word."""
        blocks: list[str | Tableau] = []
        for block in self._read_blocks(parent):
            last = blocks[-1] if blocks else None
            if isinstance(block, Tableau) and isinstance(last, Tableau):
                blocks[-1] = Tableau(last.rows + block.rows)
            else:
                blocks.append(block)
        return tuple(block for block in blocks if block)

    def _read_blocks(self, parent: Element) -> Iterator[str | Tableau]:
        for item in parent:
            match local(item):
                case "p":
                    yield self._read_paragraph(item)
                case "tbl":
                    yield Tableau(tuple(self._read_row(row) for row in _find(item, "tr")))
                case name if name in _TRANSPARENT:
                    yield from self._read_blocks(item)

    def _read_row(self, row: Element) -> tuple[Blocks, ...]:
        return tuple(self.read_blocks(cell) for cell in _find(row, "tc"))

    def _read_paragraph(self, paragraph: Element) -> str:
        return "".join(self._read_runs(paragraph))

    def _read_runs(self, parent: Element) -> Iterator[str]:
        for item in parent:
            name = local(item)
            if name == "r":
                for part in item:
                    yield self._read_part(part)
            elif name == "fldSimple":
                self.fields.append(_Field(attribute(item, "instr"), separated=True))
                yield from self._read_runs(item)
                self.fields.pop()
            elif name in _TRANSPARENT:
                yield from self._read_runs(item)

    def _read_part(self, item: Element) -> str:
        name = local(item)
        if name == "fldChar":
            self._step_field(attribute(item, "fldCharType"))
        elif name == "instrText" and self.fields:
            self.fields[-1].instruction += item.text or ""
        elif not any(one.is_mute() for one in self.fields):
            return self._read_words(item, name)
        return ""

    def _step_field(self, step: str) -> None:
        if step == "begin":
            self.fields.append(_Field())
        elif self.fields and step == "separate":
            self.fields[-1].separated = True
        elif self.fields and step == "end":
            self.fields.pop()

    def _read_words(self, item: Element, name: str) -> str:
        match name:
            case "t":
                return read_text(item)
            case "tab" | "ptab":
                return "\t"
            case "br" | "cr":
                return "\n"
            case "noBreakHyphen":
                return "\u2011"
            case "sym":
                return chr(int(attribute(item, "char", "0"), 16))
            case "footnoteReference" | "endnoteReference":
                self.calls.append((name.removesuffix("Reference"), attribute(item, "id")))
                return f"[note {len(self.calls)}]"
            case "AlternateContent" | "drawing" | "pict" | "object":
                return self._read_boxes(item)
            case _:
                return ""

    def _read_boxes(self, item: Element) -> str:
        """Words written inside drawings; of alternatives that say the same, the first."""
        choice = item.find(f"{{{MC}}}Choice") if local(item) == "AlternateContent" else item
        boxes = () if choice is None else choice.iter(w("txbxContent"))
        return "".join(
            f"\n{words}" for box in boxes for one in box.iter(w("p")) if (words := self._read_paragraph(one))
        )


def _find(parent: Element, tag: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, those that controls hold included."""
    for item in parent:
        if local(item) == tag:
            yield item
        elif local(item) in _TRANSPARENT:
            yield from _find(item, tag)


def read_text(item: Element) -> str:
    """Words of a w:t; its outer blanks count when it says so."""
    text = (item.text or "").replace("\r\n", " ").replace("\n", " ").replace("\t", " ")
    kept = item.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return text if kept else text.strip(" ")
