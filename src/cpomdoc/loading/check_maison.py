"""What the shape of maison.yaml does not say: annexes and articles that exist, one number each, one key each."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from cpomdoc.loading.maison_refusals import (
    ANNEXE_GABARIT,
    ANNEXE_SAME_NUMBER,
    ANNEXE_UNKNOWN,
    CLAUSE_NOWHERE,
    CLAUSE_TWICE,
)
from cpomdoc.loading.refusals import refuse, typeset
from cpomdoc.model.maison import Maison
from cpomdoc.problems import Problem
from cpomdoc.source import Chemin, Source
from cpomdoc.suggestions import format_suggestion


@dataclass(frozen=True)
class Connus:
    """What the settings of a house may name: annexes and articles by key, Word files of documents and of the house."""

    annexes: Collection[str]
    articles: Collection[str]
    gabarits: Collection[str]
    fichiers: Collection[str]


def check_maison(source: Source, maison: Maison, connus: Connus) -> list[Problem]:
    """Every fault of settings whose shape is proven."""
    return [*_check_annexes(source, maison, connus), *_check_clauses(source, connus)]


def _check_annexes(source: Source, maison: Maison, connus: Connus) -> Iterator[Problem]:
    taken: dict[int, str] = {}
    for cle, annexe in maison.annexes.items():
        path: Chemin = ("annexes", cle)
        if cle not in connus.annexes and not annexe.gabarit:
            place = source.locate(path, on_key=True)
            yield refuse(ANNEXE_UNKNOWN, place, nom=cle, proposition=_propose(cle, connus.annexes))
        if annexe.gabarit and (raison := _find_fault(cle, annexe.gabarit, connus)):
            place = source.locate((*path, "gabarit"))
            yield refuse(ANNEXE_GABARIT, place, nom=annexe.gabarit, cle=cle, raison=typeset(raison))
        if annexe.numero and annexe.numero in taken:
            place = source.locate((*path, "numero"))
            yield refuse(ANNEXE_SAME_NUMBER, place, numero=annexe.numero, autre=taken[annexe.numero])
        if annexe.numero:
            taken.setdefault(annexe.numero, cle)


def _find_fault(cle: str, gabarit: str, connus: Connus) -> str:
    """Why a Word file cannot be the gabarit of an annex of the house, empty when it can."""
    if cle in connus.annexes:
        return f"l'annexe « {cle} » a déjà le sien, qu'un fichier du même nom dans templates/ remplace"
    if PurePosixPath(gabarit).name != gabarit or not gabarit.endswith(".docx"):
        return "c'est le nom d'un document .docx qui est attendu"
    if gabarit in connus.gabarits:
        return "c'est déjà celui d'un document de cpomdoc"
    return "" if gabarit in connus.fichiers else "ce fichier n'est pas dans templates/"


def _check_clauses(source: Source, connus: Connus) -> Iterator[Problem]:
    clauses = source.tree.get("clauses_particulieres")
    seen: set[str] = set()
    for rank, clause in enumerate(clauses if isinstance(clauses, list) else []):
        if not isinstance(clause, dict):
            continue
        path: Chemin = ("clauses_particulieres", rank)
        cle, apres = str(clause.get("cle")).strip(), str(clause.get("apres")).strip()
        if cle in seen:
            yield refuse(CLAUSE_TWICE, source.locate((*path, "cle")), nom=cle)
        if connus.articles and apres not in connus.articles:
            place = source.locate((*path, "apres"))
            yield refuse(CLAUSE_NOWHERE, place, nom=apres, cle=cle, proposition=_propose(apres, connus.articles))
        seen.add(cle)


def _propose(nom: str, known: Iterable[str]) -> str:
    hint = format_suggestion(nom, known)
    return f"{hint[:1].upper()}{hint[1:]} " if hint else ""
