"""Charts that a view holds: what they show, in figures already written in French; formats know how to draw them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from cpomdoc.rendering.valeurs import A_COMPLETER

PLEINE_PAGE_CM = 16.0
"""Width of the text of an upright page."""

PAYSAGE_CM = 24.0
"""Width of a chart on a page laid on its side."""

HAUTEUR_PAYSAGE_CM = 15.0
"""Height of such a chart under its title."""


@dataclass(frozen=True)
class Mesure:
    """A figure and the way it is written; `valeur` is None when it is unknown, which is not zero."""

    valeur: Decimal | None
    texte: str = A_COMPLETER


@dataclass(frozen=True)
class LigneBarres:
    """A line of bars, one per series; a series that does not apply to the line has None in its place."""

    libelle: str
    mesures: tuple[Mesure | None, ...]


@dataclass(frozen=True)
class Barres:
    """Bars that lie on their side, from zero, each with its figure; series differ by tint and by hatching."""

    series: tuple[str, ...]
    lignes: tuple[LigneBarres, ...]
    alternative: str
    largeur_cm: float = PLEINE_PAGE_CM


@dataclass(frozen=True)
class Panneau:
    """One small chart: a value per year and per series, None where there is none to draw."""

    titre: str
    unite: str
    series: tuple[tuple[Mesure | None, ...], ...]


@dataclass(frozen=True)
class Courbes:
    """Small charts side by side over the same years; series differ by their stroke and by their marks."""

    series: tuple[str, ...]
    annees: tuple[int, ...]
    panneaux: tuple[Panneau, ...]
    alternative: str
    largeur_cm: float = PLEINE_PAGE_CM


@dataclass(frozen=True)
class LigneCalendrier:
    """When something takes place and when it is due; what is unknown is not drawn."""

    libelle: str
    debut: date | None
    fin: date | None
    echeance: date | None


@dataclass(frozen=True)
class Calendrier:
    """Lines over the years, with a mark where each is due."""

    annees: tuple[int, ...]
    lignes: tuple[LigneCalendrier, ...]
    alternative: str
    largeur_cm: float = PLEINE_PAGE_CM


@dataclass(frozen=True)
class ActeurDessine:
    """Someone on the map of actors: double border when they sign, `lien` says with which ESMS they work."""

    nom: str
    signataire: bool
    lien: str


@dataclass(frozen=True)
class GroupeActeurs:
    """A category of actors."""

    titre: str
    acteurs: tuple[ActeurDessine, ...]


@dataclass(frozen=True)
class CarteActeurs:
    """The manager and its ESMS in the middle, groups of actors above and below."""

    centre: str
    etablissements: tuple[str, ...]
    groupes: tuple[GroupeActeurs, ...]
    alternative: str
    largeur_cm: float = PAYSAGE_CM
    hauteur_cm: float = HAUTEUR_PAYSAGE_CM


Marque = Literal["reunion", "copil", "deliberation"]


@dataclass(frozen=True)
class LignePlanning:
    """A stretch of work, or a single day with its mark; what is unknown is not drawn."""

    libelle: str
    debut: date | None = None
    fin: date | None = None
    jour: date | None = None
    marque: Marque = "reunion"


@dataclass(frozen=True)
class Planning:
    """Lines over months, given by their first days; months of `creux` are those in which few people answer."""

    mois: tuple[date, ...]
    lignes: tuple[LignePlanning, ...]
    alternative: str
    creux: tuple[date, ...] = ()
    largeur_cm: float = PAYSAGE_CM


Graphique = Barres | Courbes | Calendrier | CarteActeurs | Planning


@dataclass(frozen=True)
class Figure:
    """A chart under its title."""

    titre: str
    dessin: Graphique
