"""What a contract makes: the sets of documents that its folder of the build holds, and the files that each carries."""

from dataclasses import dataclass, replace
from pathlib import Path

from cpomdoc.avenants.ouvrage import Ouvrage, build_ouvrage, keep_informed
from cpomdoc.avenants.suite import Suite
from cpomdoc.problems import Problem
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.render_edition import Atelier, Imprime, Lot, print_contrat, print_documents, print_outils
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
    """All that a contract prints.

    `contrat` is what its folder holds of the contract itself, or of the avenant that changes it; `textes` the documents
    whose words reviewers read of it; `autres` its kit and the years of its follow-up.
    """

    contrat: tuple[Lot, ...] = ()
    textes: tuple[Imprime, ...] = ()
    autres: tuple[Lot, ...] = ()
    ouvrage: Ouvrage | None = None

    @property
    def lots(self) -> tuple[Lot, ...]:
        """Every set of documents of the build."""
        return *self.contrat, *self.autres

    @property
    def relus(self) -> tuple[Imprime, ...]:
        """The documents whose words reviewers read, each once."""
        return (*self.textes, *(one for lot in self.autres for one in lot.imprimes))


def kind_of(name: str) -> str:
    """What a file serves: the contract, the avenant that changes it, its preparation or its follow-up."""
    inside = Path(name).parts[2:]
    if inside[:1] == (SUIVI,):
        return SUIVI
    return APART.get("/".join(inside), SIGNE)


def count_blanks(tirage: Tirage) -> dict[str, int]:
    """What is left to complete: in the contract, its avenant and its kit, then in each year of its follow-up."""
    blanks: dict[str, int] = {}
    for lot in tirage.contrat[:1]:
        blanks[lot.contexte.dossier.ref] = sum(one.a_completer for one in tirage.textes)
    for lot in tirage.autres:
        annee, ref = lot.contexte.annee_suivie, lot.contexte.dossier.ref
        name = ref if annee is None else f"{ref}, suivi de {annee}"
        blanks[name] = blanks.get(name, 0) + sum(one.a_completer for one in lot.imprimes)
    return blanks


def print_lots(lecture: Lecture, *, dessins: bool) -> Tirage:
    """The contract or the avenant that changes it, the tools of its preparation, then each year of its follow-up."""
    if lecture.contexte is None:
        return Tirage()
    autres = []
    if lecture.preparation is not None:
        autres.append(print_outils(lecture.preparation, carry(lecture, LANCEMENT), dessins=dessins))
    autres += (print_suivi(one, carry(lecture, SUIVI), dessins=dessins) for one in lecture.suivis)
    return replace(_print_contrat(lecture, lecture.contexte, dessins=dessins), autres=tuple(autres))


def _print_contrat(lecture: Lecture, contexte: Contexte, *, dessins: bool) -> Tirage:
    """The contract to sign; once it is sealed, its avenant, or the contract as it stands when it needs none."""
    suite, atelier = lecture.suite, carry(lecture, SIGNE)
    if suite is not None and suite.a_rediger is not None and lecture.modifie is not None:
        ouvrage = build_ouvrage(suite, lecture.modifie, carry(lecture, SIGNE, AVENANT), dessins=dessins)
        return Tirage(ouvrage.lots, ouvrage.textes, ouvrage=ouvrage)
    if suite is not None and suite.informelle:
        textes = print_documents(contexte, atelier, dessins=False)
        return Tirage((print_contrat(keep_informed(suite, contexte, atelier), atelier, dessins=dessins),), textes)
    lot = print_contrat(contexte, atelier, dessins=dessins)
    return Tirage((lot,), lot.imprimes)


def carry(lecture: Lecture, *kinds: str) -> Atelier:
    """What to print with, and the files of these kinds, which PDFs carry."""
    kept = {Path(name).name: data for name, data in lecture.sources.contents.items() if kind_of(name) in kinds}
    return replace(lecture.atelier, pieces=kept)
