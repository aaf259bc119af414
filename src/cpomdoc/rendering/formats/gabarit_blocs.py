"""Blocks that open and close: each closed, in order, and in the same place of the document as it opened."""

import re
from dataclasses import dataclass

from cpomdoc.suggestions import format_suggestion

_PIECE = re.compile(
    r"\{\{.*?\}\}|\{#.*?#\}"
    r"|\{%[-+]?\s*(?P<mot>\w+)(?P<suite>.*?)%\}"
    r"|<(?P<fin>/?)(?P<nom>[\w:.-]+)(?:\{\{.*?\}\}|\{%.*?%\}|[^<>])*?(?P<vide>/?)>",
    re.DOTALL,
)
_FERME = {"endif": "if", "endfor": "for", "endwith": "with"}
_SUITES = {"else": ("if", "for"), "elif": ("if",)}
_MOTS = ("if", "elif", "else", "endif", "for", "endfor", "with", "endwith")
_FRANCAIS = {"si": "if", "sinon": "else", "sinonsi": "elif", "finsi": "endif", "fin_si": "endif"} | {
    "pour": "for",
    "finpour": "endfor",
    "fin_pour": "endfor",
}
# Words that exist in Jinja or docxtpl: whether a gabarit may use them is told by others.
_AUTRES = frozenset(
    [
        "vm",
        "hm",
        "colspan",
        "cellbg",
        "set",
        "endset",
        "raw",
        "endraw",
        "block",
        "endblock",
        "extends",
        "include",
        "import",
        "from",
        "macro",
        "endmacro",
        "call",
        "endcall",
        "filter",
        "endfilter",
        "autoescape",
        "endautoescape",
        "do",
        "break",
        "continue",
        "trans",
        "endtrans",
    ]
)
_EMPLOI = "employez if, elif, else, endif, for ou endfor."
_LIBRES = ("w:r", "w:t")
_CONSEIL = "employez {%p …%} (paragraphes), {%tr …%} (lignes) ou {%tc …%} (cellules) aux deux bouts."


@dataclass(frozen=True)
class _Ouvert:
    """A block still open: its word, its line, and the elements it stands in, each with a number of its own."""

    mot: str
    line: int
    chemin: tuple[tuple[str, int], ...]


def find_unbalanced(source: str) -> list[tuple[int, str]]:
    """The faults of the blocks of a part, by line of its source."""
    reader = _Reader()
    line, last = 1, 0
    for found in _PIECE.finditer(source):
        if found["mot"]:
            line += source.count("\n", last, found.end())
            last = found.end()
            reader.read_mot(found["mot"], line)
        elif found["nom"]:
            reader.read_element(found["nom"], closing=bool(found["fin"]), empty=bool(found["vide"]))
    # A block that a word badly written should have closed is not said to be open besides.
    for ouvert in () if reader.inconnus else reader.ouverts:
        reader.fautes.append((ouvert.line, f"le bloc «\u202f{ouvert.mot}\u202f» n’est jamais fermé (end{ouvert.mot})."))
    return sorted(reader.fautes)


class _Reader:
    """Walks the source of a part, elements and blocks at once."""

    def __init__(self) -> None:
        self.ouverts: list[_Ouvert] = []
        self.fautes: list[tuple[int, str]] = []
        self.inconnus = 0
        self._chemin: list[tuple[str, int]] = []
        self._count = 0

    def read_element(self, name: str, *, closing: bool, empty: bool) -> None:
        if closing:
            if self._chemin and self._chemin[-1][0] == name:
                self._chemin.pop()
        elif not empty:
            self._count += 1
            self._chemin.append((name, self._count))

    def read_mot(self, mot: str, line: int) -> None:
        if mot in ("if", "for", "with"):
            self.ouverts.append(_Ouvert(mot, line, tuple(self._chemin)))
            return
        expected = (_FERME[mot],) if mot in _FERME else _SUITES.get(mot)
        if expected is None:
            self._read_unknown(mot, line)
            return
        if not self.ouverts or self.ouverts[-1].mot not in expected:
            inside = f" dans un bloc «\u202f{self.ouverts[-1].mot}\u202f»" if self.ouverts else " sans bloc ouvert"
            self.fautes.append((line, f"«\u202f{mot}\u202f»{inside}."))
            return
        if _container(self.ouverts[-1].chemin) != _container(tuple(self._chemin)):
            message = f"le bloc «\u202f{self.ouverts[-1].mot}\u202f» commence dans un endroit du document et "
            self.fautes.append((line, f"{message}finit ({mot}) dans un autre\u202f: {_CONSEIL}"))
        if mot in _FERME:
            self.ouverts.pop()

    def _read_unknown(self, mot: str, line: int) -> None:
        """A word that is no block: one of docxtpl's, or a slip."""
        if mot in _AUTRES:
            return
        self.inconnus += 1
        meant = _FRANCAIS.get(mot.casefold())
        proposition = f"vouliez-vous dire «\u202f{meant}\u202f»\u202f?" if meant else format_suggestion(mot, _MOTS)
        self.fautes.append((line, f"le mot «\u202f{mot}\u202f» n’existe pas\u202f: {proposition or _EMPLOI}"))


def _container(chemin: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """The elements around, runs and texts without their numbers: a block may run over several of them."""
    return tuple((name, 0) if name in _LIBRES else (name, number) for name, number in chemin)
