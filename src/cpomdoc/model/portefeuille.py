"""All the contracts of a folder seen together on one day: where each stands, what comes next, what is to conclude."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from cpomdoc.model.calculs import Calculs
from cpomdoc.model.dossier import Dossier
from cpomdoc.model.perimetre import Etablissement
from cpomdoc.model.totaux_capacite import TotalCapacite

Phase = Literal[
    "illisible",
    "projet",
    "preparation",
    "a_signer",
    "signe",
    "en_cours",
    "mi_parcours",
    "derniere_annee",
    "prolonge",
    "echu",
]
Nature = Literal["conclure", "renouveler", "reconduire"]
"""A contract that may still be renewed without a word is « à reconduire »."""


@dataclass(frozen=True)
class ContratLu:
    """A contract as far as it could be read, and what the check says of it.

    `dossier` is None when nothing can be made of it; `perimetre_lu` is false when its ESMS are not known at all;
    `a_completer` is None when errors keep the documents from being printed.
    """

    ref: str
    dossier: Dossier | None
    calculs: Calculs | None
    erreurs: int = 0
    alertes: int = 0
    a_completer: int | None = None
    perimetre_lu: bool = True


@dataclass(frozen=True)
class Prolongation:
    """A period that tacit renewal adds after the term, both days included."""

    debut: date
    fin: date


@dataclass(frozen=True)
class Echeance:
    """What comes next: `code` says of what kind, `objet` on what it bears; only the year where no day is fixed."""

    code: str
    annee: int
    jour: date | None = None
    objet: str = ""


@dataclass(frozen=True)
class Situation:
    """A contract on the day of the portfolio.

    `visee` is the day on which its signature is expected, `terme` its last day once the renewals begun are counted:
    it is `reconductible` when another may follow. It is `en_retard` when its day of effect has passed unsigned.
    `incertains` counts the ESMS of which nobody said whether they are in the contract; they are not among `esms`,
    which is None while the perimeter is unknown.
    """

    lu: ContratLu
    phase: Phase
    signature: date | None = None
    visee: date | None = None
    date_effet: date | None = None
    date_fin: date | None = None
    terme: date | None = None
    prolongations: tuple[Prolongation, ...] = ()
    reconductible: bool = False
    en_retard: bool = False
    echeance: Echeance | None = None
    esms: tuple[Etablissement, ...] | None = None
    incertains: int = 0
    capacites: tuple[TotalCapacite, ...] = ()

    @property
    def ref(self) -> str:
        """Name of the folder of the contract."""
        return self.lu.ref

    @property
    def signee(self) -> bool:
        """Whether the parties had signed that day."""
        return self.signature is not None


@dataclass(frozen=True)
class LigneProgramme:
    """An ESMS whose contract is to conclude or to renew, at the latest on `limite`, in the year `annee`.

    `etablissement` is None, on one line, while the contract tells of none.
    """

    annee: int
    nature: Nature
    situation: Situation
    etablissement: Etablissement | None
    limite: date


@dataclass(frozen=True)
class AnneeProgramme:
    """The ESMS to contract for in a year; `retards` when the year also holds what should be done already."""

    annee: int
    retards: bool
    lignes: tuple[LigneProgramme, ...]


@dataclass(frozen=True)
class AnneeBilan:
    """What happened, or will, to contracts in a year: their names, kind by kind."""

    annee: int
    signes: tuple[str, ...] = ()
    prolonges: tuple[str, ...] = ()
    en_retard: tuple[str, ...] = ()
    a_terme: tuple[str, ...] = ()


@dataclass(frozen=True)
class Doublon:
    """One ESMS that two contracts hold between two days; `rang` is its place in the perimeter of the second."""

    finess: str
    nom: str
    premier: str
    second: str
    rang: int
    du: date
    au: date


@dataclass(frozen=True)
class Portefeuille:
    """Everything the portfolio says on the day `au`; the programme runs from `debut` to `fin`, to settle by `avant`."""

    au: date
    situations: tuple[Situation, ...]
    programme: tuple[AnneeProgramme, ...]
    bilan: tuple[AnneeBilan, ...]
    doublons: tuple[Doublon, ...]
    debut: int
    fin: int
    avant: date | None
