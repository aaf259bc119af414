"""Legal categories of CPOM, and what each of them asks for that the others do not know."""

from dataclasses import dataclass
from typing import Literal

Gravite = Literal["erreur", "alerte", "libre"]


@dataclass(frozen=True)
class CategorieContrat:
    """A legal category of CPOM: its ground, its limits, who signs, what it cites and what it must annex.

    `cadres_possibles` are the budget frames a contract may choose, `documents_annuels` what it sends each year beside,
    `schemas` the plans it fits into;
    `perimetre_libre` accepts any ESMS; `volet` is the file of its own matter. `modulation` is the text on which its
    modulation rests (none: the contract alone), `modulation_propre` the one that modulates its ESMS whatever the
    contract; `suspension` names a parameter.
    """

    code: str
    libelle: str
    sigle: str
    base_legale: str
    article_court: str
    beneficiaires: str
    obligatoire: bool
    duree_max: int
    duree_max_prorogee: int
    cadre_budgetaire: str
    cosignataires: tuple[str, ...]
    cosignataires_eventuels: tuple[str, ...]
    region_unique: Gravite
    modele: str
    visas: tuple[str, ...]
    annexes_obligatoires: tuple[str, ...]
    cadres_possibles: tuple[str, ...] = ()
    documents_annuels: tuple[str, ...] = ()
    schemas: str = "le projet régional de santé et les schémas"
    perimetre_libre: bool = False
    volet: str = ""
    taux_occupation_seul: Literal["interdit", "libre"] = "libre"
    modulation: str = ""
    modulation_propre: str = ""
    suspension: str = ""
    axes_obligatoires: tuple[str, ...] = ()
    indicateurs_obligatoires: tuple[str, ...] = ()

    def cadre_of(self, demande: str | None) -> str:
        """Budget frame of a contract: the one it asks for where the category leaves a choice."""
        return demande if demande in self.cadres_possibles else self.cadre_budgetaire


@dataclass(frozen=True)
class IndicateurHebergement:
    """A compulsory indicator of a CHRS: a rate of households, beside their number when `compte`."""

    code: str
    libelle: str
    compte: bool
    droits_complets: bool
