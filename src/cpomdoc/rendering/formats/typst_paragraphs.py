"""Paragraphs as Typst blocks: line height, indents, rules, tabs, breaks, headings."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from cpomdoc.rendering.formats.docx_tree.tree import (
    Block,
    Border,
    Borders,
    Break,
    Inline,
    Link,
    Paragraph,
    ParagraphStyle,
    RunStyle,
    Tab,
    TabStop,
    Text,
    iter_inlines,
)
from cpomdoc.rendering.formats.typst_text import TypstWriter, block, length, quote, rgb, strip_end

_FLUSH = {"center": "center", "right": "right"}

Cut = Callable[[Inline], bool]


def write_paragraph(writer: TypstWriter, paragraph: Paragraph, gap: str, width: float) -> str:
    """A paragraph of a text `width` points wide; `gap` is the space above, as Typst code."""
    style = paragraph.style
    inlines = (*label_inlines(paragraph), *paragraph.inlines)
    inlines = strip_end(inlines) if style.align in _FLUSH else inlines
    if not shows(inlines):
        anchors = block(writer.write_inline(inline) for inline in inlines)
        height = length(line_height(writer, style, paragraph.mark))
        flags = f"height: {height}, sticky: {write_flag(on=style.keep_next)}"
        # The empty box makes the block count: Typst lets what is kept with the next look through an empty one.
        return f"block(above: {gap}, below: 0pt, width: 100%, {flags}, {{{anchors}; box()}})"
    body = write_lines(writer, inlines, style, width)
    return f"{name_look(writer, style, paragraph.mark)}({gap}, {body})"


def measure_gap(previous: Block | None, following: Block) -> float:
    """Space between two blocks: since Word 2013 the larger of what both ask for."""
    below = previous.style.after if isinstance(previous, Paragraph) else 0.0
    above = following.style.before if isinstance(following, Paragraph) else 0.0
    if isinstance(previous, Paragraph) and isinstance(following, Paragraph):
        same = previous.style.name == following.style.name
        below = 0.0 if same and previous.style.contextual else below
        above = 0.0 if same and following.style.contextual else above
    return max(below, above)


def shows(inlines: Iterable[Inline]) -> bool:
    """Whether a paragraph puts anything on the page, a break included."""
    return any(not (isinstance(i, Text) and not i.text) and type(i).__name__ != "Anchor" for i in inlines)


def label_inlines(paragraph: Paragraph) -> tuple[Inline, ...]:
    """The computed number of a paragraph, as the start of its text."""
    label = paragraph.label
    if label is None:
        return ()
    words = Text(label.text, label.style)
    if label.suffix == "tab":
        return (words, Tab(label.style))
    return (Text(f"{label.text} ", label.style),) if label.suffix == "space" else (words,)


def line_edges(writer: TypstWriter, style: ParagraphStyle, mark: RunStyle) -> tuple[str, str]:
    """Top and bottom edge of a line, such that lines follow each other at Word's distance."""
    metrics = writer.book.find_metrics(writer.book.find_family(mark.family))
    natural, size = metrics.above + metrics.below, mark.size
    if style.line_rule == "auto":
        extra = natural * (style.line - 1)  # Word puts what is above 100 % under the line, and cuts its top below
        return f"{metrics.above + min(extra, 0.0):.4f}em", f"{-metrics.below - max(extra, 0.0):.4f}em"
    if style.line_rule == "exact":
        return length(style.line * 0.8), length(-style.line * 0.2)
    if natural * size >= style.line:
        return f"{metrics.above:.4f}em", f"{-metrics.below:.4f}em"
    return length(style.line - metrics.below * size), f"{-metrics.below:.4f}em"


def line_height(writer: TypstWriter, style: ParagraphStyle, mark: RunStyle) -> float:
    """Height of an empty line."""
    metrics = writer.book.find_metrics(writer.book.find_family(mark.family))
    natural = (metrics.above + metrics.below) * mark.size
    match style.line_rule:
        case "auto":
            return natural * style.line
        case "exact":
            return style.line
        case _:
            return max(natural, style.line)


def name_look(writer: TypstWriter, style: ParagraphStyle, mark: RunStyle, *, bare: bool = False) -> str:
    """Name of the Typst function that gives a paragraph its look; a bare one is words alone, without a block."""
    key = (style, f"{mark.family} {mark.size}" if style.line_rule == "atLeast" else mark.family, bare)
    if key not in writer.looks:
        code = f"(body) = {{{_write_set(writer, style, mark)}; body}}" if bare else _write_look(writer, style, mark)
        writer.looks[key] = writer.define("q" if bare else "p", code)
    return writer.looks[key]


def write_bare(writer: TypstWriter, paragraph: Paragraph, width: float) -> str | None:
    """A paragraph that stands alone in its place, without the block and the indents around its lines.

    Laying it out costs half as much time and memory; None when its lines need a paragraph of their own.
    """
    style = paragraph.style
    if style.first or style.align == "justify" or paragraph.label or not shows(paragraph.inlines):
        return None
    inlines = strip_end(paragraph.inlines) if style.align in _FLUSH else paragraph.inlines
    return f"{name_look(writer, style, paragraph.mark, bare=True)}({write_lines(writer, inlines, style, width)})"


