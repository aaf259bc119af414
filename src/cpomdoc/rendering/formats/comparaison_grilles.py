"""Two tables as one, rows and columns side by side, ready for a web page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cpomdoc.francais import accord, liste
from cpomdoc.mots import AJOUT, EGAL, RETRAIT, Morceau, count_common, cut_changes
from cpomdoc.rendering.formats.comparaison_blocs import Grille, align

_AROUND = 1
"""Rows shown around a row that changed."""

Ligne = tuple[str, ...]


@dataclass(frozen=True)
class LigneHtml:
    """A row: its cells in stretches, what becomes of it; `tues` counts the rows left out in its place."""

    nature: str
    cellules: tuple[tuple[Morceau, ...], ...] = ()
    tues: int = 0


@dataclass(frozen=True)
class GrilleHtml:
    """A table: what changed in a sentence, its width, its heading rows and the others."""

    legende: str
    largeur: int
    entetes: tuple[LigneHtml, ...]
    lignes: tuple[LigneHtml, ...]


def build_grille(avant: Grille | None, apres: Grille | None) -> GrilleHtml:
    """The rows of both tables: those alike on one row, each cell with its words marked."""
    one, other = avant or Grille(()), apres or Grille(())
    columns = _pair_columns(one, other)
    heads = [_build_row(a, b, columns) for a, b in align(_heads(one), _heads(other), _measure)]
    rows = [_build_row(a, b, columns) for a, b in align(_rows(one), _rows(other), _measure)]
    legend = _tell(avant, apres, [*heads, *rows])
    whole = avant is None or apres is None or avant == apres
    return GrilleHtml(legend, len(columns), tuple(heads), tuple(rows if whole else _leave_out(rows)))


def _heads(grille: Grille) -> Sequence[Ligne]:
    return grille.lignes[: grille.entetes]


def _rows(grille: Grille) -> Sequence[Ligne]:
    return grille.lignes[grille.entetes :]


def _measure(avant: Ligne, apres: Ligne) -> float:
    """How alike two rows are; the same first cell, which names a row, is enough."""
    return 1.0 if avant[:1] == apres[:1] != ("",) else count_common(" ".join(avant), " ".join(apres))


def _pair_columns(avant: Grille, apres: Grille) -> list[tuple[int | None, int | None]]:
    """Ranks of the columns of both tables, those alike side by side."""
    widths = [len(one.lignes[0]) if one.lignes else 0 for one in (avant, apres)]
    if 0 in widths or widths[0] == widths[1]:
        return [(rank, rank) for rank in range(max(widths))]
    columns = [[*zip(*one.lignes, strict=True)] for one in (avant, apres)]
    pairs = align([(rank, *column) for rank, column in enumerate(columns[0])],
                  [(rank, *column) for rank, column in enumerate(columns[1])], _measure_columns)  # fmt: skip
    return [(int(a[0]) if a else None, int(b[0]) if b else None) for a, b in pairs]


def _measure_columns(avant: tuple[int | str, ...], apres: tuple[int | str, ...]) -> float:
    """How alike two columns are, the first of both always."""
    if avant[1] == apres[1]:
        return 1.0
    return count_common(" ".join(map(str, avant[1:])), " ".join(map(str, apres[1:])))


def _build_row(avant: Ligne | None, apres: Ligne | None, columns: Sequence[tuple[int | None, int | None]]) -> LigneHtml:
    nature = AJOUT if avant is None else RETRAIT if apres is None else EGAL if avant == apres else "change"
    cells = tuple(_build_cell(_take(avant, a), _take(apres, b)) for a, b in columns)
    return LigneHtml(nature, cells)


def _take(ligne: Ligne | None, rank: int | None) -> str:
    return "" if ligne is None or rank is None or rank >= len(ligne) else ligne[rank]


def _build_cell(avant: str, apres: str) -> tuple[Morceau, ...]:
    return ((EGAL, avant),) if avant == apres else cut_changes(avant, apres)


def _leave_out(rows: Sequence[LigneHtml]) -> Iterator[LigneHtml]:
    """The rows that changed and their neighbours; a note takes the place of the others."""
    changed = [rank for rank, row in enumerate(rows) if row.nature != EGAL]
    kept = {rank + shift for rank in changed for shift in range(-_AROUND, _AROUND + 1)}
    tues = 0
    for rank, row in enumerate(rows):
        if rank in kept:
            if tues:
                yield LigneHtml(EGAL, tues=tues)
            tues = 0
            yield row
        else:
            tues += 1
    if tues:
        yield LigneHtml(EGAL, tues=tues)


def _tell(avant: Grille | None, apres: Grille | None, rows: Sequence[LigneHtml]) -> str:
    """The caption."""
    if avant is None or apres is None:
        return "Tableau ajouté" if avant is None else "Tableau retiré"
    natures = (("change", "changée"), (AJOUT, "ajoutée"), (RETRAIT, "retirée"))
    counts = [(sum(row.nature == nature for row in rows), word) for nature, word in natures]
    told = [f"{count} {accord(count, f'ligne {word}', f'lignes {word}s')}" for count, word in counts if count]
    return f"Tableau\u202f: {liste(told)}" if told else "Tableau sans changement"
