"""lancement.yaml: how the parties prepare the contract, who does what, and what is done so far (ANAP launch kit)."""

import datetime
from dataclasses import dataclass, field

from cpomdoc.model.lancement_travaux import (
    ActionAssociation,
    ActionCommune,
    ChantierNational,
    ChoixObjectifs,
    PointsCles,
    ThemeAnalyse,
)

LANCEMENT, FAITE = "lancement", "faite"
"""The step that opens the approach, and the state of a step that is over."""


@dataclass(frozen=True)
class EtapeDemarche:
    """A step of the rétroplanning that differs from the published set: `duree_mois` may be 0 for a meeting."""

    etape: str
    intitule: str | None = None
    duree_mois: int | None = None
    livrable: str | None = None
    responsable: str | None = None
    acteurs: str | None = None
    statut: str | None = None
    copil: bool | None = None


@dataclass(frozen=True)
class Deliberation:
    """A vote that must come before the signature."""

    organe: str
    date: datetime.date | None = None
    objet: str | None = None


@dataclass(frozen=True)
class Demarche:
    """The calendar of the approach; `durees` names a published set of durations or « propres ».

    `version_calendrier` grows when days have moved, so that calendar programs take the new ones.
    """

    date_signature_visee: datetime.date | None = None
    date_lancement: datetime.date | None = None
    durees: str | None = None
    departement: str | None = None
    strategie: str | None = None
    etapes: tuple[EtapeDemarche, ...] = ()
    deliberations: tuple[Deliberation, ...] = ()
    version_calendrier: int | None = None


@dataclass(frozen=True)
class Contact:
    """How to reach someone, by function rather than by name."""

    fonction: str | None = None
    courriel: str | None = None
    telephone: str | None = None


@dataclass(frozen=True)
class MembreEquipe:
    """Who steers or answers for a party: pilote of an authority, référent of the manager, responsable de projet."""

    id: str
    partie: str
    role: str | None = None
    contact: Contact | None = None
    rattachement: str | None = None
    missions: tuple[str, ...] = ()
    delegation: str | None = None
    competences: tuple[str, ...] = ()
    temps_etp: str | None = None
    suppleant: str | None = None


@dataclass(frozen=True)
class MembreInstance:
    """A seat of a body: which party, in what function."""

    partie: str
    fonction: str | None = None


@dataclass(frozen=True)
class Instance:
    """A body of the comitology: COPIL, project team, thematic group, follow-up committee, information of CVS or CSE."""

    id: str
    nom: str
    type: str | None = None
    theme: str | None = None
    role: str | None = None
    composition: tuple[MembreInstance, ...] = ()
    frequence: str | None = None
    pilote: str | None = None
    secretariat: str | None = None
    livrables: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReunionDemarche:
    """A meeting of the approach: what for, when (the hour in words), where, which body."""

    id: str
    objet: str | None = None
    date: datetime.date | None = None
    heure: str | None = None
    lieu: str | None = None
    instance: str | None = None
    etape: str | None = None
    tenue: bool | None = None


@dataclass(frozen=True)
class ActeurTerritoire:
    """Someone on the map of actors: category, link with the ESMS, whether they sign."""

    id: str
    categorie: str
    structure: str
    contact: Contact | None = None
    signataire: bool | None = None
    etablissements: tuple[str, ...] = ()
    lien: str | None = None
    role: str | None = None
    enjeu: str | None = None
    convention: str | None = None
    fiche: str | None = None


@dataclass(frozen=True)
class SourceOutil:
    """A document or a tool that already holds useful data: `outil` is a code of the kit or a name of one's own."""

    outil: str
    intitule: str | None = None
    producteur: str | None = None
    version: str | None = None
    periodicite: str | None = None
    donnees: str | None = None
    etablissements: tuple[str, ...] = ()
    detenteur: str | None = None
    lien: str | None = None
    recueilli: bool | None = None
    commentaire: str | None = None


