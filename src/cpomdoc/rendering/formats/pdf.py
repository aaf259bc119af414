"""Word documents as one PDF, archival (PDF/A-3a) and accessible (PDF/UA-1) at once, the same bytes each time."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cpomdoc.errors import CaractereAbsent, GabaritError, OutilAbsent
from cpomdoc.rendering.formats.docx_tree.reader import read_docx
from cpomdoc.rendering.formats.docx_tree.toc import Entree, fill_toc, has_toc
from cpomdoc.rendering.formats.docx_tree.tree import DocxTree, plain_text
from cpomdoc.rendering.formats.pdf_fonts import DEFAULT, load_fonts
from cpomdoc.rendering.formats.typst_blocks import Headings
from cpomdoc.rendering.formats.typst_pages import DocumentWriter, PlacedHeading, find_anchors, find_targets
from cpomdoc.rendering.formats.typst_prelude import PRELUDE
from cpomdoc.rendering.formats.typst_process import TypstRefusalError, compile_typst, evaluate_typst
from cpomdoc.rendering.formats.typst_text import TypstWriter, quote

SUFFIX = ".pdf"
MAX_PASSES = 4
_TOFU = re.compile(r'(?:the text|contains the codepoint) `"(?:\\u\{(?P<code>[0-9a-f]+)\}|(?P<char>.))', re.DOTALL)

_REFUS = {
    "image": "une image d’un gabarit, ou un logo, est refusée par le PDF\u202f; enregistrez-la de nouveau en PNG.",
    "font": "une police de templates/polices/ ne peut pas servir au PDF\u202f; retirez-la ou remplacez-la.",
}
"""What Typst was at, by a word of its sentence."""


@dataclass(frozen=True)
class Attachment:
    """A file that travels inside the PDF."""

    name: str
    data: bytes
    mime: str
    description: str


@dataclass(frozen=True)
class PdfOptions:
    """What the PDF says of itself; `timestamp` is given, never read from the clock."""

    title: str
    timestamp: datetime
    lang: str = "fr"
    author: str = ""
    subject: str = ""
    attachments: tuple[Attachment, ...] = ()
    fonts: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Part:
    """One document as Typst code, ready to stand alone or in a set: what it names, its files, its headings."""

    tree: DocxTree
    code: str
    definitions: tuple[str, ...]
    files: dict[str, bytes]
    headings: tuple[PlacedHeading, ...]


def render_pdf(trees: Sequence[DocxTree], options: PdfOptions) -> bytes:
    """One PDF of one or several documents, each with its own page numbers and, among several, its bookmark."""
    return render_parts([compose(tree, rank, options) for rank, tree in enumerate(trees)], options)


def render_parts(parts: Sequence[Part], options: PdfOptions) -> bytes:
    """One PDF of documents already composed."""
    try:
        return compile_typst(_join(parts, options), options.fonts, options.timestamp)
    except TypstRefusalError as error:
        raise _explain(str(error), parts) from error


def locate_headings(tree: DocxTree, options: PdfOptions) -> tuple[Entree, ...]:
    """The headings of a document with the numbers of the pages where the PDF puts them."""
    return _locate(compose(tree, 0, options), options)


def paginate(docx: bytes, tree: DocxTree, options: PdfOptions) -> tuple[bytes, DocxTree]:
    """The document and its tree, its table of contents filled with the pages that the PDF gives its headings.

    The contents take room themselves: they are written, measured, and written again until pages agree.
    """
    if not has_toc(docx):
        return docx, tree
    entries = locate_headings(tree, options)
    for _ in range(MAX_PASSES):
        filled = fill_toc(docx, entries)
        tree = read_docx(filled)
        found = locate_headings(tree, options)
        if found == entries:
            return filled, tree
        entries = found
    filled = fill_toc(docx, entries)
    return filled, read_docx(filled)


def compose(tree: DocxTree, rank: int, options: PdfOptions) -> Part:
    """A document of the set as Typst code; `rank` makes the names in it its own."""
    writer = TypstWriter(load_fonts(options.fonts), prefix=f"d{rank}", lang=options.lang[:2])
    names = sorted(find_targets([tree]) & find_anchors(tree))
    writer.targets = {name: f"a{rank}-{index}" for index, name in enumerate(names)}
    writer.default_tab = tree.default_tab or 35.4
    bookmark = tree.title or f"Document {rank + 1}"
    code, placed = DocumentWriter(writer, tree, f"d{rank}", Headings(), bookmark).write()
    fresh = f"#counter(footnote).update(0)\n#counter(page).update(1)\n{code}"
    return Part(tree, fresh, tuple(writer.definitions), writer.files, tuple(placed))


def _locate(part: Part, options: PdfOptions) -> tuple[Entree, ...]:
    question = "query(<repere>).map(it => (it.value, it.location().page()))"
    try:
        answer = evaluate_typst(_join([part], options), options.fonts, question)
    except TypstRefusalError as error:
        raise _explain(str(error), [part]) from error
    pages = dict(json.loads(answer))
    return tuple(
        Entree(item.level, item.text, pages[item.key] - pages[item.origin] + item.start) for item in part.headings
    )


def _join(parts: Sequence[Part], options: PdfOptions) -> dict[str, bytes]:
    """Files of one Typst source that holds the documents."""
    together = f"#let ensemble = {'true' if len(parts) > 1 else 'false'}"
    names = [name for part in parts for name in part.definitions]
    codes = [part.code for part in parts]
    source = "\n".join([_write_head(options), together, PRELUDE, *names, *codes, *_attach(options)])
    files = {name: data for part in parts for name, data in part.files.items()}
    attached = {f"attached/{index}": item.data for index, item in enumerate(options.attachments)}
    return {"main.typ": source.encode(), **files, **attached}


def _write_head(options: PdfOptions) -> str:
    author = f", author: {quote(options.author)}" if options.author else ""
    subject = f", description: {quote(options.subject)}" if options.subject else ""
    lang, _, region = options.lang.partition("-")
    place = f", region: {quote(region)}" if region else ""
    return (
        f"#set document(title: {quote(options.title)}{author}{subject})\n"
        f"#set text(font: {quote(DEFAULT)}, size: 10pt, lang: {quote(lang)}{place})"
    )


def _attach(options: PdfOptions) -> list[str]:
    return [
        f"#pdf.attach({quote(item.name)}, read({quote(f'attached/{index}')}, encoding: none), "
        f'relationship: "source", mime-type: {quote(item.mime)}, description: {quote(item.description)})'
        for index, item in enumerate(options.attachments)
    ]


def _explain(refusal: str, parts: Sequence[Part]) -> GabaritError | OutilAbsent:
    """A French sentence for what Typst refused; a missing glyph is named with the words around it."""
    found = _TOFU.search(refusal)
    if found is None:
        return GabaritError(_tell_refusal(refusal))
    char = chr(int(found["code"], 16)) if found["code"] else found["char"]
    return CaractereAbsent(
        char,
        f"aucune police ne sait écrire le caractère « {char} » (U+{ord(char):04X}){_find_words(char, parts)}\u202f; "
        "remplacer ce caractère, ou déposer dans templates/polices/ un fichier .ttf ou .otf qui le contient.",
    )


def _tell_refusal(message: str) -> str:
    """Typst speaks English: a sentence for what the file of a house may cause, its own words for who maintains."""
    known = next((said for mark, said in _REFUS.items() if mark in message.lower()), "le PDF n’a pas pu être composé.")
    return f"{known} Le détail, en anglais, pour qui maintient cpomdoc\u202f: {message}"


def _find_words(char: str, parts: Sequence[Part]) -> str:
    for part in parts:
        for paragraph in part.tree.iter_paragraphs():
            text = plain_text(paragraph)
            if (place := text.find(char)) >= 0:
                around = " ".join(text[max(place - 30, 0) : place + 31].split())
                return f", dans « {around} »"
    return ""
