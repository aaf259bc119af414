"""pgfp.yaml: the multi-year financing plan, a row a figure and a column a year; what follows from them is computed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

Serie = Mapping[int, Decimal | None]
"""One figure per year, in euros; a year that is missing is unknown."""


@dataclass(frozen=True)
class Exploitation:
    """Products and charges of the year, by group of charges."""

    produits_tarification: Serie = field(default_factory=dict)
    autres_produits: Serie = field(default_factory=dict)
    charges_g1: Serie = field(default_factory=dict)
    charges_g2: Serie = field(default_factory=dict)
    charges_g3: Serie = field(default_factory=dict)


@dataclass(frozen=True)
class PassageCaf:
    """From the result to the self-financing capacity: accounts 68, 675 (added), 78, 775, 777 and 778 (taken out)."""

    dotations: Serie = field(default_factory=dict)
    valeurs_cedees: Serie = field(default_factory=dict)
    reprises: Serie = field(default_factory=dict)
    produits_cessions: Serie = field(default_factory=dict)
    subventions_virees: Serie = field(default_factory=dict)
    autres_produits_calcules: Serie = field(default_factory=dict)


@dataclass(frozen=True)
class Emplois:
    """What the year spends on the balance sheet."""

    remboursements_emprunts: Serie = field(default_factory=dict)
    investissements: Serie = field(default_factory=dict)
    autres_emplois: Serie = field(default_factory=dict)


@dataclass(frozen=True)
class Ressources:
    """What the year brings to the balance sheet, beside self-financing and the price of what was sold."""

    emprunts: Serie = field(default_factory=dict)
    subventions: Serie = field(default_factory=dict)
    apports: Serie = field(default_factory=dict)


@dataclass(frozen=True)
class AnnoncePgfp:
    """Figures that a paper gives although they are computed; a difference is an alerte, and both are printed."""

    resultat: Serie = field(default_factory=dict)
    caf: Serie = field(default_factory=dict)
    frng: Serie = field(default_factory=dict)
    tresorerie: Serie = field(default_factory=dict)


@dataclass(frozen=True)
class Pgfp:
    """Everything pgfp.yaml holds; `frng_reel` is the working capital at the end of the last closed year."""

    annee_reelle: int | None = None
    hypotheses: str | None = None
    exploitation: Exploitation = field(default_factory=Exploitation)
    passage_caf: PassageCaf = field(default_factory=PassageCaf)
    emplois: Emplois = field(default_factory=Emplois)
    ressources: Ressources = field(default_factory=Ressources)
    frng_reel: Decimal | None = None
    bfr: Serie = field(default_factory=dict)
    commentaire: str | None = None
    annonce: AnnoncePgfp | None = None
