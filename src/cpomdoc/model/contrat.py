"""contrat.yaml: the contract itself, its parties, and the choices that its articles print."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Contrat:
    """Heading of the contract; `date_fin` is only what a paper announces, the true one is computed."""

    intitule: str | None = None
    reference: str | None = None
    categorie: str | None = None
    statut: str = "projet"
    date_effet: datetime.date | None = None
    duree_annees: int | None = None
    date_fin: datetime.date | None = None
    date_signature: datetime.date | None = None
    lieu_signature: str | None = None
    nombre_exemplaires: int | None = None
    objet: str | None = None


@dataclass(frozen=True)
class Adresse:
    """Postal address in France."""

    voie: str | None = None
    complement: str | None = None
    code_postal: str | None = None
    commune: str | None = None


@dataclass(frozen=True)
class Signataire:
    """Who signs, by function: no person is named unless the contract needs it."""

    fonction: str | None = None
    civilite: str | None = None
    nom: str | None = None
    par_delegation: bool = False
    acte_delegation: str | None = None
    signe: bool = True


@dataclass(frozen=True)
class Pouvoir:
    """The act that allows someone to sign: délibération, statuts, délégation."""

    acte: str | None = None
    date: datetime.date | None = None
    reference: str | None = None


@dataclass(frozen=True)
class Gestionnaire:
    """The organisme gestionnaire (part A of the fiche signalétique)."""

    raison_sociale: str | None = None
    sigle: str | None = None
    forme: str | None = None
    statut: str | None = None
    finess_ej: str | None = None
    siren: str | None = None
    siret_siege: str | None = None
    code_ape: str | None = None
    adresse: Adresse | None = None
    telephone: str | None = None
    courriel: str | None = None
    site: str | None = None
    date_creation: datetime.date | None = None
    convention_collective: str | None = None
    effectif_etp: Decimal | None = None
    commissaire_aux_comptes: bool | None = None
    siege_autorise: bool | None = None
    organisation: str | None = None
    activites: str | None = None
    autres_activites: str | None = None
    signataire: Signataire | None = None
    pouvoir: Pouvoir | None = None


@dataclass(frozen=True)
class Ars:
    """The agence régionale de santé, known by its region code (2 digits)."""

    region: str
    adresse: Adresse | None = None
    signataire: Signataire | None = None


@dataclass(frozen=True)
class DepartementPartie:
    """A département (or the collectivité in its place) that is a party."""

    code: str
    adresse: Adresse | None = None
    signataire: Signataire | None = None
    deliberation: Pouvoir | None = None


@dataclass(frozen=True)
class AutrePartie:
    """Anyone else named at the head of the contract; `signataire.signe: non` makes an attendee."""

    denomination: str
    qualite: str | None = None
    signataire: Signataire | None = None


@dataclass(frozen=True)
class Parties:
    """Everyone at the head of the contract, in the order in which they sign."""

    gestionnaire: Gestionnaire
    ars: Ars | None = None
    departements: tuple[DepartementPartie, ...] = ()
    autres: tuple[AutrePartie, ...] = ()


@dataclass(frozen=True)
class Visa:
    """A visa of one's own, added to those of the category; `type` decides its rank among them."""

    texte: str
    type: str = "autre"


@dataclass(frozen=True)
class Preambule:
    """Long texts of the préambule (small Markdown)."""

    contexte: str | None = None
    enjeux_territoriaux: str | None = None
    articulation_prs_schema: str | None = None


@dataclass(frozen=True)
class MembreComite:
    """A seat of the comité de suivi: which party, in what quality."""

    partie: str
    qualite: str | None = None


@dataclass(frozen=True)
class Reunion:
    """A meeting of the comité de suivi, in which year of the contract and what for."""

    annee: int
    objet: str | None = None
    mois: int | None = None


@dataclass(frozen=True)
class DocumentSuivi:
    """A document the gestionnaire sends, when, and to whom."""

    nom: str
    echeance: str | None = None
    destinataires: str | None = None


@dataclass(frozen=True)
class Suivi:
    """Follow-up and evaluation of the contract; `annexe` asks for the annex that holds its whole calendar."""

    comite: tuple[MembreComite, ...] = ()
    frequence: str | None = None
    reunions: tuple[Reunion, ...] = ()
    documents: tuple[DocumentSuivi, ...] = ()
    annexe: bool = False


@dataclass(frozen=True)
class Litiges:
    """Settlement of disputes."""

    conciliation_delai_jours: int | None = None
    juridiction: str | None = None


@dataclass(frozen=True)
class Revision:
    """Revision of the contract, always by avenant."""

    motifs: tuple[str, ...] = ()
    preavis_mois: int | None = None


@dataclass(frozen=True)
class Resiliation:
    """Termination, only if the parties wanted the article."""

    preavis_mois: int | None = None


@dataclass(frozen=True)
class ConventionAnterieure:
    """A convention tripartite, an earlier CPOM or an habilitation that the contract replaces."""

    type: str
    objet: str | None = None
    etablissements: tuple[str, ...] = ()
    date: datetime.date | None = None
    echeance: datetime.date | None = None


@dataclass(frozen=True)
class ClauseParticuliere:
    """A clause of one's own, placed after the article it names (key of the catalogue)."""

    apres: str
    texte: str
    intitule: str | None = None


@dataclass(frozen=True)
class Presentation:
    """How articles and annexes are numbered, and pictures of one's own for the cover."""

    numerotation: str = "continue"
    annexes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class General:
    """Everything contrat.yaml holds."""

    contrat: Contrat
    parties: Parties
    visas: tuple[Visa, ...] = ()
    preambule: Preambule | None = None
    suivi: Suivi | None = None
    litiges: Litiges | None = None
    revision: Revision | None = None
    resiliation: Resiliation | None = None
    conventions_anterieures: tuple[ConventionAnterieure, ...] = ()
    clauses_particulieres: tuple[ClauseParticuliere, ...] = ()
    presentation: Presentation = field(default_factory=Presentation)
