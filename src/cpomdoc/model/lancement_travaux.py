"""lancement.yaml, what the groups work on: themes of analysis, objectives to choose from, common plan of action."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class ChantierNational:
    """What a national project changes for the contract: of the kit by its code, or one's own with its words."""

    chantier: str
    intitule: str | None = None
    concerne: bool | None = None
    impact: str | None = None
    objectifs: tuple[str, ...] = ()
    fiches: tuple[str, ...] = ()
    documentation: str | None = None


@dataclass(frozen=True)
class ActionAssociation:
    """How professionals, users and families take part: whom, how, when, what comes of it and what they are told."""

    id: str
    public: str
    modalite: str | None = None
    date: datetime.date | None = None
    livrable: str | None = None
    retour: str | None = None
    fait: bool | None = None


@dataclass(frozen=True)
class ThemeAnalyse:
    """One of the eight sheets of analysis: what is at stake here, what was found, which ways lie open."""

    theme: str
    enjeux: str | None = None
    analyse: str | None = None
    pistes: tuple[str, ...] = ()
    constats: tuple[str, ...] = ()


@dataclass(frozen=True)
class PointsCles:
    """Words of one's own that open the key points of the shared diagnosis, and its domains (code -> what is found)."""

    introduction: str | None = None
    domaines: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True)
class PropositionObjectif:
    """From a finding to an objective: cause, consequence, objective proposed, three marks from 1 to 5, kept or not."""

    id: str
    constat: str | None = None
    cause: str | None = None
    consequence: str | None = None
    objectif: str | None = None
    impact: int | None = None
    faisabilite: int | None = None
    urgence: int | None = None
    retenu: bool | None = None
    fiche: str | None = None
    commentaire: str | None = None


@dataclass(frozen=True)
class PoidsCriteres:
    """Weights of the three marks when the score is their weighted sum."""

    impact: Decimal | None = None
    faisabilite: Decimal | None = None
    urgence: Decimal | None = None


@dataclass(frozen=True)
class ChoixObjectifs:
    """The tool of the choice of objectives; `score` is « produit » or « somme_ponderee »."""

    score: str = "produit"
    poids: PoidsCriteres | None = None
    propositions: tuple[PropositionObjectif, ...] = ()


@dataclass(frozen=True)
class ActionCommune:
    """A row of the common plan: follow-up of a fiche, or of an action outside the fiches ."""

    action: str
    intitule: str | None = None
    etablissements: tuple[str, ...] = ()
    pilote: str | None = None
    echeance: datetime.date | None = None
    echeance_revisee: datetime.date | None = None
    avancement: int | None = None
    statut: str | None = None
    commentaire_gestionnaire: str | None = None
    commentaire_autorites: str | None = None
    decision: str | None = None
