"""French typography given once to all that the author wrote, before any document prints it."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import cast

from cpomdoc.model.calculs import Calculs
from cpomdoc.model.dossier import Dossier
from cpomdoc.typographie import normalise_typographie


def normalise_dossier(dossier: Dossier) -> Dossier:
    """The same contract with right apostrophes and no-break spaces; identifiers hold none and stay as they are."""
    return cast(Dossier, _normalise(dossier))


def normalise_calculs(calculs: Calculs) -> Calculs:
    """The same results, the labels that they took from the author set the same way."""
    return cast(Calculs, _normalise(calculs))


def _normalise(value: object) -> object:
    if isinstance(value, str):
        return normalise_typographie(value)
    if isinstance(value, tuple):
        return tuple(_normalise(item) for item in value)
    if isinstance(value, Mapping):
        return {key: _normalise(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{field.name: _normalise(getattr(value, field.name)) for field in fields(value)})
    return value
