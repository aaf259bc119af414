"""The commands that make Word documents readable to git: `texte` prints one, `installer-git` has git ask for it."""

import sys
from pathlib import Path

import click

from cpomdoc.cli.aide import COMMANDES
from cpomdoc.cli.codes import CLEAN
from cpomdoc.cli.usage import FrenchCommand
from cpomdoc.errors import CpomdocError

FINE = "\u202f"


@click.command(cls=FrenchCommand, help=COMMANDES["texte"])
@click.argument("fichier", metavar="FICHIER.docx", type=click.Path(path_type=Path))
@click.option("--git", "pour_git", is_flag=True, hidden=True)
def texte(fichier: Path, *, pour_git: bool) -> int:
    """Print a Word document as Markdown; for git, which stops at an error, one that cannot be read says so instead."""
    from cpomdoc.lire_word import read_texte

    try:
        lu = read_texte(fichier)
    except CpomdocError as error:
        if not pour_git:
            raise
        print(f"[{error}]")
        return CLEAN
    sys.stdout.write(lu.texte)
    if lu.remarque:
        print(f"À noter{FINE}: {lu.remarque}", file=sys.stderr)
    return CLEAN


@click.command(name="installer-git", cls=FrenchCommand, help=COMMANDES["installer-git"])
@click.option("--retirer", is_flag=True, help="Défait ce que la commande a réglé.")
def installer_git(*, retirer: bool) -> int:
    """Have git show Word documents as text, or no longer."""
    from cpomdoc.git_word import ATTRIBUTS, LIGNE, install, uninstall

    fait = (uninstall if retirer else install)(Path.cwd())
    if not (fait.attributs or fait.reglages):
        print("Il n’y avait rien à retirer." if retirer else "Tout était déjà réglé.")
        return CLEAN
    if fait.attributs:
        verbe = "retirée de" if retirer else "ajoutée à"
        print(f"{ATTRIBUTS}{FINE}: la ligne «{FINE}{LIGNE}{FINE}» est {verbe} ce fichier. Validez-le dans git.")
    if fait.reglages:
        print(
            f"Réglages de ce dépôt{FINE}: git ne passe plus par cpomdoc pour les documents Word."
            if retirer
            else f"Réglages de ce dépôt{FINE}: git passe par cpomdoc pour montrer les documents Word. Ils ne "
            f"valent que sur cet ordinateur{FINE}: chacun lance «{FINE}cpomdoc installer-git{FINE}» une fois."
        )
    if not retirer:
        print(f"Désormais, «{FINE}git diff{FINE}» et «{FINE}git log -p{FINE}» montrent le texte des .docx.")
    return CLEAN
