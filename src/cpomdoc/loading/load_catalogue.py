"""Read the catalogue of articles that stands beside the gabarits."""

import yaml

from cpomdoc.errors import GabaritError
from cpomdoc.model.catalogue import ArticleType, Catalogue, TitreType
from cpomdoc.model.plan import CONDITIONS


def load_catalogue(data: bytes, name: str) -> Catalogue:
    """Titres and articles of a catalogue.yaml; raises GabaritError in French when it is not one."""
    try:
        tree = yaml.load(data, Loader=yaml.CBaseLoader)  # strings, lists and mappings only
        titres = tuple(
            TitreType(titre["cle"], titre["intitule"], tuple(_article(a) for a in titre["articles"]))
            for titre in tree["titres"]
        )
    except (yaml.YAMLError, KeyError, TypeError) as error:
        message = f"{name} : le catalogue des articles est illisible ({error}). Reprenez celui que cpomdoc fournit."
        raise GabaritError(message) from error
    _check_conditions(titres, name)
    return Catalogue(titres)


def _article(node: dict[str, object]) -> ArticleType:
    parts = node.get("articles", [])
    if not isinstance(parts, list):
        raise TypeError("articles")
    condition = node.get("condition")
    return ArticleType(
        str(node["cle"]),
        str(node["intitule"]),
        None if condition is None else str(condition),
        tuple(_article(part) for part in parts),
    )


def _check_conditions(titres: tuple[TitreType, ...], name: str) -> None:
    for titre in titres:
        for article in (*titre.articles, *(part for a in titre.articles for part in a.articles)):
            if article.condition and article.condition not in CONDITIONS:
                known = ", ".join(sorted(CONDITIONS))
                message = f"{name} : la condition « {article.condition} » n'existe pas ; choisissez parmi {known}."
                raise GabaritError(message)
