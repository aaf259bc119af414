"""A picture that an author brings, once its file is known to be one."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class ImageLue:
    """A PNG or a JPEG with its size in pixels, as its first bytes say."""

    donnees: bytes = field(repr=False)
    largeur: int
    hauteur: int
