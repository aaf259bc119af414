"""`cpomdoc revue`: what a branch changes in contracts, as a page and a comment for those who review it."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from cpomdoc.cli.aide import COMMANDES
from cpomdoc.cli.codes import CLEAN
from cpomdoc.cli.commandes import Demande, racine_option
from cpomdoc.cli.usage import Choix, FrenchCommand, FrenchUsageError

FINE = "\u202f"
MODELES = {"github": "ci/github.yml", "gitlab": "ci/gitlab-ci.yml"}
PAGE, COMMENTAIRE = "build/revue.html", "build/revue.md"


@click.command(cls=FrenchCommand, help=COMMANDES["revue"])
@click.argument("plage", required=False, metavar="BASE..TÊTE")
@click.option("--html", type=click.Path(path_type=Path), metavar="FICHIER", help=f"Où écrire la page (sinon, {PAGE}).")
@click.option(
    "--markdown",
    type=click.Path(path_type=Path),
    metavar="FICHIER",
    help=f"Où écrire le commentaire (sinon, {COMMENTAIRE}).",
)
@click.option(
    "--modele",
    type=Choix(tuple(MODELES)),
    metavar="FORGE",
    help="Affiche, au lieu d’une revue, le fichier qui la fait à chaque demande\u202f: github ou gitlab.",
)
@click.option("--silencieux", is_flag=True, help="N’affiche rien.")
@racine_option
@click.pass_context
def revue(contexte: click.Context, /, plage: str | None, modele: str | None, **choix: Any) -> int:
    """Write the review of a range of revisions, or show how a forge asks for it."""
    if modele is not None:
        from cpomdoc.loading.load_gabarits import load_shipped

        sys.stdout.write(load_shipped(MODELES[modele]).decode("utf-8"))
        return CLEAN
    if plage is None:
        raise FrenchUsageError(f"il manque «{FINE}BASE..TÊTE{FINE}», par exemple main...HEAD.", contexte)
    return write_revue(plage, **choix)


def write_revue(plage: str, html: Path | None, markdown: Path | None, racine: Path, *, silencieux: bool) -> int:
    """Write both files; that there are changes is no failure."""
    from cpomdoc.cli.sortie import show_progress
    from cpomdoc.revue.commentaire import render_commentaire
    from cpomdoc.revue.faire import build_revue
    from cpomdoc.revue.page import render_page
    from cpomdoc.revue.phrases import tell_revue

    with show_progress(Demande(racine, silencieux=silencieux)) as progress:
        found = build_revue(racine, plage, date.today(), progress)
    page = html or racine / PAGE
    files = {page: render_page(found), markdown or racine / COMMENTAIRE: render_commentaire(found, page.name)}
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    if not silencieux:
        shown = ", ".join(_show(path, racine) for path in files)
        print(f"{shown}{FINE}: {tell_revue(found)}")
    return CLEAN


def _show(path: Path, racine: Path) -> str:
    """A path as people say it from the folder of contracts."""
    return path.relative_to(racine).as_posix() if path.is_relative_to(racine) else str(path)
