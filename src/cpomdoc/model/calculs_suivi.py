"""What follows from a year of follow-up next to the contract: gaps, modulation, lateness, points to settle, avenant."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from cpomdoc.model.objectifs import IndicateurFiche, Valeur


@dataclass(frozen=True)
class MesureSuivie:
    """One indicator of activity: target and realised in its unit, then in percent, as the clause compares them.

    `taux_realisation` is the realised over the target; `ecart` is never negative; `sous_cible` is None while unknown.
    """

    indicateur: str
    cible: Decimal | None
    realise: Decimal | None
    taux_realisation: Decimal | None
    taux_cible: Decimal | None = None
    taux_realise: Decimal | None = None
    ecart: Decimal | None = None
    plafond: Decimal | None = None
    taux: Decimal | None = None
    poids: Decimal | None = None
    precedent: Decimal | None = None
    sous_cible: bool | None = None
    deja_sous_cible: bool = False


@dataclass(frozen=True)
class LigneSuivie:
    """One ESMS and one modality: days that were possible, before and after those that circumstances took off.

    `prevue` is the capacity of the contract at the end of the year, `capacite` the one that was there.
    """

    etablissement: str
    modalite: str
    prevue: int | None
    capacite: int | None
    theorique: int | None
    neutralises: int | None
    theorique_neutralise: int | None
    journees: int | None
    taux_occupation: Decimal | None
    taux_neutralise: Decimal | None
    journees_cibles: int | None
    taux_realisation_cible: Decimal | None
    renseignee: bool
    renonciation: bool
    modulable: bool
    mesures: tuple[MesureSuivie, ...]

    @property
    def sans_objet(self) -> bool:
        """No place was open: a rate has no meaning."""
        return self.theorique_neutralise == 0


@dataclass(frozen=True)
class ModulationSuivie:
    """What the shortfall of one ESMS may cost: `regime` is « clause » or « ehpad » (CASF R. 314-160)."""

    etablissement: str
    regime: str
    taux_plafond: Decimal | None
    taux: Decimal | None
    dotation: Decimal | None
    plafond: Decimal | None
    abattement: Decimal | None
    hypothese: bool = False
    renonciation: bool = False
    sans_objet: bool = False


@dataclass(frozen=True)
class HeuresSuivies:
    """Hours and people of one scheme of a service à domicile, beside what the contract provides."""

    etablissement: str
    type: str
    libelle: str | None
    prevues: Decimal | None
    realisees: Decimal | None
    taux_realisation: Decimal | None
    prevus: int | None
    aides: int | None


@dataclass(frozen=True)
class IndicateurSuivi:
    """An indicator beside its target of the year; `origine` is the number of a fiche, « rapt » or « hebergement ».

    `atteint` is None when nobody can say: a value is unknown, or its sense is.
    """

    origine: str
    indicateur: IndicateurFiche
    cible: Valeur | None
    realise: Valeur | None
    ecart: Decimal | None
    atteint: bool | None
    historique: Mapping[int, Valeur | None]
    nombre_cible: int | None = None
    nombre: int | None = None
    precedent: Valeur | None = None
    deja_manque: bool = False


@dataclass(frozen=True)
class FicheSuivie:
    """Where an action stands, and whether its last day is past without its being over."""

    fiche: str
    statut: str | None
    avancement: int | None
    echeance: datetime.date | None
    echeance_revisee: datetime.date | None
    en_retard: bool
    jours_retard: int
    statut_precedent: str | None = None
    avancement_precedent: int | None = None


@dataclass(frozen=True)
class FinanceSuivie:
    """What was notified beside the trajectory; `financeur` is None for all of them together."""

    etablissement: str
    financeur: str | None
    section: str | None
    prevue: Decimal | None
    notifiee: Decimal | None
    ecart: Decimal | None
    cnr_prevus: Decimal | None
    cnr: Decimal | None
    ecart_reconductible: Decimal | None
    resultat: Decimal | None
    hypothese: bool = False


@dataclass(frozen=True)
class Signal:
    """Something to settle, or a reason to examine an avenant: `code` says what, the rest about what.

    `cle` is a fiche, an ESMS or a document; `detail` an indicator or a funder; `motif` that of an avenant.
    """

    code: str
    cle: str = ""
    detail: str = ""
    valeur: Decimal | None = None
    date: datetime.date | None = None
    motif: str = ""


@dataclass(frozen=True)
class BilanAnnuel:
    """A year of the contract, judged on the day `au`; `precedent` is the year of follow-up it is compared with."""

    annee: int
    au: datetime.date
    precedent: int | None
    lignes: tuple[LigneSuivie, ...]
    modulations: tuple[ModulationSuivie, ...]
    limite_information: datetime.date | None
    heures: tuple[HeuresSuivies, ...]
    indicateurs: tuple[IndicateurSuivi, ...]
    fiches: tuple[FicheSuivie, ...]
    finances: tuple[FinanceSuivie, ...]
    points: tuple[Signal, ...] = ()
    raisons: tuple[Signal, ...] = field(default_factory=tuple)
