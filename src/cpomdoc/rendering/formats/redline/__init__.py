"""Word documents with tracked changes: made from two documents, and proven against both.

`render_redline(avant, apres, auteur, le)` makes one; `check_redline(avant, apres, redline)` is empty when accepting
every change gives the words of `apres` and rejecting them those of `avant`; `same_words(avant, apres)` says whether
there is anything to show; `accept_all(docx)` and `reject_all(docx)` settle the changes of any document.
"""

from cpomdoc.rendering.formats.redline.proof import Ecart, check_redline, same_words
from cpomdoc.rendering.formats.redline.render import render_redline
from cpomdoc.rendering.formats.redline.resolve import accept_all, reject_all

__all__ = ["Ecart", "accept_all", "check_redline", "reject_all", "render_redline", "same_words"]
