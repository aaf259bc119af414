"""Two Word documents -> one that shows by tracked changes what the second changes in the first."""

from datetime import datetime

from cpomdoc.rendering.formats.redline.engine import compare_with_engine
from cpomdoc.rendering.formats.redline.markup import Signature, simplify_changes
from cpomdoc.rendering.formats.redline.parts import rewrite_parts


def render_redline(avant: bytes, apres: bytes, auteur: str, le: datetime) -> bytes:
    """The redline, its changes signed `auteur` at `le` (as the clock on the wall says it: Word reads no time zone).

    The same documents give the same bytes. Raises OutilAbsent when the program that compares is not there, and
    EditionImpossible when it stops or takes too long; takes some two seconds, so ask `same_words` first.
    """
    signature = Signature(auteur, f"{le.replace(tzinfo=None, microsecond=0).isoformat()}Z")
    return rewrite_parts(compare_with_engine(avant, apres), lambda root: simplify_changes(root, signature))
