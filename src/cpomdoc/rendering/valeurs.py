"""Values that documents put in a view and that every format knows how to print."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

A_COMPLETER = "à compléter"
TIRET = "–"


class SansObjet(Enum):
    """« Nothing applies here », which is not « unknown » (None) and not an empty text."""

    SANS_OBJET = TIRET

    def __str__(self) -> str:
        return TIRET


SANS_OBJET = SansObjet.SANS_OBJET


def build_contexte(vue: object) -> Mapping[str, object]:
    """The names a gabarit may print: the fields and the properties of a view, one level deep."""
    if isinstance(vue, Mapping):
        return vue
    names = [one.name for one in fields(vue)] if is_dataclass(vue) else []
    computed = [
        name for name in dir(type(vue)) if not name.startswith("_") and isinstance(getattr(type(vue), name), property)
    ]
    return {name: getattr(vue, name) for name in (*names, *computed)}
