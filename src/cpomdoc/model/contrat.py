"""contrat.yaml: the contract itself, its parties, and the choices that its articles print."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from cpomdoc import periodes
from cpomdoc.model.parties import Parties


@dataclass(frozen=True)
class Reconduction:
    """Tacit renewal: by periods of how many years, up to which total duration, unless told how many months before."""

    periode_annees: int | None = None
    duree_totale_annees: int | None = None
    preavis_mois: int | None = None


@dataclass(frozen=True)
class Contrat:
    """Heading of the contract; `date_fin` is only what a paper announces, the true one is computed.

    `date_fin_prorogee` is the new last day that an avenant gave it, `duree_annees` stays what was first agreed.
    """

    intitule: str | None = None
    reference: str | None = None
    categorie: str | None = None
    statut: str = "projet"
    date_effet: datetime.date | None = None
    duree_annees: int | None = None
    date_fin: datetime.date | None = None
    date_fin_prorogee: datetime.date | None = None
    date_signature: datetime.date | None = None
    lieu_signature: str | None = None
    nombre_exemplaires: int | None = None
    objet: str | None = None
    cadre_budgetaire: str | None = None
    reconduction: Reconduction | None = None

    @property
    def conclu_le(self) -> datetime.date:
        """Day whose law and titles the contract follows: its signature, else its effect, else the latest known."""
        return self.date_signature or self.date_effet or datetime.date.max

    @property
    def fin_convenue(self) -> datetime.date | None:
        """Last day that was first agreed, before any prorogation; None while the dates are unknown."""
        if self.date_effet is None or not self.duree_annees:
            return None
        return periodes.date_fin(self.date_effet, self.duree_annees)

    @property
    def fin(self) -> datetime.date | None:
        """Last day, as an avenant may have put it off; None while the dates are unknown."""
        convenue, prorogee = self.fin_convenue, self.date_fin_prorogee
        return convenue if convenue is None or prorogee is None else max(convenue, prorogee)

    @property
    def prorogation(self) -> datetime.date | None:
        """The new last day, where it comes after the one first agreed."""
        return self.fin if self.fin != self.fin_convenue else None


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
class Logos:
    """Files of the pictures that the cover prints, by party; départements by code, others by name."""

    gestionnaire: str | None = None
    ars: str | None = None
    departements: Mapping[str, str] = field(default_factory=dict)
    autres: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Presentation:
    """How articles and annexes are numbered, which clauses of the house are left out, and what decks the pages."""

    numerotation: str = "continue"
    annexes: Mapping[str, int] = field(default_factory=dict)
    clauses_ecartees: tuple[str, ...] = ()
    pied: str | None = None
    logos: Logos | None = None
    graphiques: bool = True


@dataclass(frozen=True)
class General:
    """Everything contrat.yaml holds."""

    contrat: Contrat
    parties: Parties
    visas: tuple[Visa, ...] = ()
    visas_retires: tuple[str, ...] = ()
    preambule: Preambule | None = None
    suivi: Suivi | None = None
    litiges: Litiges | None = None
    revision: Revision | None = None
    resiliation: Resiliation | None = None
    conventions_anterieures: tuple[ConventionAnterieure, ...] = ()
    clauses_particulieres: tuple[ClauseParticuliere, ...] = ()
    presentation: Presentation = field(default_factory=Presentation)
