"""Articles and annexes as documents print them and refer to them: numbers come from the plan, never from a gabarit."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from cpomdoc.model.plan import AnnexePlace, ArticlePlace
from cpomdoc.rendering.documents.contexte import Contexte


@dataclass(frozen=True)
class Clause:
    """A clause of one's own, printed at the end of the article it names."""

    intitule: str
    texte: str


@dataclass(frozen=True)
class Article:
    """An article to print: its `cle` chooses its words in the gabarit, `titre` heads it, `niveau` 2 is a part of one.

    `ouvre` is the heading of the titre that it opens (« Titre I – Objet du contrat »), empty for the following ones.
    """

    cle: str
    niveau: int
    titre: str
    ouvre: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Renvoi:
    """`renvoi` refers to an article (« article 4.2 »)."""

    renvoi: str


@dataclass(frozen=True)
class Articles:
    """The articles that others refer to; None for those that this contract does not have."""

    objectifs: Renvoi | None
    methode: Renvoi | None
    dotations: Renvoi | None
    suivi: Renvoi | None
    revision: Renvoi | None


@dataclass(frozen=True)
class Annexe:
    """An annex in the list that closes the contract; `renvoi` refers to it (« annexe n° 5 »)."""

    numero: int
    intitule: str
    opposable: bool
    renvoi: str


@dataclass(frozen=True)
class Annexes:
    """The annexes that articles refer to; None for those that this contract does not have."""

    fiche_signaletique: Annexe | None
    synthese_diagnostic: Annexe | None
    diagnostic: Annexe | None
    objectifs_fiches_actions: Annexe | None
    domicile: Annexe | None
    activite: Annexe | None
    financiere: Annexe | None
    affectation_resultats: Annexe | None
    frais_siege: Annexe | None
    aide_sociale: Annexe | None


def build_plan(contexte: Contexte) -> tuple[Article, ...]:
    """Every article in the order of the plan; clauses on an article in parts close the last of its parts."""
    named = {titre.cle: f"Titre {titre.numero} – {titre.intitule}" for titre in contexte.plan.titres}
    places = list(contexte.plan.articles.values())
    printed: list[Article] = []
    waiting: list[ArticlePlace] = []
    for place, following in zip(places, [*places[1:], None], strict=True):
        waiting = [one for one in waiting if one.niveau < place.niveau] + [place]
        next_level = following.niveau if following else 0
        closed = [one for one in reversed(waiting) if one.niveau >= next_level]
        clauses = tuple(clause for one in closed for clause in _clauses(contexte, one))
        intitule = place.intitule.replace("'", "’")
        titre = f"Article {place.numero} – {intitule}"
        printed.append(Article(place.cle, place.niveau, titre, named.pop(place.titre, ""), clauses))
    return tuple(printed)


def build_articles(contexte: Contexte) -> Articles:
    """The articles of the contract that its gabarit refers to."""
    places = contexte.plan.articles
    return Articles(
        **{
            f.name: Renvoi(renvoi_article(contexte, places[f.name])) if f.name in places else None
            for f in fields(Articles)
        }
    )


def build_annexes(contexte: Contexte) -> Annexes:
    """The annexes that articles may refer to."""
    return Annexes(**{f.name: _annexe(contexte.annexe(f.name)) for f in fields(Annexes)})


def list_annexes(contexte: Contexte) -> tuple[Annexe, ...]:
    """All the annexes of the contract, by number."""
    return tuple(_place_annexe(place) for place in contexte.plan.annexes)


def resolve_renvoi(contexte: Contexte, renvoi: str) -> str | None:
    """Words for a reference of a long text: « annexe:activite » -> « annexe n° 5 »; None when nothing has that name."""
    genre, _, cle = (part.strip() for part in renvoi.partition(":"))
    if genre == "annexe":
        annexe = contexte.annexe(cle)
        return None if annexe is None else _renvoi_annexe(annexe)
    if genre == "article":
        article = contexte.plan.articles.get(cle)
        return None if article is None else renvoi_article(contexte, article)
    if genre == "fiche":
        return next((f"fiche action {fiche.fiche}" for fiche in contexte.dossier.fiches if fiche.fiche == cle), None)
    return None


def _clauses(contexte: Contexte, place: ArticlePlace) -> Iterator[Clause]:
    """The clauses that the author placed after an article."""
    for clause in contexte.dossier.general.clauses_particulieres:
        if clause.apres == place.cle:
            yield Clause(clause.intitule or "Clause particulière", clause.texte)


def renvoi_article(contexte: Contexte, place: ArticlePlace) -> str:
    """« article 4.2 »; where numbers start again in each titre, « article 4.2 du titre I »."""
    renvoi = f"article\u00a0{place.numero}"
    if contexte.dossier.general.presentation.numerotation != "par_titre":
        return renvoi
    titre = next((one.numero for one in contexte.plan.titres if one.cle == place.titre), "")
    return f"{renvoi} du titre\u00a0{titre}" if titre else renvoi


def _annexe(place: AnnexePlace | None) -> Annexe | None:
    return None if place is None else _place_annexe(place)


def _place_annexe(place: AnnexePlace) -> Annexe:
    return Annexe(place.numero, place.intitule, place.opposable, _renvoi_annexe(place))


def _renvoi_annexe(place: AnnexePlace) -> str:
    return f"annexe n°\u00a0{place.numero}"
