"""The documents of a year of follow-up; a new one is a module, a gabarit and a line here."""

from collections.abc import Iterator
from dataclasses import replace

from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.document import Document
from cpomdoc.rendering.documents.suivi_annuel import dialogue_annuel

SUIVIS: tuple[Document, ...] = (dialogue_annuel,)


def years_of(contexte: Contexte) -> Iterator[Contexte]:
    """The contract as it is printed for each of its years of follow-up."""
    return (replace(contexte, annee_suivie=one.annee) for one in contexte.calculs.bilans)


def suivis_of(contexte: Contexte) -> Iterator[Document]:
    """The documents of the year that the context names."""
    return (one for one in SUIVIS if one.applies(contexte))
