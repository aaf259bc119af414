"""The catalogue of articles: which a contract can have, in what order, under which titre."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ArticleType:
    """An article the gabarit knows; `condition` names a test of model.plan, None means always."""

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
    """Every titre of the contract, as `templates/catalogue.yaml` lists them."""

    titres: tuple[TitreType, ...]
