"""The articles of the act: what it is about, what it does to the contract, and how it ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cpomdoc.francais import accord
from cpomdoc.model.avenant import ClauseAvenant
from cpomdoc.model.projet_avenant import Genre, LigneTableau, Operation, ProjetAvenant
from cpomdoc.rendering.documents.avenant.mots import list_avenants, name_avenant
from cpomdoc.rendering.documents.contexte import Contexte, TexteRiche
from cpomdoc.rendering.documents.entete import list_jointes
from cpomdoc.rendering.greffe import Greffe, write_marque
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet

ARTICLE_UNIQUE = "article_unique"


@dataclass(frozen=True)
class LigneVue:
    """A line of a table of changes; a dash where there was nothing, or where nothing is left."""

    sujet: str
    avant: str | SansObjet
    apres: str | SansObjet


@dataclass(frozen=True)
class OperationVue:
    """What is done to one part: a sentence, the article that it quotes (`marque` stands for it), the changed fields."""

    phrase: str
    marque: str
    lignes: tuple[LigneVue, ...]


@dataclass(frozen=True)
class ClauseVue:
    """A clause of the act's own; `intitule` is empty when the heading of its article says it."""

    intitule: str
    texte: TexteRiche


@dataclass(frozen=True)
class ArticleActe:
    """An article of the act: its `cle` chooses its words in the gabarit; no `titre` under an « Article unique »."""

    cle: str
    titre: str
    operations: tuple[OperationVue, ...] = ()
    clause: ClauseVue | None = None


@dataclass(frozen=True)
class EffetVue:
    """From when the act binds, the day of its signature when it says nothing else, and until when the contract runs."""

    date_effet: date | None
    a_la_signature: bool
    retroactif: bool
    date_fin: date | None
    proroge: bool


def build_articles_acte(contexte: Contexte, projet: ProjetAvenant) -> tuple[ArticleActe, ...]:
    """The articles in order: one by clause changed, or a single one without inner headings."""
    unique = is_unique(projet)
    parts = list(_iterate_parts(contexte, projet, unique=unique))
    if unique:
        titres = ["Article unique", *("" for _ in parts[1:])]
    else:
        titres = [f"Article {rang} – {intitule}" for rang, (intitule, _) in enumerate(parts, 1)]
    return tuple(
        ArticleActe(one.cle, titre, one.operations, one.clause) for titre, (_, one) in zip(titres, parts, strict=True)
    )


def is_unique(projet: ProjetAvenant) -> bool:
    """Whether the act has a single article: its author says so, or it does one thing only."""
    if projet.avenant.presentation is not None:
        return projet.avenant.presentation == ARTICLE_UNIQUE
    return len(_list_operations(projet)) == 1 and not projet.avenant.clauses


def list_greffes(contexte: Contexte) -> tuple[Greffe, ...]:
    """The articles that the act quotes from the printed contract, in order."""
    if contexte.projet_avenant is None:
        return ()
    return tuple(
        Greffe(write_marque(one.cible, rang), one.cible.removeprefix("article:"), one.alineas)
        for rang, one in enumerate(_list_operations(contexte.projet_avenant), 1)
        if one.greffe
    )


def build_lignes(lignes: Sequence[LigneTableau]) -> tuple[LigneVue, ...]:
    """Lines of a table of changes."""
    return tuple(LigneVue(one.sujet, one.avant or SANS_OBJET, one.apres or SANS_OBJET) for one in lignes)


def build_effet(contexte: Contexte, projet: ProjetAvenant) -> EffetVue:
    """When the act enters into force, and the term of the contract after it."""
    avenant = projet.avenant
    signe, effet = avenant.date_signature, avenant.date_effet
    return EffetVue(
        date_effet=effet,
        a_la_signature=effet is None or effet == signe,
        retroactif=effet is not None and signe is not None and effet < signe,
        date_fin=contexte.calculs.jalons.date_fin,
        proroge=any(one.genre is Genre.PROROGER for one in _list_operations(projet)),
    )


def name_modifie(projet: ProjetAvenant) -> str:
    """« l’avenant n° 1 »: what changed the contract before; empty for the first avenant."""
    return list_avenants(projet.anterieurs)


def list_annexes_jointes(contexte: Contexte, projet: ProjetAvenant) -> tuple[str, ...]:
    """« annexe n° 5 – Annexe d’activité (version issue de l’avenant n° 1) »: those that the act replaces or adds."""
    version = f"version issue de l’{name_avenant(projet.avenant.numero)}"
    places = (contexte.annexe(cle) for cle in list_jointes(projet))
    return tuple(f"annexe n°\u00a0{one.numero} – {one.intitule} ({version})" for one in places if one is not None)


def _iterate_parts(contexte: Contexte, projet: ProjetAvenant, *, unique: bool) -> Iterator[tuple[str, ArticleActe]]:
    rangs = iter(range(1, len(_list_operations(projet)) + 1))
    yield "Objet", ArticleActe("objet", "")
    for article in projet.articles:
        operations = tuple(_operation(one, next(rangs)) for one in article.operations)
        yield article.intitule, ArticleActe("operations", "", operations)
    for clause in projet.avenant.clauses:
        yield clause.intitule or "Clause particulière", ArticleActe("clause", "", (), _clause(clause, unique=unique))
    jointes = list_annexes_jointes(contexte, projet)
    if len(jointes) > unique:
        yield accord(len(jointes), "Annexe jointe", "Annexes jointes"), ArticleActe("annexes", "")
    yield "Dispositions inchangées", ArticleActe("inchange", "")
    yield "Entrée en vigueur et durée", ArticleActe("effet", "")


def _list_operations(projet: ProjetAvenant) -> tuple[Operation, ...]:
    return tuple(operation for article in projet.articles for operation in article.operations)


def _operation(one: Operation, rang: int) -> OperationVue:
    marque = write_marque(one.cible, rang) if one.greffe else ""
    return OperationVue(one.phrase, marque, build_lignes(one.lignes))


def _clause(one: ClauseAvenant, *, unique: bool) -> ClauseVue:
    return ClauseVue(one.intitule or "" if unique else "", TexteRiche(one.texte))
