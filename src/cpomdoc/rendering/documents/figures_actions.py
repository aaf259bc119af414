"""Chart: when each action takes place over the years of the contract, and when it is due."""

from collections.abc import Iterator, Sequence
from datetime import date

from cpomdoc.francais import de
from cpomdoc.model.objectifs import FicheAction
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.figures import VALEURS_MIN, wants_figures
from cpomdoc.rendering.documents.objectifs import build_objectifs, fiches_of
from cpomdoc.rendering.graphiques import Calendrier, Figure, LigneCalendrier
from cpomdoc.typographie import format_date_courte, format_mois

LIGNES_MAX = 24
"""Actions to a picture: what a page holds when their titles take two lines."""

TITRE = "Calendrier des actions"


def build_figures_actions(contexte: Contexte) -> tuple[Figure, ...]:
    """One calendar when it fits a page, otherwise one per axis, cut when an axis does not fit either."""
    fiches, annees = contexte.dossier.fiches, contexte.calculs.exercices
    if not annees or not wants_figures(contexte) or sum(map(_is_dated, fiches)) < VALEURS_MIN:
        return ()
    groups = [("", list(fiches))] if len(fiches) <= LIGNES_MAX else list(_iterate_groups(contexte))
    return tuple(
        _build(annees, f"{TITRE}{axe}{part}", some) for axe, same in groups for part, some in _iterate_parts(same)
    )


def _iterate_groups(contexte: Contexte) -> Iterator[tuple[str, list[FicheAction]]]:
    """The sheets of each axis; those of no known objective come last."""
    placed: set[str] = set()
    for axe in build_objectifs(contexte).axes:
        found = [fiche for ligne in axe.objectifs for fiche in fiches_of(contexte, ligne.id)]
        placed |= {one.fiche for one in found}
        if found:
            yield (f" – {axe.titre}" if axe.titre else ""), found
    others = [one for one in contexte.dossier.fiches if one.fiche not in placed]
    if others:
        yield " – Autres actions", others


def _iterate_parts(fiches: Sequence[FicheAction]) -> Iterator[tuple[str, Sequence[FicheAction]]]:
    """A long axis in parts of the same length, numbered."""
    count = -(-len(fiches) // LIGNES_MAX)
    size = -(-len(fiches) // count)
    for rank in range(count):
        yield (f" ({rank + 1}/{count})" if count > 1 else ""), fiches[rank * size : (rank + 1) * size]


def _build(annees: tuple[int, ...], title: str, fiches: Sequence[FicheAction]) -> Figure:
    lignes = tuple(_ligne(one) for one in fiches)
    known = [one for one in fiches if _is_dated(one)]
    unknown = ", ".join(one.fiche for one in fiches if not _is_dated(one))
    words = "\u202f; ".join(f"{one.fiche}\u00a0: {_say(_ligne(one))}" for one in known)
    missing = f" Dates inconnues\u00a0: {unknown}." if unknown else ""
    said = f"{title}, de {annees[0]} à {annees[-1]}."
    return Figure(title, Calendrier(annees, lignes, f"{said} {words}.{missing}" if words else f"{said}{missing}"))


def _ligne(one: FicheAction) -> LigneCalendrier:
    """From the first step to the last: months are whole."""
    starts = [etape.debut for etape in one.etapes if etape.debut is not None]
    ends = [end for etape in one.etapes if (end := etape.fin or etape.debut) is not None]
    label = f"{one.fiche} – {one.intitule}" if one.intitule else one.fiche
    if not starts:
        return LigneCalendrier(label, None, None, one.echeance)
    return LigneCalendrier(label, min(starts), _next_month(max(ends)), one.echeance)


def _say(ligne: LigneCalendrier) -> str:
    """« de janvier 2027 à juin 2028, échéance le 30/06/2028 »."""
    parts = []
    if ligne.debut is not None and ligne.fin is not None:
        start, end = format_mois(ligne.debut), format_mois(_last_month(ligne.fin))
        parts.append(f"en {start}" if start == end else f"{de(start)} à {end}")
    if ligne.echeance is not None:
        parts.append(f"échéance le {format_date_courte(ligne.echeance)}")
    return ", ".join(parts)


def _is_dated(one: FicheAction) -> bool:
    ligne = _ligne(one)
    return ligne.debut is not None or ligne.echeance is not None


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _last_month(day: date) -> date:
    return date(day.year - (day.month == 1), (day.month - 2) % 12 + 1, 1)
