"""What a review says, in words ready to be written: nothing here knows of git, of Word or of HTML."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from cpomdoc.comparing.changements import Nature
from cpomdoc.comparing.consequences import Consequence
from cpomdoc.comparing.redaction import Ligne


class Sort(StrEnum):
    """What becomes of a contract, or of one of its documents, from one end to the other."""

    AJOUTE = "ajouté"
    RETIRE = "retiré"
    RENOMME = "renommé"
    MODIFIE = "modifié"


class Suite(StrEnum):
    """What becomes of a fault: it comes, it goes, or it stays but is said, or counted, otherwise."""

    NOUVEAU = "nouveau"
    RESOLU = "résolu"
    AUTREMENT = "dit autrement"


@dataclass(frozen=True)
class Fichier:
    """A file that the branch touches, as git names it."""

    nom: str
    sort: Sort


@dataclass(frozen=True)
class Regle:
    """A rule that fails at one end only, or otherwise; `lieu` is « contracts/…/contrat.yaml:12 »."""

    suite: Suite
    severite: str
    code: str
    lieu: str
    message: str
    aide: str = ""

    @property
    def bloque(self) -> bool:
        """Whether it stops the contract from now on."""
        return self.suite is not Suite.RESOLU and self.severite == "erreur"


@dataclass(frozen=True)
class Regles:
    """What becomes of the rules; `restent` counts the faults that are the same at both ends."""

    lignes: tuple[Regle, ...] = ()
    restent: int = 0

    def count(self, suite: Suite) -> int:
        """How many of one sort."""
        return sum(one.suite is suite for one in self.lignes)


@dataclass(frozen=True)
class Grandeur:
    """A value before and after; `ecart` is the difference with its sign, `sens` the same in a word; `total` adds up."""

    sujet: tuple[str, ...]
    avant: str
    apres: str
    ecart: str = ""
    sens: str = ""
    total: bool = False


@dataclass(frozen=True)
class Partie:
    """An article, an annex or another part of the contract whose words, or number, are not the same."""

    titre: str
    sort: Sort
    ancien_titre: str = ""


@dataclass(frozen=True)
class DocumentChange:
    """A document whose words are not the same; `redline` is HTML that our own writer escaped, empty without one."""

    titre: str
    sort: Sort
    redline: str = ""


@dataclass(frozen=True)
class Scelles:
    """What concerns the sealed versions: those touched (which nobody may), those that come, and what the law asks.

    `derniere` is the last version sealed; `avenant` the number of the avenant that the present state calls for, None
    when it calls for none; `motifs` and `dispenses` are why.
    """

    touches: tuple[Fichier, ...] = ()
    nouvelles: tuple[str, ...] = ()
    derniere: str = ""
    avenant: int | None = None
    redige: bool = False
    motifs: tuple[str, ...] = ()
    dispenses: tuple[str, ...] = ()
    fautes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mots:
    """What is printed: the parts and the documents whose words change; None when one end could not be printed."""

    parties: tuple[Partie, ...] = ()
    documents: tuple[DocumentChange, ...] = ()


@dataclass(frozen=True)
class RevueContrat:
    """All that is said of one contract.

    `avertissements` are sentences on what could not be told, `textes` how many files of texte/ are touched.
    """

    ref: str
    sort: Sort
    ancienne_ref: str = ""
    intitule: str = ""
    avertissements: tuple[str, ...] = ()
    lignes: tuple[Ligne, ...] = ()
    mots: Mots | None = None
    montants: tuple[Grandeur, ...] = ()
    hypothese: bool = False
    capacites: tuple[Grandeur, ...] = ()
    echeances: tuple[Grandeur, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    regles: Regles = Regles()
    a_completer: tuple[int | None, int | None] = (None, None)
    scelles: Scelles = Scelles()
    autres: tuple[Fichier, ...] = ()
    textes: int = 0

    @property
    def titre(self) -> str:
        """« tilleuls » and the title that the contract bears, if any."""
        return f"{self.ref} – {self.intitule}" if self.intitule else self.ref

    @property
    def rubriques(self) -> tuple[tuple[str, tuple[Ligne, ...]], ...]:
        """The changes file by file; those that only move things come last in each."""
        return tuple(
            (nom, tuple(sorted(lignes, key=lambda one: one.nature is Nature.DEPLACEMENT)))
            for nom, lignes in groupby(self.lignes, key=lambda one: one.rubrique)
        )

    @property
    def total(self) -> Grandeur | None:
        """The whole effect on money, all funders and years together."""
        totals = [one for one in self.montants if one.total]
        return totals[-1] if totals else None

    @property
    def grave(self) -> bool:
        """Whether a sealed version was touched."""
        return bool(self.scelles.touches or self.scelles.fautes)


@dataclass(frozen=True)
class Revue:
    """The whole review: its two ends by name, the house, the contracts that change, how many do not."""

    base: str
    tete: str
    version: str
    contrats: tuple[RevueContrat, ...] = ()
    intacts: int = 0
    maison: tuple[Fichier, ...] = ()
    regles_maison: Regles = Regles()
    avertissements: tuple[str, ...] = ()

    @property
    def vide(self) -> bool:
        """Whether nothing that contracts are made from changes."""
        return not (self.contrats or self.maison)

    @property
    def bilan(self) -> Mapping[Sort, int]:
        """How many contracts of each sort."""
        return {sort: count for sort in Sort if (count := sum(one.sort is sort for one in self.contrats))}
