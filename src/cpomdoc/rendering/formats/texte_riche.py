"""The small Markdown of long texts: paragraphs, bold, italic, lists, references; everything else is plain text."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

Resolveur = Callable[[str], str | None]
"""From « annexe:activite » to the words that print it, None when nothing has that name."""

_RENVOI = re.compile(r"\[\[\s*([a-z_]+\s*:\s*[^\[\]]+?)\s*\]\]")
_MARKDOWN = MarkdownIt("zero").enable(["list", "emphasis", "newline", "escape"])
_NIVEAUX = 2


class RenvoiInconnu(ValueError):
    """A reference that nothing resolves: the check before rendering should have found it."""

    def __init__(self, renvoi: str) -> None:
        super().__init__(f"le renvoi [[{renvoi}]] ne désigne rien.")


@dataclass(frozen=True)
class Fragment:
    """Words in one shape; "\\n" is a line break that the author asked for."""

    texte: str
    gras: bool = False
    italique: bool = False


@dataclass(frozen=True)
class Bloc:
    """A paragraph: `niveau` 0 outside lists; `puce` is "•", "1.", "a)", or "" for what follows in the same item."""

    fragments: tuple[Fragment, ...]
    niveau: int = 0
    puce: str = ""
    numerotee: bool = False


@dataclass(frozen=True)
class TexteRiche:
    """A long text as its author wrote it; read when it is printed, once the references can be resolved."""

    source: str

    def read(self, resolve: Resolveur | None = None) -> tuple[Bloc, ...]:
        """The paragraphs of the text, references replaced by their words."""
        return read_markdown(self.source, resolve)


def texte_riche(value: str) -> TexteRiche:
    """The filter of gabarits that prints a long text with its paragraphs and lists."""
    return TexteRiche(value)


def read_markdown(source: str, resolve: Resolveur | None = None) -> tuple[Bloc, ...]:
    """The paragraphs of a small Markdown text; an empty text is one empty paragraph."""
    blocs: list[Bloc] = []
    listes: list[_Liste] = []
    for token in _MARKDOWN.parse(source):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            listes.append(_Liste(token.type == "ordered_list_open", int(token.attrGet("start") or 1)))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            listes.pop()
        elif token.type == "list_item_open":
            listes[-1].begin_item()
        elif token.type == "inline":
            fragments = _read_inline(token.children or [], resolve)
            blocs.append(_build_bloc(fragments, listes))
    return tuple(blocs) or (Bloc(()),)


@dataclass
class _Liste:
    """A list being read: each numbered list counts for itself."""

    numerotee: bool
    suivant: int
    a_ecrire: bool = False

    def begin_item(self) -> None:
        self.a_ecrire = True

    def take_puce(self, niveau: int) -> str:
        if not self.a_ecrire:
            return ""
        self.a_ecrire = False
        if not self.numerotee:
            return "•"
        number, self.suivant = self.suivant, self.suivant + 1
        return f"{_letter(number)})" if niveau > 1 else f"{number}."


def _build_bloc(fragments: tuple[Fragment, ...], listes: list[_Liste]) -> Bloc:
    if not listes:
        return Bloc(fragments)
    niveau = min(len(listes), _NIVEAUX)
    return Bloc(fragments, niveau, listes[-1].take_puce(niveau), listes[-1].numerotee)


def _read_inline(children: list[Token], resolve: Resolveur | None) -> tuple[Fragment, ...]:
    fragments: list[Fragment] = []
    gras = italique = 0
    for child in children:
        if child.type in ("strong_open", "strong_close"):
            gras += child.nesting
        elif child.type in ("em_open", "em_close"):
            italique += child.nesting
        else:
            texte = {"softbreak": " ", "hardbreak": "\n"}.get(child.type, child.content)
            fragments.append(Fragment(texte, gras > 0, italique > 0))
    return _resolve(_merge(fragments), resolve)


def _merge(fragments: list[Fragment]) -> list[Fragment]:
    """Neighbours of the same shape as one: a reference may be spread over several tokens."""
    merged: list[Fragment] = []
    for one in fragments:
        if merged and (merged[-1].gras, merged[-1].italique) == (one.gras, one.italique):
            merged[-1] = Fragment(merged[-1].texte + one.texte, one.gras, one.italique)
        elif one.texte:
            merged.append(one)
    return merged


def _resolve(fragments: list[Fragment], resolve: Resolveur | None) -> tuple[Fragment, ...]:
    def replace(found: re.Match[str]) -> str:
        renvoi = re.sub(r"\s*:\s*", ":", found[1])
        words = resolve(renvoi) if resolve else None
        if words is None:
            raise RenvoiInconnu(renvoi)
        return words

    return tuple(Fragment(_RENVOI.sub(replace, one.texte), one.gras, one.italique) for one in fragments)


def _letter(number: int) -> str:
    """a to z, then aa, ab…"""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters or "0"
