"""What a contract makes: the sets of documents that its folder of the build holds, and the files that each carries."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cpomdoc.problems import Problem
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.render_edition import Atelier, Lot, print_contrat, print_outils
from cpomdoc.rendering.render_suivi import print_suivi
from cpomdoc.source import Sources

SIGNE, AVENANT, LANCEMENT, SUIVI = "signe", "avenant", "lancement", "suivi"
APART = {"avenant.yaml": AVENANT, "lancement.yaml": LANCEMENT}


@dataclass(frozen=True)
class Lecture:
    """One contract as far as it could be understood: `contexte` is None while its shape is not proven."""

    sources: Sources
    problems: tuple[Problem, ...]
    contexte: Contexte | None
    atelier: Atelier
    preparation: Contexte | None = None
    suivis: tuple[Contexte, ...] = ()


def kind_of(name: str) -> str:
    """What a file serves: the contract, the avenant that changes it, its preparation or its follow-up."""
    inside = Path(name).parts[2:]
    if inside[:1] == (SUIVI,):
        return SUIVI
    return APART.get("/".join(inside), SIGNE)


def count_blanks(lots: Sequence[Lot]) -> dict[str, int]:
    """What is left to complete: in the contract and its kit, then in each year of its follow-up."""
    blanks: dict[str, int] = {}
    for lot in lots:
        annee, ref = lot.contexte.annee_suivie, lot.contexte.dossier.ref
        name = ref if annee is None else f"{ref}, suivi de {annee}"
        blanks[name] = blanks.get(name, 0) + sum(one.a_completer for one in lot.imprimes)
    return blanks


def print_lots(lecture: Lecture, *, dessins: bool) -> list[Lot]:
    """The contract, then the tools of its preparation when it has some, then each year of its follow-up."""
    lots = []
    if lecture.contexte is not None:
        lots.append(print_contrat(lecture.contexte, carry(lecture, SIGNE), dessins=dessins))
    if lecture.preparation is not None:
        lots.append(print_outils(lecture.preparation, carry(lecture, LANCEMENT), dessins=dessins))
    return [*lots, *(print_suivi(one, carry(lecture, SUIVI), dessins=dessins) for one in lecture.suivis)]


def carry(lecture: Lecture, kind: str) -> Atelier:
    """What to print with, and the files of that kind, which PDFs carry."""
    kept = {Path(name).name: data for name, data in lecture.sources.contents.items() if kind_of(name) == kind}
    return replace(lecture.atelier, pieces=kept)
