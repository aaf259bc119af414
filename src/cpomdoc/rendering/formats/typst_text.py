"""Characters, pictures, links and notes of a paragraph, as Typst code."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from cpomdoc.errors import GabaritError
from cpomdoc.rendering.formats.docx_tree.drawings import find_kind
from cpomdoc.rendering.formats.docx_tree.tree import (
    Anchor,
    Break,
    Inline,
    Link,
    Note,
    PageField,
    Paragraph,
    ParagraphStyle,
    Picture,
    RunStyle,
    Tab,
    Text,
)
from cpomdoc.rendering.formats.pdf_fonts import DEFAULT, FontBook

_NUMBERINGS = {"": "1", "decimal": "1", "lowerRoman": "i", "upperRoman": "I", "lowerLetter": "a", "upperLetter": "A"}
# A word this many font sizes wide per letter may be wider than its line; Typst then measures it.
_WIDE = 0.6
_SHIFTS = {"super": "-0.45em", "sub": "0.25em"}


def quote(text: str) -> str:
    """A Typst string: a user's characters are never markup."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def length(value: float) -> str:
    """A length in points, short and without exponent."""
    return f"{round(value, 3):g}pt" if abs(value) < 100_000 else "100000pt"


def rgb(color: str) -> str:
    """A colour, or none."""
    return f'rgb("#{color}")' if color else "none"


def block(items: Iterable[str]) -> str:
    """Code whose results are joined."""
    return "{" + "\n".join(items) + "}"


@dataclass
class Pages:
    """Keys of the marks from which page numbers are counted."""

    first: str = ""
    last: str = ""
    section: str = ""
    section_end: str = ""
    start: int = 1
    format: str = ""


