"""The words of a contract article by article and annex by annex, told by keys so that a new number is not a change."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cpomdoc.francais import majuscule, sans_accent
from cpomdoc.rendering.documents.articles import build_plan, renvoi_article
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.formats.articles_docx import cut_articles
from cpomdoc.rendering.formats.markdown import render_markdown
from cpomdoc.rendering.formats.markdown_text import escape
from cpomdoc.rendering.render_edition import Imprime

CONTRAT = "contrat"
COUVERTURE, PARTIES, VISAS, PREAMBULE, SIGNATURES = (
    "contrat:couverture",
    "contrat:parties",
    "contrat:visas",
    "contrat:preambule",
    "contrat:signatures",
)
TITRE = "titre:"
"""What stands under the heading of a titre before its first article: the object of the contract, under the first."""
_HEADING = re.compile(r"(#{1,6}) (.+)")
_ARTICLE = re.compile(r"\b(articles?\u00a0)(\d+(?:\.\d+)*)\b", re.IGNORECASE)
_ANNEXE = re.compile(r"\b(annexe n°\u00a0)(\d+)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Etat:
    """A state of the contract as it prints: `contexte`, and its documents in signing order, without drawings."""

    contexte: Contexte
    imprimes: tuple[Imprime, ...]

    @cached_property
    def textes(self) -> Mapping[str, str]:
        """Markdown of each document by its key."""
        return {one.cle: render_markdown(one.tree) for one in self.imprimes}

    @cached_property
    def parties(self) -> Mapping[str, str]:
        """Words of each part: « article:duree », « annexe:activite », « contrat:visas »."""
        contrat = dict(_cut(self.textes[CONTRAT], self.contexte))
        annexes = {f"annexe:{cle}": texte for cle, texte in self.textes.items() if cle != CONTRAT}
        return {**contrat, **annexes}

    @cached_property
    def canons(self) -> Mapping[str, str]:
        """The same words with keys in the place of the numbers of articles and annexes."""
        return {cible: canonise(texte, self.contexte) for cible, texte in self.parties.items()}

    @cached_property
    def alineas(self) -> Mapping[str, tuple[str, ...]]:
        """Paragraphs and rows of each article by its key, as they stand in the Word file."""
        contrat = next(one for one in self.imprimes if one.cle == CONTRAT)
        return cut_articles(contrat.tree, [(one.cle, one.titre) for one in build_plan(self.contexte)])

    def titre(self, cible: str) -> str:
        """« Article 4.2 – Dotations » (« Article 2 du titre II – Litiges »), « Annexe n° 5 – Activité »."""
        genre, _, cle = cible.partition(":")
        if genre == "article":
            place = self.contexte.plan.articles[cle]
            return f"{majuscule(renvoi_article(self.contexte, place))} – {place.intitule}"
        annexe = self.contexte.plan.annexes_par_cle[cle]
        return f"Annexe n°\u00a0{annexe.numero} – {annexe.intitule}"


def _cut(markdown: str, contexte: Contexte) -> Iterator[tuple[str, str]]:
    """The parts of the contract by key, in its order, headings left out."""
    printed = build_plan(contexte)
    places = {f"Titre {one.numero} – {one.intitule}": one.cle for one in contexte.plan.titres}
    titres = {escape(one.ouvre): f"{TITRE}{places[one.ouvre]}" for one in printed if one.ouvre}
    cibles = {**titres, **{escape(one.titre): f"article:{one.cle}" for one in printed}}
    cible, lines = COUVERTURE, list[str]()
    for line in markdown.split("\n"):
        heading = _HEADING.fullmatch(line)
        opened = _open(heading, cibles) if heading else ""
        if opened:
            yield cible, "\n".join(lines).strip()
            cible, lines = opened, []
        else:
            lines.append(line)
    yield cible, "\n".join(lines).strip()


def _open(heading: "re.Match[str]", cibles: Mapping[str, str]) -> str:
    """The part that a heading opens, empty when it only divides the one that is open."""
    titre = heading.group(2)
    if titre in cibles:
        return cibles[titre]
    if len(heading.group(1)) > 1:
        return ""
    name = re.sub(r"[^a-z]+", "-", sans_accent(titre).lower()).strip("-")
    return f"{CONTRAT}:{name}"


def canonise(texte: str, contexte: Contexte) -> str:
    """Words in which articles and annexes are named by their keys, and titles by their words alone.

    Where numbers start again in each titre, one says nothing by itself: it is left as it is.
    """
    annexes = {str(one.numero): one.cle for one in contexte.plan.annexes}
    named = _ANNEXE.sub(lambda one: one.group(1) + annexes.get(one.group(2), one.group(2)), texte)
    if contexte.dossier.general.presentation.numerotation == "par_titre":
        return named
    articles = {one.numero: one.cle for one in contexte.plan.articles.values()}
    return _ARTICLE.sub(lambda one: one.group(1) + articles.get(one.group(2), one.group(2)), named)


def list_changed(avant: Etat, apres: Etat) -> tuple[str, ...]:
    """The parts whose words are not the same, those that come and those that go included, in the new order.

    A titre that only heads articles says nothing by itself.
    """
    cibles = merge_order(tuple(apres.canons), tuple(avant.canons))
    muets = {one: "" for one in cibles if one.startswith(TITRE)}
    return tuple(
        one for one in cibles if avant.canons.get(one, muets.get(one)) != apres.canons.get(one, muets.get(one))
    )


def merge_order(nouveaux: Sequence[str], anciens: Sequence[str]) -> tuple[str, ...]:
    """The new order, each that is only in the old one after the one it followed there."""
    merged = list(nouveaux)
    for rang, cible in enumerate(anciens):
        if cible not in merged:
            merged.insert(merged.index(anciens[rang - 1]) + 1 if rang else 0, cible)
    return tuple(merged)
