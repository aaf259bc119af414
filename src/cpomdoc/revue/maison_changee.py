"""What a branch changes in the house, and whether any contract may say something else because of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cpomdoc.errors import GabaritError
from cpomdoc.loading.load_gabarits import TEMPLATES, load_gabarit
from cpomdoc.rendering.documents.registre import CONTRAT, IMPRIMABLES
from cpomdoc.revue.modele import Fichier

AILLEURS = {one.gabarit for one in IMPRIMABLES} - {one.gabarit for one in CONTRAT} | {"avenant.docx"}
"""Gabarits of documents that no one signs with the contract."""
SANS_MOTS = ("ci/", "polices/")


@dataclass(frozen=True)
class MaisonChangee:
    """`reglages` tells that settings, catalogue or pictures differ; `gabarits` are those whose bytes do."""

    reglages: bool = False
    gabarits: frozenset[str] = frozenset()

    @property
    def compte(self) -> bool:
        """Whether every contract has to be looked at."""
        return self.reglages or bool(self.gabarits)


def is_of_house(nom: str) -> bool:
    """Whether a file stands in the folder of the house."""
    return nom.startswith(f"{TEMPLATES}/")


def weigh_maison(fichiers: Iterable[Fichier], avant: Path, apres: Path) -> MaisonChangee:
    """What counts among the files touched: fonts, tools, and a copy of what cpomdoc ships, change no word."""
    noms = [one.nom.removeprefix(f"{TEMPLATES}/") for one in fichiers if is_of_house(one.nom)]
    differ = {one for one in noms if _weighs(one) and _load(avant, one) != _load(apres, one)}
    gabarits = frozenset(one for one in differ if one.endswith(".docx"))
    return MaisonChangee(bool(differ - gabarits), gabarits)


def _weighs(nom: str) -> bool:
    return nom not in AILLEURS and not nom.startswith(SANS_MOTS)


def _load(racine: Path, nom: str) -> bytes | None:
    """The file that this end uses: its own, or the one that cpomdoc ships."""
    try:
        return load_gabarit(racine, nom)
    except GabaritError:
        return None
