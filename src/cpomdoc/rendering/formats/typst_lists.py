"""Runs of numbered or bulleted paragraphs as Typst lists, so that the PDF tags them as lists."""

from collections.abc import Sequence
from dataclasses import replace

from cpomdoc.rendering.formats.docx_tree.tree import Label, Paragraph, ParagraphStyle
from cpomdoc.rendering.formats.typst_paragraphs import measure_gap, write_edges, write_paragraph
from cpomdoc.rendering.formats.typst_text import TypstWriter, block, length


def is_item(paragraph: Paragraph) -> bool:
    """Whether a paragraph is laid out as an item: a label in a hanging indent, outside headings and contents."""
    label = paragraph.label
    return (
        label is not None
        and label.suffix == "tab"
        and paragraph.style.first < 0
        and paragraph.level is None
        and not paragraph.toc
        and bool(paragraph.inlines)
    )


def write_list(writer: TypstWriter, items: Sequence[Paragraph], gap: str, width: float) -> str:
    """Items that follow each other, as lists one below the other."""
    return _write_level(writer, items, gap, (0.0, width))


def _write_level(writer: TypstWriter, items: Sequence[Paragraph], gap: str, span: tuple[float, float]) -> str:
    """Lists of one depth; `span` is where their text starts and how wide the place is."""
    parts = []
    previous: Paragraph | None = None
    for group in _group(items):
        above = gap if previous is None else length(measure_gap(previous, group[0][0]))
        parts.append(_write_group(writer, group, above, span))
        previous = group[-1][-1]
    return block(parts)


def _group(items: Sequence[Paragraph]) -> list[list[list[Paragraph]]]:
    """Items with what is nested under each, in groups that one Typst list can hold."""
    groups: list[list[list[Paragraph]]] = []
    for item in items:
        if groups and _place(item) > _place(groups[-1][0][0]) + 0.5:
            groups[-1][-1].append(item)
        elif groups and _fits(groups[-1], item):
            groups[-1].append([item])
        else:
            groups.append([[item]])
    return groups


def _fits(group: list[list[Paragraph]], item: Paragraph) -> bool:
    """Whether an item can join a list: same indents, same kind of label, same space above."""
    head = group[0][0]
    one, two = head.label, item.label
    if one is None or two is None or one.bullet != two.bullet or (one.bullet and one.text != two.text):
        return False
    same = (head.style.left, head.style.first) == (item.style.left, item.style.first)
    return same and one.style == two.style and (len(group) == 1 or _gap(group) == _gap([*group[-1:], [item]]))


def _gap(group: list[list[Paragraph]]) -> float:
    """Space between the first two items of a group."""
    return measure_gap(group[0][-1], group[1][0]) if len(group) > 1 else 0.0


def _write_group(writer: TypstWriter, group: list[list[Paragraph]], gap: str, span: tuple[float, float]) -> str:
    head = group[0][0]
    origin, width = span
    hanging = -head.style.first
    indent = length(_place(head) - origin)
    common = f"tight: true, spacing: {length(_gap(group))}, indent: {indent}, body-indent: 0pt"
    bodies = [_write_item(writer, item, nested, width) for item, *nested in group]
    edges = write_edges(writer, head.style, head.mark)
    labels = [_write_label(writer, item[0].label, hanging) for item in group]
    if head.label is not None and head.label.bullet:
        listed = f"list(marker: {labels[0]}, {common}, {', '.join(f'list.item({body})' for body in bodies)})"
    else:
        numbering = f"n => ({''.join(f'{label}, ' for label in labels)}).at(n - 1)"
        numbered = ", ".join(f"enum.item({index}, {body})" for index, body in enumerate(bodies, 1))
        listed = f"enum(numbering: {numbering}, number-align: start + top, {common}, {numbered})"
    return f"block(above: {gap}, below: 0pt, width: 100%, {{{edges}; {listed}}})"


def _write_item(writer: TypstWriter, item: Paragraph, nested: list[Paragraph], width: float) -> str:
    left = item.style.left
    inner = ParagraphStyle(
        name=item.style.name,
        align=item.style.align,
        right=item.style.right,
        line=item.style.line,
        line_rule=item.style.line_rule,
        keep_lines=item.style.keep_lines,
        tabs=tuple(replace(stop, position=stop.position - left) for stop in item.style.tabs),
    )
    parts = [write_paragraph(writer, replace(item, style=inner, label=None), "0pt", width - left)]
    if nested:
        parts.append(_write_level(writer, nested, length(measure_gap(item, nested[0])), (left, width)))
    return block(parts)


def _write_label(writer: TypstWriter, label: Label | None, width: float) -> str:
    return "none" if label is None else f"etiquette({length(width)}, {writer.write_text(label.text, label.style)})"


def _place(item: Paragraph) -> float:
    """Where the label of an item stands."""
    return item.style.left + item.style.first
