"""What follows from a contract: figures computed from what its author wrote; None where something is unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from cpomdoc.model.previsions import CalculSiege, Previsions


@dataclass(frozen=True)
class TotauxCapacite:
    """Places over the perimeter (None when one ESMS is unknown), and per modality."""

    autorisee: int | None
    installee: int | None
    financee: int | None
    par_modalite: Mapping[str, int | None]
    par_departement: Mapping[str, int | None]


@dataclass(frozen=True)
class PeriodeTheorique:
    """A part of one civil year with one capacity: its opening days and the days of activity they allow."""

    du: date
    au: date
    capacite: int | None
    jours: int | None
    theorique: int | None


@dataclass(frozen=True)
class AnneeActivite:
    """One year of one line: what is possible (sum of its periods) and each indicator's target.

    `capacite` is the one of the last period; `journees_cibles` is the rate target turned into days.
    """

    annee: int
    capacite: int | None
    jours_ouverture: int | None
    theorique: int | None
    cibles: Mapping[str, Decimal | None]
    journees_cibles: int | None
    periodes: tuple[PeriodeTheorique, ...]

    @property
    def sans_objet(self) -> bool:
        """No place is open that year: a rate has no meaning, which is not the same as unknown."""
        return self.theorique == 0


@dataclass(frozen=True)
class AnneeRealisee:
    """One past year of one line; rates in percent, over the theoretical days and over the target of that year."""

    annee: int
    theorique: int | None
    journees: int | None
    taux_occupation: Decimal | None
    taux_realisation_cible: Decimal | None
    file_active: int | None
    prestations: int | None

    @property
    def sans_objet(self) -> bool:
        """No place was open that year."""
        return self.theorique == 0


@dataclass(frozen=True)
class CalculLigne:
    """Activity of one ESMS and modality, same order as activite.yaml."""

    etablissement: str
    modalite: str
    annees: tuple[AnneeActivite, ...]
    realise: tuple[AnneeRealisee, ...]


@dataclass(frozen=True)
class TauxGlobal:
    """A closed year of one ESMS over all its modalities: days over theoretical days, never a mean of rates."""

    etablissement: str
    annee: int
    theorique: int | None
    journees: int | None
    taux_occupation: Decimal | None


@dataclass(frozen=True)
class MesureExemple:
    """One indicator of the worked example; `cible` and `realise` are in its unit, the rest in percent or points."""

    modalite: str
    indicateur: str
    cible: Decimal
    realise: Decimal
    taux_cible: Decimal
    taux_realise: Decimal
    ecart: Decimal
    plafond: Decimal | None
    taux: Decimal | None


@dataclass(frozen=True)
class ExempleModulation:
    """The modulation clause applied to one ESMS, as if `annee` went like the closed year `annee_realise`.

    `annee_realise` is None when no closed year falls short: a uniform shortfall of `manque` points is then supposed.
    """

    etablissement: str
    annee: int
    annee_realise: int | None
    manque: Decimal | None
    mesures: tuple[MesureExemple, ...]
    taux: Decimal | None
    dotation: Decimal | None
    abattement: Decimal | None


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
    """Years of one ESMS, funder and section."""

    etablissement: str
    financeur: str
    section: str | None
    base_initiale: Decimal | None
    annee_base: int | None
    annees: tuple[AnneeTrajectoire, ...]


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
class Echeancier:
    """Instalments of the first year of an allocation paid to one ESMS, outside any DGC."""

    etablissement: str
    financeur: str
    section: str | None
    annee: int
    montant: Decimal | None
    echeances: tuple[Echeance, ...]


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

    `hypothese`: the rates are the ones of a yearly report yet unknown, so no amount binds anyone.
    `mesures` follow the order of finances.yaml; `totaux` is per funder then year.
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


@dataclass(frozen=True)
class Jalons:
    """Dates that follow from the contract's own."""

    date_fin: date | None
    notification_prorogation: date | None
    mi_parcours: int | None
    bilan_final: int | None


@dataclass(frozen=True)
class ResultatAnnee:
    """A closed year of the diagnosis: totals and result, products minus charges.

    `charges_nettes` are the charges less the products that are not tariffs (groups 2 and 3); `cout_place` divides
    them by the financed capacity of the ESMS (of the perimeter when the year is the manager's).
    """

    annee: int
    etablissement: str | None
    charges: Decimal | None
    produits: Decimal | None
    resultat: Decimal | None
    charges_nettes: Decimal | None
    cout_place: Decimal | None


@dataclass(frozen=True)
class PositionIndicateur:
    """Where the last value of a diagnosis indicator stands among the quartiles (Q1 ≤ x < médiane)."""

    annee: int | None
    valeur: Decimal | None
    quartile: str | None


@dataclass(frozen=True)
class EcheanceSuivi:
    """A document due to the authorities in `annee`, on the year `exercice`; no day where no text fixes one."""

    code: str
    annee: int
    exercice: int
    date: date | None


@dataclass(frozen=True)
class Calculs:
    """All that is computed for one dossier."""

    exercices: tuple[int, ...]
    jalons: Jalons
    capacites: TotauxCapacite
    activite: tuple[CalculLigne, ...]
    taux_globaux: tuple[TauxGlobal, ...]
    exemple_modulation: ExempleModulation | None
    finances: CalculFinances | None
    resultats: tuple[ResultatAnnee, ...]
    positions: tuple[PositionIndicateur, ...]
    previsions: Previsions = field(default_factory=Previsions)
    suivi: tuple[EcheanceSuivi, ...] = ()
