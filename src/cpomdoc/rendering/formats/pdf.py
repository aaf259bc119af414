"""Word documents as one PDF, archival (PDF/A-3a) and accessible (PDF/UA-1) at once, the same bytes each time."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from cpomdoc.errors import CaractereAbsent, GabaritError, OutilAbsent
from cpomdoc.rendering.formats.docx_tree.reader import read_docx
from cpomdoc.rendering.formats.docx_tree.toc import Entree, fill_toc, has_toc
from cpomdoc.rendering.formats.docx_tree.tree import DocxTree, plain_text
from cpomdoc.rendering.formats.pdf_fonts import DEFAULT, load_fonts
from cpomdoc.rendering.formats.typst_blocks import Headings
from cpomdoc.rendering.formats.typst_pages import DocumentWriter, PlacedHeading, find_anchors, find_targets
from cpomdoc.rendering.formats.typst_prelude import PRELUDE
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
class Composition:
    """Typst sources of a PDF, by file name, and the headings in them."""

    files: dict[str, bytes]
    headings: tuple[PlacedHeading, ...]


def render_pdf(trees: Sequence[DocxTree], options: PdfOptions) -> bytes:
    """One PDF of one or several documents, each with its own page numbers and, among several, its bookmark."""
    with _open_compiler(_compose(trees, options), options) as compiler:
        try:
            result = compiler.compile(format="pdf", pdf_standards=["a-3a", "ua-1"], timestamp=options.timestamp)
        except typst.TypstError as error:
            raise _explain(error, trees) from error
    if not isinstance(result, bytes):
        raise GabaritError("le PDF n’a pas pu être composé\u202f: Typst n’a rendu aucune page.")
    return result


def locate_headings(tree: DocxTree, options: PdfOptions) -> tuple[Entree, ...]:
    """The headings of a document with the numbers of the pages where the PDF puts them."""
    composition = _compose([tree], options)
    with _open_compiler(composition, options) as compiler:
        try:
            answer = compiler.eval("query(<repere>).map(it => (it.value, it.location().page()))")
        except typst.TypstError as error:
            raise _explain(error, [tree]) from error
    pages = dict(json.loads(answer))
    return tuple(
        Entree(item.level, item.text, pages[item.key] - pages[item.origin] + item.start)
        for item in composition.headings
    )


def paginate(docx: bytes, options: PdfOptions) -> bytes:
    """The document, its table of contents filled with the pages that the PDF gives its headings.

    The contents take room themselves: they are written, measured, and written again until pages agree.
    """
    if not has_toc(docx):
        return docx
    entries = locate_headings(read_docx(docx), options)
    for _ in range(MAX_PASSES):
        filled = fill_toc(docx, entries)
        found = locate_headings(read_docx(filled), options)
        if found == entries:
            return filled
        entries = found
    return fill_toc(docx, entries)


def _compose(trees: Sequence[DocxTree], options: PdfOptions) -> Composition:
    writer = TypstWriter(load_fonts(options.fonts), lang=options.lang[:2])
    several = len(trees) > 1
    parts, headings = [], []
    for index, tree in enumerate(trees):
        names = sorted(find_targets([tree]) & find_anchors(tree))
        writer.targets = {name: f"a{index}-{rank}" for rank, name in enumerate(names)}
        writer.default_tab = tree.default_tab or 35.4
        document = DocumentWriter(
            writer,
            tree,
            f"d{index}",
            Headings(shift=int(several), last=int(several)),
            bookmark=(tree.title or f"Document {index + 1}") if several else "",
        )
        code, placed = document.write()
        parts.append(f"#counter(footnote).update(0)\n#counter(page).update(1)\n{code}")
        headings += placed
    source = "\n".join([_write_head(options), PRELUDE, *writer.definitions, *parts, *_attach(options)])
    attached = {f"attached/{index}": item.data for index, item in enumerate(options.attachments)}
    return Composition({"main.typ": source.encode(), **writer.files, **attached}, tuple(headings))


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


@contextmanager
def _open_compiler(composition: Composition, options: PdfOptions) -> Iterator[typst.Compiler]:
    """A compiler on a folder of its own, the only one Typst can read from."""
    fonts = load_fonts(options.fonts).fonts
    with TemporaryDirectory(prefix="cpomdoc-") as folder:
        for name, data in composition.files.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        main = Path(folder, "main.typ")
        yield typst.Compiler(main, root=Path(folder), font_paths=fonts, ignore_system_fonts=True)


def _explain(error: typst.TypstError, trees: Sequence[DocxTree]) -> GabaritError | OutilAbsent:
    """A French sentence for what Typst refused; a missing glyph is named with the words around it."""
    found = _TOFU.search(error.message)
    if found is None:
        return GabaritError(_tell_refusal(error.message))
    char = chr(int(found["code"], 16)) if found["code"] else found["char"]
    return CaractereAbsent(
        char,
        f"aucune police ne sait écrire le caractère « {char} » (U+{ord(char):04X}){_find_words(char, trees)}\u202f; "
        "remplacer ce caractère, ou déposer dans templates/polices/ un fichier .ttf ou .otf qui le contient.",
    )


def _tell_refusal(message: str) -> str:
    """Typst speaks English: a sentence for what the file of a house may cause, its own words for who maintains."""
    known = next((said for mark, said in _REFUS.items() if mark in message.lower()), "le PDF n’a pas pu être composé.")
    return f"{known} Le détail, en anglais, pour qui maintient cpomdoc\u202f: {message}"


def _find_words(char: str, trees: Sequence[DocxTree]) -> str:
    for tree in trees:
        for paragraph in tree.iter_paragraphs():
            text = plain_text(paragraph)
            if (place := text.find(char)) >= 0:
                around = " ".join(text[max(place - 30, 0) : place + 31].split())
                return f", dans « {around} »"
    return ""
