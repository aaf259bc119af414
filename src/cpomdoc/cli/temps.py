"""The commands of the time machine: `etat` gives a contract as it applies on a day, `historique` follows a value."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from cpomdoc.cli.aide import COMMANDES
from cpomdoc.cli.codes import CLEAN
from cpomdoc.cli.commandes import Demande, Jour, moteur_option, racine_option
from cpomdoc.cli.usage import Choix, FrenchCommand, FrenchUsageError

FORMES = {"yaml": ".yaml", "markdown": ".md", "docx": ".docx", "pdf": ".pdf"}
A_ECRIRE = ("docx", "pdf")
FORMES_HISTORIQUE = ("texte", "json", "markdown")
FINE = "\u202f"


@click.command(cls=FrenchCommand, help=COMMANDES["etat"])
@click.argument("ref", metavar="REF")
@click.option(
    "--au",
    type=Jour(),
    metavar="DATE",
    help=f"Jour dont on veut l’état, par exemple 2029-03-01, 01/03/2029 ou «{FINE}aujourdhui{FINE}».",
)
@click.option(
    "--format",
    "forme",
    type=Choix(tuple(FORMES)),
    metavar="FORMAT",
    help=f"Forme du résultat{FINE}: {', '.join(FORMES)} (sinon, d’après --sortie, ou yaml).",
)
@click.option(
    "--sortie",
    type=click.Path(path_type=Path),
    metavar="LIEU",
    help="Fichier, ou dossier nouveau, où écrire (sinon, à l’écran).",
)
@click.option("--silencieux", is_flag=True, help="N’affiche pas l’avancement.")
@moteur_option
@racine_option
@click.pass_context
def etat(contexte: click.Context, /, ref: str, au: date | None, **choix: Any) -> int:
    """Give the contract named as it applies on a day."""
    if au is None:
        raise FrenchUsageError(f"il manque «{FINE}--au{FINE}», le jour dont on veut l’état.", contexte)
    forme, sortie = choix.pop("forme"), choix.pop("sortie")
    by_suffix = {suffix: name for name, suffix in FORMES.items()}
    forme = forme or by_suffix.get(sortie.suffix.lower() if sortie else "", "yaml")
    if sortie is None and forme in A_ECRIRE:
        manque = f"il manque «{FINE}--sortie{FINE}», le fichier ou le dossier où écrire en {forme}."
        raise FrenchUsageError(manque, contexte)
    return show_etat(Demande(**choix), ref, au, (forme, sortie))


def show_etat(demande: Demande, ref: str, au: date, cible: tuple[str, Path | None]) -> int:
    """The contract that day on the screen, or what was written."""
    from cpomdoc.cli.sortie import show_progress
    from cpomdoc.pipeline import Options
    from cpomdoc.temps.etat import DemandeEtat, give_etat

    voulu = DemandeEtat(ref, au, *cible)
    with show_progress(demande) as progress:
        resultat = give_etat(demande.racine, voulu, Options(moteur=demande.moteur), progress)
    for remarque in resultat.remarques:
        print(f"À noter{FINE}: {remarque}", file=sys.stderr)
    sys.stdout.write(resultat.texte.decode())
    for name in resultat.ecrits:
        print(name)
    return CLEAN


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
