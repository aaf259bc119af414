"""What follows from a contract: figures computed from what its author wrote; None where something is unknown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class TotauxCapacite:
    """Places over the perimeter (None when one ESMS is unknown), and per modality."""

    autorisee: int | None
    installee: int | None
    financee: int | None
    par_modalite: Mapping[str, int | None]
    par_departement: Mapping[str, int | None]


@dataclass(frozen=True)
class AnneeActivite:
    """One year of one line: theoretical days and each indicator's target; `taux_cible_journees` = target in days."""

    annee: int
    capacite: int | None
    jours_ouverture: int | None
    theorique: int | None
    cibles: Mapping[str, Decimal | None]
    journees_cibles: int | None


@dataclass(frozen=True)
class AnneeRealisee:
    """One past year of one line; rates in percent, None when undefined (capacity 0) or unknown."""

    annee: int
    theorique: int | None
    journees: int | None
    taux_occupation: Decimal | None
    file_active: int | None
    prestations: int | None


@dataclass(frozen=True)
class CalculLigne:
    """Activity of one ESMS and modality, same order as activite.yaml."""

    etablissement: str
    modalite: str
    annees: tuple[AnneeActivite, ...]
    realise: tuple[AnneeRealisee, ...]


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
    cnr: Decimal
    dotation: Decimal | None


@dataclass(frozen=True)
class Trajectoire:
    """Years of one ESMS, funder and section."""

    etablissement: str
    financeur: str
    section: str | None
    base_initiale: Decimal | None
    annee_base: int | None
    annees: tuple[AnneeTrajectoire, ...]


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


@dataclass(frozen=True)
class CalculDgc:
    """A DGC over the contract; `base` is the base year's total, `echeancier` the instalments of the first year."""

    financeur: str
    section: str | None
    etablissements: tuple[str, ...]
    base: Decimal | None
    annees: tuple[AnneeDgc, ...]
    echeancier: tuple[Echeance, ...]


@dataclass(frozen=True)
class PartSiege:
    """Head-office costs borne by one ESMS: gross charges, share in percent, amount."""

    etablissement: str
    charges_brutes: Decimal | None
    quote_part: Decimal | None
    montant: Decimal | None


@dataclass(frozen=True)
class CalculSiege:
    """Split of head-office costs; parts sum to the amount to the cent."""

    montant: Decimal | None
    parts: tuple[PartSiege, ...]


@dataclass(frozen=True)
class CalculFinances:
    """Everything that follows from finances.yaml."""

    trajectoires: tuple[Trajectoire, ...]
    dgc: tuple[CalculDgc, ...]
    totaux: Mapping[str, Mapping[int, Decimal | None]]
    siege: CalculSiege | None
    cout_place: Mapping[str, Decimal | None]


@dataclass(frozen=True)
class Jalons:
    """Dates that follow from the contract's own."""

    date_fin: date | None
    notification_prorogation: date | None
    mi_parcours: int | None
    bilan_final: int | None


@dataclass(frozen=True)
class ResultatAnnee:
    """A closed year of the diagnosis: totals and result, products minus charges."""

    annee: int
    etablissement: str | None
    charges: Decimal | None
    produits: Decimal | None
    resultat: Decimal | None


@dataclass(frozen=True)
class PositionIndicateur:
    """Where the last value of a diagnosis indicator stands among the quartiles (Q1 ≤ x < médiane)."""

    annee: int | None
    valeur: Decimal | None
    quartile: str | None


@dataclass(frozen=True)
class Calculs:
    """All that is computed for one dossier."""

    exercices: tuple[int, ...]
    jalons: Jalons
    capacites: TotauxCapacite
    activite: tuple[CalculLigne, ...]
    finances: CalculFinances | None
    resultats: tuple[ResultatAnnee, ...]
    positions: tuple[PositionIndicateur, ...]
