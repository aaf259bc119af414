"""Two Word documents -> one that shows by tracked changes what the second changes in the first."""

from datetime import datetime

from cpomdoc.rendering.formats.docx_tree.names import Element, w
from cpomdoc.rendering.formats.redline.engine import compare_with_engine
from cpomdoc.rendering.formats.redline.markup import Signature, simplify_changes
from cpomdoc.rendering.formats.redline.parts import rewrite_parts
from cpomdoc.rendering.formats.redline.resolve import resolve_changes
from cpomdoc.rendering.formats.redline.words import read_text


def render_redline(avant: bytes, apres: bytes, auteur: str, le: datetime) -> bytes:
    """The redline, its changes signed `auteur` at `le` (as the clock on the wall says it: Word reads no time zone).

    The same documents give the same bytes; tracked changes that they hold already are taken as accepted. Raises
    OutilAbsent when the program that compares is not there, and EditionImpossible when it stops or takes too long;
    takes some two seconds, so ask `same_words` first.
    """
    signature = Signature(auteur, f"{le.replace(tzinfo=None, microsecond=0).isoformat()}Z")
    redline = compare_with_engine(rewrite_parts(avant, _settle), rewrite_parts(apres, _settle))
    return rewrite_parts(redline, lambda root: simplify_changes(root, signature))


def _settle(root: Element) -> None:
    """Take away what the program would not read as Word does: changes already tracked, blanks that do not count."""
    resolve_changes(root, accept=True)
    for text in root.iter(w("t")):
        text.text = read_text(text)
