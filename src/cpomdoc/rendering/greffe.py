"""An article of the printed contract that an act quotes: the mark that stands for it until its words take its place."""

from dataclasses import dataclass

MARQUE = "⟦greffe"


@dataclass(frozen=True)
class Greffe:
    """What replaces the paragraph that says `marque`: an article of the printed contract, by its key.

    `alineas` are those of its lines that are quoted, counted from 0 as `cut_articles` gives them; the whole article,
    with its heading, when there is none. A table is never cut: one of its rows brings them all.
    """

    marque: str
    cle: str
    alineas: tuple[int, ...] = ()


def write_marque(cible: str, rang: int) -> str:
    """The words of a mark, which no contract holds: « ⟦greffe 2 : article:duree⟧ »."""
    return f"{MARQUE} {rang} : {cible}⟧"
