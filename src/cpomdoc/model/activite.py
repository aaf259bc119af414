"""activite.yaml: activity targets per ESMS and modality, what was realised before, and how a shortfall is modulated."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class PeriodeActivite:
    """Capacity authorised and financed, and opening days, between two dates included."""

    du: date
    au: date
    capacite: int | None = None
    jours_ouverture: int | None = None


@dataclass(frozen=True)
class CibleActivite:
    """Targets of one indicator: rate in percent for taux_occupation, counts for the others; `poids` in a mean."""

    code: str
    libelle: str | None = None
    unite: str | None = None
    poids: Decimal | None = None
    justification: str | None = None
    cibles: Mapping[int, Decimal | None] = field(default_factory=dict)


@dataclass(frozen=True)
class ActiviteRealisee:
    """A past year: days realised, against what capacity and opening days; `taux_annonce` is what a paper says."""

    annee: int
    journees: int | None = None
    capacite: int | None = None
    jours_ouverture: int | None = None
    file_active: int | None = None
    prestations: int | None = None
    taux_annonce: Decimal | None = None


@dataclass(frozen=True)
class LigneActivite:
    """One ESMS and one modality."""

    etablissement: str
    modalite: str
    periodes: tuple[PeriodeActivite, ...] = ()
    indicateurs: tuple[CibleActivite, ...] = ()
    realise: tuple[ActiviteRealisee, ...] = ()
    modulation: bool | None = None


@dataclass(frozen=True)
class Palier:
    """A step of a scale: from this gap on, and up to the next step, this rate (in percent of the allocation)."""

    ecart: Decimal
    taux: Decimal | None = None


@dataclass(frozen=True)
class Modulation:
    """Modulation clause (CASF R. 314-43-2): what a gap costs, by a coefficient or by steps, tolerance, waivers.

    `franchise_points` is taken off the gap; `seuil_points` is not: past it, the gap counts from its first point.
    """

    coefficient: Decimal | None = None
    franchise_points: Decimal | None = None
    base_ecart: str | None = None
    agregation: str | None = None
    circonstances: tuple[str, ...] = ()
    information_prealable_jours: int | None = None
    seuil_points: Decimal | None = None
    paliers: tuple[Palier, ...] = ()


@dataclass(frozen=True)
class Activite:
    """Everything activite.yaml holds; `premiere_annee` when targets start later than the contract does."""

    lignes: tuple[LigneActivite, ...] = ()
    modulation: Modulation | None = None
    modalites_mesure: str | None = None
    premiere_annee: int | None = None
