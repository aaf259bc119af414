"""objectifs.yaml and fiches/*.yaml: axes, objectives, and the action sheets that carry them out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Valeur = Decimal | date | str
"""What an indicator is worth: a count, a rate or an amount, a day, or words."""


@dataclass(frozen=True)
class Axe:
    """A strategic axis; objectives name it."""

    id: str
    intitule: str


@dataclass(frozen=True)
class DotationObjectif:
    """The allocation that pays for one objective: what it serves, how much each year."""

    finalite: str | None = None
    montants: Mapping[int, Decimal | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Objectif:
    """An objective; `commun` says it belongs to the base that the authority asks of every contract.

    `numero` is printed as written (« 2bis », « 1.A »); without it the order of the file gives one. One with a dotation
    is paid for by an allocation of its own; a general one carries no money.
    """

    id: str
    intitule: str
    axe: str | None = None
    domaine: str | None = None
    constats: tuple[str, ...] = ()
    priorite: int | None = None
    commun: bool = False
    description: str | None = None
    numero: str | None = None
    dotation: DotationObjectif | None = None


@dataclass(frozen=True)
class Objectifs:
    """Everything objectifs.yaml holds."""

    objectifs: tuple[Objectif, ...]
    axes: tuple[Axe, ...] = ()


@dataclass(frozen=True)
class Etape:
    """A step of an action, from one month to another (first day of the month)."""

    libelle: str
    debut: date | None = None
    fin: date | None = None
    responsable: str | None = None


@dataclass(frozen=True)
class MoyenHumain:
    """Staff an action needs, in full-time equivalents, with its yearly cost in euros."""

    fonction: str
    etp: Decimal | None = None
    cout_annuel: Decimal | None = None


@dataclass(frozen=True)
class MoyenFinancier:
    """Money an action needs; `mesure_nouvelle` names a measure of finances.yaml."""

    libelle: str
    montant: Decimal | None = None
    annee: int | None = None
    source: str | None = None
    mesure_nouvelle: str | None = None


@dataclass(frozen=True)
class Moyens:
    """Means of an action."""

    humains: tuple[MoyenHumain, ...] = ()
    financiers: tuple[MoyenFinancier, ...] = ()
    autres: str | None = None


@dataclass(frozen=True)
class ValeurInitiale:
    """Where an indicator starts from."""

    annee: int | None = None
    valeur: Valeur | None = None


@dataclass(frozen=True)
class IndicateurFiche:
    """How the success of an action is seen; targets per year of the contract, in values of its `nature`."""

    id: str
    libelle: str
    type: str | None = None
    nature: str = "nombre"
    unite: str | None = None
    source: str | None = None
    mode_calcul: str | None = None
    sens: str | None = None
    frequence: str | None = None
    initiale: ValeurInitiale | None = None
    cibles: Mapping[int, Valeur | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Partenaire:
    """Someone outside who takes part, with or without a convention."""

    nom: str
    convention: bool | None = None


@dataclass(frozen=True)
class EngagementAutorite:
    """What an authority commits to for the action."""

    autorite: str
    engagement: str


@dataclass(frozen=True)
class FicheAction:
    """One action sheet, a file of its own; `fiche` is its number, e.g. FA-03."""

    fiche: str
    intitule: str
    objectif: str | None = None
    objectif_operationnel: str | None = None
    references: tuple[str, ...] = ()
    constats: tuple[str, ...] = ()
    etablissements: tuple[str, ...] = ()
    description: str | None = None
    pilote: str | None = None
    contributeurs: tuple[str, ...] = ()
    partenaires: tuple[Partenaire, ...] = ()
    public: str | None = None
    etapes: tuple[Etape, ...] = ()
    moyens: Moyens | None = None
    indicateurs: tuple[IndicateurFiche, ...] = ()
    suivi: str | None = None
    vigilance: tuple[str, ...] = ()
    engagements: tuple[EngagementAutorite, ...] = ()
    participation: str | None = None
    priorite: int | None = None
    echeance: date | None = None
