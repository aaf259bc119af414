"""Documents before and after as one web page: no script, nothing from elsewhere, read aloud and in black and white."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from cpomdoc.francais import accord, liste
from cpomdoc.mots import AJOUT, EGAL, RETRAIT, Morceau, cut_changes
from cpomdoc.rendering.formats.comparaison_blocs import Alinea, Grille, Pas, compare_trees
from cpomdoc.rendering.formats.comparaison_grilles import GrilleHtml, build_grille
from cpomdoc.rendering.formats.comparaison_modele import FRAGMENT, PAGE, STYLE
from cpomdoc.rendering.formats.docx_tree import DocxTree
from cpomdoc.rendering.formats.html import digest

Comparable = tuple[str, DocxTree | None, DocxTree | None]
"""A name for the reader, the document before and after; None for one that is not there."""

STYLE_COMPARAISON = STYLE
"""What a page that takes fragments must hold in its style."""

_LEVEL_OF_DOCUMENT = 2
_LAST_LEVEL = 6


@dataclass(frozen=True)
class Element:
    """A heading, a paragraph or a table, ready to print: `balise` is its HTML tag."""

    balise: str
    morceaux: tuple[Morceau, ...] = ()
    grille: GrilleHtml | None = None


@dataclass(frozen=True)
class Groupe:
    """Elements that follow each other: shown, or folded under a `resume` when nothing in them changed."""

    elements: tuple[Element, ...]
    resume: str = ""


@dataclass(frozen=True)
class Compare:
    """One document: its name, what changed in a sentence, its groups."""

    nom: str
    ancre: str
    bilan: str
    groupes: tuple[Groupe, ...]


def render_comparaison(titre: str, documents: Sequence[Comparable]) -> str:
    """The whole page: each document with its changed words marked, and what did not change folded."""
    compares = [_build(document, f"d{rank}") for rank, document in enumerate(documents, 1)]
    return _load(PAGE).render(
        titre=titre,
        documents=compares,
        fragments=[_render(one, _LEVEL_OF_DOCUMENT) for one in compares],
        style=Markup(STYLE),
        regles=f"default-src 'none'; style-src {digest(STYLE)}",
    )


def render_fragment(document: Comparable, ancre: str, niveau: int = _LEVEL_OF_DOCUMENT) -> Markup:
    """One document as a <section> for another page, which holds STYLE_COMPARAISON; its heading is of that level."""
    return _render(_build(document, ancre, niveau), niveau)


@cache
def _load(source: str) -> Template:
    env = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return env.from_string(source)


def _render(compare: Compare, niveau: int) -> Markup:
    return Markup(_load(FRAGMENT).render(document=compare, niveau=niveau, montrer=_show_blanks))


def _build(document: Comparable, ancre: str, niveau: int = _LEVEL_OF_DOCUMENT) -> Compare:
    nom, avant, apres = document
    steps = compare_trees(avant, apres)
    groupes = tuple(_group([*zip(steps, _find_shown(steps), _number_levels(steps, niveau), strict=True)]))
    bilan = "Document ajouté." if avant is None else "Document retiré." if apres is None else _tell_bilan(steps)
    return Compare(nom, ancre, bilan, groupes)


def _find_shown(steps: Sequence[Pas]) -> list[bool]:
    """Which steps are shown: those that change, and the headings above them."""
    shown = [step.change for step in steps]
    for rank, step in enumerate(steps):
        if not step.change:
            continue
        level = _level(step) or _LAST_LEVEL * 2
        for place in range(rank - 1, -1, -1):
            if 0 < (above := _level(steps[place])) < level:
                shown[place], level = True, above
    return shown


def _level(step: Pas) -> int:
    return step.bloc.niveau if isinstance(step.bloc, Alinea) else 0


def _number_levels(steps: Sequence[Pas], niveau: int) -> list[int]:
    """The level of each heading in the page, none skipped; 0 for what is no heading."""
    opened: list[int] = []
    levels = []
    for step in steps:
        level = _level(step)
        if level:
            while opened and opened[-1] >= level:
                opened.pop()
            opened.append(level)
        levels.append(min(niveau + len(opened), _LAST_LEVEL) if level else 0)
    return levels


def _group(steps: Sequence[tuple[Pas, bool, int]]) -> Iterator[Groupe]:
    """Runs of steps that are shown, and runs that are folded."""
    start = 0
    for rank in range(1, len(steps) + 1):
        if rank == len(steps) or steps[rank][1] != steps[start][1]:
            run = steps[start:rank]
            resume = "" if run[0][1] else _tell_unchanged([step for step, _, _ in run])
            yield Groupe(tuple(_build_element(step, level) for step, _, level in run), resume)
            start = rank


def _tell_unchanged(steps: Sequence[Pas]) -> str:
    """« Sans changement : 3 alinéas, de « Article 2 » à « Article 4 » »."""
    titles = [step.bloc.texte for step in steps if isinstance(step.bloc, Alinea) and step.bloc.niveau]
    tables = sum(isinstance(step.bloc, Grille) for step in steps)
    texts = len(steps) - len(titles) - tables
    counts = [
        f"{count} {accord(count, one, many)}"
        for count, one, many in ((texts, "alinéa", "alinéas"), (tables, "tableau", "tableaux"))
        if count
    ]
    if len(titles) == 1:
        counts.append(f"«\u202f{titles[0]}\u202f»")
    elif titles:
        counts.append(f"de «\u202f{titles[0]}\u202f» à «\u202f{titles[-1]}\u202f»")
    return f"Sans changement\u202f: {', '.join(counts)}"


def _tell_bilan(steps: Sequence[Pas]) -> str:
    """How many paragraphs and tables changed, came and went."""
    changed = [step for step in steps if step.change]
    if not changed:
        return "Aucun mot ne change."
    counts = []
    for kind, one, many in ((Alinea, "alinéa", "alinéas"), (Grille, "tableau", "tableaux")):
        those = [step for step in changed if isinstance(step.bloc, kind)]
        natures = {
            "changé": sum(step.avant is not None and step.apres is not None for step in those),
            "ajouté": sum(step.avant is None for step in those),
            "retiré": sum(step.apres is None for step in those),
        }
        counts += [
            f"{count} {accord(count, f'{one} {nature}', f'{many} {nature}s')}"
            for nature, count in natures.items()
            if count
        ]
    return f"{liste(counts)}."


def _build_element(step: Pas, level: int) -> Element:
    bloc = step.bloc
    if isinstance(bloc, Grille):
        avant = step.avant if isinstance(step.avant, Grille) else None
        apres = step.apres if isinstance(step.apres, Grille) else None
        return Element("table", grille=build_grille(avant, apres))
    avant_texte, apres_texte = (one.texte if isinstance(one, Alinea) else "" for one in (step.avant, step.apres))
    return Element(f"h{level}" if level else "p", _cut(avant_texte, apres_texte))


def _cut(avant: str, apres: str) -> tuple[Morceau, ...]:
    return ((EGAL, avant),) if avant == apres else cut_changes(avant, apres)


_SEEN = str.maketrans({" ": "␣", "\u202f": "⍽", "\u00a0": "⍽", "\t": "⇥", "\n": "↵"})


def _show_blanks(morceau: Morceau) -> str:
    """The text of a stretch; blanks that come or go alone would not be seen."""
    sort, text = morceau
    return text.translate(_SEEN) if sort in (RETRAIT, AJOUT) and not text.strip() else text
