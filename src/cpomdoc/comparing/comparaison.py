"""Two states put side by side: what changes, what follows, and how many of each."""

from dataclasses import dataclass
from itertools import groupby

from cpomdoc.comparing.changements import Nature
from cpomdoc.comparing.consequences import Consequence
from cpomdoc.comparing.redaction import Ligne
from cpomdoc.francais import accord, liste

PLURIELS = {
    Nature.AJOUT: ("ajout", "ajouts"),
    Nature.RETRAIT: ("retrait", "retraits"),
    Nature.MODIFICATION: ("modification", "modifications"),
    Nature.RENOMMAGE: ("renommage", "renommages"),
    Nature.DEPLACEMENT: ("déplacement", "déplacements"),
}


@dataclass(frozen=True)
class Comparaison:
    """What `reference` was in one state and is in another, each state by its name for people.

    `motifs` are those for which the changes call for an avenant, `dispenses` why others call for none, both in words.
    """

    reference: str
    avant: str
    apres: str
    lignes: tuple[Ligne, ...]
    consequences: tuple[Consequence, ...] = ()
    motifs: tuple[str, ...] = ()
    dispenses: tuple[str, ...] = ()

    @property
    def portees(self) -> tuple[str, ...]:
        """What the changes ask of the parties, a sentence each."""
        told = (("Appelle un avenant", self.motifs), ("N’appelle pas d’avenant", self.dispenses))
        separator = "\u202f; "
        return tuple(f"{quoi}\u202f: {separator.join(raisons)}." for quoi, raisons in told if raisons)

    @property
    def identiques(self) -> bool:
        """Whether nothing at all was changed."""
        return not self.lignes

    @property
    def titre(self) -> str:
        """« tilleuls : de la version 00-contrat aux fichiers de travail »."""
        return f"{self.reference}\u202f: {self.avant} → {self.apres}"

    @property
    def rubriques(self) -> tuple[tuple[str, tuple[Ligne, ...]], ...]:
        """The changes file by file; those that only move things come last in each."""
        return tuple(
            (nom, tuple(sorted(lignes, key=lambda one: one.nature is Nature.DEPLACEMENT)))
            for nom, lignes in groupby(self.lignes, key=lambda one: one.rubrique)
        )

    @property
    def bilan(self) -> str:
        """« 3 modifications et 1 ajout »."""
        counts = {nature: sum(one.nature is nature for one in self.lignes) for nature in Nature}
        return liste(f"{count} {accord(count, *PLURIELS[nature])}" for nature, count in counts.items() if count)


IDENTIQUES = "Aucune différence."
CONSEQUENCES = "Ce qui en découle"
"""Heading of what nobody wrote and that is computed."""
EXPLICATION = "Ces valeurs sont calculées\u202f: elles suivent les changements ci-dessus."
