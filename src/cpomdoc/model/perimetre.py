"""perimetre.yaml: the establishments and services (ESMS) of the contract, their capacities and their projects."""

import datetime
from dataclasses import dataclass

from cpomdoc.model.parties import Adresse


def covers(first: datetime.date | None, last: datetime.date | None, on: datetime.date | None) -> bool:
    """Whether a day lies between two others, both included; an open end never stops, an unknown day always lies."""
    return on is None or ((first is None or first <= on) and (last is None or on <= last))


@dataclass(frozen=True)
class Acte:
    """An administrative act by its number and its date."""

    reference: str | None = None
    date: datetime.date | None = None


@dataclass(frozen=True)
class CapaciteIncluse:
    """Part of a capacity that has a name of its own (PASA, UHR); already counted in what holds it."""

    modalite: str
    public: str | None = None
    autorisee: int | None = None
    installee: int | None = None
    financee: int | None = None


@dataclass(frozen=True)
class FinancementCapacite:
    """How much of a capacity one funder pays for, where several pay for the same ESMS."""

    financeur: str
    capacite: int | None = None


@dataclass(frozen=True)
class Capacite:
    """Places of one modality for one public: what is authorised, installed, financed, and since when.

    `unite` is that of the modality unless the author says otherwise; `date_effet` and `date_fin` are the first and
    last days it holds. A capacity that the contract itself creates has no act of its own.
    """

    modalite: str
    public: str | None = None
    autorisee: int | None = None
    installee: int | None = None
    financee: int | None = None
    habilitee_aide_sociale: int | None = None
    unite: str | None = None
    dont: tuple[CapaciteIncluse, ...] = ()
    financements: tuple[FinancementCapacite, ...] = ()
    date_effet: datetime.date | None = None
    date_fin: datetime.date | None = None
    acte: Acte | None = None
    creee_par_le_contrat: bool = False

    def is_in_force(self, on: datetime.date | None) -> bool:
        """Whether it holds that day; while the day is unknown, every capacity does."""
        return covers(self.date_effet, self.date_fin, on)

    @property
    def modalites(self) -> "tuple[Capacite | CapaciteIncluse, ...]":
        """Itself and its parts: each has a modality of its own."""
        return (self, *self.dont)


@dataclass(frozen=True)
class CapaciteTotale:
    """What is known of an ESMS as a whole, when the detail by modality is not, or to be held against it."""

    autorisee: int | None = None
    installee: int | None = None
    financee: int | None = None
    unite: str | None = None


@dataclass(frozen=True)
class Autorisation:
    """The act that authorises an ESMS; `echeance` is the last day it covers (15 years as a rule).

    A joint act has a number at each authority: `autres_references` are the others, with their own date if it differs.
    """

    reference: str | None = None
    date: datetime.date | None = None
    autres_references: tuple[Acte, ...] = ()
    date_renouvellement: datetime.date | None = None
    echeance: datetime.date | None = None


@dataclass(frozen=True)
class Ouverture:
    """Opening days per calendar year, and hours in words."""

    jours: int | None = None
    amplitude: str | None = None


@dataclass(frozen=True)
class MesureDependance:
    """GMP or PMP of an EHPAD: validated value in points, when, and the year it takes effect."""

    valeur: int | None = None
    date_validation: datetime.date | None = None
    annee_effet: int | None = None


@dataclass(frozen=True)
class EvaluationHas:
    """Quality evaluation: last report, next one due."""

    date_rapport: datetime.date | None = None
    prochaine_echeance: datetime.date | None = None


@dataclass(frozen=True)
class AideSociale:
    """Habilitation à l'aide sociale: totale, partielle or aucune, and the places it covers."""

    type: str | None = None
    places: int | None = None


@dataclass(frozen=True)
class Periode:
    """First and last year of a projet d'établissement."""

    debut: int | None = None
    fin: int | None = None


@dataclass(frozen=True)
class SituationSad:
    """Where a SSIAD stands that is not yet a service autonomie aide et soins: by what, with whom, until when."""

    type: str | None = None
    avec: str | None = None
    date: datetime.date | None = None
    echeance: datetime.date | None = None


@dataclass(frozen=True)
class SiteSecondaire:
    """Another site of the same ESMS, with its own FINESS; its capacity is part of that of the ESMS."""

    nom: str
    finess: str | None = None
    commune: str | None = None
    adresse: Adresse | None = None
    capacite: int | None = None


@dataclass(frozen=True)
class Etablissement:
    """One ESMS (part B of the fiche signalétique); everything else refers to it by `id`.

    `nom_officiel` is its name in FINESS; it may enter the perimeter, or leave it, during the contract.
    """

    id: str
    nom: str
    nom_officiel: str | None = None
    sigle: str | None = None
    finess: str | None = None
    siret: str | None = None
    categorie: str | None = None
    adresse: Adresse | None = None
    commune: str | None = None
    departement: str | None = None
    competence: str | None = None
    gestionnaire: str | None = None
    dans_le_contrat: bool | None = True
    hors_perimetre_obligatoire: bool = False
    date_entree: datetime.date | None = None
    date_sortie: datetime.date | None = None
    autorisation: Autorisation | None = None
    public: str | None = None
    activites: str | None = None
    capacites: tuple[Capacite, ...] = ()
    capacite_totale: CapaciteTotale | None = None
    sites: tuple[SiteSecondaire, ...] = ()
    ouverture: Ouverture | None = None
    gmp: MesureDependance | None = None
    pmp: MesureDependance | None = None
    option_tarifaire: str | None = None
    pui: bool | None = None
    aide_sociale: AideSociale | None = None
    evaluation_has: EvaluationHas | None = None
    projet_etablissement: Periode | None = None
    situation_sad: SituationSad | None = None

    def is_in_force(self, on: datetime.date | None) -> bool:
        """Whether it belongs to the perimeter that day."""
        return covers(self.date_entree, self.date_sortie, on)

    def capacites_au(self, on: datetime.date | None) -> tuple[Capacite, ...]:
        """The capacities that hold that day, in the author's order."""
        return tuple(one for one in self.capacites if one.is_in_force(on))


@dataclass(frozen=True)
class Projet:
    """A restructuring or transformation expected during the contract (article on the perimeter)."""

    id: str
    intitule: str
    etablissement: str | None = None
    nature: str | None = None
    capacite_avant: int | None = None
    capacite_apres: int | None = None
    date_cible: datetime.date | None = None
    exonere_appel_a_projets: bool | None = None
    fiche: str | None = None


@dataclass(frozen=True)
class PerimetreAnnonce:
    """Counts that a paper announces; checked against the list, never printed alone."""

    etablissements: int | None = None
    departements: int | None = None
    places: int | None = None


@dataclass(frozen=True)
class Perimetre:
    """Everything perimetre.yaml holds; `beneficiaire_dgc` is an ESMS id or « siege »."""

    etablissements: tuple[Etablissement, ...]
    presentation: str | None = None
    beneficiaire_dgc: str | None = None
    projets: tuple[Projet, ...] = ()
    annonce: PerimetreAnnonce | None = None
