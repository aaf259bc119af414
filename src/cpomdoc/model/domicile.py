"""domicile.yaml: what a service autonomie à domicile does, and what it is paid for (CASF L. 313-11-1, L. 314-2-2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class PriseEnCharge:
    """People helped and hours worked under one scheme, per year; a tariff is what the département pays for an hour.

    A line without any tariff is not paid for by the département: its hours count, its money does not.
    """

    type: str
    libelle: str | None = None
    beneficiaires: Mapping[int, int | None] = field(default_factory=dict)
    heures: Mapping[int, Decimal | None] = field(default_factory=dict)
    tarifs: Mapping[int, Decimal | None] = field(default_factory=dict)


@dataclass(frozen=True)
class ServiceDomicile:
    """One service: where and when it works, whom it helps."""

    etablissement: str
    territoire: str | None = None
    horaires: str | None = None
    prises_en_charge: tuple[PriseEnCharge, ...] = ()


@dataclass(frozen=True)
class Tarification:
    """How the price of an hour is set, and what is done of the participation of people."""

    mode: str | None = None
    versement: str | None = None
    facturation: str | None = None
    modalites: str | None = None


@dataclass(frozen=True)
class DotationComplementaire:
    """Rules of the allocation that pays for some objectives; its amounts are written with them, in objectifs.yaml."""

    versement: str | None = None
    reste_a_charge: str | None = None
    annonce: Mapping[int, Decimal | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Recuperation:
    """How money is checked, revised, and given back."""

    controle: str | None = None
    revision: str | None = None
    seuil_activite: Decimal | None = None
    delai_mois: int | None = None


@dataclass(frozen=True)
class Domicile:
    """Everything domicile.yaml holds."""

    services: tuple[ServiceDomicile, ...]
    presentation: str | None = None
    tarification: Tarification | None = None
    dotation_complementaire: DotationComplementaire | None = None
    recuperation: Recuperation | None = None
    prevention: str | None = None
    qualification: str | None = None
    bientraitance: str | None = None
    coordination: str | None = None
    evaluation: str | None = None
