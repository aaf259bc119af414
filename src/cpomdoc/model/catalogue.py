"""The catalogue of articles: which a contract can have, and how each category of contract arranges them in titres."""

from collections.abc import Mapping
from dataclasses import dataclass

COMMUN = "commun"
"""Plan of the categories that have none of their own."""


@dataclass(frozen=True)
class ArticleType:
    """An article in its place; `condition` names a test of model.plan, None means always."""

    cle: str
    intitule: str
    condition: str | None = None
    articles: tuple["ArticleType", ...] = ()


@dataclass(frozen=True)
class TitreType:
    """A titre and its articles in order."""

    cle: str
    intitule: str
    articles: tuple[ArticleType, ...]


@dataclass(frozen=True)
class Catalogue:
    """The plans of `templates/catalogue.yaml` by category of contract, and the key of every article."""

    plans: Mapping[str, tuple[TitreType, ...]]
    cles: frozenset[str]

    def titres_of(self, categorie: str | None) -> tuple[TitreType, ...]:
        """Titres of a contract of this category: its own plan, otherwise the common one."""
        return self.plans.get(categorie or COMMUN, self.plans[COMMUN])
