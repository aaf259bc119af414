"""What a consolidated version says of itself: that it binds nobody, which acts it puts together, whence each part."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cpomdoc.francais import liste
from cpomdoc.model.projet_avenant import Consolidation
from cpomdoc.rendering.documents.avenant.mots import name_avenant
from cpomdoc.rendering.documents.avenant.parties_acte import name_signataires, open_acte
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.entete import is_projet_avenant


@dataclass(frozen=True)
class ActeConsolide:
    """An act that the version puts together; `signataires` is empty when they are not known."""

    nom: str
    date: date | None
    signataires: str
    projet: bool


@dataclass(frozen=True)
class OrigineVue:
    """An article or an annex, the act that its words come from, and from when."""

    intitule: str
    acte: str
    date_effet: date | None


@dataclass(frozen=True)
class ConsolidationVue:
    """The notice of the cover, and what stands in the place of signatures."""

    bandeau: str
    date_effet: date | None
    a_la_signature: bool
    projet: bool
    actes: tuple[ActeConsolide, ...]
    origines: tuple[OrigineVue, ...]


def build_consolidation(contexte: Contexte) -> ConsolidationVue | None:
    """What a consolidated contract says of itself; None for a contract as it is signed."""
    consolidation, projet = contexte.consolidation, is_projet_avenant(contexte)
    if consolidation is None:
        return None
    return ConsolidationVue(
        bandeau="PROJET DE VERSION CONSOLIDÉE" if projet else "VERSION CONSOLIDÉE",
        date_effet=consolidation.date_effet,
        a_la_signature=consolidation.date_effet is None and projet,
        projet=projet,
        actes=tuple(_iterate_actes(contexte, consolidation)),
        origines=tuple(
            OrigineVue(
                one.intitule,
                f"A{name_avenant(one.acte)[1:]}" if one.acte else "Contrat initial",
                one.date_effet,
            )
            for one in consolidation.origines
        ),
    )


def _iterate_actes(contexte: Contexte, consolidation: Consolidation) -> Iterator[ActeConsolide]:
    """The contract and its avenants by number, the last one as its own file says it."""
    for one in consolidation.anterieurs:
        if one.numero != consolidation.acte:
            yield ActeConsolide(_name(one.numero), one.date_signature, liste(one.signataires), projet=False)
    last = next((one for one in consolidation.anterieurs if one.numero == consolidation.acte), None)
    avenant = contexte.dossier.avenant
    if last is not None:
        yield ActeConsolide(_name(last.numero), last.date_signature, liste(last.signataires), projet=False)
    elif avenant is not None and avenant.numero == consolidation.acte:
        signataires = "" if avenant.est_projet else liste(name_signataires(_open(contexte)))
        yield ActeConsolide(_name(avenant.numero), avenant.date_signature, signataires, projet=avenant.est_projet)


def _open(contexte: Contexte) -> Contexte:
    projet = contexte.projet_avenant
    return contexte if projet is None else open_acte(contexte, projet)


def _name(numero: int) -> str:
    return f"L’{name_avenant(numero)}" if numero else "Le contrat"
