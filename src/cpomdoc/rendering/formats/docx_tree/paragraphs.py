"""Paragraphs: the look that their style, their list and their own properties add up to, and their level."""

from collections.abc import Iterable

from cpomdoc.rendering.formats.docx_tree.inlines import BlockReader, InlineReader, build_run_style
from cpomdoc.rendering.formats.docx_tree.names import Element, child_val, fingerprint, w
from cpomdoc.rendering.formats.docx_tree.numbering import Level
from cpomdoc.rendering.formats.docx_tree.properties import (
    ParagraphPatch,
    RunPatch,
    merge_paragraphs,
    read_paragraph_patch,
)
from cpomdoc.rendering.formats.docx_tree.story import StoryReader
from cpomdoc.rendering.formats.docx_tree.styles import Styles
from cpomdoc.rendering.formats.docx_tree.tree import (
    Inline,
    Label,
    Link,
    Paragraph,
    ParagraphStyle,
    Tab,
    Text,
)

_NO_LIST = "0"

# The title over a table of contents, in the styles that Word and our gabarits give it.
_CONTENTS = {"toc heading", "en-tête de table des matières", "sommaire"}


def read_paragraph(element: Element, story: StoryReader, read_blocks: BlockReader) -> Paragraph | None:
    """Read a w:p; None when all of it is hidden."""
    ppr = element.find(w("pPr"))
    style_id = find_style_id(ppr, story.styles)
    style, patch = _find_look(ppr, style_id, story)
    reader = InlineReader(story, style_id, read_blocks)
    mark_style, mark = reader.resolve(None if ppr is None else ppr.find(w("rPr")))
    toc = story.inside_toc
    story.closed_toc = False
    anchors = tuple(story.anchors)
    story.anchors.clear()
    inlines = (*anchors, *join_texts(reader.read(element)))
    if mark.get("hidden") and not inlines:
        return None
    return Paragraph(
        style=style,
        inlines=inlines,
        mark=mark_style,
        level=find_level(patch),
        label=_read_label(patch, mark, story),
        toc=toc or story.inside_toc or story.closed_toc or style.name in _CONTENTS,
    )


def _find_look(ppr: Element | None, style_id: str, story: StoryReader) -> tuple[ParagraphStyle, ParagraphPatch]:
    """The look of a paragraph, and its properties; worked out once for what asks for the same."""
    key = (style_id, story.look.key, fingerprint(ppr))
    known = story.known.paragraphs
    if key not in known:
        patch = resolve_paragraph(ppr, story)
        known[key] = (build_paragraph_style(patch, style_id, story.styles), patch)
    return known[key]


def find_style_id(ppr: Element | None, styles: Styles) -> str:
    """Style of a paragraph, the default one when none is written."""
    return child_val(ppr, "pStyle") or styles.defaults.get("paragraph", "")


def resolve_paragraph(ppr: Element | None, story: StoryReader) -> ParagraphPatch:
    """Everything that decides how a paragraph looks, from the document's defaults to its own properties."""
    styles = story.styles
    style_id = find_style_id(ppr, styles)
    patch = merge_paragraphs(styles.default_paragraph, story.look.paragraph)
    patch = merge_paragraphs(patch, styles.resolve_paragraph(style_id))
    direct = read_paragraph_patch(ppr)
    if level := _find_direct_level(direct, patch, story):
        patch = merge_paragraphs(patch, level.paragraph)
    return merge_paragraphs(patch, direct)


def find_level(patch: ParagraphPatch) -> int | None:
    """Outline level from 1 to 9; body text has none."""
    level = patch.get("level", 10)
    return level if level <= 9 else None


def build_paragraph_style(patch: ParagraphPatch, style_id: str, styles: Styles) -> ParagraphStyle:
    """The look of a paragraph, defaults filled in."""
    default = ParagraphStyle()
    return ParagraphStyle(
        name=styles.find_name(style_id),
        align=patch.get("align", default.align),
        left=patch.get("left", default.left),
        right=patch.get("right", default.right),
        first=patch.get("first", default.first),
        before=patch.get("before", default.before),
        after=patch.get("after", default.after),
        line=patch.get("line", default.line),
        line_rule=patch.get("line_rule", default.line_rule),
        keep_next=patch.get("keep_next", False),
        keep_lines=patch.get("keep_lines", False),
        page_break_before=patch.get("page_break_before", False),
        contextual=patch.get("contextual", False),
        fill=patch.get("fill", ""),
        borders=patch.get("borders", default.borders),
        tabs=tuple(stop for stop in patch.get("tabs", ()) if stop.align != "clear"),
    )


def join_texts(inlines: Iterable[Inline]) -> list[Inline]:
    """Neighbouring texts of one look as one, so that words are whole."""
    joined: list[Inline] = []
    for inline in inlines:
        last = joined[-1] if joined else None
        if isinstance(inline, Text) and isinstance(last, Text) and last.style == inline.style:
            joined[-1] = Text(last.text + inline.text, last.style)
        elif isinstance(inline, Link) and isinstance(last, Link) and last.target == inline.target:
            joined[-1] = Link(last.target, tuple(join_texts((*last.inlines, *inline.inlines))))
        elif not (isinstance(inline, Text) and not inline.text):
            joined.append(inline)
    return joined


def has_words(inlines: tuple[Inline, ...]) -> bool:
    """Whether a paragraph shows anything but blanks."""
    return any(not isinstance(i, Tab) and not (isinstance(i, Text) and not i.text.strip()) for i in inlines)


def _find_direct_level(direct: ParagraphPatch, patch: ParagraphPatch, story: StoryReader) -> Level | None:
    list_id = direct.get("list_id")
    if list_id is None:
        return None
    return story.numbering.find_level(list_id, direct.get("depth", patch.get("depth", 0)))


def _read_label(patch: ParagraphPatch, mark: RunPatch, story: StoryReader) -> Label | None:
    list_id, depth = patch.get("list_id", _NO_LIST), patch.get("depth", 0)
    level = story.numbering.find_level(list_id, depth)
    if level is None or list_id == _NO_LIST:
        return None
    run: RunPatch = {**mark, **_drop_family(level)}
    text = story.numbering.count(list_id, depth)
    if not text:
        return None
    return Label(text, build_run_style(run), level.suffix, list_id, depth, level.format == "bullet")


def _drop_family(level: Level) -> RunPatch:
    """Run properties of a label without the symbol font its bullet was drawn in."""
    run = RunPatch(**level.run)
    run.pop("family", None)
    return run