@dataclass
class TypstWriter:
    """What is shared while one document is written: styles already named, files, anchors, the page marks.

    `prefix` starts the names it gives, so that several documents can be put in one source.
    """

    book: FontBook
    prefix: str = ""
    lang: str = "fr"
    default_tab: float = 35.4
    styles: dict[RunStyle, str] = field(default_factory=dict)
    looks: dict[tuple[ParagraphStyle, str, bool], str] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    definitions: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    pages: Pages = field(default_factory=Pages)
    artifact: bool = False
    width: float = 453.5

    def define(self, kind: str, code: str) -> str:
        """Name of a piece of code that is written once: what Typst reads again and again costs time and memory."""
        if code not in self.named:
            self.named[code] = f"{self.prefix}{kind}{len(self.named)}"
            self.definitions.append(f"#let {self.named[code]}{code}")
        return self.named[code]

    def name_style(self, style: RunStyle) -> str:
        """Name of the Typst function that gives text a look."""
        if style not in self.styles:
            self.styles[style] = self.define("t", f"(it) = {self._write_style(style)}")
        return self.styles[style]

    def write_text(self, text: str, style: RunStyle) -> str:
        """Words in their look; capitals asked for by a style are written as such."""
        words = text.upper() if style.caps else text
        name = self.name_style(replace(style, caps=False) if style.caps else style)
        limit = max(int(self.width / (style.size * _WIDE)), 1)
        if len(words) <= limit or not (long := re.compile(f"[^ ]{{{limit},}}")).search(words):
            return f"{name}({quote(words)})"
        pieces = [piece for piece in re.split(f"({long.pattern})", words) if piece]
        return block(
            f"mot({length(self.width)}, {name}, {quote(piece)})" if long.match(piece) else f"{name}({quote(piece)})"
            for piece in pieces
        )

    def add_file(self, data: bytes, suffix: str) -> str:
        """Name under which Typst finds some bytes."""
        name = f"images/{hashlib.sha256(data).hexdigest()[:24]}.{suffix}"
        self.files[name] = data
        return name

    def write_inline(self, inline: Inline) -> str:
        """One inline; tabs are placed by whoever knows the line."""
        match inline:
            case Text():
                return self.write_text(inline.text, inline.style)
            case Break(kind="column"):
                return "colbreak(weak: true)"
            case Break():
                return "linebreak()"
            case PageField():
                return f"{self.name_style(inline.style)}({self._write_page(inline)})"
            case Picture():
                return self._write_picture(inline)
            case Note():
                return f"footnote({block(self._write_note(inline))})"
            case Link():
                return self._write_link(inline)
            case Anchor():
                return f"[#metadata(none)<{self.targets[inline.name]}>]" if inline.name in self.targets else "none"
            case Tab():
                return f"h({length(self.default_tab)})"

    def _write_style(self, style: RunStyle) -> str:
        family = self.book.find_family(style.family)
        size = style.size * (0.65 if style.position else 1.0)
        options = [f"font: {quote(family)}", f"size: {length(size)}"]
        options += ['weight: "bold"'] if style.bold else []
        options += ['style: "italic"'] if style.italic else []
        options += [f"fill: {rgb(style.color)}"] if style.color else []
        options += [f"tracking: {length(style.tracking)}"] if style.tracking else []
        options += [f"baseline: {_SHIFTS[style.position]}"] if style.position else []
        lang = style.lang[:2].lower()
        options += [f"lang: {quote(lang)}"] if lang not in {"", self.lang} else []
        code = f"text({', '.join(options)}, it)"
        return self._decorate(code, style, family)

    def _decorate(self, code: str, style: RunStyle, family: str) -> str:
        metrics = self.book.find_metrics(family)
        code = _write_small_caps(code, family) if style.small_caps else code
        code = f"underline({code})" if style.underline else code
        code = f"strike({code})" if style.strike else code
        if style.fill:
            size = style.size
            edges = f"top-edge: {length(metrics.above * size)}, bottom-edge: {length(-metrics.below * size)}"
            code = f"highlight(fill: {rgb(style.fill)}, {edges}, {code})"
        return code

    def _write_page(self, inline: PageField) -> str:
        pages = self.pages
        style = quote(_NUMBERINGS[inline.numbering or pages.format])
        if inline.kind == "PAGE":
            return f"page-courante({quote(pages.section)}, {pages.start}, {style})"
        total = quote(_NUMBERINGS[inline.numbering])
        if inline.kind == "SECTIONPAGES":
            return f"page-totale({quote(pages.section)}, {quote(pages.section_end)}, {total})"
        return f"page-totale({quote(pages.first)}, {quote(pages.last)}, {total})"

    def _write_picture(self, picture: Picture) -> str:
        name = self.add_file(picture.data, find_kind(picture.data))
        size = f'width: {length(picture.width)}, height: {length(picture.height)}, fit: "stretch"'
        if picture.decorative or self.artifact:
            return f"box(pdf.artifact(image({quote(name)}, {size})))"
        if not picture.alt.strip():
            raise GabaritError(
                f"l’image « {picture.name} » n’a pas de texte de remplacement\u202f: dans Word, clic droit sur "
                "l’image, « Modifier le texte de remplacement », ou cocher « décoratif »."
            )
        return f"box(image({quote(name)}, {size}, alt: {quote(picture.alt)}))"

    def _write_note(self, note: Note) -> Iterable[str]:
        paragraphs = [item for item in note.blocks if isinstance(item, Paragraph)]
        if len(paragraphs) != len(note.blocks):
            raise GabaritError("document Word\u202f: un tableau dans une note de bas de page n’est pas pris en charge.")
        for index, paragraph in enumerate(paragraphs):
            yield "parbreak()" if index else '" "'
            yield from (self.write_inline(inline) for inline in strip_start(paragraph.inlines))

    def _write_link(self, link: Link) -> str:
        body = block(self.write_inline(inline) for inline in link.inlines)
        if not link.target.startswith("#"):
            return f"link({quote(link.target)}, {body})"
        name = self.targets.get(link.target[1:])
        return f"link(<{name}>, {body})" if name else body


def _write_small_caps(code: str, family: str) -> str:
    """Small capitals of the font that has them, smaller capitals of the others, as Word draws them."""
    if family == DEFAULT:
        return f"smallcaps({code})"
    return f'{{show regex("\\p{{Ll}}+"): it => text(size: 0.8em, upper(it)); {code}}}'


def strip_end(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The inlines without the blanks at their end, which would push a centred or right-aligned line aside."""
    last = inlines[-1] if inlines else None
    if isinstance(last, Text) and last.text.endswith(" ") and last.text.strip(" "):
        return (*inlines[:-1], replace(last, text=last.text.rstrip(" ")))
    return inlines


def strip_start(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The inlines without the blanks that follow the number of a note."""
    for index, inline in enumerate(inlines):
        if isinstance(inline, Text) and (words := inline.text.lstrip(" ")):
            return (replace(inline, text=words), *inlines[index + 1 :])
        if not isinstance(inline, Text | Tab):
            return inlines[index:]
    return ()


Write = Callable[[Inline], str]
