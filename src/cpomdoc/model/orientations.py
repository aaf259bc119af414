"""orientations.yaml: what the regional project and the departmental scheme want, and which objectives answer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Orientation:
    """One orientation of a scheme, abridged, and the ids of the objectives of the contract that answer it."""

    intitule: str
    resume: str | None = None
    objectifs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Schema:
    """A regional health project, a departmental scheme or another planning document, between two years included."""

    type: str
    intitule: str
    debut: int | None = None
    fin: int | None = None
    adoption: str | None = None
    orientations: tuple[Orientation, ...] = ()


@dataclass(frozen=True)
class Orientations:
    """Everything orientations.yaml holds."""

    schemas: tuple[Schema, ...]
    presentation: str | None = None
