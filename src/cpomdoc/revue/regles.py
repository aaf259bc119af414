"""The rules that fail at one end and not at the other: what a branch breaks, what it mends."""

from collections.abc import Callable, Hashable, Sequence

from cpomdoc.problems import Problem
from cpomdoc.revue.modele import Regle, Regles, Suite

Marque = Callable[[Problem], Hashable]


def compare_problems(avant: Sequence[Problem], apres: Sequence[Problem], anciens: str, nouveaux: str) -> Regles:
    """Faults matched from the surest likeness to the loosest; `anciens` and `nouveaux` are the folders of each end.

    A fault is the same when it says the same thing at the same place, then at another rank of a list, then when the
    same rule fails at the same place in other words.
    """

    def place(problem: Problem) -> str:
        name = problem.position.file if problem.position else ""
        return name.replace(f"contracts/{anciens}/", f"contracts/{nouveaux}/") if anciens != nouveaux else name

    def generic(problem: Problem) -> Hashable:
        return (place(problem), tuple("*" if isinstance(step, int) else step for step in problem.path))

    marques: tuple[Marque, ...] = (
        lambda one: (one.code, place(one), one.path, one.message),
        lambda one: (one.code, generic(one), one.message),
        lambda one: (one.code, one.message),
        lambda one: (one.code, place(one), one.path),
    )
    pairs, left, right = match(avant, apres, marques)
    same = [(old, new) for old, new in pairs if (old.severite, old.message) == (new.severite, new.message)]
    lignes = [
        *(_write(Suite.NOUVEAU, one) for one in right),
        *(_write(Suite.AUTREMENT, new) for old, new in pairs if (old, new) not in same),
        *(_write(Suite.RESOLU, one) for one in left),
    ]
    return Regles(tuple(sorted(lignes, key=_order)), len(same))


def match(
    avant: Sequence[Problem], apres: Sequence[Problem], marques: Sequence[Marque]
) -> tuple[list[tuple[Problem, Problem]], list[Problem], list[Problem]]:
    """Pairs, then what is left at each end."""
    left, right = list(avant), list(apres)
    pairs: list[tuple[Problem, Problem]] = []
    for marque in marques:
        waiting: dict[Hashable, list[Problem]] = {}
        for one in left:
            waiting.setdefault(marque(one), []).append(one)
        still = []
        for one in right:
            same = waiting.get(marque(one))
            if same:
                pairs.append((same.pop(0), one))
            else:
                still.append(one)
        left, right = [one for same in waiting.values() for one in same], still
    return pairs, left, right


def _order(regle: Regle) -> tuple[bool, int, str, int]:
    """Errors first, what comes before what goes."""
    file, _, line = regle.lieu.rpartition(":")
    return (not regle.bloque, list(Suite).index(regle.suite), file, int(line or 0))


def _write(suite: Suite, problem: Problem) -> Regle:
    here = problem.position
    lieu = f"{here.file}:{here.line}" if here else ""
    aide = "" if suite is Suite.RESOLU else problem.aide
    return Regle(suite, str(problem.severite), problem.code, lieu, problem.message, aide)
