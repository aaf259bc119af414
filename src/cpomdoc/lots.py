"""What a contract makes: the sets of documents that its folder of the build holds, and the files that each carries."""

from dataclasses import dataclass, replace
from pathlib import Path

from cpomdoc.avenants.ouvrage import Ouvrage, build_ouvrage
from cpomdoc.avenants.suite import Suite
from cpomdoc.problems import Problem
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.render_edition import Atelier, Imprime, Lot, print_contrat, print_outils
from cpomdoc.rendering.render_suivi import print_suivi
from cpomdoc.source import Sources

SIGNE, AVENANT, LANCEMENT, SUIVI = "signe", "avenant", "lancement", "suivi"
APART = {"avenant.yaml": AVENANT, "lancement.yaml": LANCEMENT}


@dataclass(frozen=True)
class Lecture:
    """One contract as far as it could be understood: `contexte` is None while its shape is not proven.

    `suite` is what it follows once it is sealed, `modifie` the contract as its avenant makes it, with the fingerprint
    of all that this avenant is made from.
    """

    sources: Sources
    problems: tuple[Problem, ...]
    contexte: Contexte | None
    atelier: Atelier
    preparation: Contexte | None = None
    suivis: tuple[Contexte, ...] = ()
    suite: Suite | None = None
    modifie: Contexte | None = None


@dataclass(frozen=True)
class Tirage:
    """All that a contract prints: the sets of documents of its build, and the avenant that changes it, if any."""

    lots: tuple[Lot, ...]
    ouvrage: Ouvrage | None = None

    @property
    def relus(self) -> tuple[Imprime, ...]:
        """The documents whose words reviewers read, each once."""
        own = self.ouvrage.lots if self.ouvrage else ()
        others = tuple(one for lot in self.lots if lot not in own for one in lot.imprimes)
        return (*(self.ouvrage.textes if self.ouvrage else ()), *others)


def kind_of(name: str) -> str:
    """What a file serves: the contract, the avenant that changes it, its preparation or its follow-up."""
    inside = Path(name).parts[2:]
    if inside[:1] == (SUIVI,):
        return SUIVI
    return APART.get("/".join(inside), SIGNE)


def count_blanks(tirage: Tirage) -> dict[str, int]:
    """What is left to complete: in the contract, its avenant and its kit, then in each year of its follow-up."""
    blanks: dict[str, int] = {}
    if tirage.ouvrage is not None:
        ref = tirage.ouvrage.acte.contexte.dossier.ref
        blanks[ref] = sum(one.a_completer for one in tirage.ouvrage.textes)
    for lot in tirage.lots:
        if tirage.ouvrage is not None and lot in tirage.ouvrage.lots:
            continue
        annee, ref = lot.contexte.annee_suivie, lot.contexte.dossier.ref
        name = ref if annee is None else f"{ref}, suivi de {annee}"
        blanks[name] = blanks.get(name, 0) + sum(one.a_completer for one in lot.imprimes)
    return blanks


def print_lots(lecture: Lecture, *, dessins: bool) -> Tirage:
    """The contract or the avenant that changes it, the tools of its preparation, then each year of its follow-up."""
    if lecture.contexte is None:
        return Tirage(())
    ouvrage = _print_ouvrage(lecture, dessins=dessins)
    lots = list(ouvrage.lots) if ouvrage else [print_contrat(lecture.contexte, carry(lecture, SIGNE), dessins=dessins)]
    if lecture.preparation is not None:
        lots.append(print_outils(lecture.preparation, carry(lecture, LANCEMENT), dessins=dessins))
    lots += (print_suivi(one, carry(lecture, SUIVI), dessins=dessins) for one in lecture.suivis)
    return Tirage(tuple(lots), ouvrage)


def _print_ouvrage(lecture: Lecture, *, dessins: bool) -> Ouvrage | None:
    """The avenant that the working files are, if they are one."""
    suite = lecture.suite
    if suite is None or suite.a_rediger is None or lecture.modifie is None:
        return None
    return build_ouvrage(suite, lecture.modifie, carry(lecture, SIGNE, AVENANT), dessins=dessins)


def carry(lecture: Lecture, *kinds: str) -> Atelier:
    """What to print with, and the files of these kinds, which PDFs carry."""
    kept = {Path(name).name: data for name, data in lecture.sources.contents.items() if kind_of(name) in kinds}
    return replace(lecture.atelier, pieces=kept)
