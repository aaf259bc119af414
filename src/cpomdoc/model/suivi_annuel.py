"""suivi/<year>.yaml: what a year of the contract came to, and what the parties said of it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from cpomdoc.model.objectifs import Valeur


@dataclass(frozen=True)
class CirconstanceAnnee:
    """An event that takes days off what was possible: how many days, for how many places (all when nobody says)."""

    motif: str
    jours_neutralises: int | None = None
    places: int | None = None
    precision: str | None = None


@dataclass(frozen=True)
class ActiviteAnnee:
    """One ESMS and one modality; capacity and opening days are those of the contract unless they are said here.

    `indicateurs` are those of one's own, by their code; `renonciation` says that the parties withhold nothing.
    """

    etablissement: str
    modalite: str
    journees: int | None = None
    capacite: int | None = None
    jours_ouverture: int | None = None
    file_active: int | None = None
    prestations: int | None = None
    indicateurs: Mapping[str, Decimal | None] = field(default_factory=dict)
    circonstances: tuple[CirconstanceAnnee, ...] = ()
    renonciation: bool | None = None
    commentaire: str | None = None


@dataclass(frozen=True)
class DomicileAnnee:
    """Hours worked and people helped under one scheme of a service à domicile."""

    etablissement: str
    type: str
    libelle: str | None = None
    heures: Decimal | None = None
    beneficiaires: int | None = None


@dataclass(frozen=True)
class ValeurIndicateur:
    """What an indicator came to; without `fiche` it is one of rapt.yaml or hebergement.yaml, where `nombre` counts."""

    indicateur: str
    fiche: str | None = None
    valeur: Valeur | None = None
    nombre: int | None = None
    commentaire: str | None = None


@dataclass(frozen=True)
class EtatAction:
    """Where an action sheet stands."""

    fiche: str
    statut: str | None = None
    avancement: int | None = None
    echeance_revisee: datetime.date | None = None
    commentaire_gestionnaire: str | None = None
    commentaire_autorites: str | None = None
    decision: str | None = None


@dataclass(frozen=True)
class FinanceAnnee:
    """What an ESMS was allocated; without `financeur`, by all of them. `resultat` is that of its accounts."""

    etablissement: str
    financeur: str | None = None
    section: str | None = None
    dotation_notifiee: Decimal | None = None
    cnr: Decimal | None = None
    resultat: Decimal | None = None
    commentaire: str | None = None


@dataclass(frozen=True)
class Arbitrage:
    """A point on which the parties must decide: who brings it, what they propose, what was decided."""

    sujet: str
    partie: str | None = None
    proposition: str | None = None
    decision: str | None = None


@dataclass(frozen=True)
class Changement:
    """What has changed in the life of the contract that it does not say; `motif` is that of an avenant."""

    motif: str
    objet: str | None = None
    etablissement: str | None = None
    date: datetime.date | None = None


@dataclass(frozen=True)
class ReunionSuivi:
    """The meeting of the year, who was there and for whom, what was decided, when the next one is."""

    date: datetime.date | None = None
    lieu: str | None = None
    participants: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    prochaine_date: datetime.date | None = None


@dataclass(frozen=True)
class DecisionModulation:
    """When the authority means to withhold, and when it told the manager what it meant to."""

    date_decision: datetime.date | None = None
    date_information: datetime.date | None = None


@dataclass(frozen=True)
class DecisionAvenant:
    """Whether the parties decided to make an avenant, and on what."""

    decide: bool | None = None
    motifs: tuple[str, ...] = ()
    objet: str | None = None


@dataclass(frozen=True)
class SuiviAnnuel:
    """Everything a file of suivi/ holds; `arrete_au` is the day on which lateness is judged, else the year's end."""

    annee: int
    arrete_au: datetime.date | None = None
    synthese: str | None = None
    activite: tuple[ActiviteAnnee, ...] = ()
    domicile: tuple[DomicileAnnee, ...] = ()
    modulation: DecisionModulation | None = None
    indicateurs: tuple[ValeurIndicateur, ...] = ()
    fiches: tuple[EtatAction, ...] = ()
    finances: tuple[FinanceAnnee, ...] = ()
    arbitrages: tuple[Arbitrage, ...] = ()
    changements: tuple[Changement, ...] = ()
    reunion: ReunionSuivi | None = None
    avenant: DecisionAvenant | None = None
