"""What follows from the preparation of a contract: rétroplanning counted backward, RACI matrix, scores."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class EtapePlanifiee:
    """A step in its place: from `debut` to `fin`, the day the next one starts; a meeting has one day, always worked.

    `aout` says that the step runs over August, when few people answer. Dates are None while the signature has none.
    """

    etape: str
    libelle: str
    duree_mois: int
    livrable: str | None
    responsable: str | None
    acteurs: str | None
    copil: bool
    statut: str | None
    debut: date | None
    fin: date | None
    aout: bool

    @property
    def est_reunion(self) -> bool:
        """Whether it is a meeting rather than a stretch of work."""
        return self.duree_mois == 0


@dataclass(frozen=True)
class Retroplanning:
    """The steps from the launch to the signature; `lancement` is the latest day on which everything still holds."""

    jeu: str
    libelle: str
    source: str
    etapes: tuple[EtapePlanifiee, ...]
    lancement: date | None
    signature: date | None
    duree_mois: int


@dataclass(frozen=True)
class LigneMatrice:
    """A row of the matrix: the letter of each column that has one; `ecrite` when the author gave its roles."""

    ligne: str
    libelle: str | None
    lettres: Mapping[str, str]
    ecrite: bool


@dataclass(frozen=True)
class MatriceRaci:
    """Who answers, does, is consulted, is told; `colonnes` gives the words of each column that stands."""

    colonnes: Mapping[str, str]
    lignes: tuple[LigneMatrice, ...]


@dataclass(frozen=True)
class ScoreProposition:
    """Score of a proposed objective and its rank; equal scores share a rank, an unknown score has none."""

    id: str
    score: Decimal | None
    rang: int | None
