"""A picture that a view holds, whatever made it: a file of the contract, a drawing of its figures."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Image:
    """A picture at the size it is printed; `alternative` says in words what it shows, empty when it only decorates.

    `donnees` is a PNG or a JPEG. `vecteur`, when there is one, is the same picture in SVG: PDFs and recent versions of
    Word show it, sharp at any size; the others show `donnees`.
    """

    donnees: bytes = field(repr=False)
    largeur_cm: float
    hauteur_cm: float
    alternative: str
    vecteur: bytes = field(default=b"", repr=False)
