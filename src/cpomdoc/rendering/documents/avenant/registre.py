"""The documents that change a signed contract; a new one is a module, a gabarit and a line here."""

from cpomdoc.rendering.documents.avenant import acte
from cpomdoc.rendering.documents.document import Document

AVENANTS: tuple[Document, ...] = (acte,)
