"""What follows from plans over several years: head-office costs, financing, investments, return to balance, tariffs.

None where something is unknown, as in `calculs`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class PartSiege:
    """Head-office costs borne by one ESMS: gross charges, share in percent, amount."""

    etablissement: str
    charges_brutes: Decimal | None
    quote_part: Decimal | None
    montant: Decimal | None


@dataclass(frozen=True)
class AnneeSiege:
    """Head-office costs of one year, ESMS by ESMS; `couverte` says whether the authorisation still runs."""

    annee: int
    couverte: bool
    montant: Decimal | None
    parts: Mapping[str, Decimal | None]


@dataclass(frozen=True)
class CalculSiege:
    """Split of head-office costs; parts sum to the amount to the cent."""

    montant: Decimal | None
    parts: tuple[PartSiege, ...]
    annees: tuple[AnneeSiege, ...] = ()


@dataclass(frozen=True)
class AnneePgfp:
    """One column of the financing plan; `taux_caf` in percent of the products that are cashed in."""

    annee: int
    produits: Decimal | None
    charges: Decimal | None
    resultat: Decimal | None
    caf: Decimal | None
    taux_caf: Decimal | None
    emplois: Decimal | None
    ressources: Decimal | None
    variation_frng: Decimal | None
    frng: Decimal | None
    bfr: Decimal | None
    tresorerie: Decimal | None


@dataclass(frozen=True)
class CalculEmprunt:
    """A fixed-rate loan repaid in constant annuities: what is paid each year, and the interest over its life."""

    annuite: Decimal | None
    interets: Decimal | None


@dataclass(frozen=True)
class CalculOperation:
    """One investment; `emprunts` follow the order of its financements, None where one is not a loan."""

    id: str
    finance: Decimal | None
    dotation: Decimal | None
    emprunts: tuple[CalculEmprunt | None, ...]
    approbation_tacite: date | None


@dataclass(frozen=True)
class CalculPpi:
    """The programme as a whole: operations in their order, money by source, additional charges by year."""

    operations: tuple[CalculOperation, ...]
    montant: Decimal | None
    sources: Mapping[str, Decimal | None]
    surcouts: Mapping[int, Decimal | None]


@dataclass(frozen=True)
class AnneeRetour:
    """One year of the return to balance: the measures, the result they lead to, and how far it is from the target."""

    annee: int
    evolution: Decimal | None
    mesures: Decimal | None
    resultat: Decimal | None
    cible: Decimal | None
    ecart: Decimal | None


@dataclass(frozen=True)
class CalculRetour:
    """`annee_equilibre` is the first year from which every target is at least zero, None when there is none."""

    annees: tuple[AnneeRetour, ...]
    annee_equilibre: int | None


@dataclass(frozen=True)
class CalculTarif:
    """A daily tariff over the years; None where it is not written and no rate gives it."""

    libelle: str
    annees: Mapping[int, Decimal | None]


@dataclass(frozen=True)
class AnneeDomicile:
    """One year of home services: people, hours, what the département pays for them, and for financed objectives.

    `dotation` is None where no objective is financed, as where one amount is unknown.
    """

    annee: int
    beneficiaires: int | None
    heures: Decimal | None
    financement: Decimal | None
    dotation: Decimal | None
    total: Decimal | None


@dataclass(frozen=True)
class CalculDomicile:
    """Home services: `financements` follow the services and their lines, each by year; then the totals."""

    financements: tuple[tuple[Mapping[int, Decimal | None], ...], ...]
    annees: tuple[AnneeDomicile, ...]


@dataclass(frozen=True)
class Previsions:
    """All that follows from the plans of one dossier; empty or None where the contract has no such plan.

    `tarifs` follow the order of the conventions of social aid.
    """

    pgfp: tuple[AnneePgfp, ...] = ()
    ppi: CalculPpi | None = None
    retour: CalculRetour | None = None
    tarifs: tuple[tuple[CalculTarif, ...], ...] = ()
    domicile: CalculDomicile | None = None
