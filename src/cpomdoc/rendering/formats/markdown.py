"""A document as Markdown made to be read as a diff: a paragraph a line, a table row a line, no padding."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cpomdoc.rendering.formats.docx_tree.tree import (
    Block,
    Cell,
    DocxTree,
    Paragraph,
    Row,
    Table,
    plain_text,
)
from cpomdoc.rendering.formats.markdown_text import PLAIN, Emphasis, Notes, escape, protect_start, write_inlines

SUFFIX = ".md"

_ORDERED = re.compile(r"^\d{1,9}[.)]$")
_BOLD = Emphasis(bold=True)


def render_markdown(tree: DocxTree) -> str:
    """The body of a document; contents, headers and footers are left out, page after page they say nothing new."""
    writer = MarkdownWriter()
    blocks = [block for section in tree.sections for block in section.blocks]
    lines = [*writer.write_blocks(blocks)]
    for number, note in enumerate(writer.notes.notes, 1):
        lines += ["", f"[^{number}]: {writer.write_cell_blocks(note.blocks)}"]
    return "\n".join(lines).strip("\n") + "\n"


@dataclass
class MarkdownWriter:
    """Writes blocks as lines; the notes it meets are numbered through the document."""

    notes: Notes = field(default_factory=Notes)

    def write_blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Lines of blocks, an empty one between two that are not items of one list."""
        depths: list[tuple[float, int]] = []
        previous: Paragraph | None = None
        for block in blocks:
            if isinstance(block, Paragraph) and _is_item(block):
                yield from self._write_item(block, previous, depths)
                previous = block
                continue
            depths.clear()
            previous = None
            for line in self._write_block(block):
                yield from ("", line)

    def _write_block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Table):
            yield from self._write_table(block)
        elif block.toc:
            return
        elif block.level and plain_text(block).strip():
            yield f"{'#' * min(block.level, 6)} {self._write_words(block, plain=_BOLD)}"
        elif words := self._write_words(block):
            yield protect_start(words)

    def _write_words(self, paragraph: Paragraph, *, plain: Emphasis = PLAIN) -> str:
        label = f"{escape(paragraph.label.text)} " if paragraph.label else ""
        words = write_inlines(paragraph.inlines, self.notes, plain=plain)
        return f"{label}{words}".strip() if words else ""

    def _write_item(
        self, item: Paragraph, previous: Paragraph | None, depths: list[tuple[float, int]]
    ) -> Iterator[str]:
        """One item on one line, under the item it is nested in; an empty line opens the list."""
        place = item.style.left
        fresh = not depths
        last = depths[-1] if depths else None
        while depths and depths[-1][0] > place - 0.5:
            last = depths.pop()
        if fresh:
            yield ""
        elif previous is not None and last and abs(last[0] - place) < 0.5 and _starts_anew(previous, item):
            yield from ("", f"{' ' * (depths[-1][1] if depths else 0)}<!-- -->", "")
        elif previous is not None and _kind(previous) != _kind(item):
            yield ""
        indent = depths[-1][1] if depths else 0
        marker, label = _find_marker(item)
        depths.append((place, indent + len(marker) + 1))
        words = protect_start(f"{label}{write_inlines(item.inlines, self.notes)}")
        yield f"{' ' * indent}{marker} {words}"

    def _write_table(self, table: Table) -> Iterator[str]:
        """A pipe table; a lone cell is a frame around paragraphs, not a table."""
        if len(table.columns) == 1 and not any(row.header for row in table.rows):
            cells = [cell for row in table.rows for cell in row.cells]
            for cell in cells:
                yield from (line for line in self.write_blocks(cell.blocks) if line)
            return
        width = len(table.columns)
        rows = list(table.rows)
        head = rows.pop(0) if rows[0].header else Row(())
        lines = [
            self._write_row(head, width, plain=_BOLD),
            f"|{' --- |' * width}",
            *(self._write_row(row, width) for row in rows),
        ]
        yield "\n".join(lines)

    def _write_row(self, row: Row, width: int, *, plain: Emphasis = PLAIN) -> str:
        """A merged cell is written where it starts; the places it covers stay empty."""
        texts = [""] * width
        for cell in row.cells:
            texts[cell.column] = self.write_cell_blocks(cell.blocks, plain=plain)
        return "|" + "".join(f" {text} |" if text else " |" for text in texts)

    def write_cell_blocks(self, blocks: Sequence[Block], *, plain: Emphasis = PLAIN) -> str:
        """Blocks on one line, joined by <br>."""
        parts: list[str] = []
        for block in blocks:
            if isinstance(block, Paragraph):
                parts.append(self._write_words(block, plain=plain))
            else:
                parts += [self._write_inner_row(row.cells) for row in block.rows]
        return "<br>".join(part for part in parts if part)

    def _write_inner_row(self, cells: Sequence[Cell]) -> str:
        """A row of a table inside a cell."""
        return " / ".join(text for cell in cells if (text := self.write_cell_blocks(cell.blocks)))


def _is_item(paragraph: Paragraph) -> bool:
    return paragraph.label is not None and not paragraph.level and bool(plain_text(paragraph).strip())


def _find_marker(item: Paragraph) -> tuple[str, str]:
    """Markdown marker of an item, and the label it keeps in words when Markdown has no such number."""
    text = item.label.text if item.label else ""
    if item.label is None or item.label.bullet:
        return "-", ""
    return (text, "") if _ORDERED.match(text) else ("-", f"{escape(text)} ")


def _kind(item: Paragraph) -> bool:
    return _find_marker(item)[0] == "-"


def _starts_anew(previous: Paragraph, item: Paragraph) -> bool:
    """Whether Markdown would run two lists into one, and so change the numbers of the second."""
    one, two = previous.label, item.label
    if one is None or two is None or one.bullet or two.bullet:
        return False
    return one.list_id != two.list_id and abs(previous.style.left - item.style.left) < 0.5
