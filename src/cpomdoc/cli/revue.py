"""`cpomdoc revue`: what a branch changes in contracts, as a page and a comment for those who review it."""

from datetime import date
from pathlib import Path

import click

from cpomdoc.cli.aide import COMMANDES
from cpomdoc.cli.codes import CLEAN
from cpomdoc.cli.commandes import Demande, racine_option
from cpomdoc.cli.usage import FrenchCommand

FINE = "\u202f"
PAGE, COMMENTAIRE = "build/revue.html", "build/revue.md"


@click.command(cls=FrenchCommand, help=COMMANDES["revue"])
@click.argument("plage", metavar="BASE..TÊTE")
@click.option("--html", type=click.Path(path_type=Path), metavar="FICHIER", help=f"Où écrire la page (sinon, {PAGE}).")
@click.option(
    "--markdown",
    type=click.Path(path_type=Path),
    metavar="FICHIER",
    help=f"Où écrire le commentaire (sinon, {COMMENTAIRE}).",
)
@click.option("--silencieux", is_flag=True, help="N’affiche rien.")
@racine_option
def revue(plage: str, html: Path | None, markdown: Path | None, racine: Path, *, silencieux: bool) -> int:
    """Write the review of a range of revisions; that there are changes is no failure."""
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