@dataclass(frozen=True)
class RoleRaci:
    """One cell of the matrix: R responsable, A acteur, C consulté, I informé or « aucun », in any column."""

    colonne: str
    lettre: str
    intitule: str | None = None


@dataclass(frozen=True)
class LigneRaci:
    """A row of the matrix: what changes in that of the kit, by its code, or one's own with its words."""

    ligne: str
    intitule: str | None = None
    roles: tuple[RoleRaci, ...] = ()


@dataclass(frozen=True)
class Participant:
    """Someone invited to the launch meeting."""

    partie: str
    fonction: str | None = None
    present: bool | None = None


@dataclass(frozen=True)
class PointReunion:
    """A point of the launch meeting: of the kit by its code, or one's own with its words."""

    point: str
    intitule: str | None = None
    traite: bool | None = None
    decision: str | None = None
    responsable: str | None = None
    echeance: datetime.date | None = None
    commentaire: str | None = None


@dataclass(frozen=True)
class ReunionLancement:
    """The launch meeting and what was said of each point."""

    date: datetime.date | None = None
    lieu: str | None = None
    redacteur: str | None = None
    participants: tuple[Participant, ...] = ()
    points: tuple[PointReunion, ...] = ()


@dataclass(frozen=True)
class CritereEtape:
    """A line of the check-list of steps: ticked or not, by whom in function, when; one's own lines have words."""

    critere: str
    phase: str | None = None
    intitule: str | None = None
    fait: bool | None = None
    par: str | None = None
    le: datetime.date | None = None
    commentaire: str | None = None
    sans_objet: bool = False


@dataclass(frozen=True)
class PointEchange:
    """How one of the nine points of good exchanges goes: whether it holds, by whom it was judged, when."""

    point: str
    acquis: bool | None = None
    par: str | None = None
    le: datetime.date | None = None
    commentaire: str | None = None


@dataclass(frozen=True)
class Lancement:
    """Everything lancement.yaml holds."""

    demarche: Demarche | None = None
    equipe: tuple[MembreEquipe, ...] = ()
    instances: tuple[Instance, ...] = ()
    reunions: tuple[ReunionDemarche, ...] = ()
    acteurs: tuple[ActeurTerritoire, ...] = ()
    sources: tuple[SourceOutil, ...] = ()
    raci: tuple[LigneRaci, ...] = ()
    reunion_lancement: ReunionLancement | None = None
    check_list: tuple[CritereEtape, ...] = ()
    echanges: tuple[PointEchange, ...] = ()
    chantiers: tuple[ChantierNational, ...] = ()
    association: tuple[ActionAssociation, ...] = ()
    themes: tuple[ThemeAnalyse, ...] = ()
    points_cles: PointsCles | None = None
    choix_objectifs: ChoixObjectifs = field(default_factory=ChoixObjectifs)
    plan_commun: tuple[ActionCommune, ...] = ()

    @property
    def jour_lancement(self) -> datetime.date | None:
        """Day of the launch meeting: of the meeting that is that step, else of its section, else of the calendar."""
        ecrite = self.reunion_lancement.date if self.reunion_lancement else None
        prevue = self.demarche.date_lancement if self.demarche else None
        return next((one.date for one in self._lancements if one.date), None) or ecrite or prevue

    @property
    def lancement_tenu(self) -> bool:
        """Whether something says that the launch meeting was held: itself, its step, who came, what was dealt with."""
        reunion, etapes = self.reunion_lancement, self.demarche.etapes if self.demarche else ()
        return (
            any(one.tenue for one in self._lancements)
            or any(one.statut == FAITE for one in etapes if one.etape == LANCEMENT)
            or any(one.present for one in (reunion.participants if reunion else ()))
            or any(one.traite for one in (reunion.points if reunion else ()))
        )

    @property
    def _lancements(self) -> tuple[ReunionDemarche, ...]:
        return tuple(one for one in self.reunions if one.etape == LANCEMENT)
