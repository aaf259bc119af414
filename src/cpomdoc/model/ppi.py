"""ppi.yaml: investments, how each is paid for, and what it will cost to run."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Financement:
    """One source of money for an operation; the last three fields are those of a loan (`taux` in percent)."""

    source: str
    montant: Decimal | None = None
    financeur: str | None = None
    duree_annees: int | None = None
    taux: Decimal | None = None
    type_taux: str | None = None


@dataclass(frozen=True)
class Approbation:
    """The decision on an operation: when the authority received the file, and what it decided."""

    date_reception: datetime.date | None = None
    reference: str | None = None
    date: datetime.date | None = None


@dataclass(frozen=True)
class Operation:
    """One investment; `montant` with taxes, `surcout` what it adds to operating charges each year."""

    id: str
    intitule: str
    etablissement: str | None = None
    nature: str | None = None
    debut: int | None = None
    fin: int | None = None
    montant: Decimal | None = None
    financements: tuple[Financement, ...] = ()
    duree_amortissement: int | None = None
    surcout: Mapping[int, Decimal | None] = field(default_factory=dict)
    approbation: Approbation | None = None
    description: str | None = None


@dataclass(frozen=True)
class Ppi:
    """Everything ppi.yaml holds; `autorite` is whose approval is asked."""

    autorite: str | None = None
    presentation: str | None = None
    operations: tuple[Operation, ...] = ()
