"""Axes, objectives and action sheets as tables print them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cpomdoc.model.objectifs import FicheAction, Objectif, Objectifs
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.valeurs import SANS_OBJET, SansObjet

TRANSVERSES = "Objectifs transverses"


@dataclass(frozen=True)
class LigneObjectif:
    """An objective and the sheets that carry it out; `numero` is « 2.1 », « T1 » beside axes, « 2 » without any."""

    id: str
    numero: str
    intitule: str
    domaine: str | SansObjet
    priorite: int | SansObjet
    commun: bool
    fiches: str | None
    fiches_nombre: int
    description: str | None


@dataclass(frozen=True)
class AxeVue:
    """An axis and its objectives; `titre` says « Objectifs transverses » beside axes, nothing when there are none."""

    titre: str
    objectifs: tuple[LigneObjectif, ...]


@dataclass(frozen=True)
class ObjectifsVue:
    """The short table of the contract."""

    axes: tuple[AxeVue, ...]
    nombre: int
    nombre_axes: int
    fiches: int
    communs: bool


def build_objectifs(contexte: Contexte) -> ObjectifsVue:
    """Objectives by axis, in the author's order."""
    axes = tuple(_iterate_axes(contexte))
    lignes = [ligne for axe in axes for ligne in axe.objectifs]
    return ObjectifsVue(
        axes=axes,
        nombre=len(lignes),
        nombre_axes=sum(1 for axe in axes if axe.titre not in ("", TRANSVERSES)),
        fiches=len(contexte.dossier.fiches),
        communs=any(ligne.commun for ligne in lignes),
    )


def number_objectifs(contexte: Contexte) -> dict[str, str]:
    """Printed number of each objective by id: the author's own, or « 2.1 » under axis 2, « T1 » beside axes, « 3 »."""
    return {
        objectif.id: objectif.numero or (f"{rang_axe}.{rang}" if rang_axe else f"T{rang}" if titre else str(rang))
        for rang_axe, titre, objectifs in _iterate_groups(contexte)
        for rang, objectif in enumerate(objectifs, 1)
    }


def fiches_of(contexte: Contexte, objectif: str) -> list[FicheAction]:
    """The sheets that carry out an objective, in the order of their files."""
    return [fiche for fiche in contexte.dossier.fiches if fiche.objectif == objectif]


def last_echeance(fiches: list[FicheAction]) -> date | None:
    """The last deadline of some sheets, None when one of them is unknown."""
    known = [fiche.echeance for fiche in fiches if fiche.echeance is not None]
    return max(known) if known and len(known) == len(fiches) else None


def _iterate_groups(contexte: Contexte) -> Iterator[tuple[int, str, list[Objectif]]]:
    """Rank and heading of each axis with its objectives; transverse ones, of no known axis, come last, under rank 0."""
    objectifs = contexte.dossier.objectifs or Objectifs(())
    for rang, axe in enumerate(objectifs.axes, 1):
        yield rang, f"Axe {rang} – {axe.intitule}", [o for o in objectifs.objectifs if o.axe == axe.id]
    known = {axe.id for axe in objectifs.axes}
    yield 0, TRANSVERSES if objectifs.axes else "", [o for o in objectifs.objectifs if o.axe not in known]


def _iterate_axes(contexte: Contexte) -> Iterator[AxeVue]:
    numeros = number_objectifs(contexte)
    for _, titre, objectifs in _iterate_groups(contexte):
        if objectifs:
            yield AxeVue(titre, tuple(_ligne(contexte, one, numeros[one.id]) for one in objectifs))


def _ligne(contexte: Contexte, one: Objectif, numero: str) -> LigneObjectif:
    fiches = fiches_of(contexte, one.id)
    return LigneObjectif(
        id=one.id,
        numero=numero,
        intitule=one.intitule,
        domaine=contexte.libelle("domaine_objectif", one.domaine) or SANS_OBJET,
        priorite=one.priorite if one.priorite is not None else SANS_OBJET,
        commun=one.commun,
        fiches=", ".join(fiche.fiche for fiche in fiches) or None,
        fiches_nombre=len(fiches),
        description=one.description,
    )
