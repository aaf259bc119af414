"""Workbooks of the launch kit: written with XlsxWriter, the same bytes for the same contract, made to be taken back."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from cpomdoc.model.repere import FEUILLE, write_repere
from cpomdoc.rendering.formats.classeur_feuille import write_onglet
from cpomdoc.rendering.formats.classeur_repere import build_repere
from cpomdoc.rendering.formats.classeur_styles import Palette
from cpomdoc.rendering.tableur import Classeur

SUFFIXE = ".xlsx"
NOM_MAX = 31
RESERVES = ("history", "historique")
MORCEAU = 30_000
"""Excel holds 32,767 characters a cell: what the hidden sheet says is cut in pieces, one a row."""

_DATE = datetime(1980, 1, 1)
_PROPRIETES = "docProps/core.xml"
_FEUILLES = "xl/worksheets/sheet"
_NIVEAU = 6


@dataclass(frozen=True)
class ReglagesClasseur:
    """Which contract the workbook comes from, in which state (`loading.etats`), by which version of cpomdoc."""

    reference: str
    etats: Mapping[str, str]
    version: str


def render_classeur(classeur: Classeur, reglages: ReglagesClasseur) -> bytes:
    """The workbook as a file: one sheet per Onglet, then a very hidden one that says where its rows come back."""
    noms = name_onglets(classeur)
    repere = replace(
        build_repere(classeur, noms, reglages.reference, reglages.etats),
        version=reglages.version,
    )
    stream = io.BytesIO()
    book = Workbook(
        stream,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False},
    )
    book.set_properties({"title": classeur.titre, "author": "cpomdoc", "created": _DATE})
    book.set_calc_mode("auto")
    palette = Palette(book)
    feuilles = [(book.add_worksheet(nom), one) for nom, one in zip(noms, classeur.onglets, strict=True)]
    cachee = book.add_worksheet(FEUILLE)
    listes = _write_cachee(cachee, write_repere(repere), classeur)
    for feuille, onglet in feuilles:
        write_onglet(feuille, onglet, classeur.titre, palette, listes)
    book.close()
    return _freeze(stream.getvalue())


def name_onglets(classeur: Classeur) -> tuple[str, ...]:
    """Names that Excel accepts, each its own: 31 characters, none of those it keeps for itself."""
    noms: list[str] = []
    for onglet in classeur.onglets:
        plain = re.sub(r"\s+", " ", re.sub(r"[\[\]:*?/\\]", " ", onglet.nom)).strip(" '") or "Feuille"
        nom, rang = plain[:NOM_MAX].strip(" '"), 2
        while nom.casefold() in {FEUILLE, *RESERVES, *(one.casefold() for one in noms)}:
            suffixe = f" ({rang})"
            nom, rang = plain[: NOM_MAX - len(suffixe)] + suffixe, rang + 1
        noms.append(nom)
    return tuple(noms)


def _write_cachee(feuille: Worksheet, texte: str, classeur: Classeur) -> dict[tuple[str, ...], str]:
    """The hidden sheet, and where each list of words stands on it: a list of its own may hold commas and be long."""
    morceaux = [texte[start : start + MORCEAU] for start in range(0, len(texte), MORCEAU)]
    for rang, morceau in enumerate(morceaux):
        feuille.write_string(rang, 0, morceau)
    choix = dict.fromkeys(one.choix for onglet in classeur.onglets for one in onglet.colonnes if one.choix)
    listes = {}
    for colonne, mots in enumerate(choix, 1):
        for rang, mot in enumerate(mots):
            feuille.write_string(rang, colonne, mot)
        lettre = _letter(colonne)
        listes[mots] = f"='{FEUILLE}'!${lettre}$1:${lettre}${len(mots)}"
    feuille.protect()
    feuille.very_hidden()
    return listes


def _letter(colonne: int) -> str:
    return (chr(64 + colonne // 26) if colonne >= 26 else "") + chr(65 + colonne % 26)


def _free_rows(feuille: bytes) -> bytes:
    """Rows of the table keep the height they are given only until someone types in them; those of the head keep it."""
    tete = int(found[1]) if (found := re.search(rb'ySplit="(\d+)"', feuille)) else 0
    return re.sub(
        rb'(<row r="(\d+)"[^>]*?) customHeight="1"',
        lambda row: row[1] if int(row[2]) > tete else row[0],
        feuille,
    )


def _freeze(data: bytes) -> bytes:
    """The same members with the same date on any system, and the language of the texts, which XlsxWriter cannot say."""
    frozen = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(frozen, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = source.read(name)
            if name == _PROPRIETES:
                member = member.replace(b"</dc:creator>", b"</dc:creator><dc:language>fr-FR</dc:language>")
            if name.startswith(_FEUILLES):
                member = _free_rows(member)
            info = zipfile.ZipInfo(name, _DATE.timetuple()[:6])
            info.create_system, info.compress_type = 0, zipfile.ZIP_DEFLATED
            target.writestr(info, member, compresslevel=_NIVEAU)
    return frozen.getvalue()
