"""What a module must offer to be a document: a key, a gabarit, when it applies, and what its gabarit prints."""

from typing import Protocol

from cpomdoc.rendering.documents.contexte import Contexte


class Imprimable(Protocol):
    """What is printed with a gabarit; `VUE` is the type of what the gabarit may print, read by the static lint."""

    cle: str
    gabarit: str
    VUE: type


class Document(Imprimable, Protocol):
    """What a module of this package offers for a contract."""

    def applies(self, contexte: Contexte) -> bool:
        """Whether this contract carries the document."""

    def build_vues(self, contexte: Contexte) -> object:
        """What the gabarit prints."""
