"""Charts drawn by Typst, with the fonts it carries: vector for who can show it, and points for who cannot."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from cpomdoc.errors import GabaritError
from cpomdoc.rendering.formats.graphiques_carte import CARTE
from cpomdoc.rendering.formats.graphiques_planning import PLANNING
from cpomdoc.rendering.formats.graphiques_prelude import PRELUDE
from cpomdoc.rendering.formats.pdf_fonts import load_fonts
from cpomdoc.rendering.formats.typst_text import quote
from cpomdoc.rendering.graphiques import (
    Barres,
    Calendrier,
    CarteActeurs,
    Courbes,
    Graphique,
    GroupeActeurs,
    Mesure,
    Panneau,
    Planning,
)
from cpomdoc.rendering.image import Image

POINTS_PAR_POUCE = 220
"""What Word keeps of a picture by default; the SVG beside it is what is printed by whoever can read it."""
MOTIFS = 6
"""Hatchings that can be told apart on a black-and-white copy."""

MOIS_COURTS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip

Dessinateur = Callable[[Graphique], Image]
# Room for half a stroke and for the mark of the last day.
_MARGE = "5pt"
_CM_PAR_POINT = 2.54 / 72
_TAILLE = re.compile(rb'<svg [^>]*?width="([\d.]+)pt" height="([\d.]+)pt"')
# One white point: where comparisons leave the place of a chart blank, a transparent one is black to some viewers.
_VIDE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a4944415478da63f80f00010101001cb08c990000000049454e44ae426082"
)
# A chart of figures that hardly change keeps the look of figures that hardly change.
_AMPLITUDE_MIN = Decimal("0.1")


def draw_nothing(graphique: Graphique) -> Image:
    """A picture that takes the place of the chart where only words are read: fast."""
    return Image(_VIDE, graphique.largeur_cm, 1.0, graphique.alternative)


def draw_with(polices: Sequence[Path]) -> Dessinateur:
    """What draws the charts of a contract, with the fonts of its folders beside those that Typst carries."""
    return lambda graphique: draw(graphique, tuple(polices))


@lru_cache(maxsize=64)
def draw(graphique: Graphique, polices: tuple[Path, ...] = ()) -> Image:
    """The chart at its final size; the same figures give the same bytes."""
    page = f"#set page(width: {graphique.largeur_cm}cm, height: auto, margin: {_MARGE})\n"
    source = f"{page}{PRELUDE}{CARTE}{PLANNING}{write_chart(graphique)}"
    with TemporaryDirectory(prefix="cpomdoc-") as folder:
        main = Path(folder, "main.typ")
        main.write_bytes(source.encode())
        fonts = load_fonts(polices).fonts
        compiler = typst.Compiler(main, root=Path(folder), font_paths=fonts, ignore_system_fonts=True)
        vector, points = compiler.compile(format="svg"), compiler.compile(format="png", ppi=POINTS_PAR_POUCE)
    size = _TAILLE.match(vector) if isinstance(vector, bytes) else None
    if size is None or not isinstance(vector, bytes) or not isinstance(points, bytes):
        raise GabaritError("un graphique n’a pas pu être dessiné\u202f: Typst n’en a pas fait une seule page.")
    width, height = (float(side) * _CM_PAR_POINT for side in size.groups())
    return Image(points, width, height, graphique.alternative, vector)


def write_chart(graphique: Graphique) -> str:
    """The call that draws a chart, its figures brought to parts of the whole."""
    width = f"{graphique.largeur_cm}cm - 2 * {_MARGE}"
    match graphique:
        case Barres():
            return f"#barres({width}, {_write_list(map(quote, graphique.series))}, {_write_bars(graphique)})"
        case Courbes():
            years = _write_list(map(str, graphique.annees))
            panels = _write_list(_write_panel(one) for one in graphique.panneaux)
            return f"#courbes({width}, {_write_list(map(quote, graphique.series))}, {years}, {panels})"
        case Calendrier():
            years = _write_list(map(str, graphique.annees))
            return f"#calendrier({width}, {years}, {_write_calendar(graphique)})"
        case Planning():
            return f"#planning({width}, {_write_list(_write_months(graphique))}, {_write_planning(graphique)})"
        case CarteActeurs():
            esms, groups = map(quote, graphique.etablissements), map(_write_group, graphique.groupes)
            size = f"{width}, {graphique.hauteur_cm}cm"
            return f"#carte({size}, {quote(graphique.centre)}, {_write_list(esms)}, {_write_list(groups)})"


def _write_group(groupe: GroupeActeurs) -> str:
    acteurs = (
        f"({quote(one.nom)}, {'true' if one.signataire else 'false'}, {quote(one.lien)})" for one in groupe.acteurs
    )
    return f"({quote(groupe.titre)}, {_write_list(acteurs)})"


def _write_bars(graphique: Barres) -> str:
    figures = [one.valeur for ligne in graphique.lignes for one in ligne.mesures if one and one.valeur is not None]
    longest = max(figures, default=Decimal(1)) or Decimal(1)

    def write(one: Mesure | None) -> str:
        if one is None:
            return "none"
        part = "none" if one.valeur is None else _write_part(one.valeur / longest)
        return f"({part}, {quote(one.texte)})"

    return _write_list(f"({quote(one.libelle)}, {_write_list(map(write, one.mesures))})" for one in graphique.lignes)


def _write_panel(panneau: Panneau) -> str:
    figures = [one.valeur for serie in panneau.series for one in serie if one and one.valeur is not None]
    low, high = min(figures), max(figures)
    span = max(high - low, abs(high) * _AMPLITUDE_MIN, Decimal("0.01"))
    floor = (low + high - span) / 2

    def write(one: Mesure | None) -> str:
        if one is None or one.valeur is None:
            return "none"
        return f"({_write_part((one.valeur - floor) / span)}, {quote(one.texte)})"

    series = _write_list(_write_list(map(write, serie)) for serie in panneau.series)
    return f"({quote(panneau.titre)}, {quote(panneau.unite)}, {series})"


def _write_calendar(graphique: Calendrier) -> str:
    first, last = date(graphique.annees[0], 1, 1), date(graphique.annees[-1] + 1, 1, 1)
    days = (last - first).days

    def write(day: date | None) -> str:
        if day is None:
            return "none"
        return _write_part(min(max(Decimal((day - first).days) / days, Decimal(0)), Decimal(1)))

    return _write_list(
        f"({quote(one.libelle)}, {write(one.debut)}, {write(one.fin)}, {write(one.echeance)})"
        for one in graphique.lignes
    )


def _write_months(graphique: Planning) -> Iterator[str]:
    """Each month: its short name, its year where a year begins, whether few people answer then."""
    for rank, month in enumerate(graphique.mois):
        year = str(month.year) if rank == 0 or month.month == 1 else ""
        hollow = "true" if month in graphique.creux else "false"
        yield f"({quote(MOIS_COURTS[month.month - 1])}, {quote(year)}, {hollow})"


def _write_planning(graphique: Planning) -> str:
    months = graphique.mois

    def write(day: date | None) -> str:
        if day is None:
            return "none"
        # Columns are of one width, whatever the days of their month.
        rank = (day.year - months[0].year) * 12 + day.month - months[0].month
        place = rank + Decimal(day.day - 1) / monthrange(day.year, day.month)[1]
        return _write_part(min(max(place / len(months), Decimal(0)), Decimal(1)))

    return _write_list(
        f"({quote(one.libelle)}, {write(one.debut)}, {write(one.fin)}, {write(one.jour)}, {quote(one.marque)})"
        for one in graphique.lignes
    )


def _write_part(part: Decimal) -> str:
    return f"{part:.5f}"


def _write_list(items: Iterable[str]) -> str:
    written = ", ".join(items)
    return f"({written},)" if written else "()"
