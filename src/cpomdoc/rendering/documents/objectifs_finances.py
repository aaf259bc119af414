"""Objectives that an allocation of their own pays for, with its amounts year by year; general ones carry no money."""

from dataclasses import dataclass
from decimal import Decimal

from cpomdoc.model.objectifs import Objectif, Objectifs
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.objectifs import number_objectifs
from cpomdoc.rendering.valeurs import SansObjet


@dataclass(frozen=True)
class LigneFinancee:
    """A financed objective; `finalite` is empty when nobody said what the allocation serves."""

    numero: str
    intitule: str
    finalite: str
    montants: tuple[Decimal | SansObjet | None, ...]


@dataclass(frozen=True)
class ObjectifsFinances:
    """The table of financed objectives: one column per year of the contract, and what each year sums to."""

    annees: tuple[int, ...]
    lignes: tuple[LigneFinancee, ...]
    totaux: tuple[Decimal | SansObjet | None, ...]


def build_objectifs_finances(contexte: Contexte) -> ObjectifsFinances:
    """Financed objectives in the author's order; no line when every objective is a general one."""
    objectifs = contexte.dossier.objectifs or Objectifs(())
    finances = [one for one in objectifs.objectifs if one.dotation is not None]
    exercices = contexte.calculs.exercices
    numeros = number_objectifs(contexte)
    lignes = tuple(_ligne(contexte, one, numeros[one.id]) for one in finances)
    return ObjectifsFinances(
        exercices,
        lignes,
        tuple(
            contexte.de_l_annee(annee, _sum([ligne.montants[rang] for ligne in lignes]))
            for rang, annee in enumerate(exercices)
        ),
    )


def _ligne(contexte: Contexte, one: Objectif, numero: str) -> LigneFinancee:
    dotation = one.dotation
    finalite = contexte.libelle("finalite_dotation", dotation.finalite) if dotation else None
    montants = dotation.montants if dotation else {}
    return LigneFinancee(
        numero=numero,
        intitule=one.intitule,
        finalite=finalite or "",
        montants=tuple(contexte.de_la_serie(montants, annee) for annee in contexte.calculs.exercices),
    )


def _sum(montants: list[Decimal | SansObjet | None]) -> Decimal | None:
    known = [montant for montant in montants if isinstance(montant, Decimal)]
    return sum(known, Decimal("0.00")) if known and len(known) == len(montants) else None
