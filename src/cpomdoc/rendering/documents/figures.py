"""What the charts of a contract share: whether they are wanted, and how their figures are said in words."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.graphiques import Mesure

VALEURS_MIN = 2
"""A chart of one figure says less than the figure."""


def wants_figures(contexte: Contexte) -> bool:
    """Whether the contract is to be printed with its charts."""
    return contexte.dossier.general.presentation.graphiques


def count_known(mesures: Iterable[Mesure | None]) -> int:
    """How many figures there are to draw."""
    return sum(1 for one in mesures if one is not None and one.valeur is not None)


def say_annees(annees: Sequence[int], mesures: Sequence[Mesure | None], inconnu: str) -> str:
    """« 93,00 de 2027 à 2029, 94,00 en 2030, non fixée en 2031 »; a year without an object is not said."""
    pairs = [
        (annee, one.texte if one.valeur is not None else inconnu)
        for annee, one in zip(annees, mesures, strict=True)
        if one is not None
    ]
    return ", ".join(f"{texte} {say_periode(annees)}" for texte, annees in _iterate_runs(pairs))


def say_periode(annees: Sequence[int]) -> str:
    """« en 2027 », « en 2027 et 2028 », « de 2027 à 2031 »."""
    if len(annees) == 1:
        return f"en {annees[0]}"
    return f"en {annees[0]} et {annees[1]}" if len(annees) == 2 else f"de {annees[0]} à {annees[-1]}"


def _iterate_runs(pairs: Sequence[tuple[int, str]]) -> Iterator[tuple[str, list[int]]]:
    """Years that follow each other with the same figure, together."""
    numbered = [(texte, annee - rank, annee) for rank, (annee, texte) in enumerate(pairs)]
    for (texte, _), group in groupby(numbered, key=lambda one: one[:2]):
        yield texte, [annee for *_, annee in group]
