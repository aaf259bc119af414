"""A contract being prepared, its workbook, and the hands that fill it."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook, load_workbook

from cpomdoc.checking.validator import check_forme
from cpomdoc.loading.etats import compute_etats
from cpomdoc.loading.load_dossier import load_dossier
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.build import build_dossier
from cpomdoc.rendering.documents.contexte import Contexte
from cpomdoc.rendering.documents.lancement.check_list_etapes import build_classeur
from cpomdoc.rendering.formats.classeur import ReglagesClasseur, render_classeur
from cpomdoc.rendering.tableur import Classeur
from tests.rendering.documents.dossiers import contexte_of

ROOT = Path(__file__).parents[2]
REF = "escale"
LANCEMENT = """\
# Préparation du contrat.
demarche:
  date_signature_visee: 2026-12-15

check_list:   # ce qui est fait
  - {critere: orientation-ecrite, fait: oui, par: "délégation  départementale", le: 2026-01-20}   # vu en copil

  - critere: definition-partagee
    # rappel à garder
    fait: oui  # constaté
    commentaire: 'Relu'
  - critere: maquette
    phase: negociation
    intitule: "Maquette budgétaire relue : oui"

plan_commun:
  - action: FA-01
    statut: en_cours
# fin
"""
Geste = Callable[[Workbook], None]


def open_racine(tmp_path: Path, lancement: str | bytes = LANCEMENT) -> Path:
    """A folder with one contract that has a lancement.yaml."""
    shutil.copytree(ROOT / "contracts" / REF, tmp_path / "contracts" / REF)
    data = lancement.encode() if isinstance(lancement, str) else lancement
    lancement_of(tmp_path).write_bytes(data)
    return tmp_path


def lancement_of(racine: Path) -> Path:
    """Its lancement.yaml."""
    return racine / "contracts" / REF / "lancement.yaml"


def contexte_at(racine: Path) -> Contexte:
    """What the pipeline would hand to the tools."""
    tree, _ = check_forme(load_dossier(racine / "contracts", REF)[0], load_referentiel())
    return contexte_of(build_dossier(REF, tree))


def write_classeur(racine: Path, classeur: Classeur | None = None) -> Path:
    """The check-list of the contract as it stands, or another workbook made from it."""
    sources, problems = load_dossier(racine / "contracts", REF)
    assert not problems
    classeur = classeur or build_classeur(contexte_at(racine))
    path = racine / "classeur.xlsx"
    path.write_bytes(render_classeur(classeur, ReglagesClasseur(REF, compute_etats(sources), "1")))
    return path


def fill(path: Path, geste: Geste) -> Path:
    """The workbook once someone opened it, typed, and saved it with another program."""
    book = load_workbook(io.BytesIO(path.read_bytes()))
    geste(book)
    filled = path.with_name("rempli.xlsx")
    book.save(filled)
    return filled


def put(feuille: str, **cells: object) -> Geste:
    """Type in some cells of a sheet."""

    def geste(book: Workbook) -> None:
        for adresse, value in cells.items():
            book[feuille][adresse] = value
            if isinstance(value, str) and value.startswith("="):
                book[feuille][adresse].data_type = "s"

    return geste


def row_of(path: Path, feuille: str, cle: str) -> int:
    """The row of an item, by the hidden column."""
    sheet = load_workbook(io.BytesIO(path.read_bytes()))[feuille]
    return next(int(row[0].row or 0) for row in sheet.iter_rows() if any(cell.value == cle for cell in row))
