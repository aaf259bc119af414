"""Sheets as one web page that stands alone: nothing is fetched, and it reads without its script, on paper too."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from cpomdoc.rendering.formats.html_modele import PAGE, SCRIPT, STYLE
from cpomdoc.rendering.tableur import Classeur, Colonne, Ligne, Onglet, Valeur
from cpomdoc.typographie import format_date_courte, format_nombre

SUFFIXE = ".html"
FAIBLES = ("à compléter", "–")
"""Words that show that there is nothing, and are written lighter."""


@dataclass(frozen=True)
class CelluleHtml:
    """A cell: its words, what sorting compares, the day it bears in a form that programs read."""

    texte: str
    tri: str
    jour: str = ""
    classe: str = ""


@dataclass(frozen=True)
class TableHtml:
    """A table: one that holds rows across its whole width is not sorted, since they would lose their place."""

    ancre: str
    onglet: Onglet
    triable: bool
    lignes: tuple[tuple[bool, tuple[CelluleHtml, ...]], ...]


def render_html(classeur: Classeur, pied: str) -> bytes:
    """The page; every value is escaped, and the page forbids all that is not its own style and script."""
    env = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    tables = [_build_table(f"t{rang}", one) for rang, one in enumerate(classeur.onglets, 1)]
    page = env.from_string(PAGE).render(
        titre=classeur.titre,
        tables=tables,
        pied=pied,
        style=Markup(STYLE),
        script=Markup(SCRIPT),
        regles=f"default-src 'none'; style-src {digest(STYLE)}; script-src {digest(SCRIPT)}",
    )
    return page.encode("utf-8", "xmlcharrefreplace")


def digest(code: str) -> str:
    """How a page names the only code it lets run."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def _build_table(ancre: str, onglet: Onglet) -> TableHtml:
    triable = not any(one.section for one in onglet.lignes)
    return TableHtml(ancre, onglet, triable, tuple(_build_ligne(one, onglet.colonnes) for one in onglet.lignes))


def _build_ligne(ligne: Ligne, colonnes: Sequence[Colonne]) -> tuple[bool, tuple[CelluleHtml, ...]]:
    if ligne.section:
        texte = next((str(one) for one in ligne.cellules if one is not None), "")
        return True, (CelluleHtml(texte, texte),)
    return False, tuple(_build_cellule(one, each) for one, each in zip(ligne.cellules, colonnes, strict=True))


def _build_cellule(valeur: Valeur, colonne: Colonne) -> CelluleHtml:
    if isinstance(valeur, bool):
        texte = "oui" if valeur else "non"
        return CelluleHtml(texte, texte)
    if isinstance(valeur, date):
        return CelluleHtml(format_date_courte(valeur), valeur.isoformat(), valeur.isoformat(), "jour")
    if isinstance(valeur, int | Decimal):
        if colonne.nature == "texte":  # a year, a rank: a name rather than a quantity
            return CelluleHtml(str(valeur), str(valeur))
        return CelluleHtml(format_nombre(valeur), str(valeur), classe="nombre")
    texte = valeur or ""
    return CelluleHtml(texte, texte, classe="faible" if texte in FAIBLES else "")
