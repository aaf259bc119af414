"""What a change is: its kind, where it stands by names and never by rank, what was there and what comes."""

from dataclasses import dataclass, field
from enum import StrEnum


class Nature(StrEnum):
    """The kinds of change, told apart because they do not weigh the same."""

    AJOUT = "ajout"
    RETRAIT = "retrait"
    MODIFICATION = "modification"
    RENOMMAGE = "renommage"
    DEPLACEMENT = "deplacement"


@dataclass(frozen=True)
class Repere:
    """An item of a list, or a key of a mapping, by what names it; `rang` tells apart those of one name (1 when alone).

    `champs` are the fields that the key is made of and `nom` what people call the item: for words only.
    """

    cle: tuple[object, ...]
    rang: int = 1
    champs: tuple[str, ...] = field(default=(), compare=False)
    nom: str | None = field(default=None, compare=False)

    def __str__(self) -> str:
        """« [ime-tilleuls] », « [ars, soins] », « [2028] »; « –» stands for a part that is unknown."""
        key = ", ".join("–" if one is None else str(one) for one in self.cle)
        return f"[{key}]" if self.rang == 1 else f"[{key}]({self.rang})"


Pas = str | Repere
"""A step from a dossier to a value: a field, or an item."""
Chemin = tuple[Pas, ...]
"""The way from a dossier to a value."""


def format_lieu(chemin: Chemin) -> str:
    """« perimetre.etablissements[ime-tilleuls].nom »."""
    return "".join(str(pas) if isinstance(pas, Repere) else f".{pas}" for pas in chemin).removeprefix(".")


@dataclass(frozen=True)
class Changement:
    """One difference. `rang` is the place that an item added to a list, or moved in it, takes (counted from 0)."""

    nature: Nature
    chemin: Chemin
    avant: object = None
    apres: object = None
    rang: int | None = None

    @property
    def lieu(self) -> str:
        """« perimetre.etablissements[ime-tilleuls].nom »."""
        return format_lieu(self.chemin)
