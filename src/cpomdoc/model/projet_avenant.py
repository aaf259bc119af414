"""An avenant once drafted: what it does to each clause and annex, and where each part of the result comes from."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from cpomdoc.model.avenant import Avenant
from cpomdoc.model.dossier import Dossier


class Genre(StrEnum):
    """What an operation does to an article or to an annex."""

    REMPLACER = "remplacer"
    COMPLETER = "completer"
    INSERER = "inserer"
    ABROGER = "abroger"
    PROROGER = "proroger"
    REMPLACER_ANNEXE = "remplacer_annexe"
    AJOUTER_ANNEXE = "ajouter_annexe"
    ABROGER_ANNEXE = "abroger_annexe"
    RENUMEROTER = "renumeroter"


@dataclass(frozen=True)
class LigneTableau:
    """One line of « rédaction actuelle / rédaction nouvelle »: a field, what it said, what it says."""

    sujet: str
    avant: str
    apres: str


@dataclass(frozen=True)
class Operation:
    """What is done to one part of the contract.

    `cible` is « article:duree », « annexe:activite » or « contrat:parties »; `phrase` is the sentence of the act;
    `lignes` the fields that it changes; `greffe` says that the new words of the article follow the sentence, `alineas`
    which of them (counted from 0) when only some do.
    """

    genre: Genre
    cible: str
    phrase: str
    lignes: tuple[LigneTableau, ...] = ()
    greffe: bool = False
    alineas: tuple[int, ...] = ()


@dataclass(frozen=True)
class ArticleAvenant:
    """An article of the act: its own heading and the operations that it decides."""

    intitule: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True)
class ActeAnterieur:
    """The contract (`numero` 0) or an earlier avenant, as it was signed; `version` is its sealed folder.

    `signataires` names those who signed it, as a sentence does (« l’association Les Tilleuls »).
    """

    numero: int
    version: str
    date_signature: datetime.date | None
    date_effet: datetime.date | None
    signataires: tuple[str, ...] = ()


@dataclass(frozen=True)
class Origine:
    """Where an article or an annex of the consolidated contract comes from; `acte` 0 is the contract itself."""

    cible: str
    intitule: str
    acte: int
    date_effet: datetime.date | None


@dataclass(frozen=True)
class Consolidation:
    """The contract as acts have changed it: the last of them, and the origin of every part."""

    acte: int
    anterieurs: tuple[ActeAnterieur, ...]
    origines: tuple[Origine, ...]
    date_effet: datetime.date | None


@dataclass(frozen=True)
class ProjetAvenant:
    """The act to sign: its heading, what came before it, what it is about, and what it does.

    `objets` are the sentences that say what changes, one by kind of change; `tableau` every changed field; `avant` the
    contract as it stands before the act, typography set.
    """

    avenant: Avenant
    avant: Dossier
    anterieurs: tuple[ActeAnterieur, ...]
    objets: tuple[str, ...]
    articles: tuple[ArticleAvenant, ...]
    tableau: tuple[LigneTableau, ...] = ()
    consequences: tuple[LigneTableau, ...] = ()
