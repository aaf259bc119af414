"""perimetre.yaml: the establishments and services (ESMS) of the contract, their capacities and their projects."""

import datetime
from dataclasses import dataclass

from cpomdoc.model.contrat import Adresse


@dataclass(frozen=True)
class Capacite:
    """Places of one modality for one public: what is authorised, installed, financed, and since when."""

    modalite: str
    public: str | None = None
    autorisee: int | None = None
    installee: int | None = None
    financee: int | None = None
    habilitee_aide_sociale: int | None = None
    date_effet: datetime.date | None = None
    date_fin: datetime.date | None = None


@dataclass(frozen=True)
class Autorisation:
    """The act that authorises an ESMS; `echeance` is the last day it covers (15 years as a rule)."""

    reference: str | None = None
    date: datetime.date | None = None
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
class SiteSecondaire:
    """Another site of the same ESMS, with its own FINESS."""

    nom: str
    finess: str | None = None
    commune: str | None = None


@dataclass(frozen=True)
class Etablissement:
    """One ESMS (part B of the fiche signalétique); everything else refers to it by `id`."""

    id: str
    nom: str
    sigle: str | None = None
    finess: str | None = None
    siret: str | None = None
    categorie: str | None = None
    adresse: Adresse | None = None
    commune: str | None = None
    departement: str | None = None
    competence: str | None = None
    dans_le_contrat: bool | None = True
    hors_perimetre_obligatoire: bool = False
    autorisation: Autorisation | None = None
    public: str | None = None
    activites: str | None = None
    capacites: tuple[Capacite, ...] = ()
    sites: tuple[SiteSecondaire, ...] = ()
    ouverture: Ouverture | None = None
    gmp: MesureDependance | None = None
    pmp: MesureDependance | None = None
    option_tarifaire: str | None = None
    pui: bool | None = None
    aide_sociale: AideSociale | None = None
    evaluation_has: EvaluationHas | None = None
    projet_etablissement: Periode | None = None


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
