"""What follows from finances.yaml: trajectories, common allocations, instalments; None where something is unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from cpomdoc.model.previsions import CalculSiege


@dataclass(frozen=True)
class AnneeTrajectoire:
    """One ESMS, funder and section, one year, in euros to the cent (domain formula: actu + mn + eap = base)."""

    annee: int
    taux: Decimal | None
    base_precedente: Decimal | None
    actualisee: Decimal | None
    mesures_nouvelles: Decimal | None
    effet_annee_pleine: Decimal | None
    base: Decimal | None
    cnr: Decimal | None
    dotation: Decimal | None


@dataclass(frozen=True)
class Trajectoire:
    """Years of one ESMS, funder and section.

    `hypothese`: its rates do not bind anyone; `approximative`: its base is known only rounded or in words, so that
    nothing can follow from it.
    """

    etablissement: str
    financeur: str
    section: str | None
    base_initiale: Decimal | None
    annee_base: int | None
    annees: tuple[AnneeTrajectoire, ...]
    hypothese: bool = False
    approximative: bool = False


@dataclass(frozen=True)
class CalculEvolution:
    """The rates of one clause over the contract, once weighted and kept between their floor and their ceiling.

    `financeur` is empty for the clause of every allocation that no other names.
    """

    financeur: str
    section: str | None
    clause_taux: str | None
    hypothese: bool
    taux: Mapping[int, Decimal | None]


@dataclass(frozen=True)
class CalculEtalement:
    """A credit or a complementary financing year by year; `etale` when one amount was shared over several years."""

    annees: Mapping[int, Decimal | None]
    etale: bool
    reconductible: bool


@dataclass(frozen=True)
class PartContrat:
    """What the contract covers of a civil year that it does not cover whole: the twelfths paid while it runs."""

    annee: int
    du: date
    au: date
    versements: int
    montants: Mapping[str, Decimal | None]


@dataclass(frozen=True)
class CalculMesure:
    """A new measure: what the year it starts pays, and what the next one adds to make the full year."""

    id: str
    premiere_annee: Decimal | None
    complement: Decimal | None


@dataclass(frozen=True)
class Echeance:
    """One monthly instalment: when it is paid, how much."""

    mois: int
    date: date
    montant: Decimal | None


@dataclass(frozen=True)
class AnneeDgc:
    """One year of a DGC: the total is the sum of its rounded parts."""

    annee: int
    montant: Decimal | None
    parts: Mapping[str, Decimal | None]
    douzieme: Decimal | None
    solde: Decimal | None
    cnr: Decimal | None = None


@dataclass(frozen=True)
class CalculDgc:
    """A DGC over the contract; `base` is the base year's total, `echeancier` the instalments of the first year."""

    financeur: str
    section: str | None
    etablissements: tuple[str, ...]
    base: Decimal | None
    annees: tuple[AnneeDgc, ...]
    echeancier: tuple[Echeance, ...]
    hypothese: bool = False
    approximative: bool = False


@dataclass(frozen=True)
class Echeancier:
    """Instalments of the first year of an allocation paid to one ESMS, outside any DGC."""

    etablissement: str
    financeur: str
    section: str | None
    annee: int
    montant: Decimal | None
    echeances: tuple[Echeance, ...]
    hypothese: bool = False


@dataclass(frozen=True)
class DotationParPlace:
    """First year's allocation over financed places; not the « coût à la place », which starts from charges."""

    etablissement: str
    dotation: Decimal | None
    places: int | None
    par_place: Decimal | None


@dataclass(frozen=True)
class CalculFinances:
    """Everything that follows from finances.yaml.

    `hypothese`: some rates are those of a yearly decision yet unknown, so the amounts that follow bind no one.
    `mesures`, `credits` and `complements` follow the order of finances.yaml; `totaux` is per funder then year, and
    `non_reconductibles` what of it does not recur. `parts_du_contrat` holds the years that the contract covers in part.
    """

    hypothese: bool
    trajectoires: tuple[Trajectoire, ...]
    mesures: tuple[CalculMesure, ...]
    dgc: tuple[CalculDgc, ...]
    echeanciers: tuple[Echeancier, ...]
    totaux: Mapping[str, Mapping[int, Decimal | None]]
    total_general: Mapping[int, Decimal | None]
    siege: CalculSiege | None
    places: tuple[DotationParPlace, ...]
    evolutions: tuple[CalculEvolution, ...] = ()
    credits: tuple[CalculEtalement, ...] = ()
    complements: tuple[CalculEtalement, ...] = ()
    non_reconductibles: Mapping[str, Mapping[int, Decimal | None]] = field(default_factory=dict)
    parts_du_contrat: tuple[PartContrat, ...] = ()
