"""The tools of the launch kit in their order; a new one is a module, a gabarit and a line here."""

from collections.abc import Iterator

from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.document import Document
from cpomdoc.rendering.documents.lancement import check_list_etapes

OUTILS: tuple[Document, ...] = (check_list_etapes,)


def outils_of(contexte: Contexte) -> Iterator[tuple[str, Document]]:
    """Each tool of this contract with the stem of its files: « lancement-02-check-list-etapes »."""
    for rang, outil in enumerate(OUTILS, 1):
        if outil.applies(contexte):
            yield f"lancement-{rang:02}-{outil.cle.removeprefix('lancement_').replace('_', '-')}", outil
