"""The content of a paragraph: runs, fields, links, pictures and note calls."""

from collections.abc import Callable, Iterator

from cpomdoc.errors import GabaritError
from cpomdoc.rendering.formats.docx_tree.drawings import read_drawing
from cpomdoc.rendering.formats.docx_tree.names import (
    MC,
    Element,
    R,
    attribute,
    child_val,
    fingerprint,
    local,
    refuse,
    w,
)
from cpomdoc.rendering.formats.docx_tree.numbering import SYMBOLS
from cpomdoc.rendering.formats.docx_tree.properties import RunPatch, merge_run_styles, read_run_patch
from cpomdoc.rendering.formats.docx_tree.story import OpenField, StoryReader
from cpomdoc.rendering.formats.docx_tree.tree import (
    Anchor,
    Block,
    Break,
    Inline,
    Link,
    Note,
    PageField,
    RunStyle,
    Tab,
    Text,
)

BlockReader = Callable[[Element, StoryReader], tuple[Block, ...]]

_TEXT, _PROPERTIES = w("t"), w("rPr")
_COMPUTED = {"PAGE", "NUMPAGES", "SECTIONPAGES"}
_TRANSPARENT = {"smartTag", "customXml", "dir", "bdo", "sdtContent"}
_TRACKED = {"ins", "del", "moveFrom", "moveTo"}
_SILENT = {
    "t", "pPr", "rPr", "proofErr", "permStart", "permEnd", "bookmarkEnd", "lastRenderedPageBreak", "softHyphen",
    "footnoteRef", "endnoteRef", "separator", "continuationSeparator", "sdtPr", "sdtEndPr", "smartTagPr",
    "customXmlPr", "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef",
}  # fmt: skip


class InlineReader:
    """Reads the inlines of one paragraph with the run properties its style gives."""

    def __init__(self, story: StoryReader, style_id: str, read_blocks: BlockReader) -> None:
        self._story = story
        self._style_id = style_id
        self._read_blocks = read_blocks

    def read(self, parent: Element) -> Iterator[Inline]:
        """Inlines of a w:p, or of what groups runs inside one."""
        for item in parent:
            match local(item):
                case "r":
                    yield from self._read_run(item)
                case "hyperlink":
                    yield from self._read_hyperlink(item)
                case "fldSimple":
                    yield from self._read_simple_field(item)
                case "bookmarkStart":
                    yield Anchor(attribute(item, "name"))
                case "sdt":
                    yield from self.read(_content(item))
                case name if name in _TRANSPARENT:
                    yield from self.read(item)
                case name if name in _TRACKED:
                    raise refuse(item, "modification suivie")
                case name if name not in _SILENT:
                    raise refuse(item)

    def resolve(self, rpr: Element | None) -> tuple[RunStyle, RunPatch]:
        """The look of a run, and its properties; worked out once for what asks for the same."""
        key = (self._style_id, self._story.look.key, fingerprint(rpr))
        known = self._story.known.runs
        if key not in known:
            patch = self._resolve(rpr)
            known[key] = (build_run_style(patch), patch)
        return known[key]

    def _resolve(self, rpr: Element | None) -> RunPatch:
        """Run properties: paragraph style, then character style, then what the run itself asks for."""
        styles = self._story.styles
        patch: RunPatch = {**self._story.look.run, **styles.resolve_run(self._style_id)}
        if character := child_val(rpr, "rStyle"):
            patch = merge_run_styles(patch, styles.resolve_run(character))
        patch = {**styles.default_run, **patch, **read_run_patch(rpr)}
        if "family" in patch:
            patch["family"] = styles.name_font(patch["family"])
        return patch

    def _read_run(self, run: Element) -> Iterator[Inline]:
        style, patch = self.resolve(run.find(w("rPr")))
        hidden = patch.get("hidden", False)
        for item in run:
            if item.tag == _TEXT and not self._story.fields:
                if not hidden:
                    yield Text(_read_text(item), style)
            elif item.tag != _PROPERTIES:
                for chosen in _choose(item):
                    yield from self._read_part(chosen, style, hidden=hidden)

    def _read_part(self, item: Element, style: RunStyle, *, hidden: bool) -> Iterator[Inline]:
        if local(item) == "fldChar":
            yield from self._step_field(item, style)
        elif local(item) == "instrText":
            if self._story.fields:
                self._story.fields[-1].instruction += item.text or ""
        elif not hidden and not self._is_muted():
            yield from self._wrap(self._read_item(item, style))

    def _read_item(self, item: Element, style: RunStyle) -> Iterator[Inline]:
        if text := _read_characters(item):
            yield Text(text, style)
        else:
            yield from self._read_object(item, style)

    def _read_object(self, item: Element, style: RunStyle) -> Iterator[Inline]:
        match local(item):
            case "tab":
                yield Tab(style)
            case "ptab":
                yield Tab(style, attribute(item, "alignment", "left"), _PTAB.get(attribute(item, "leader"), ""))
            case "br" | "cr":
                yield Break({"page": "page", "column": "column"}.get(attribute(item, "type"), "line"))
            case "pgNum":
                yield PageField("PAGE", style)
            case "drawing":
                yield read_drawing(item, self._story)
            case "footnoteReference" | "endnoteReference":
                yield self._read_note(item)
            case name if name not in _SILENT:
                raise refuse(item)

    def _read_note(self, item: Element) -> Note:
        kind = local(item).removesuffix("Reference")
        note = self._story.notes.get(f"{kind}:{attribute(item, 'id')}")
        if note is None:
            raise refuse(item, "appel de note sans note")
        return Note(self._read_blocks(note, self._story.open_part(f"word/{kind}s.xml")))

    def _read_hyperlink(self, item: Element) -> Iterator[Inline]:
        anchor = attribute(item, "anchor")
        relation = self._story.relations.get(item.get(f"{{{R}}}id") or "")
        target = f"#{anchor}" if anchor else relation.target if relation else ""
        inlines = tuple(self.read(item))
        if target and inlines:
            yield Link(target, inlines)
        else:
            yield from inlines

    def _read_simple_field(self, item: Element) -> Iterator[Inline]:
        opened = OpenField(attribute(item, "instr"), separated=True)
        if opened.kind in _COMPUTED:
            run = item.find(w("r"))
            rpr = None if run is None else run.find(w("rPr"))
            yield PageField(opened.kind, self.resolve(rpr)[0], _field_format(opened))
            return
        self._story.fields.append(opened)
        yield from self.read(item)
        self._story.fields.pop()

    def _step_field(self, item: Element, style: RunStyle) -> Iterator[Inline]:
        fields = self._story.fields
        match attribute(item, "fldCharType"):
            case "begin":
                fields.append(OpenField())
            case "separate" if fields:
                fields[-1].separated = True
            case "end" if fields:
                closed = fields.pop()
                self._story.closed_toc = self._story.closed_toc or closed.kind == "TOC"
                if closed.kind in _COMPUTED and not self._is_muted():
                    yield from self._wrap(iter([PageField(closed.kind, style, _field_format(closed))]))
            case _:
                raise refuse(item, "champ Word mal fermé")

    def _is_muted(self) -> bool:
        """Inside an instruction, or inside the cached result of a number that will be computed."""
        return any(not opened.separated or opened.kind in _COMPUTED for opened in self._story.fields)

    def _wrap(self, inlines: Iterator[Inline]) -> Iterator[Inline]:
        """Inlines, as a link when a HYPERLINK field is open."""
        target = next((_link_target(opened) for opened in self._story.fields if opened.kind == "HYPERLINK"), "")
        for inline in inlines:
            yield Link(target, (inline,)) if target else inline


