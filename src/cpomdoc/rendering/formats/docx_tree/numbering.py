"""Automatic numbers and bullets: numbering.xml, and the counters that run through a document."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from cpomdoc.errors import GabaritError
from cpomdoc.rendering.formats.docx_tree.names import Element, attribute, child_val, w
from cpomdoc.rendering.formats.docx_tree.properties import (
    ParagraphPatch,
    RunPatch,
    read_paragraph_patch,
    read_run_patch,
)

# Bullets of the symbol fonts, which have no meaning outside them, as the characters they look like.
SYMBOLS = {
    "\uf0b7": "•", "\uf06f": "○", "\uf0a7": "▪", "\uf0d8": "▸", "\uf0fc": "✓", "\uf076": "◆",
    "\uf0a8": "☐", "\uf06e": "■", "\uf0fe": "☒", "\uf0fd": "☒", "\uf0e0": "→", "\uf02d": "–", "\uf0be": "–",
    "\uf071": "☐", "\uf052": "☑", "\uf053": "☒", "\uf0a3": "☐",
}  # fmt: skip

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True)
class Level:
    """How one depth of a list is numbered."""

    start: int
    format: str
    pattern: str
    suffix: str
    paragraph: ParagraphPatch
    run: RunPatch
    style: str
    legal: bool = False


@dataclass
class Numbering:
    """The lists of a document and where their counters stand."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstracts: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _started: set[str] = field(default_factory=set)

    def find_level(self, list_id: str, depth: int) -> Level | None:
        """The level of a list; None for list 0, which means « no number »."""
        return self.levels.get(list_id, {}).get(depth)

    def find_style_depth(self, list_id: str, style: str) -> int:
        """Depth of the level linked to a paragraph style; 0 when none is."""
        levels = self.levels.get(list_id, {})
        return next((depth for depth, level in levels.items() if level.style == style), 0)

    def count(self, list_id: str, depth: int) -> str:
        """Step the counter of a list and give the text of the new number."""
        levels = self.levels[list_id]
        counters = self._counters[self.abstracts[list_id]]
        if list_id not in self._started:
            self._started.add(list_id)
            for restarted in self.overrides.get(list_id, ()):
                counters.pop(restarted, None)
        counters[depth] = counters.get(depth, levels[depth].start - 1) + 1
        for deeper in [key for key in counters if key > depth]:
            del counters[deeper]
        return _build_text(levels, depth, counters)


def read_numbering(root: Element | None) -> Numbering:
    """Read word/numbering.xml."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstracts = {attribute(item, "abstractNumId"): item for item in root.iterfind(w("abstractNum"))}
    for num in root.iterfind(w("num")):
        abstract_id = child_val(num, "abstractNumId")
        if abstract_id in abstracts:
            _read_num(numbering, num, abstract_id, abstracts[abstract_id])
    return numbering


def format_number(number: int, kind: str) -> str:
    """A number in one of Word's numbering formats."""
    match kind:
        case "none":
            return ""
        case "lowerLetter" | "upperLetter":
            letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter.upper() if kind == "upperLetter" else letter
        case "lowerRoman" | "upperRoman":
            return _roman(number).upper() if kind == "upperRoman" else _roman(number)
        case "decimalZero":
            return f"{number:02d}"
        case "ordinal":
            return "1er" if number == 1 else f"{number}e"
        case "decimal":
            return str(number)
        case _:
            raise GabaritError(f"document Word : format de numérotation « {kind} » non pris en charge.")


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _read_num(numbering: Numbering, num: Element, abstract_id: str, abstract: Element) -> None:
    list_id = attribute(num, "numId")
    levels = {int(attribute(item, "ilvl")): _read_level(item) for item in abstract.iterfind(w("lvl"))}
    restarted = []
    for override in num.iterfind(w("lvlOverride")):
        depth = int(attribute(override, "ilvl"))
        if (own := override.find(w("lvl"))) is not None:
            levels[depth] = _read_level(own)
        restarted.append(depth)
        if (start := child_val(override, "startOverride")) and (level := levels.get(depth)):
            levels[depth] = replace(level, start=int(start))
    numbering.levels[list_id] = levels
    numbering.abstracts[list_id] = abstract_id
    numbering.overrides[list_id] = tuple(restarted)


def _read_level(item: Element) -> Level:
    return Level(
        start=int(child_val(item, "start", "1")),
        format=child_val(item, "numFmt", "decimal"),
        pattern=child_val(item, "lvlText"),
        suffix=child_val(item, "suff", "tab"),
        paragraph=read_paragraph_patch(item.find(w("pPr"))),
        run=read_run_patch(item.find(w("rPr"))),
        style=child_val(item, "pStyle"),
        legal=item.find(w("isLgl")) is not None,
    )


def _build_text(levels: dict[int, Level], depth: int, counters: dict[int, int]) -> str:
    level = levels[depth]
    if level.format == "bullet":
        return "".join(SYMBOLS.get(char, char) for char in level.pattern)
    text = level.pattern
    for key in range(depth + 1):
        if (part := levels.get(key)) and f"%{key + 1}" in text:
            kind = "decimal" if level.legal and part.format != "none" else part.format
            text = text.replace(f"%{key + 1}", format_number(counters.get(key, part.start), kind))
    return text
