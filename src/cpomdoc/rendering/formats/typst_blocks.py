"""Blocks in reading order as Typst code: the space between them, frames, lists, headings, page breaks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from cpomdoc.rendering.formats.docx_tree.tree import (
    Block,
    Borders,
    Break,
    Inline,
    Paragraph,
    ParagraphStyle,
    Table,
    plain_text,
)
from cpomdoc.rendering.formats.typst_lists import is_item, write_list
from cpomdoc.rendering.formats.typst_paragraphs import (
    line_height,
    measure_gap,
    shows,
    write_bare,
    write_frame,
    write_paragraph,
)
from cpomdoc.rendering.formats.typst_tables import CellBody, write_table
from cpomdoc.rendering.formats.typst_text import TypstWriter, block, length, quote


@dataclass
class Headings:
    """Levels of the headings written so far; a level is never skipped, as PDF/UA requires."""

    last: int = 0
    entries: list[tuple[str, int, str]] = field(default_factory=list)

    def step(self, level: int) -> int:
        """The level a heading is tagged with."""
        self.last = min(level, self.last + 1)
        return self.last


@dataclass
class BlockWriter:
    """Writes the blocks of one place (a page, a cell, a header), which is `width` points wide."""

    writer: TypstWriter
    width: float
    headings: Headings | None = None
    key: str = ""

    def write(self, blocks: Sequence[Block]) -> str:
        """Blocks as one piece of code; what stands first keeps the space above it."""
        outside, self.writer.width = self.writer.width, self.width
        code = block(self._write_all([*_cut_pages(blocks)] if self.headings else [*blocks]))
        self.writer.width = outside
        return code

    def write_cell(self, blocks: Sequence[Block]) -> CellBody:
        """The blocks of a cell; the space around a paragraph that is alone in it becomes the cell's own."""
        only = blocks[0] if len(blocks) == 1 else None
        if isinstance(only, Paragraph) and not _framed(only):
            outside, self.writer.width = self.writer.width, self.width
            bare = write_bare(self.writer, only, self.width)
            self.writer.width = outside
            if bare:
                return CellBody(bare, (only.style.before, only.style.right, only.style.after, only.style.left))
        return CellBody(self.write(blocks))

    def _write_all(self, blocks: list[Block]) -> Iterator[str]:
        index, spacer = 0, 0.0
        previous: Block | None = None
        fresh = True
        while index < len(blocks):
            run = self._take_run(blocks, index)
            first = run[0]
            if self._is_spacer(previous, blocks, index):
                spacer += measure_gap(previous, first) + self._measure(first)
                previous, index = first, index + 1
                continue
            if _breaks(first) and self.headings:
                yield from () if previous is None else ("pagebreak(weak: true)",)
                fresh = True
            gap = measure_gap(previous, first)
            if fresh and gap:
                yield f"v({length(gap)})"
            tied = not self._is_spacer(first, blocks, index + 1)
            yield self._write_run(run, "0pt" if fresh else length(gap + spacer), tied=tied)
            fresh, previous, spacer = False, run[-1], 0.0
            index += len(run)
        if self.headings is None and isinstance(previous, Paragraph) and previous.style.after:
            yield f"v({length(previous.style.after)})"

    def _is_spacer(self, previous: Block | None, blocks: list[Block], index: int) -> bool:
        """Whether a block only sets apart what follows a table, or ends a section: it never starts a page."""
        following = blocks[index] if index < len(blocks) else None
        if self.headings is None or previous is None or not isinstance(following, Paragraph):
            return False
        last = index == len(blocks) - 1
        bare = not following.inlines and not following.label and not _framed(following)
        free = not following.style.keep_next and not following.style.page_break_before
        return bare and free and (last or isinstance(previous, Table))

    def _measure(self, spacer: Block) -> float:
        return line_height(self.writer, spacer.style, spacer.mark) if isinstance(spacer, Paragraph) else 0.0

    def _take_run(self, blocks: list[Block], index: int) -> list[Block]:
        """The blocks from an index on that are written together: items of a list, paragraphs of a frame."""
        first = blocks[index]
        run = [first]
        if not isinstance(first, Paragraph) or self._is_heading(first):
            return run
        for block_ in blocks[index + 1 :]:
            if not isinstance(block_, Paragraph) or _breaks(block_) or self._is_heading(block_):
                break
            if not (_same_frame(first, block_) or (is_item(first) and is_item(block_) and not _framed(block_))):
                break
            run.append(block_)
        return run

    def _is_heading(self, paragraph: Paragraph) -> bool:
        return self.headings is not None and paragraph.level is not None and bool(plain_text(paragraph).strip())

    def _write_run(self, run: list[Block], gap: str, *, tied: bool = True) -> str:
        first = run[0]
        if isinstance(first, Table):
            return write_table(self.writer, first, gap, self._write_cell, tied=tied)
        paragraphs = [item for item in run if isinstance(item, Paragraph)]
        if is_item(first) and not _framed(first):
            return write_list(self.writer, paragraphs, gap, self.width)
        if _framed(first):
            code = self._write_framed(paragraphs, gap)
        else:
            code = write_paragraph(self.writer, first, gap, self.width)
        return self._write_heading(first, code) if self._is_heading(first) else code

    def _write_heading(self, paragraph: Paragraph, code: str) -> str:
        if self.headings is None or paragraph.level is None:
            return code
        key = f"{self.key}-h{len(self.headings.entries)}"
        self.headings.entries.append((key, paragraph.level, " ".join(plain_text(paragraph).split())))
        return f"titre({self.headings.step(paragraph.level)}, {{{code}; repere({quote(key)})}})"

    def _write_framed(self, paragraphs: list[Paragraph], gap: str) -> str:
        style = paragraphs[0].style
        inner = [_inside_frame(paragraph) for paragraph in paragraphs]
        writer = BlockWriter(self.writer, self.width - style.left - style.right)
        bare = None if self.headings or len(inner) > 1 else write_bare(self.writer, inner[0], writer.width)
        parts = [bare or writer._write_run([inner[0]], "0pt")]
        for before, after in pairwise(inner):
            parts.append(writer._write_run([after], length(measure_gap(before, after))))
        return write_frame(self.writer, style, (gap, block(parts)), sticky=paragraphs[-1].style.keep_next)

    def _write_cell(self, blocks: Sequence[Block], width: float) -> CellBody:
        return BlockWriter(self.writer, width).write_cell(blocks)


