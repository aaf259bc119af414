"""Every fault of catalogue.yaml at its place, before anything is built of it: a house may write its own."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from cpomdoc.loading.catalogue_refusals import (
    ARTICLE_TWICE,
    ARTICLE_UNKNOWN,
    ARTICLE_UNUSED,
    CONDITION_UNKNOWN,
    KEY_MISSING,
    KEY_UNKNOWN,
    PLAN_UNKNOWN,
    SHAPE,
)
from cpomdoc.loading.refusals import Refusal, refuse
from cpomdoc.model.catalogue import COMMUN
from cpomdoc.model.plan import CONDITIONS
from cpomdoc.problems import Problem, Severite
from cpomdoc.source import Arbre, Chemin, Source
from cpomdoc.suggestions import format_suggestion

_ARTICLE = ("intitule", "intitules", "condition", "conditions")
_TITRE = ("cle", "intitule", "articles")
_RACINE = ("articles", "plans")


def check_catalogue(source: Source, categories: Collection[str]) -> list[Problem]:
    """Problems of a catalogue in reading order; `categories` are those of contracts, each of which may have a plan."""
    return sorted(_Catalogue(source, categories).check(), key=_reading_order)


def _reading_order(problem: Problem) -> tuple[int, int]:
    here = problem.position
    return (here.line, here.column) if here else (0, 0)


@dataclass(frozen=True)
class _Catalogue:
    source: Source
    categories: Collection[str]

    def check(self) -> Iterator[Problem]:
        """The articles, then the plans, then what neither speaks of."""
        tree = self.source.tree
        yield from self._keys(tree, (), _RACINE, _RACINE)
        articles, plans = tree.get("articles"), tree.get("plans")
        if not isinstance(articles, dict):
            yield from [] if "articles" not in tree else [self._shape(("articles",), "un bloc de clés")]
            return
        for cle, article in articles.items():
            yield from self._article(article, ("articles", cle))
        if not isinstance(plans, dict):
            yield from [] if "plans" not in tree else [self._shape(("plans",), "un bloc de clés")]
            return
        yield from self._plans(plans, articles)

    def _article(self, article: Arbre, path: Chemin) -> Iterator[Problem]:
        if not isinstance(article, dict):
            yield self._shape(path, "un bloc de clés")
            return
        yield from self._keys(article, path, _ARTICLE, ("intitule",))
        intitules = article.get("intitules")
        if "intitules" in article and not isinstance(intitules, dict):
            yield self._shape((*path, "intitules"), "un intitulé par plan")
        for plan in intitules if isinstance(intitules, dict) else ():
            yield from self._plan_name(plan, (*path, "intitules", plan))
        condition = article.get("condition")
        if isinstance(condition, str) and condition not in CONDITIONS:
            yield self._refuse(CONDITION_UNKNOWN, (*path, "condition"), condition, CONDITIONS)
        propres = article.get("conditions")
        if "conditions" in article and not isinstance(propres, dict):
            yield self._shape((*path, "conditions"), "une condition par plan")
        for plan, propre in propres.items() if isinstance(propres, dict) else ():
            yield from self._plan_name(plan, (*path, "conditions", plan))
            if isinstance(propre, str) and propre not in CONDITIONS:
                yield self._refuse(CONDITION_UNKNOWN, (*path, "conditions", plan), propre, CONDITIONS)

    def _plans(self, plans: dict[str, Arbre], articles: dict[str, Arbre]) -> Iterator[Problem]:
        if COMMUN not in plans:
            yield refuse(KEY_MISSING, self.source.locate(("plans",), on_key=True), nom=COMMUN)
        placed: set[str] = set()
        for name, titres in plans.items():
            path: Chemin = ("plans", name)
            yield from self._plan_name(name, path)
            if not isinstance(titres, list):
                yield self._shape(path, "une liste de titres")
                continue
            seen: set[str] = set()
            for rank, titre in enumerate(titres):
                yield from self._titre(titre, (*path, rank), articles, seen)
            placed |= seen
        for cle in [one for one in articles if one not in placed]:
            unused = refuse(ARTICLE_UNUSED, self.source.locate(("articles", cle), on_key=True), nom=cle)
            yield replace(unused, severite=Severite.ALERTE)

    def _titre(self, titre: Arbre, path: Chemin, articles: Collection[str], seen: set[str]) -> Iterator[Problem]:
        if not isinstance(titre, dict):
            yield self._shape(path, "un titre (cle, intitule, articles)")
            return
        yield from self._keys(titre, path, _TITRE, _TITRE)
        listed = titre.get("articles")
        if "articles" in titre and not isinstance(listed, list):
            yield self._shape((*path, "articles"), "une liste d’articles")
        for rank, node in enumerate(listed if isinstance(listed, list) else []):
            for place, cle in self._placed(node, (*path, "articles", rank)):
                if cle is None:
                    yield self._shape(place, "la clé d’un article, ou un article et ses parties")
                elif cle not in articles:
                    yield self._refuse(ARTICLE_UNKNOWN, place, cle, articles)
                elif cle in seen:
                    yield refuse(ARTICLE_TWICE, self.source.locate(place), nom=cle, plan=path[1])
                seen |= {cle} if cle else set()

    def _placed(self, node: Arbre, path: Chemin) -> Iterator[tuple[Chemin, str | None]]:
        """« suivi », or « moyens: [methode, dotations] »; None for anything else."""
        if isinstance(node, str):
            yield path, node
            return
        parts = next(iter(node.values())) if isinstance(node, dict) and len(node) == 1 else None
        if not isinstance(node, dict) or not isinstance(parts, list):
            yield path, None
            return
        (cle,) = node
        yield (*path, cle), cle
        for rank, part in enumerate(parts):
            yield (*path, cle, rank), part if isinstance(part, str) else None

    def _plan_name(self, name: str, path: Chemin) -> Iterator[Problem]:
        if name != COMMUN and name not in self.categories:
            yield self._refuse(PLAN_UNKNOWN, path, name, (COMMUN, *self.categories), on_key=True)

    def _keys(
        self, block: dict[str, Arbre], path: Chemin, known: tuple[str, ...], needed: Iterable[str]
    ) -> Iterator[Problem]:
        for key in block:
            if key not in known:
                yield self._refuse(KEY_UNKNOWN, (*path, key), key, known, on_key=True)
        for key in needed:
            if block.get(key) is None:
                yield refuse(KEY_MISSING, self.source.locate(path), nom=key)
            elif key in ("cle", "intitule") and not isinstance(block[key], str):
                yield self._shape((*path, key), "un texte")

    def _shape(self, path: Chemin, attendu: str) -> Problem:
        return refuse(SHAPE, self.source.locate(path), attendu=attendu)

    def _refuse(
        self, refusal: Refusal, path: Chemin, nom: str, known: Iterable[str], *, on_key: bool = False
    ) -> Problem:
        """A word that is not one of those known there; in a plan, the plan is named."""
        listed = list(known)
        hint = format_suggestion(nom, listed)
        proposition = f"{hint[:1].upper()}{hint[1:]} " if hint else ""
        place, plan = self.source.locate(path, on_key=on_key), path[1] if len(path) > 1 else ""
        connues = ", ".join(sorted(listed))
        return refuse(refusal, place, nom=nom, proposition=proposition, connues=connues, plan=plan)
