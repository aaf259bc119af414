"""Styles with their inheritance: what a paragraph or a run looks like once everything is added up."""

from dataclasses import dataclass, field

from cpomdoc.rendering.formats.docx_tree.names import A, Element, attribute, child_val, w
from cpomdoc.rendering.formats.docx_tree.numbering import Numbering
from cpomdoc.rendering.formats.docx_tree.properties import (
    THEME,
    ParagraphPatch,
    RunPatch,
    merge_paragraphs,
    read_paragraph_patch,
    read_run_patch,
)


@dataclass(frozen=True)
class Style:
    """One w:style as written."""

    id: str
    name: str
    kind: str
    parent: str
    paragraph: ParagraphPatch
    run: RunPatch
    element: Element = field(repr=False)


@dataclass
class Styles:
    """All the styles of a document, resolved on demand and remembered."""

    styles: dict[str, Style]
    default_paragraph: ParagraphPatch
    default_run: RunPatch
    fonts: dict[str, str]
    defaults: dict[str, str]
    numbering: Numbering
    _paragraphs: dict[str, ParagraphPatch] = field(default_factory=dict)
    _runs: dict[str, RunPatch] = field(default_factory=dict)

    def find_chain(self, style_id: str) -> tuple[Style, ...]:
        """A style and its ancestors, the oldest first."""
        chain: list[Style] = []
        while (style := self.styles.get(style_id)) and style not in chain:
            chain.append(style)
            style_id = style.parent
        return tuple(reversed(chain))

    def find_id(self, name: str) -> str | None:
        """Identifier of the style of that name: « heading 1 » is Heading1 here and Titre1 there."""
        return next((style.id for style in self.styles.values() if style.name.casefold() == name), None)

    def find_name(self, style_id: str) -> str:
        """Name of a style, in lower case."""
        style = self.styles.get(style_id)
        return style.name.casefold() if style else ""

    def resolve_paragraph(self, style_id: str) -> ParagraphPatch:
        """Paragraph properties of a style, its numbering's indents below its own."""
        if style_id not in self._paragraphs:
            patch = ParagraphPatch()
            for style in self.find_chain(style_id):
                list_id = style.paragraph.get("list_id", "")
                depth = style.paragraph.get("depth", self.numbering.find_style_depth(list_id, style.id))
                if level := self.numbering.find_level(list_id, depth):
                    patch = merge_paragraphs(patch, level.paragraph)
                    patch["depth"] = depth
                patch = merge_paragraphs(patch, style.paragraph)
            self._paragraphs[style_id] = patch
        return self._paragraphs[style_id]

    def resolve_run(self, style_id: str) -> RunPatch:
        """Run properties of a paragraph or character style."""
        if style_id not in self._runs:
            patch = RunPatch()
            for style in self.find_chain(style_id):
                patch = {**patch, **style.run}
            self._runs[style_id] = patch
        return self._runs[style_id]

    def name_font(self, family: str) -> str:
        """The font behind a theme reference; other names stay as they are."""
        if not family.startswith(THEME):
            return family
        kind = "major" if family.removeprefix(THEME).startswith("major") else "minor"
        return self.fonts.get(kind) or "Times New Roman"


def read_styles(root: Element | None, theme: Element | None, numbering: Numbering) -> Styles:
    """Read word/styles.xml and the fonts of the theme."""
    defaults = None if root is None else root.find(w("docDefaults"))
    items = [] if root is None else [_read_style(item) for item in root.iterfind(w("style"))]
    chosen = {style.kind: style.id for style in items if attribute(style.element, "default") in {"1", "true", "on"}}
    return Styles(
        styles={style.id: style for style in items},
        default_paragraph=read_paragraph_patch(_find(defaults, "pPrDefault", "pPr")),
        default_run=read_run_patch(_find(defaults, "rPrDefault", "rPr")),
        fonts=_read_fonts(theme),
        defaults=chosen,
        numbering=numbering,
    )


def _find(root: Element | None, first: str, second: str) -> Element | None:
    return None if root is None else root.find(f"{w(first)}/{w(second)}")


def _read_style(item: Element) -> Style:
    return Style(
        id=attribute(item, "styleId"),
        name=child_val(item, "name"),
        kind=attribute(item, "type", "paragraph"),
        parent=child_val(item, "basedOn"),
        paragraph=read_paragraph_patch(item.find(w("pPr"))),
        run=read_run_patch(item.find(w("rPr"))),
        element=item,
    )


def _read_fonts(theme: Element | None) -> dict[str, str]:
    if theme is None:
        return {}
    found = {}
    for kind in ("major", "minor"):
        latin = theme.find(f".//{{{A}}}{kind}Font/{{{A}}}latin")
        if latin is not None and (name := latin.get("typeface")):
            found[kind] = name
    return found
