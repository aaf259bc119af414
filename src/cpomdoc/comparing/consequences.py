"""What follows from the changes: term, years, capacities, allocations, each when it is not what it was."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cpomdoc.comparing.vocabulaire import A_COMPLETER, Vocabulaire
from cpomdoc.francais import accord
from cpomdoc.model.calculs import Calculs
from cpomdoc.model.calculs_finances import CalculDgc
from cpomdoc.model.referentiel import Unite
from cpomdoc.model.totaux_capacite import TotalCapacite
from cpomdoc.typographie import INSECABLE, format_date, format_entier, format_montant

ABSENT = "néant"


@dataclass(frozen=True)
class Consequence:
    """A computed value that is no longer the same: nobody wrote it, it follows."""

    sujet: str
    avant: str
    apres: str


def list_consequences(
    avant: Calculs, apres: Calculs, vocabulaire: Vocabulaire, unites: Mapping[str, Unite]
) -> tuple[Consequence, ...]:
    """The values that differ, in the order in which the new state gives them."""
    anciens = dict(_iterate_grandeurs(avant, vocabulaire, unites))
    ajoutes = frozenset(apres.exercices) - frozenset(avant.exercices)
    nouveaux = dict(_iterate_grandeurs(apres, vocabulaire, unites, ajoutes))
    sujets = _merge(list(nouveaux), list(anciens))
    return tuple(
        Consequence(sujet, anciens.get(sujet, ABSENT), nouveaux.get(sujet, ABSENT))
        for sujet in sujets
        if anciens.get(sujet) != nouveaux.get(sujet)
    )


def _merge(nouveaux: list[str], anciens: list[str]) -> list[str]:
    """All the names in the new order, those that are only in the old state each after the one it followed there."""
    merged = list(nouveaux)
    for rank, sujet in enumerate(anciens):
        if sujet not in merged:
            merged.insert(merged.index(anciens[rank - 1]) + 1 if rank else 0, sujet)
    return merged


def _iterate_grandeurs(
    calculs: Calculs, vocabulaire: Vocabulaire, unites: Mapping[str, Unite], ajoutes: Container[int] = ()
) -> Iterator[tuple[str, str]]:
    """Each computed value by its name, written for people; a year that comes says only what was agreed for it."""
    yield "Dernier jour du contrat", _date(calculs.jalons.date_fin)
    yield "Exercices couverts", ", ".join(map(str, calculs.exercices)) or A_COMPLETER
    yield from _iterate_capacites("au jour d’effet", calculs.capacites.effet, unites)
    yield from _iterate_capacites("au terme", calculs.capacites.terme, unites)
    if calculs.finances is None:
        return
    for code, annees in calculs.finances.totaux.items():
        nom = vocabulaire.financeurs.get(code, code)
        yield from (
            (f"Dotations, {nom}, {annee}", _montant(montant))
            for annee, montant in annees.items()
            if montant is not None or annee not in ajoutes
        )
    several = len(calculs.finances.totaux) > 1
    for annee, montant in calculs.finances.total_general.items() if several else ():
        if montant is not None or annee not in ajoutes:
            yield f"Dotations, tous financeurs, {annee}", _montant(montant)
    for dgc in calculs.finances.dgc:
        yield from _iterate_dgc(dgc, vocabulaire, ajoutes)


def _iterate_capacites(
    quand: str, totaux: tuple[TotalCapacite, ...], unites: Mapping[str, Unite]
) -> Iterator[tuple[str, str]]:
    for total in totaux:
        unite = unites[total.unite]
        for quoi in ("autorisee", "installee", "financee"):
            nombre: int | None = getattr(total, quoi)
            nom = f"Capacité {quoi.removesuffix('ee')}ée {quand} ({unite.pluriel})"
            yield nom, _compte(nombre, unite)


def _iterate_dgc(dgc: CalculDgc, vocabulaire: Vocabulaire, ajoutes: Container[int]) -> Iterator[tuple[str, str]]:
    sections = vocabulaire.champs.get(("finances", "dgc", "*", "section"))
    section = f", {sections.codes.get(dgc.section, dgc.section)}" if dgc.section and sections else ""
    nom = vocabulaire.financeurs.get(dgc.financeur, dgc.financeur)
    for annee in dgc.annees:
        if annee.montant is None and annee.annee in ajoutes:
            continue
        yield f"Dotation globalisée commune, {nom}{section}, {annee.annee}", _montant(annee.montant)


def _compte(nombre: int | None, unite: Unite) -> str:
    if nombre is None:
        return A_COMPLETER
    return f"{format_entier(nombre)}{INSECABLE}{accord(nombre, unite.libelle, unite.pluriel)}"


def _montant(montant: Decimal | None) -> str:
    return A_COMPLETER if montant is None else format_montant(montant)


def _date(jour: date | None) -> str:
    return A_COMPLETER if jour is None else format_date(jour)
