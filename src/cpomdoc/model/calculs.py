"""What follows from a contract: figures computed from what its author wrote; None where something is unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from cpomdoc.model.calculs_finances import CalculFinances
from cpomdoc.model.calculs_lancement import MatriceRaci, Retroplanning, ScoreProposition
from cpomdoc.model.calculs_suivi import BilanAnnuel
from cpomdoc.model.previsions import Previsions
from cpomdoc.model.totaux_capacite import TotauxCapacite


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
    poids: Decimal | None = None


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
class Jalons:
    """Dates that follow from the contract's own; `prorogeable` is false once it lasts as long as it ever may."""

    date_fin: date | None
    notification_prorogation: date | None
    mi_parcours: int | None
    bilan_final: int | None
    prorogeable: bool = True


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
    retroplanning: Retroplanning | None = None
    raci: MatriceRaci | None = None
    scores: tuple[ScoreProposition, ...] = ()
    bilans: tuple[BilanAnnuel, ...] = ()
