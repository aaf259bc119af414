"""A value through all the versions of a contract, under whatever name each of them gives to what bears it."""

from collections.abc import Sequence
from dataclasses import dataclass

from cpomdoc.comparing.changements import Chemin
from cpomdoc.comparing.lieux import ends_at, is_at
from cpomdoc.comparing.origines import Feuille, pair_feuilles
from cpomdoc.model.dossier import Dossier


@dataclass(frozen=True)
class Fil:
    """A value from version to version: by the rank of each, where it stands and what it is, None while it is not."""

    feuilles: tuple[Feuille | None, ...]

    @property
    def chemin(self) -> Chemin:
        """Where it stands, or stood last."""
        return next(one.chemin for one in reversed(self.feuilles) if one is not None)

    def is_named(self, lieu: str) -> bool:
        """Whether it stood there in some version."""
        return any(is_at(one.chemin, lieu) for one in self.feuilles if one is not None)

    def ends_as(self, lieu: str) -> bool:
        """Whether these are the last steps of where it stood in some version."""
        return any(ends_at(one.chemin, lieu) for one in self.feuilles if one is not None)

    @property
    def ecarts(self) -> tuple[bool, ...]:
        """By version, whether it is not what it was in the one before; the first one changes nothing."""
        pairs = zip(self.feuilles, self.feuilles[1:], strict=False)
        return (False, *(not (one and one.inchangee) if one else avant is not None for avant, one in pairs))


def follow(etats: Sequence[Dossier]) -> tuple[Fil, ...]:
    """Every value that one of these states has, in the order of the last one; those that are gone come last."""
    fils: list[list[Feuille | None]] = []
    vivants: dict[Chemin, int] = {}
    partis: dict[Chemin, int] = {}
    avant: Dossier | None = None
    for rang, etat in enumerate(etats):
        feuilles = list(pair_feuilles(avant, etat))
        suites = {one.chemin: vivants[one.ancien] for one in feuilles if one.ancien in vivants}
        continus = set(suites.values())
        partis |= {chemin: fil for chemin, fil in vivants.items() if fil not in continus}
        for feuille in feuilles:
            suites.setdefault(feuille.chemin, partis.pop(feuille.chemin, len(fils)))
            if suites[feuille.chemin] == len(fils):
                fils.append([])
            fil = fils[suites[feuille.chemin]]
            fil += [*[None] * (rang - len(fil)), feuille]
        vivants = {one.chemin: suites[one.chemin] for one in feuilles}
        avant = etat
    complets = [Fil((*fil, *([None] * (len(etats) - len(fil))))) for fil in fils]
    presents = list(vivants.values())
    return tuple(complets[one] for one in (*presents, *sorted(set(range(len(fils))) - set(presents))))


def choose(fils: Sequence[Fil], lieu: str) -> tuple[Fil, ...]:
    """The values at a place or under it; else those whose last steps it names."""
    found = tuple(one for one in fils if one.is_named(lieu))
    return found or tuple(one for one in fils if one.ends_as(lieu))
