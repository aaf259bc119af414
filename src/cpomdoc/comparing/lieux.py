"""Places of a contract as people name them: « finances.bases[ime, ars].montant », « finances.bases.*.montant »."""

import re
from collections.abc import Sequence

from cpomdoc.comparing.changements import Chemin, Pas, Repere, format_lieu
from cpomdoc.suggestions import fold

TOUT = "*"
_MORCEAU = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:\((\d+)\))?|([^.\[\]]+)")

Morceaux = tuple["str | Cle", ...]


class Cle(tuple[str, ...]):
    """The parts of what stands between brackets."""

    __slots__ = ()


def read_lieu(texte: str) -> Morceaux:
    """The steps of a place: names of fields, « * », and what stands between brackets."""
    return tuple(
        Cle(part.strip() for part in found[1].split(",")) if found[3] is None else found[3].strip()
        for found in _MORCEAU.finditer(texte.strip())
    )


def is_at(chemin: Chemin, lieu: str) -> bool:
    """Whether a value stands at this place, or under it."""
    if format_lieu(chemin) in (lieu, f"general.{lieu}"):
        return True
    steps = chemin[1:] if chemin[:1] == ("general",) and not lieu.startswith("general") else chemin
    return bool(wanted := read_lieu(lieu)) and _starts(steps, wanted)


def ends_at(chemin: Chemin, lieu: str) -> bool:
    """Whether the last steps of a value are those: « bases.montant », « capacites[semi_internat].autorisee »."""
    wanted = read_lieu(lieu)
    return any(
        isinstance(chemin[rank], str) and _starts(chemin[rank:], wanted, whole=True)
        for rank in range(len(chemin))
        if wanted
    )


def name_champ(chemin: Chemin) -> str:
    """The field of a value, whatever the items that lead to it: « finances.bases.montant »."""
    names = [pas for pas in chemin if isinstance(pas, str)]
    return ".".join(names[1:] if names[0] == "general" else names)


def _starts(steps: Chemin, wanted: Morceaux, *, whole: bool = False) -> bool:
    if not wanted:
        return not whole or all(isinstance(pas, Repere) for pas in steps)
    if not steps:
        return False
    if _is(steps[0], wanted[0]) and _starts(steps[1:], wanted[1:], whole=whole):
        return True
    return isinstance(steps[0], Repere) and _starts(steps[1:], wanted, whole=whole)


def _is(pas: Pas, wanted: "str | Cle") -> bool:
    """Whether a step is the one named: of a key, the parts that are given, or what people call the item."""
    if isinstance(pas, str):
        return pas == wanted
    if wanted in (TOUT, Cle((TOUT,))):
        return True
    names = ["–" if one is None else str(one) for one in pas.cle]
    if isinstance(wanted, str):
        return False
    return _holds(names, wanted) or bool(pas.nom and fold(pas.nom) == fold(", ".join(wanted)))


def _holds(names: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether these parts of a key are there, in their order; a part that holds a comma counts as several."""
    rest = iter(part.strip() for name in names for part in name.split(","))
    return all(part in rest for part in wanted)