_PTAB = {"dot": ".", "hyphen": "-", "underscore": "_", "middleDot": "·"}


def build_run_style(patch: RunPatch) -> RunStyle:
    """The look of a run, defaults filled in."""
    style = RunPatch(**patch)
    style.pop("hidden", None)
    return RunStyle(
        family=style.get("family", "Times New Roman"),
        size=style.get("size", 10.0),
        bold=style.get("bold", False),
        italic=style.get("italic", False),
        underline=style.get("underline", False),
        strike=style.get("strike", False),
        caps=style.get("caps", False),
        small_caps=style.get("small_caps", False),
        color=style.get("color", ""),
        fill=style.get("fill", ""),
        position=style.get("position", ""),
        tracking=style.get("tracking", 0.0),
        lang=style.get("lang", ""),
    )


def _choose(item: Element) -> Iterator[Element]:
    """An item of a run; of alternatives, the fallback that every reader understands, else the first choice."""
    if local(item) != "AlternateContent":
        yield item
        return
    chosen = item.find(f"{{{MC}}}Fallback")
    chosen = item.find(f"{{{MC}}}Choice") if chosen is None or not len(chosen) else chosen
    yield from () if chosen is None else chosen


def _content(sdt: Element) -> Element:
    content = sdt.find(w("sdtContent"))
    if content is None:
        raise refuse(sdt, "contrôle de contenu vide")
    return content


def _read_characters(item: Element) -> str:
    """The characters that an item of a run stands for; empty when it is another kind of thing."""
    match local(item):
        case "t":
            return _read_text(item)
        case "noBreakHyphen":
            return "\u2011"
        case "sym":
            return _read_symbol(item)
        case _:
            return ""


def _read_text(item: Element) -> str:
    text = (item.text or "").replace("\r\n", " ").replace("\n", " ").replace("\t", " ")
    kept = item.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return text if kept else text.strip(" ")


def _read_symbol(item: Element) -> str:
    code = int(attribute(item, "char", "0"), 16)
    char = chr(code)
    if char not in SYMBOLS and 0xE000 <= code <= 0xF8FF:
        raise refuse(item, f"symbole U+{code:04X} de la police « {attribute(item, 'font')} »")
    return SYMBOLS.get(char, char)


def _field_format(opened: OpenField) -> str:
    """Number format asked for by a switch such as « \\* roman »."""
    words = opened.instruction.split()
    known = {"roman": "lowerRoman", "ROMAN": "upperRoman", "alphabetic": "lowerLetter", "Arabic": "decimal"}
    return next((known[word] for word in words if word in known), "")


def _link_target(opened: OpenField) -> str:
    """Address of a HYPERLINK field; its anchor when « \\l » comes first."""
    words = opened.instruction.replace('"', " ").split()[1:]
    if not words:
        raise GabaritError("document Word : champ HYPERLINK sans adresse.")
    if words[0] == "\\l":
        return f"#{words[1]}" if len(words) > 1 else ""
    return words[0]
