"""The commands of the time machine: `etat` gives a contract as it applies on a day, `historique` follows a value."""

import sys
from pathlib import Path

import click

from cpomdoc.cli.aide import COMMANDES
from cpomdoc.cli.codes import CLEAN
from cpomdoc.cli.commandes import racine_option
from cpomdoc.cli.usage import Choix, FrenchCommand

FORMES_HISTORIQUE = ("texte", "json", "markdown")
FINE = "\u202f"


@click.command(cls=FrenchCommand, help=COMMANDES["historique"])
@click.argument("ref", metavar="REF")
@click.argument("lieu", metavar="CHAMP")
@click.option(
    "--format",
    "forme",
    type=Choix(FORMES_HISTORIQUE),
    default="texte",
    metavar="FORMAT",
    help=f"Forme du résultat{FINE}: {', '.join(FORMES_HISTORIQUE)}.",
)
@racine_option
def historique(ref: str, lieu: str, forme: str, racine: Path) -> int:
    """Show a value of the contract named through all its sealed versions."""
    from cpomdoc.comparing.recit import RECITS
    from cpomdoc.temps.historique import tell_historique

    sys.stdout.write(RECITS[forme](tell_historique(racine, ref, lieu)))
    return CLEAN
