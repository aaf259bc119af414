"""Words of an author made safe where a forge reads Markdown: nothing of theirs is markup, a mention or a link."""

import re
from html import escape

INVISIBLE = "&#8203;"
"""A character of no width, that keeps a forge from seeing a mention, a reference or an address."""
PONCTUATION = str.maketrans({char: f"\\{char}" for char in "\\`*_[]{}|~"})
DECLENCHEURS = re.compile(r"[@#!$%](?=[\w&])|:(?=[\w+-]+:)|(?<=\w):(?=//)|(?<=\bwww)\.", re.IGNORECASE)
"""What opens a mention, a reference, a formula, an emoji or an address."""
ENTETE = re.compile(r"^(\s*)([-+>=#]|\d+[.)])")
CACHES = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
MAX_CASE = 400
"""Characters that a cell of the comment holds; the page has the rest."""


def show(texte: str) -> str:
    """The text with a dot for what would not show, or would turn the reading round."""
    return CACHES.sub("·", texte)


def write_html(texte: str) -> str:
    """For an HTML block of a Markdown file, such as a summary: one line."""
    return _tame(escape(show(texte), quote=True)).replace("\n", " ")


def write_texte(texte: str) -> str:
    """For a paragraph or an item of a list: one line, which opens nothing."""
    line = _tame(escape(show(texte), quote=False).translate(PONCTUATION)).replace("\n", "<br>")
    return ENTETE.sub(r"\1\\\2", line) if not line[:1].isdigit() else re.sub(r"^(\d+)([.)])", r"\1\\\2", line)


def write_case(texte: str, limite: int = MAX_CASE) -> str:
    """For a cell of a table: a long text is cut, and says so."""
    shown = texte if len(texte) <= limite else texte[:limite].rstrip() + "… (coupé ici)"
    return _tame(escape(show(shown), quote=False).translate(PONCTUATION)).replace("\n", "<br>").replace("\t", " ")


def _tame(texte: str) -> str:
    """After escaping: the « # » of an entity, as of « &#x27; », is not an author's."""
    return DECLENCHEURS.sub(lambda found: _break(texte, found), texte)


def _break(texte: str, found: "re.Match[str]") -> str:
    entity = found[0] == "#" and texte[found.start() - 1 : found.start()] == "&"
    return found[0] if entity else found[0] + INVISIBLE
