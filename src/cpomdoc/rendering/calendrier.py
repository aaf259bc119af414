"""A calendar before it is written: days to keep, each known by what it is rather than by when it falls."""

from dataclasses import dataclass
from datetime import date, time

Cle = tuple[str, ...]
"""What an event is, whatever its day: (« etape », « fiches »), (« obligation », « errd », « 2027 »)."""


@dataclass(frozen=True)
class Evenement:
    """Something that falls on a day, or that lasts until the eve of `fin`.

    `heures` are the start and the end of a meeting whose hour could be read. What is not `ferme` may still move.
    """

    cle: Cle
    titre: str
    jour: date
    fin: date | None = None
    heures: tuple[time, time] | None = None
    lieu: str = ""
    description: str = ""
    categorie: str = ""
    ferme: bool = True


@dataclass(frozen=True)
class Agenda:
    """The events of one contract under a name; a program that holds an older `version` of them takes this one."""

    nom: str
    contrat: str
    evenements: tuple[Evenement, ...]
    version: int = 0
