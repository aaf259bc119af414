"""One sheet of a workbook: its head, its table, what may be typed where, how it prints."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from cpomdoc.model.repere import TITRE_REPERE
from cpomdoc.rendering.formats import classeur_styles as styles
from cpomdoc.rendering.formats.classeur_regles import add_couleurs, add_saisie
from cpomdoc.rendering.formats.classeur_repere import cut, mark_lignes
from cpomdoc.rendering.formats.classeur_styles import Palette
from cpomdoc.rendering.tableur import Colonne, Ligne, Onglet, Valeur

A4 = 9
LIGNES_MAX = 3
"""Lines that one text of the head may take: the head stays in sight above the table."""
HAUTEUR = 13.5
LARGEUR_MAX = 200
"""Characters across a sheet: beyond, A4 would print too small to read."""
ETROITE, LARGE = 16, 20
MODE_EMPLOI = (
    "À remplir\u202f: les cellules à fond jaune\u202f; les autres sont protégées, sans mot de passe. Enregistrez au "
    "format .xlsx, puis lancez «\u202fcpomdoc reprendre\u202f» sur ce fichier\u202f: vos saisies sont vérifiées et "
    "portées dans les fichiers du contrat."
)
_PROTECTION = {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}


def write_onglet(
    feuille: Worksheet, onglet: Onglet, titre: str, palette: Palette, listes: Mapping[tuple[str, ...], str]
) -> None:
    """Everything the sheet holds."""
    largeurs = fit_largeurs([one.largeur for one in onglet.colonnes])
    onglet = replace(
        onglet, colonnes=tuple(replace(one, largeur=size) for one, size in zip(onglet.colonnes, largeurs, strict=True))
    )
    for rang, largeur in enumerate(largeurs):
        feuille.set_column(rang, rang, largeur)
    debut = _write_tete(feuille, onglet, titre, palette) + 1
    fin = debut + len(onglet.lignes) + onglet.lignes_libres - 1
    _write_titres(feuille, onglet, debut - 1, palette)
    for rang, ligne in enumerate(onglet.lignes, debut):
        _write_ligne(feuille, rang, ligne, onglet, palette)
    for rang in range(debut + len(onglet.lignes), fin + 1):
        _write_libre(feuille, rang, onglet, palette)
    if fin >= debut:
        add_saisie(feuille, onglet, (debut, fin), listes)
        add_couleurs(feuille, onglet, (debut, fin), palette)
    if onglet.reprise is not None:
        _write_reperes(feuille, onglet, debut)
    last = len(largeurs) if onglet.reprise is not None else len(largeurs) - 1
    feuille.autofilter(debut - 1, 0, max(fin, debut), last)
    feuille.freeze_panes(debut, 0)
    if onglet.protegee:
        feuille.protect("", _PROTECTION)
    _set_impression(feuille, onglet, titre, (debut, max(fin, debut)))


def _write_tete(feuille: Worksheet, onglet: Onglet, titre: str, palette: Palette) -> int:
    """Title, label and text of each line of the head, how to fill the sheet; the row of the titles comes next."""
    last, largeur = len(onglet.colonnes) - 1, sum(one.largeur for one in onglet.colonnes)
    feuille.set_row(0, 26)
    shown = titre if onglet.titre == titre else f"{titre} – {onglet.titre}"
    feuille.write_string(0, 0, shown, palette.make(styles.TITRE))
    rang = 1
    for libelle, texte in onglet.entete:
        shown = _shorten(texte, largeur * LIGNES_MAX - len(libelle))
        _merge(feuille, rang, last, palette.make(styles.TEXTE))
        morceaux = (palette.make(styles.LIBELLE), f"{libelle}\u202f: ", palette.make(styles.TEXTE), shown or "–")
        feuille.write_rich_string(rang, 0, *morceaux, palette.make(styles.TEXTE))
        feuille.set_row(rang, HAUTEUR * math.ceil((len(libelle) + len(shown) + 3) / largeur))
        rang += 1
    if onglet.reprise is not None:
        _merge(feuille, rang, last, palette.make(styles.MODE_EMPLOI))
        feuille.write_string(rang, 0, MODE_EMPLOI, palette.make(styles.MODE_EMPLOI))
        feuille.set_row(rang, HAUTEUR * math.ceil(len(MODE_EMPLOI) / largeur))
        rang += 1
    feuille.set_row(rang, 6)
    return rang + 1


def _merge(feuille: Worksheet, rang: int, last: int, style: Format) -> None:
    if last > 0:
        feuille.merge_range(rang, 0, rang, last, "", style)


def _shorten(texte: str, place: int) -> str:
    """As much as the head has room for, cut between two words."""
    return texte if len(texte) <= place else f"{texte[:place].rsplit(' ', 1)[0]} …"


def _write_titres(feuille: Worksheet, onglet: Onglet, rang: int, palette: Palette) -> None:
    feuille.set_row(rang, HAUTEUR * max(math.ceil(len(one.titre) * 1.3 / one.largeur) for one in onglet.colonnes) + 6)
    for colonne, one in enumerate(onglet.colonnes):
        feuille.write_string(rang, colonne, one.titre, palette.make(styles.COLONNE))


def _write_ligne(feuille: Worksheet, rang: int, ligne: Ligne, onglet: Onglet, palette: Palette) -> None:
    if ligne.section:
        texte = next((str(one) for one in ligne.cellules if one is not None), "")
        _merge(feuille, rang, len(onglet.colonnes) - 1, palette.make(styles.SECTION))
        feuille.write_string(rang, 0, texte, palette.make(styles.SECTION))
        return
    feuille.set_row(rang, _measure(ligne, onglet))
    for colonne, (one, valeur) in enumerate(zip(onglet.colonnes, ligne.cellules, strict=True)):
        ouverte = bool(one.champ) and onglet.reprise is not None
        _write_cellule(
            feuille, (rang, colonne), one, valeur, palette.cell(one.nature, ouverte=ouverte, large=one.largeur > LARGE)
        )
        if one.nature == "calcul":
            _write_calcul(feuille, (rang, colonne), onglet, valeur, palette)


def fit_largeurs(largeurs: Sequence[int]) -> list[int]:
    """The widths asked for; when they are too much for a page, the wide columns give way, in proportion."""
    etroites = sum(one for one in largeurs if one <= ETROITE)
    larges = sum(largeurs) - etroites
    if sum(largeurs) <= LARGEUR_MAX or not larges:
        return list(largeurs)
    part = max(0.3, (LARGEUR_MAX - etroites) / larges)
    return [one if one <= ETROITE else max(ETROITE, int(one * part)) for one in largeurs]


def _measure(ligne: Ligne, onglet: Onglet) -> float:
    """Height of a row as it is written; the programs that edit it then fit it themselves."""
    lignes = max(
        (_count_lines(valeur, one.largeur) for one, valeur in zip(onglet.colonnes, ligne.cellules, strict=True)),
        default=1,
    )
    return min(400.0, HAUTEUR * lignes + 4)


def _count_lines(valeur: Valeur, largeur: int) -> int:
    if not isinstance(valeur, str):
        return 1
    return sum(math.ceil(max(1, len(one)) * 1.12 / max(4, largeur - 2)) for one in valeur.split("\n"))


def _write_libre(feuille: Worksheet, rang: int, onglet: Onglet, palette: Palette) -> None:
    feuille.set_row(rang, HAUTEUR + 4)
    for colonne, one in enumerate(onglet.colonnes):
        style = palette.cell(one.nature, ouverte=bool(one.champ or one.champ_libre), large=one.largeur > LARGE)
        feuille.write_blank(rang, colonne, None, style)
        if one.nature == "calcul":
            _write_calcul(feuille, (rang, colonne), onglet, None, palette)


def _write_cellule(feuille: Worksheet, place: tuple[int, int], colonne: Colonne, valeur: Valeur, style: Format) -> None:
    """A text is written as a text, whatever it looks like; a tick as the word « oui »."""
    if valeur is None or valeur == "":
        feuille.write_blank(*place, None, style)
    elif isinstance(valeur, bool):
        feuille.write_string(*place, "oui" if valeur else "non", style)
    elif isinstance(valeur, int | Decimal):
        feuille.write_number(*place, float(valeur) if isinstance(valeur, Decimal) else valeur, style)
    elif isinstance(valeur, date):
        feuille.write_datetime(*place, valeur, style)
    else:
        feuille.write_string(*place, str(cut(valeur)), style)


def _write_calcul(feuille: Worksheet, place: tuple[int, int], onglet: Onglet, valeur: Valeur, palette: Palette) -> None:
    """The formula of a cell with the value it has now, for the programs that show a workbook without counting."""
    rang, colonne = place
    champs = {one.champ: rank for rank, one in enumerate(onglet.colonnes) if one.champ}
    formule = re.sub(
        r"\{([^{}]+)\}",
        lambda found: xl_rowcol_to_cell(rang, champs[found[1]], col_abs=True),
        onglet.colonnes[colonne].formule,
    )
    shown = float(valeur) if isinstance(valeur, Decimal) else valeur
    style = palette.cell("calcul", ouverte=False)
    feuille.write_formula(rang, colonne, formule, style, "" if shown is None else shown)


def _write_reperes(feuille: Worksheet, onglet: Onglet, debut: int) -> None:
    """The hidden column that names the item of each row; it is inside the filtered range, so rows sort with it."""
    colonne = len(onglet.colonnes)
    feuille.set_column(colonne, colonne, 12, None, {"hidden": True})
    feuille.write_string(debut - 1, colonne, TITRE_REPERE)
    for rang, marque in enumerate(mark_lignes(onglet), debut):
        feuille.write_string(rang, colonne, marque)


def _set_impression(feuille: Worksheet, onglet: Onglet, titre: str, lignes: tuple[int, int]) -> None:
    """A4 landscape, one page wide, the titles of the columns on each page."""
    debut, fin = lignes
    feuille.set_landscape()
    feuille.set_paper(A4)
    feuille.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.75)
    feuille.fit_to_pages(1, 0)
    feuille.repeat_rows(debut - 1)
    feuille.print_area(0, 0, fin, len(onglet.colonnes) - 1)
    droite = "" if onglet.titre == titre else f"&R&8{_printed(onglet.titre)}"
    feuille.set_header(f"&L&8{_printed(titre)}{droite}")
    feuille.set_footer("&R&8Page &P sur &N")


def _printed(texte: str) -> str:
    """Words of a running header, where « & » gives orders and 255 characters are all there is."""
    return re.sub(r"^(?=\d)", " ", _shorten(texte, 80)).replace("&", "&&")
