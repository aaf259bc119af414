"""The commands on the states of a contract: `sceller` freezes what was signed, `comparer` tells what changed."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cpomdoc.cli.aide import COMMANDES
from cpomdoc.cli.codes import CLEAN, DIFFERENT, PROBLEMS
from cpomdoc.cli.commandes import Demande, moteur_option, racine_option, reporting_options
from cpomdoc.cli.usage import Choix, FrenchCommand, FrenchUsageError

if TYPE_CHECKING:
    from cpomdoc.scellement.sceller import Scellement

FORMES = ("texte", "json", "markdown", "html")
FINE = "\u202f"


class Jour(click.ParamType[date]):
    """A day as people write it."""

    name = "jour"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Refuse a day that does not exist, and say why."""
        from cpomdoc.periodes import read_date

        if isinstance(value, date):
            return value
        try:
            return read_date(str(value))
        except ValueError as refusal:
            self.fail(str(refusal), param, ctx)


@click.command(cls=FrenchCommand, help=COMMANDES["sceller"])
@click.argument("ref", metavar="REF")
@click.option(
    "--date-signature",
    "signature",
    type=Jour(),
    metavar="DATE",
    help="Jour de la signature, par exemple 2027-01-15 ou 15/01/2027.",
)
@moteur_option
@reporting_options
@click.pass_context
def sceller(contexte: click.Context, /, ref: str, signature: date | None, **choix: Any) -> int:
    """Seal the contract named."""
    from cpomdoc.cli.sortie import show_progress
    from cpomdoc.pipeline import Options
    from cpomdoc.scellement.sceller import seal_contrat

    if signature is None:
        raise FrenchUsageError(
            f"il manque «{FINE}--date-signature{FINE}», le jour où le contrat a été signé.", contexte
        )
    demande = Demande(**choix)
    with show_progress(demande) as progress:
        scellement = seal_contrat(
            demande.racine, ref, signature, Options(moteur=demande.moteur, aujourdhui=date.today()), progress
        )
    return show_scellement(scellement, demande)


def show_scellement(scellement: "Scellement", demande: Demande) -> int:
    """Why it was refused, or what was sealed and how to mark it in git."""
    from cpomdoc.cli.sortie import show_check
    from cpomdoc.francais import accord
    from cpomdoc.typographie import format_date

    sceau = scellement.sceau
    if sceau is None:
        if scellement.bilan.problems:
            show_check(scellement.bilan, demande)
        print(scellement.refus or "Rien n’a été scellé.", file=sys.stderr)
        return PROBLEMS
    for remarque in scellement.remarques:
        print(f"À noter{FINE}: {remarque}")
    lieu = f"contracts/{sceau.contrat}/versions/{sceau.version}"
    fichiers, signes = len(sceau.fichiers), len(sceau.signes)
    print(
        f"{lieu}{FINE}: {scellement.acte} scellé, signé le {format_date(sceau.date_signature)}.\n"
        f"  {fichiers} {accord(fichiers, 'fichier gardé', 'fichiers gardés')}, "
        f"{signes} {accord(signes, 'document signé', 'documents signés')} par leur empreinte.\n"
        f"  empreinte {sceau.empreinte}"
    )
    if scellement.tag:
        print(f"Une fois ce dossier validé dans git, marquez-le{FINE}: {scellement.tag}")
    return CLEAN


@click.command(cls=FrenchCommand, help=COMMANDES["comparer"])
@click.argument("ref", metavar="REF")
@click.argument("avant", required=False, metavar="[A]")
@click.argument("apres", required=False, metavar="[B]")
@click.option(
    "--format",
    "forme",
    type=Choix(FORMES),
    default="texte",
    metavar="FORMAT",
    help=f"Forme du résultat{FINE}: {', '.join(FORMES)}.",
)
@racine_option
def comparer(ref: str, avant: str | None, apres: str | None, forme: str, racine: Path) -> int:
    """Compare two states of the contract named, and say by the exit code whether they differ, as diff does."""
    from cpomdoc.comparaison import compare_etats
    from cpomdoc.comparing.formats import FORMATS

    comparaison = compare_etats(racine, ref, avant, apres)
    sys.stdout.write(FORMATS[forme](comparaison))
    return CLEAN if comparaison.identiques else DIFFERENT
