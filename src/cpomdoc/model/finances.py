"""finances.yaml: reference bases, rates, measures, common allocation (DGC), head-office costs.

A `financeur` is « ars », « etat », or the code of a département that is a party (« 92 »).
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Decision:
    """The tariff decision that notified a base."""

    reference: str | None = None
    date: datetime.date | None = None


@dataclass(frozen=True)
class Base:
    """Recurring allocation of one ESMS from one funder (and section) in the year before the contract, CNR excluded."""

    etablissement: str
    financeur: str
    section: str | None = None
    annee: int | None = None
    montant: Decimal | None = None
    cnr_inclus: Decimal | None = None
    decision: Decision | None = None


@dataclass(frozen=True)
class MesureNouvelle:
    """A recurring addition or withdrawal in full-year euros, from its date of effect."""

    id: str
    etablissement: str
    montant: Decimal | None = None
    date_effet: datetime.date | None = None
    libelle: str | None = None
    financeur: str = "ars"
    section: str | None = None


@dataclass(frozen=True)
class CreditNonReconductible:
    """A one-year allocation (CNR), never in the next base."""

    etablissement: str
    annee: int
    montant: Decimal | None = None
    objet: str | None = None
    financeur: str = "ars"
    section: str | None = None


@dataclass(frozen=True)
class Dgc:
    """Dotation globalisée commune: several ESMS, one legal person, one authority, one funding (R. 314-43-1)."""

    financeur: str
    etablissements: tuple[str, ...]
    section: str | None = None
    annonce: Mapping[int, Decimal | None] = field(default_factory=dict)
    repartition: Mapping[str, Mapping[int, Decimal | None]] = field(default_factory=dict)


@dataclass(frozen=True)
class FraisSiege:
    """Authorised head-office costs, split pro rata to gross charges (R. 314-92) or at one rate (R. 314-93).

    `montants` says the amount of each year when it changes; otherwise `montant` is that of every year.
    """

    autorite: str | None = None
    reference: str | None = None
    date_autorisation: datetime.date | None = None
    duree_annees: int | None = None
    mode: str | None = None
    montant: Decimal | None = None
    montants: Mapping[int, Decimal | None] = field(default_factory=dict)
    taux: Decimal | None = None
    annee_charges: int | None = None
    charges_brutes: Mapping[str, Decimal | None] = field(default_factory=dict)
    prestations: tuple[str, ...] = ()


@dataclass(frozen=True)
class FinancementAnnonce:
    """A figure a paper announces: exact, rounded (`unite` « M€ » or « k€ ») or in words; with or without a period."""

    financeur: str | None = None
    montant: Decimal | None = None
    unite: str | None = None
    texte: str | None = None
    periode: str | None = None


@dataclass(frozen=True)
class VoletAnnonce:
    """What a paper announces of the money: a total and its parts, kept side by side even when they disagree."""

    total: FinancementAnnonce | None = None
    parts: tuple[FinancementAnnonce, ...] = ()


@dataclass(frozen=True)
class Plafond:
    """The most that a reserve may hold: a share (in percent) of a base, or an amount."""

    reserve: str
    taux: Decimal | None = None
    assiette: str | None = None
    montant: Decimal | None = None


@dataclass(frozen=True)
class SeuilConcertation:
    """From which result the parties talk before it is allocated: an amount, or a share of the products."""

    montant: Decimal | None = None
    taux: Decimal | None = None


@dataclass(frozen=True)
class AffectationResultats:
    """Free or framed allocation of results: ordered options, shares in percent, and whether ESMS may share.

    `hebergement_seul` says that reserves closed to surpluses of care and dependency (L. 342-1) take none of them.
    """

    principe: str | None = None
    priorites: tuple[str, ...] = ()
    inter_etablissements: bool | None = None
    cles: Mapping[str, Decimal | None] = field(default_factory=dict)
    plafonds: tuple[Plafond, ...] = ()
    seuil_concertation: SeuilConcertation | None = None
    information_autorite: str | None = None
    hebergement_seul: bool | None = None


@dataclass(frozen=True)
class Finances:
    """Everything finances.yaml holds; `taux` is percent per year, `clause_taux` says « fixe » or « rob »."""

    methode: str | None = None
    clause_taux: str | None = None
    taux: Mapping[int, Decimal | None] = field(default_factory=dict)
    prorata: str = "mois"
    dispense_contradictoire: bool | None = None
    bases: tuple[Base, ...] = ()
    mesures_nouvelles: tuple[MesureNouvelle, ...] = ()
    credits_non_reconductibles: tuple[CreditNonReconductible, ...] = ()
    dgc: tuple[Dgc, ...] = ()
    frais_siege: FraisSiege | None = None
    affectation_resultats: AffectationResultats | None = None
    annonce: VoletAnnonce | None = None
