"""Read the catalogue of articles that stands beside the gabarits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from cpomdoc.errors import GabaritError
from cpomdoc.model.catalogue import COMMUN, ArticleType, Catalogue, TitreType
from cpomdoc.model.plan import CONDITIONS


def load_catalogue(data: bytes, name: str) -> Catalogue:
    """Articles and plans of a catalogue.yaml; raises GabaritError in French when it is not one."""
    try:
        tree = yaml.load(data, Loader=yaml.CBaseLoader)  # strings, lists and mappings only
        articles = tree["articles"]
        plans = {code: _Arranger(articles, code, name).arrange(plan) for code, plan in tree["plans"].items()}
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError) as error:
        message = f"{name} : le catalogue des articles est illisible ({error}). Reprenez celui que cpomdoc fournit."
        raise GabaritError(message) from error
    if COMMUN not in plans:
        raise GabaritError(f"{name} : il manque le plan « {COMMUN} », celui des catégories qui n’en ont pas à elles.")
    return Catalogue(plans, frozenset(articles))


@dataclass(frozen=True)
class _Arranger:
    """One plan being read: its articles are named by key, what they are called is said once, under `articles`."""

    articles: Mapping[str, Mapping[str, Any]]
    plan: str
    name: str

    def arrange(self, titres: list[Mapping[str, Any]]) -> tuple[TitreType, ...]:
        """Titres of the plan; an article stands at most once."""
        arranged = tuple(
            TitreType(titre["cle"], titre["intitule"], tuple(self._article(one) for one in titre["articles"]))
            for titre in titres
        )
        keys = [cle for titre in arranged for cle in _keys(titre.articles)]
        if double := next((cle for cle in keys if keys.count(cle) > 1), None):
            raise GabaritError(f"{self.name} : l’article « {double} » figure deux fois dans le plan « {self.plan} ».")
        return arranged

    def _article(self, node: str | Mapping[str, list[str]]) -> ArticleType:
        """« suivi », or « moyens: [methode, dotations] » for an article in parts."""
        if isinstance(node, str):
            return self._named(node, ())
        ((cle, parts),) = node.items()
        return self._named(cle, tuple(self._article(part) for part in parts))

    def _named(self, cle: str, parts: tuple[ArticleType, ...]) -> ArticleType:
        said = self.articles.get(cle)
        if said is None:
            message = f"{self.name} : le plan « {self.plan} » place « {cle} », qui n’est pas sous « articles »."
            raise GabaritError(message)
        condition = said.get("conditions", {}).get(self.plan, said.get("condition"))
        if condition and condition not in CONDITIONS:
            known = ", ".join(sorted(CONDITIONS))
            message = f"{self.name} : la condition « {condition} » n'existe pas ; choisissez parmi {known}."
            raise GabaritError(message)
        intitule = said.get("intitules", {}).get(self.plan, said["intitule"])
        return ArticleType(cle, intitule, condition, parts)


def _keys(articles: tuple[ArticleType, ...]) -> Iterator[str]:
    for article in articles:
        yield article.cle
        yield from _keys(article.articles)
