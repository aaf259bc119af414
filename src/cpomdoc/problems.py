"""A problem an author can mend: a value that is collected, never an exception that stops the others."""

from dataclasses import dataclass
from enum import StrEnum

from cpomdoc.source import Chemin, Position


class Severite(StrEnum):
    """« erreur » stops the build; « alerte » is listed and does not."""

    ERREUR = "erreur"
    ALERTE = "alerte"


@dataclass(frozen=True)
class Problem:
    """What is wrong (`message`), why (`reference`), how to mend it (`aide`), and where.

    `path` is the key path in the dossier; `position` is set at once by whoever has no path (syntax), otherwise
    by the pipeline, which joins paths to positions. `on_key` puts the caret under the key instead of the value,
    `extrait` under these words of a long text. `autre` is the place of the other thing that the message speaks of.
    """

    code: str
    path: Chemin
    message: str
    aide: str = ""
    severite: Severite = Severite.ERREUR
    reference: str = ""
    position: Position | None = None
    on_key: bool = False
    extrait: str = ""
    autre: Chemin = ()
