"""The words of a document in reading order, taken from each format by means that are not the product's own."""

import re
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Contents of a table of contents, in Word's own styles and under its title in our gabarits.
CONTENTS = re.compile(r"^(?:TOC\w*|TM\d|Sommaire)$", re.IGNORECASE)
PICTURE = re.compile(r"\*\\\[Image\u202f: .*?\\\]\*")
BULLETS = str.maketrans("", "", "•◦▪‣")
_TAG = re.compile(r"^( *)(\w+)")
_WORDS = re.compile(r'^( *)"(.*)"$')


def words_of(paragraphs: Iterable[str]) -> list[str]:
    """The words of a text, without the bullets of its lists."""
    return [word for text in paragraphs for word in text.translate(BULLETS).split()]


def letters_of(paragraphs: Iterable[str]) -> str:
    """Every character that is not a blank, in order: where a line ends does not count."""
    return "".join(words_of(paragraphs))


def read_docx_body(path: Path, *, contents: bool = True) -> list[str]:
    """Paragraphs of a Word file in document order, tables row by row, with or without its table of contents."""
    return [text for style, text in _read_part(path, "word/document.xml") if contents or not CONTENTS.match(style)]


def read_docx_contents(path: Path) -> list[str]:
    """Entries of the table of contents, without its title."""
    return [text for style, text in _read_part(path, "word/document.xml") if re.match(r"^TOC\d$", style)]


def read_docx_headings(path: Path) -> list[str]:
    """Titles of the first three levels, which the table of contents lists."""
    levels = _read_levels(path)
    return [text for style, text in _read_part(path, "word/document.xml") if levels.get(style, 9) < 3]


def _read_levels(path: Path) -> dict[str, int]:
    """Level of the titles by style, from 0; a style without one has that of the style it is based on."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/styles.xml"))
    based: dict[str, str] = {}
    levels: dict[str, int] = {}
    for style in root.iter(f"{W}style"):
        name, parent, level = style.get(f"{W}styleId"), style.find(f"{W}basedOn"), style.find(f"{W}pPr/{W}outlineLvl")
        if name and level is not None:
            levels[name] = int(level.get(f"{W}val") or 9)
        elif name and parent is not None:
            based[name] = parent.get(f"{W}val") or ""
    for name, parent_name in based.items():
        while parent_name in based:
            parent_name = based[parent_name]
        if parent_name in levels:
            levels[name] = levels[parent_name]
    return levels


def read_docx_margins(path: Path) -> list[str]:
    """Paragraphs of the headers and footers."""
    with zipfile.ZipFile(path) as archive:
        names = sorted(name for name in archive.namelist() if re.match(r"word/(?:header|footer)\d*\.xml$", name))
    return [text for name in names for _style, text in _read_part(path, name)]


def _read_part(path: Path, name: str) -> Iterator[tuple[str, str]]:
    """Style and text of each paragraph."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read(name))
    for paragraph in root.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        yield (style.get(f"{W}val") or "") if style is not None else "", "".join(_read_runs(paragraph))


def _read_runs(node: etree._Element) -> Iterator[str]:
    """Texts of a paragraph, those of the paragraphs it frames left to them."""
    for child in node:
        if child.tag in (f"{W}p", f"{W}del", FALLBACK):
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
            yield " "
        elif child.tag == f"{W}noBreakHyphen":
            yield "\u2011"
        else:
            yield from _read_runs(child)


def read_pdf(path: Path) -> list[str]:
    """Blocks of a PDF in the order of its tags, as a screen reader says them: headers and footers are not there."""
    done = subprocess.run(["pdfinfo", "-struct-text", str(path)], capture_output=True, check=True)
    return list(_read_tags(done.stdout.decode("utf-8", "replace").splitlines()))


def _read_tags(lines: Iterable[str]) -> Iterator[str]:
    """Texts block by block; the bullets of lists are left out, with all they hold."""
    skipped: int | None = None
    pieces: list[str] = []
    for line in lines:
        words = _WORDS.match(line)
        found = words or _TAG.match(line)
        if found is None:
            continue
        depth = len(found[1])
        if skipped is not None and depth > skipped:
            continue
        if words:
            pieces.append(words[2])
            continue
        skipped = depth if found[2] == "Lbl" else None
        if found[2] in {"P", "H1", "H2", "H3", "H4", "H5", "H6", "TD", "TH", "Div"}:
            yield "".join(pieces)
            pieces = []
    yield "".join(pieces)


def read_markdown(path: Path, *, pictures: bool = False, saut: str = " ") -> list[str]:
    """Blocks of a Markdown file, `saut` where a line ends; other formats do not print the words for its pictures."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    text = path.read_text(encoding="utf-8")
    tokens = parser.parse(text if pictures else PICTURE.sub("", text))
    return ["".join(_read_inline(token.children or [], saut)) for token in tokens if token.type == "inline"]


def _read_inline(tokens: Iterable[Token], saut: str) -> Iterator[str]:
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            yield token.content
        elif token.type in {"softbreak", "hardbreak"} or token.content.startswith("<br"):
            yield saut


def read_pdf_pages(path: Path) -> list[str]:
    """The whole text of each page, headers and footers included."""
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace").split("\f")[:-1]


def describe_difference(one: str, other: str) -> str:
    """Where two texts part, with what comes before; empty when they are the same."""
    if one == other:
        return ""
    common = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    start = max(0, common - 60)
    return f"…{one[start:common]} ⟦{one[common : common + 60]}⟧ ≠ ⟦{other[common : common + 60]}⟧"
