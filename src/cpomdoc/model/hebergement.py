"""hebergement.yaml: what the contract of a CHRS adds (CASF L. 313-11-2, arrêté of 25 October 2019)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class DepartHebergement:
    """Where an indicator starts from: a count of households where it is counted, and a rate in percent."""

    annee: int | None = None
    nombre: int | None = None
    taux: Decimal | None = None


@dataclass(frozen=True)
class SuiviHebergement:
    """A compulsory indicator; `precision` is what the parties agreed to read in it (the length that is too long…)."""

    code: str
    precision: str | None = None
    source: str | None = None
    initiale: DepartHebergement | None = None
    nombres: Mapping[int, int | None] = field(default_factory=dict)
    taux: Mapping[int, Decimal | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Dispositif:
    """A subsidised scheme that needs no authorisation, brought into the contract."""

    id: str
    intitule: str
    commune: str | None = None
    departement: str | None = None
    programme: str | None = None
    places: int | None = None
    annee: int | None = None
    montant: Decimal | None = None


@dataclass(frozen=True)
class Hebergement:
    """Everything hebergement.yaml holds; `axes` says which axis of the contract stands for each compulsory one."""

    programmes: tuple[str, ...] = ()
    fongibilite: bool | None = None
    programmes_affectation: tuple[str, ...] = ()
    facteurs_explicatifs: tuple[str, ...] = ()
    axes: Mapping[str, str] = field(default_factory=dict)
    indicateurs: tuple[SuiviHebergement, ...] = ()
    dispositifs: tuple[Dispositif, ...] = ()
