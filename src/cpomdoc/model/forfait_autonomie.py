"""forfait_autonomie.yaml: what the département pays résidences autonomie for prevention (CASF L. 313-12 III)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

CENTIME = Decimal("0.01")


@dataclass(frozen=True)
class Forfait:
    """The forfait of one résidence: an amount each year, or by place; `forfait_soins` when the ARS pays care too."""

    etablissement: str
    montants: Mapping[int, Decimal | None] = field(default_factory=dict)
    places: int | None = None
    montant_par_place: Decimal | None = None
    forfait_soins: bool | None = None

    def montant_of(self, annee: int) -> Decimal | None:
        """Amount of one year: the one written, otherwise that of the places."""
        if annee in self.montants:
            return self.montants[annee]
        if self.places is None or self.montant_par_place is None:
            return None
        return (self.places * self.montant_par_place).quantize(CENTIME, ROUND_HALF_UP)


@dataclass(frozen=True)
class ActionPrevention:
    """What the forfait pays for, under one of the themes of the code."""

    theme: str
    intitule: str
    etablissements: tuple[str, ...] = ()
    intervenants: str | None = None
    ouverte: bool | None = None
    fiche: str | None = None


@dataclass(frozen=True)
class ForfaitAutonomie:
    """Everything forfait_autonomie.yaml holds."""

    forfaits: tuple[Forfait, ...] = ()
    actions: tuple[ActionPrevention, ...] = ()
