"""Words as Markdown that says the same: emphasis that holds, and characters that never change the structure."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cpomdoc.rendering.formats.docx_tree.tree import (
    Break,
    Inline,
    Link,
    Note,
    Picture,
    RunStyle,
    Tab,
    Text,
)

_SPECIAL = re.compile(r"[\\`*_\[\]<|~$]|&(?=#|\w+;)|:(?=[\w+-]+:)|@(?=\w)")
_START = re.compile(r"^(?:[#>+=-]|\d{1,9}(?=[.)](?:\s|$)))")


@dataclass(frozen=True)
class Emphasis:
    """The part of a look that Markdown can say."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    position: str = ""

    def marks(self) -> list[tuple[str, str]]:
        """Markdown mark and HTML tag of each emphasis, the innermost first."""
        return [
            *([("", {"super": "sup", "sub": "sub"}[self.position])] if self.position else []),
            *([("~~", "del")] if self.strike else []),
            *([("*", "em")] if self.italic else []),
            *([("**", "strong")] if self.bold else []),
        ]


PLAIN = Emphasis()


@dataclass
class Notes:
    """The footnotes met so far, in order."""

    notes: list[Note] = field(default_factory=list)

    def add(self, note: Note) -> str:
        """The call of a new note."""
        self.notes.append(note)
        return f"[^{len(self.notes)}]"


def escape(text: str) -> str:
    """A user's words, such that none of their characters is markup."""
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", text)


def protect_start(line: str) -> str:
    """A line whose first characters would open a title, a list or a quotation, made plain."""
    found = _START.match(line)
    if found is None:
        return line
    return f"{found[0]}\\{line[found.end() :]}" if found[0].isdigit() else f"\\{line}"


def write_inlines(inlines: Sequence[Inline], notes: Notes, *, plain: Emphasis = PLAIN) -> str:
    """Inlines on one line; `plain` is the emphasis the place already has, which is not marked again."""
    pieces = [*_join(_cut(inlines, notes, plain))]
    written = ""
    for index, (text, emphasis, raw) in enumerate(pieces):
        following = next((other for other, *_ in pieces[index + 1 :] if other), "")
        written += text if raw else _emphasise(text, emphasis, written[-1:], following[:1])
    return written.strip(" ")


Piece = tuple[str, Emphasis, bool]


def _cut(inlines: Iterable[Inline], notes: Notes, plain: Emphasis) -> Iterable[Piece]:
    """Text, its emphasis, and whether it is already Markdown."""
    for inline in inlines:
        match inline:
            case Text():
                words = inline.text.upper() if inline.style.caps else inline.text
                yield words, _find_emphasis(inline.style, plain), False
            case Tab():
                yield " ", PLAIN, False
            case Break(kind="line"):
                yield "<br>", PLAIN, True
            case Break():
                yield " ", PLAIN, False
            case Note():
                yield notes.add(inline), PLAIN, True
            case Picture() if inline.alt and not inline.decorative:
                yield f"*\\[Image\u202f: {escape(inline.alt)}\\]*", PLAIN, True
            case Link():
                yield from _cut_link(inline, notes, plain)
            case _:
                pass


def _cut_link(link: Link, notes: Notes, plain: Emphasis) -> Iterable[Piece]:
    if link.target.startswith("#"):
        yield from _cut(link.inlines, notes, plain)
        return
    words = write_inlines(link.inlines, notes, plain=plain)
    address = link.target.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E").replace("|", "%7C")
    yield f"[{words}](<{address}>)", PLAIN, True


def _find_emphasis(style: RunStyle, plain: Emphasis) -> Emphasis:
    return Emphasis(style.bold and not plain.bold, style.italic and not plain.italic, style.strike, style.position)


def _join(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one emphasis as one; blanks take the emphasis of what comes before them."""
    joined: list[Piece] = []
    for text, emphasis, raw in pieces:
        if joined and not raw and not joined[-1][2] and (emphasis == joined[-1][1] or not text.strip()):
            joined[-1] = (joined[-1][0] + text, joined[-1][1], False)
        elif text:
            joined.append((text, emphasis, raw))
    return joined


def _emphasise(text: str, emphasis: Emphasis, before: str, after: str) -> str:
    """Escaped text in its marks, blanks left outside; HTML tags where Markdown's marks would not hold."""
    core = text.strip()
    marks = emphasis.marks()
    if not core or not marks:
        return escape(text)
    start = text.index(core)
    head, tail = text[:start], text[start + len(core) :]
    left, right = (head or before)[-1:], (tail or after)[:1]
    holds = _flanks(left, core[0]) and _flanks(right, core[-1]) and left != "*" and len(marks) <= 2
    written = escape(core)
    for mark, tag in marks:
        written = f"{mark}{written}{mark}" if mark and holds else f"<{tag}>{written}</{tag}>"
    return f"{head}{written}{tail}"


def _flanks(outside: str, inside: str) -> bool:
    """CommonMark: a mark holds when what it touches inside is a letter, or outside is a blank or a sign."""
    return not _is_sign(inside) or not outside or outside.isspace() or _is_sign(outside)


def _is_sign(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"
