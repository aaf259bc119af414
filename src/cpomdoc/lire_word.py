"""What a Word document says, as Markdown, for a person or for git: any .docx, even one that cpomdoc would not print."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cpomdoc.errors import DossierIntrouvable, EditionImpossible, GabaritError, describe_system_error
from cpomdoc.francais import guillemets
from cpomdoc.rendering.formats.docx_tree import read_docx
from cpomdoc.rendering.formats.markdown import render_markdown
from cpomdoc.rendering.formats.redline import accept_all
from cpomdoc.rendering.formats.redline.words import Blocks, Tableau, read_words

PLUS_GROS = 100_000_000
"""Bytes of the largest file that is read."""

_DAMAGED = (GabaritError, ValueError, KeyError, IndexError, AttributeError, TypeError, RecursionError, OverflowError)
"""What a document made to mislead may raise while it is read."""


ACCEPTEES = "ce document porte des modifications suivies\u202f; voici son texte une fois acceptées."
SIMPLE = (
    "la mise en forme de ce document n’est pas de celles que cpomdoc sait lire\u202f; voici ses mots, ses "
    "modifications suivies étant acceptées."
)


@dataclass(frozen=True)
class TexteWord:
    """The words of a document, and what the reader must know of them."""

    texte: str
    remarque: str = ""


def read_texte(path: Path) -> TexteWord:
    """The document as Markdown; tracked changes are taken as accepted."""
    docx = _read_file(path)
    with suppress(*_DAMAGED):
        return TexteWord(render_markdown(read_docx(docx)))
    with suppress(*_DAMAGED):
        return TexteWord(render_markdown(read_docx(accept_all(docx))), ACCEPTEES)
    try:
        return TexteWord("\n\n".join(_tell_parts(read_words(docx))) + "\n", SIMPLE)
    except _DAMAGED as error:
        reason = f"{error}" if isinstance(error, GabaritError) else "le document Word est endommagé."
        raise EditionImpossible(f"{guillemets(path.name)} ne peut pas être lu\u202f: {reason}") from error


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(PLUS_GROS + 1)
    except FileNotFoundError:
        raise DossierIntrouvable(f"Le fichier {guillemets(str(path))} n’existe pas.") from None
    except OSError as error:
        raise EditionImpossible(
            f"{guillemets(path.name)} ne peut pas être lu\u202f: {describe_system_error(error)}."
        ) from error
    if len(data) > PLUS_GROS:
        raise EditionImpossible(f"{guillemets(path.name)} est trop gros\u202f: {PLUS_GROS // 1_000_000} Mo au plus.")
    return data


def _tell_parts(parts: dict[str, Blocks]) -> Iterator[str]:
    """Each part under its name, the body first and without one."""
    for rank, (name, blocks) in enumerate(parts.items()):
        if rank and blocks:
            yield f"[{name}]"
        yield from map(_tell_block, blocks)


def _tell_block(block: str | Tableau) -> str:
    """A paragraph, or a table a row a line."""
    if isinstance(block, str):
        return block
    return "\n".join(f"| {' | '.join(_tell_cell(cell) for cell in row)} |" for row in block.rows)


def _tell_cell(cell: Blocks) -> str:
    return "<br>".join(_tell_block(block).replace("\n", "<br>") for block in cell)
