"""The state that some acts make when those between them are not in force yet."""

from collections.abc import Sequence

from cpomdoc.comparing.appliquer import apply
from cpomdoc.comparing.changements import Changement, Nature
from cpomdoc.comparing.compare import compare
from cpomdoc.model.dossier import Dossier


class Dependant(Exception):
    """An act changes what another one wrote, which is not in force: `rang` of the act, `lieux` where."""

    def __init__(self, rang: int, lieux: tuple[str, ...]) -> None:
        super().__init__(rang, lieux)
        self.rang = rang
        self.lieux = lieux


def assemble(etats: Sequence[Dossier], retenus: Sequence[int]) -> tuple[Dossier, ...]:
    """The state after each act that is kept, `etats` being those after every act; the first one is always kept.

    While no act is left out, these are the very states that were signed. Raises Dependant otherwise, as soon as the
    changes of an act do not mean the same without those that are left out.
    """
    assembles: list[Dossier] = []
    for rang in retenus:
        if tuple(retenus[: rang + 1]) == tuple(range(rang + 1)):
            assembles.append(etats[rang])
            continue
        changements = compare(etats[rang - 1], etats[rang])
        avant = assembles[-1]
        apres = apply(changements, avant)
        if lieux := _differ(changements, compare(avant, apres)):
            raise Dependant(rang, lieux)
        assembles.append(apres)
    return tuple(assembles)


def _differ(voulus: Sequence[Changement], obtenus: Sequence[Changement]) -> tuple[str, ...]:
    """Where the changes of an act, once applied, are not those that it decided; the order of lists apart."""
    left, right = (
        {one.lieu: (one.nature, one.avant, one.apres) for one in changements if one.nature is not Nature.DEPLACEMENT}
        for changements in (voulus, obtenus)
    )
    return tuple(lieu for lieu in {**left, **right} if left.get(lieu) != right.get(lieu))
