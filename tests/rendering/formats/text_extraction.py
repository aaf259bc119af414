"""The letters of a document as each format says them, in reading order, to be compared one by one."""

import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypandoc
import pytest

from cpomdoc.rendering.formats.docx_tree.tree import (
    Block,
    DocxTree,
    Inline,
    Link,
    Note,
    Paragraph,
    Picture,
    Row,
    iter_inlines,
    iter_paragraphs,
    plain_text,
)

_SILENT = dict.fromkeys(map(ord, "\u200b\u00ad\ufeff\u200c\u200d"))
_BULLETS = dict.fromkeys(map(ord, "•▪○■◆▸"))
_LEADERS = re.compile(r"(?:\.\s?){4,}")
_IMAGES = re.compile(r"\[Image\s:[^\]]*\]")


def letters(text: str) -> str:
    """Everything but blanks and case."""
    plain = unicodedata.normalize("NFKC", text).translate(_SILENT)
    return re.sub(r"\s", "", plain).casefold()


def keep_body(tree: DocxTree, *, headers: bool = True) -> DocxTree:
    """The document without headers, footers, notes and pictures, whose place on the page is not that of reading."""
    sections = []
    for section in tree.sections:
        blocks = tuple(_without_notes(block, headers) for block in section.blocks)
        sections.append(replace(section, headers={}, footers={}, blocks=blocks))
    return replace(tree, sections=tuple(sections))


def tree_letters(tree: DocxTree, *, toc: bool = True, bullets: bool = False) -> str:
    """Letters of the tree that was read from the Word file; a bullet is a sign, not a word."""
    found = letters(" ".join(plain_text(item) for item in tree.iter_paragraphs() if toc or not item.toc))
    return found if bullets else found.translate(_BULLETS)


def note_letters(tree: DocxTree) -> list[str]:
    """Letters of each footnote."""
    inlines = (inline for item in tree.iter_paragraphs() for inline in iter_inlines(item.inlines))
    notes = (inline.blocks for inline in inlines if isinstance(inline, Note))
    return [letters(" ".join(map(plain_text, iter_paragraphs(blocks)))) for blocks in notes]


def assert_same_letters(tree: DocxTree, render: Callable[[DocxTree], bytes]) -> None:
    """The PDF of a body says every letter of the tree, none more, in the same order.

    The order is that of the tags; where poppler reads pieces of broken words badly there, that of the content, in a
    PDF whose table headers are not repeated.
    """
    body = keep_body(tree)
    expected = tree_letters(body, bullets=True)
    assert expected
    if tagged_letters(render(body)) != expected:
        assert pdf_letters(render(keep_body(tree, headers=False))) == expected


def pdf_letters(pdf: bytes) -> str:
    """Letters of a PDF in the order of its content, leaders left out."""
    return letters(_LEADERS.sub(" ", pdf_text(pdf)))


def tagged_letters(pdf: bytes) -> str:
    """Letters of a PDF in the order of its tags, which is that of reading aloud; artifacts are not in it."""
    lines = (line.strip() for line in run_tool("pdfinfo", pdf, "-struct-text").split("\n"))
    return letters(" ".join(line[1:-1] for line in lines if line.startswith('"') and line.endswith('"')))


def pdf_text(pdf: bytes, *options: str) -> str:
    """What poppler reads in a PDF."""
    return run_tool("pdftotext", pdf, *(options or ("-raw",)), output="-")


def run_tool(name: str, pdf: bytes, *options: str, output: str = "") -> str:
    """Standard output of a program given a PDF; the test is skipped where it is not installed."""
    if shutil.which(name) is None:
        pytest.skip(f"{name} n’est pas installé")
    with TemporaryDirectory() as folder:
        path = Path(folder, "document.pdf")
        path.write_bytes(pdf)
        command = [name, *options, str(path), *([output] if output else [])]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode(errors="replace")


def markdown_letters(markdown: str) -> str:
    """Letters of Markdown once pandoc has read it, numbers of lists included, notes left out."""
    tree = read_markdown(markdown)
    return letters(_IMAGES.sub("", "".join(_walk(tree["blocks"])))).translate(_BULLETS)


def pandoc_letters(docx: bytes) -> str:
    """Letters that pandoc's own reader finds in a Word file, notes left out."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "document.docx")
        path.write_bytes(docx)
        tree = json.loads(pypandoc.convert_file(str(path), "json"))
    return letters("".join(_walk(tree["blocks"])))


def read_markdown(markdown: str) -> Any:
    """Pandoc's syntax tree of a text in GitHub's Markdown."""
    return json.loads(pypandoc.convert_text(markdown, "json", format="gfm"))


def _walk(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for item in node:
            yield from _walk(item)
    elif isinstance(node, dict):
        yield from _walk_element(node)


def _walk_element(node: dict[str, Any]) -> Iterator[str]:
    match node.get("t"):
        case "Str":
            yield node["c"]
        case "Code" | "CodeBlock" | "Math":
            raise AssertionError(f"les mots de l’auteur sont devenus du code : {node}")
        case "OrderedList":
            (start, _style, delimiter), items = node["c"]
            for number, item in enumerate(items, start):
                yield f"{number}{')' if delimiter['t'] == 'OneParen' else '.'}"
                yield from _walk(item)
        case "RawInline" | "RawBlock" | "Note":
            pass
        case "Link" | "Image":
            yield from _walk(node["c"][1])
        case "Space" | "SoftBreak" | "LineBreak":
            yield " "
        case _:
            yield from _walk(node.get("c", []))


def _without_notes(block: Block, headers: bool) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, inlines=_strip(block.inlines))
    return replace(block, rows=tuple(_strip_row(row, headers) for row in block.rows))


def _strip_row(row: Row, headers: bool) -> Row:
    cells = (replace(cell, blocks=tuple(_without_notes(block, headers) for block in cell.blocks)) for cell in row.cells)
    return replace(row, header=row.header and headers, cells=tuple(cells))


def _strip(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    kept: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Link):
            kept.append(replace(inline, inlines=_strip(inline.inlines)))
        elif not isinstance(inline, Note | Picture):
            kept.append(inline)
    return tuple(kept)