def _cut_pages(blocks: Sequence[Block]) -> Iterator[Block]:
    """Paragraphs cut at the page breaks inside them; the part after a break starts a page."""
    pending = False
    for item in blocks:
        if not isinstance(item, Paragraph):
            yield item
            continue
        parts = _split_at_pages(item.inlines)
        for index, inlines in enumerate(parts):
            last = index == len(parts) - 1
            if index and last and not shows(inlines):
                pending = True
                continue
            if not last and not shows(inlines) and index == 0 and len(parts) > 1:
                pending = True
                continue
            style = item.style
            if pending or index:
                style = replace(style, page_break_before=True)
            pending = False
            yield replace(item, inlines=inlines, style=style, label=item.label if index == 0 else None)


def _split_at_pages(inlines: tuple[Inline, ...]) -> list[tuple[Inline, ...]]:
    groups = groupby(inlines, key=lambda inline: inline == Break("page"))
    parts: list[tuple[Inline, ...]] = [()]
    for is_break, group in groups:
        if is_break:
            parts += [()] * len(list(group))
        else:
            parts[-1] = tuple(group)
    return parts


def _breaks(item: Block) -> bool:
    return isinstance(item, Paragraph) and item.style.page_break_before


def _framed(paragraph: Paragraph) -> bool:
    return paragraph.style.borders != Borders() or bool(paragraph.style.fill)


def _same_frame(first: Paragraph, other: Paragraph) -> bool:
    return _framed(first) and _frame(first.style) == _frame(other.style)


def _frame(style: ParagraphStyle) -> tuple[Borders, str, float, float]:
    return (style.borders, style.fill, style.left + min(style.first, 0.0), style.right)


def _inside_frame(paragraph: Paragraph) -> Paragraph:
    """The paragraph without the frame and the indents that the frame already has."""
    style = paragraph.style
    bare = replace(style, borders=Borders(), fill="", left=max(-style.first, 0.0), right=0.0, page_break_before=False)
    return replace(paragraph, style=bare)
