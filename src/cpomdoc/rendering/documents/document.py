"""What a module must offer to be a document: a key, a gabarit, when it applies, and what its gabarit prints."""

from typing import Protocol

from cpomdoc.rendering.documents.contexte import Contexte


class Document(Protocol):
    """What a module of this package offers; `VUE` is the type that `build_vues` returns, read by the static lint."""

    cle: str
    gabarit: str
    VUE: type

    def applies(self, contexte: Contexte) -> bool:
        """Whether this contract carries the document."""

    def build_vues(self, contexte: Contexte) -> object:
        """What the gabarit prints."""