def _write_look(writer: TypstWriter, style: ParagraphStyle, mark: RunStyle) -> str:
    left = style.left + min(style.first, 0.0)
    hanging = f"hanging-indent: {length(-style.first)}, " if style.first < 0 else ""
    first = f"first-line-indent: (amount: {length(style.first)}, all: true), " if style.first > 0 else ""
    inset = f"inset: (left: {length(left)}, right: {length(style.right)}), " if left or style.right else ""
    flags = f"breakable: {write_flag(on=not style.keep_lines)}, sticky: {write_flag(on=style.keep_next)}"
    sets = _write_set(writer, style, mark)
    return (
        f"(gap, body) = block(above: gap, below: 0pt, width: 100%, {inset}{flags}, {{{sets}; "
        f"par({first}{hanging}justify: {write_flag(on=style.align == 'justify')}, body)}})"
    )


def _write_set(writer: TypstWriter, style: ParagraphStyle, mark: RunStyle) -> str:
    align = _FLUSH.get(style.align)
    return (f"set align({align}); " if align else "") + write_edges(writer, style, mark)


def write_edges(writer: TypstWriter, style: ParagraphStyle, mark: RunStyle) -> str:
    """The set rule that fixes the line height."""
    top, bottom = line_edges(writer, style, mark)
    return f"set text(top-edge: {top}, bottom-edge: {bottom})"


def write_lines(writer: TypstWriter, inlines: tuple[Inline, ...], style: ParagraphStyle, width: float) -> str:
    """The inlines of a paragraph, line by line where tabs need to know where a line starts."""
    flat = _spread_links(inlines)
    if not any(isinstance(inline, Tab) for inline in iter_inlines(flat)):
        return block(writer.write_inline(inline) for inline in flat)
    lines = _split(flat, lambda inline: isinstance(inline, Break) and inline.kind == "line")
    starts = (style.left + style.first, style.left)
    parts = []
    for index, line in enumerate(lines):
        parts += ["linebreak()"] if index else []
        parts.append(_write_tabbed(writer, line, style, (starts[min(index, 1)], width)))
    return block(parts)


def _write_tabbed(writer: TypstWriter, line: list[Inline], style: ParagraphStyle, span: tuple[float, float]) -> str:
    start, width = span
    segments = [block(map(writer.write_inline, part)) for part in _split(line, lambda i: isinstance(i, Tab))]
    if len(segments) == 1:
        return segments[0]
    stops = _find_stops(line, style, width)
    listed = "".join(f"({length(stop.position)}, {quote(stop.align)}, {quote(stop.leader)}), " for stop in stops)
    numbers = ", ".join(length(value) for value in (writer.default_tab, width - style.right))
    texts = "".join(f"{part}, " for part in segments)
    leaders = "".join(f"{writer.name_style(tab.style)}, " for tab in line if isinstance(tab, Tab))
    return f"rangee(({texts}), ({leaders}), {length(start)}, ({listed}), {numbers})"


def _find_stops(line: list[Inline], style: ParagraphStyle, width: float) -> list[TabStop]:
    """Stops of a line: the style's, those its tabs carry, and the hanging indent; none beyond the margin."""
    right = width - style.right
    found = [replace(stop, align="right" if stop.align == "decimal" else stop.align) for stop in style.tabs]
    for inline in line:
        if isinstance(inline, Tab) and inline.align:
            place = {"center": right / 2, "right": right}.get(inline.align, 0.0)
            found.append(TabStop(place, inline.align, inline.leader))
    if style.first < 0:
        found.append(TabStop(style.left))
    inside = [replace(stop, position=min(stop.position, width)) for stop in found if stop.align != "bar"]
    return sorted(inside, key=lambda stop: stop.position)


def _spread_links(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Links cut at their tabs, so that a line of a table of contents can be laid out."""
    spread: list[Inline] = []
    for inline in inlines:
        if not isinstance(inline, Link):
            spread.append(inline)
            continue
        spread += [item if isinstance(item, Tab) else Link(inline.target, (item,)) for item in inline.inlines]
    return tuple(spread)


def _split(inlines: Iterable[Inline], at: Cut) -> list[list[Inline]]:
    parts: list[list[Inline]] = [[]]
    for inline in inlines:
        if at(inline):
            parts.append([])
        else:
            parts[-1].append(inline)
    return parts


def write_frame(writer: TypstWriter, style: ParagraphStyle, inside: tuple[str, str], *, sticky: bool) -> str:
    """The rules and the background of paragraphs that follow each other; `inside` is the gap above, then they."""
    borders, (gap, body) = style.borders, inside
    left, right = (_space(side) for side in (borders.left, borders.right))
    top, bottom = (_space(side) for side in (borders.top, borders.bottom))
    indent = style.left + min(style.first, 0.0)
    name = writer.define(
        "f",
        f"(gap, body) = block(above: gap, below: 0pt, width: 100%, sticky: {write_flag(on=sticky)}, "
        f"inset: (left: {length(indent)}, right: {length(style.right)}), block(width: 100%, "
        f"fill: {rgb(style.fill)}, stroke: {write_strokes(borders)}, "
        f"outset: (left: {length(left)}, right: {length(right)}), "
        f"inset: (top: {length(top)}, bottom: {length(bottom)}), body))",
    )
    return f"{name}({gap}, {body})"


def write_stroke(border: Border | None) -> str:
    """One rule."""
    if border is None:
        return "none"
    dash = f', dash: "{border.dash}"' if border.dash != "solid" else ""
    return f"(paint: {rgb(border.color)}, thickness: {length(border.width)}{dash})"


def write_strokes(borders: Borders) -> str:
    """The four rules of a block or a cell."""
    sides = (("top", borders.top), ("left", borders.left), ("bottom", borders.bottom), ("right", borders.right))
    return f"({', '.join(f'{name}: {write_stroke(side)}' for name, side in sides)})"


def _space(border: Border | None) -> float:
    return 0.0 if border is None else border.space + border.width


def write_flag(*, on: bool) -> str:
    """A Typst boolean."""
    return "true" if on else "false"
