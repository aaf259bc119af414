"""What capacities add up to, unit by unit: places and hours are never put together."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class TotalCapacite:
    """A total in one unit (its code); None when one of the parts is unknown."""

    unite: str
    autorisee: int | None
    installee: int | None
    financee: int | None


@dataclass(frozen=True)
class TotauxCapacite:
    """Capacity of the perimeter on the day the contract takes effect and on its last day, and of each ESMS.

    `par_etablissement` is what the rows say on the day of effect (what was announced where there is no row);
    `au_terme` is that of the last day. The three plain totals are those of the units that receive one person at a
    time, or of the only unit there is.
    """

    effet: tuple[TotalCapacite, ...]
    terme: tuple[TotalCapacite, ...]
    par_etablissement: Mapping[str, tuple[TotalCapacite, ...]]
    au_terme: Mapping[str, tuple[TotalCapacite, ...]]
    autorisee: int | None
    installee: int | None
    financee: int | None
