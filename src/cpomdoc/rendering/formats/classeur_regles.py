"""What a sheet lets people type, and the colours that follow what they type."""

from collections.abc import Mapping
from datetime import date

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from cpomdoc.rendering.formats import classeur_styles as styles
from cpomdoc.rendering.formats.classeur_styles import Palette
from cpomdoc.rendering.tableur import Colonne, Onglet, Teinte

TEXTE_SAISI_MAX = 5000
PREMIER, DERNIER = date(1990, 1, 1), date(2099, 12, 31)
TERMINEES: tuple[Teinte, ...] = ("fait", "abandon")
Lignes = tuple[int, int]


def add_saisie(feuille: Worksheet, onglet: Onglet, lignes: Lignes, listes: Mapping[tuple[str, ...], str]) -> None:
    """Lists to choose from and bounds, on every column where something may be typed."""
    for rang, one in enumerate(onglet.colonnes):
        if one.champ or one.champ_libre:
            regle = _rule_of(one, listes)
            feuille.data_validation(lignes[0], rang, lignes[1], rang, {"ignore_blank": True, **regle})


def _rule_of(colonne: Colonne, listes: Mapping[tuple[str, ...], str]) -> dict[str, object]:
    if colonne.nature == "case":
        return {
            "validate": "list",
            "source": ["oui", "non"],
            **_refuse("choisissez «\u202foui\u202f» ou «\u202fnon\u202f»."),
        }
    if colonne.choix:
        return {"validate": "list", "source": listes[colonne.choix], **_refuse("choisissez un mot de la liste.")}
    if colonne.nature == "date":
        bornes = {"minimum": PREMIER, "maximum": DERNIER}
        return {"validate": "date", "criteria": "between", **bornes, **_refuse("une date, par exemple 31/12/2027.")}
    if colonne.nature == "nombre":
        return _rule_of_nombre(colonne)
    limite = {"validate": "length", "criteria": "<=", "value": TEXTE_SAISI_MAX}
    return {**limite, **_refuse(f"{TEXTE_SAISI_MAX} caractères au plus.")}


def _rule_of_nombre(colonne: Colonne) -> dict[str, object]:
    mini = -1_000_000_000 if colonne.minimum is None else colonne.minimum
    maxi = 1_000_000_000 if colonne.maximum is None else colonne.maximum
    bounded = colonne.minimum is not None and colonne.maximum is not None
    attendu = f"un nombre entier de {mini} à {maxi}." if bounded else "un nombre entier."
    return {"validate": "integer", "criteria": "between", "minimum": mini, "maximum": maxi, **_refuse(attendu)}


def _refuse(attendu: str) -> dict[str, object]:
    return {"error_title": "Saisie refusée", "error_message": f"Attendu\u202f: {attendu}", "error_type": "stop"}


def add_couleurs(feuille: Worksheet, onglet: Onglet, lignes: Lignes, palette: Palette) -> None:
    """Late dates, words of a list, ticked rows: each also shows without colour (a sign, bold, the word itself)."""
    debut, fin = lignes
    for rang, one in enumerate(onglet.colonnes):
        place = (debut, rang, fin, rang)
        if one.echeance:
            retard = {"type": "formula", "criteria": _late(onglet, rang, debut + 1)}
            feuille.conditional_format(*place, {**retard, "format": palette.make(styles.EN_RETARD)})
        for mot, teinte in zip(one.choix, one.teintes, strict=False):
            if shown := palette.teinte(teinte):
                egal = {"type": "cell", "criteria": "==", "value": _quote(mot)}
                feuille.conditional_format(*place, {**egal, "format": shown})
    case = next((rang for rang, one in enumerate(onglet.colonnes) if one.nature == "case" and one.champ), None)
    if case is not None:
        faite = {"type": "formula", "criteria": f'=${xl_col_to_name(case)}{debut + 1}="oui"'}
        gras = {**faite, "format": palette.make(styles.CASE_FAITE)}
        feuille.conditional_format(debut, case, fin, case, gras)
        ligne = {**faite, "format": palette.make(styles.LIGNE_FAITE)}
        feuille.conditional_format(debut, 0, fin, len(onglet.colonnes) - 1, ligne)


def _late(onglet: Onglet, rang: int, ligne: int) -> str:
    """A date that is past on a row neither ticked nor over."""
    here = f"${xl_col_to_name(rang)}{ligne}"
    conditions = [f"ISNUMBER({here})", f"{here}<TODAY()"]
    for other, one in enumerate(onglet.colonnes):
        cell = f"${xl_col_to_name(other)}{ligne}"
        if one.nature == "case":
            conditions.append(f'{cell}<>"oui"')
        overs = (mot for mot, teinte in zip(one.choix, one.teintes, strict=False) if teinte in TERMINEES)
        conditions += [f"{cell}<>{_quote(mot)}" for mot in overs]
    return f"=AND({','.join(conditions)})"


def _quote(mot: str) -> str:
    return '"' + mot.replace('"', '""') + '"'
