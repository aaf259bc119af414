"""What the launch kit proposes before anyone writes anything: criteria, points, matrix, themes, national projects.

`provenance` is « source » for what a published document establishes, « cpomdoc » for what professional use adds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Provenance = Literal["source", "cpomdoc"]


@dataclass(frozen=True)
class Fiche:
    """Head of a tool or of a fiche repère: what it is for, for whom, and when."""

    code: str
    intitule: str
    objectif: str
    pour_qui: str
    quand: str


@dataclass(frozen=True)
class Critere:
    """A line of the check-list of steps; `renvoi` is the part of the approach it belongs to.

    One that is `commune` says what authorities do together: it is proposed when there are several.
    """

    code: str
    phase: str
    libelle: str
    renvoi: str
    provenance: Provenance
    commune: bool = False


@dataclass(frozen=True)
class Point:
    """A point to raise at the launch meeting."""

    code: str
    libelle: str
    provenance: Provenance


@dataclass(frozen=True)
class SourceKit:
    """A document that already holds data, for some groups of ESMS (all when empty)."""

    code: str
    libelle: str
    producteur: str
    periodicite: str
    donnees: str
    provenance: Provenance
    groupes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ColonneRaci:
    """Someone who has a role in the matrix; `partie` is who must be there for the column to stand, if anyone.

    `pluriel` is what it is called when there are several of them; `releve` names the columns that answer in its place,
    the first that stands.
    """

    code: str
    libelle: str
    partie: str = ""
    pluriel: str = ""
    releve: tuple[str, ...] = ()


@dataclass(frozen=True)
class LigneKit:
    """A row of the matrix: the column of its R, and those of its A, C and I."""

    code: str
    libelle: str
    responsable: str
    acteurs: tuple[str, ...] = ()
    consultes: tuple[str, ...] = ()
    informes: tuple[str, ...] = ()


@dataclass(frozen=True)
class InstanceKit:
    """A usual body of the comitology: what it is for, who sits there, how often it meets, what it gives."""

    code: str
    libelle: str
    role: str
    composition: str
    frequence: str
    livrables: tuple[str, ...]


@dataclass(frozen=True)
class RoleKit:
    """What is usually asked of a pilote, of a référent or of a responsable de projet."""

    code: str
    missions: tuple[str, ...]
    delegation: str
    competences: tuple[str, ...]


@dataclass(frozen=True)
class Piste:
    """A way to analyse a theme: an indicator (I), a characteristic (C) or a raw datum (S), and its codes if any."""

    libelle: str
    nature: Literal["I", "C", "S"]
    source: str
    indicateurs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Theme:
    """One of the eight sheets of analysis."""

    code: str
    enjeux_esms: str
    enjeux_gestionnaire: str
    enjeux_territoire: str
    questions: tuple[str, ...]
    sources: tuple[str, ...]
    pistes: tuple[Piste, ...]


@dataclass(frozen=True)
class Chantier:
    """A national project: in the list of which years, for which groups of ESMS (all when empty)."""

    code: str
    libelle: str
    listes: tuple[str, ...]
    impact: str
    groupes: tuple[str, ...] = ()
    documentation: str = ""


@dataclass(frozen=True)
class EtapeKit:
    """A step of a published set of durations; 0 month is a meeting."""

    etape: str
    libelle: str
    duree_mois: int
    livrable: str
    responsable: str
    acteurs: str
    copil: bool = False


@dataclass(frozen=True)
class JeuDurees:
    """A set of durations from the launch to the signature."""

    code: str
    libelle: str
    source: str
    etapes: tuple[EtapeKit, ...]


@dataclass(frozen=True)
class Kit:
    """Everything the kit proposes, by code, in the order in which it is printed."""

    fiches: Mapping[str, Fiche]
    criteres: Mapping[str, Critere]
    points: Mapping[str, Point]
    sources: Mapping[str, SourceKit]
    colonnes_raci: Mapping[str, ColonneRaci]
    lignes_raci: Mapping[str, LigneKit]
    instances: Mapping[str, InstanceKit]
    roles: Mapping[str, RoleKit]
    themes: Mapping[str, Theme]
    chantiers: Mapping[str, Chantier]
    durees: Mapping[str, JeuDurees]
