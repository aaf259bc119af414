"""The commands of cpomdoc: each reads its options, calls the pipeline once, and shows what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from cpomdoc import __version__
from cpomdoc.cli.aide import COMMANDES, OPTIONS, format_aide
from cpomdoc.cli.codes import CLEAN
from cpomdoc.cli.usage import Choix, FrenchGroup, FrenchUsageError

FORMATS = ("texte", "json", "github", "gitlab", "sarif")
MOTEURS = ("typst", "libreoffice")
SUBCOMMAND = "COMMANDE [ARGUMENTS]..."
F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Demande:
    """What the options of a command ask for; `format` is None when the place where it runs decides."""

    racine: Path
    format: str | None = None
    strict: bool = False
    silencieux: bool = False
    moteur: str = "typst"


class Dossier(click.ParamType[Path]):
    """A folder that exists."""

    name = "dossier"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Refuse a folder that is not there before anything starts."""
        path = Path(value)
        if not path.is_dir():
            self.fail(f"le dossier «\u202f{value}\u202f» n’existe pas.", param, ctx)
        return path.resolve()


class Annee(click.ParamType[int]):
    """A calendar year."""

    name = "annee"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Four digits."""
        if isinstance(value, int):
            return value
        if not (value.isascii() and value.isdigit() and len(value) == 4):
            self.fail(f"«\u202f{value}\u202f» n’est pas une année\u202f: écrivez quatre chiffres.", param, ctx)
        return int(value)


class Jour(click.ParamType[date]):
    """A day, as contracts write it, or the one it is: documents never read the clock by themselves."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """« 2029-05-31 », « 31/05/2029 » or « aujourdhui »."""
        from cpomdoc.periodes import read_date

        if isinstance(value, date):
            return value
        if value in ("aujourdhui", "aujourd'hui", "aujourd’hui"):
            return date.today()
        try:
            return read_date(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class Racine(FrenchGroup):
    """The whole command: its help is the plain text that `cpomdoc --help` prints without click."""

    def get_help(self, ctx: click.Context) -> str:
        """The one text."""
        return format_aide()


def find_racine() -> str:
    """The folder where one is, or the nearest above it that holds contracts/, as when one works inside a contract."""
    here = Path.cwd()
    return str(next((one for one in (here, *here.parents) if (one / "contracts").is_dir()), here))


racine_option = click.option(
    "--racine",
    type=Dossier(),
    default=find_racine,
    metavar="DOSSIER",
    help="Dossier qui contient contracts/ et templates/ (sinon, celui où l’on est, ou un dossier plus haut).",
)


def reporting_options(command: F) -> F:
    """The options that every command has."""
    for option in (
        click.option("--silencieux", is_flag=True, help="N’affiche que les problèmes."),
        racine_option,
        click.option(
            "--format",
            type=Choix(FORMATS),
            metavar="FORMAT",
            help=f"Forme du rapport\u202f: {', '.join(FORMATS)} (sinon, selon l’endroit).",
        ),
    ):
        command = option(command)
    return command


moteur_option = click.option(
    "--moteur",
    type=Choix(MOTEURS),
    default="typst",
    metavar="MOTEUR",
    help="Ce qui fabrique les PDF\u202f: typst (d’office) ou libreoffice, s’il est installé.",
)
strict_option = click.option("--strict", is_flag=True, help="Compte les alertes comme des erreurs.")


@click.group(cls=Racine, subcommand_metavar=SUBCOMMAND)
@click.version_option(__version__, message="%(prog)s %(version)s", help=OPTIONS["--version"])
@click.option("--debug", is_flag=True, expose_value=False, help=OPTIONS["--debug"])
def cpomdoc() -> None:
    """The whole command."""


@cpomdoc.command(help=COMMANDES["construire"])
@click.argument("refs", nargs=-1, metavar="[REF]...")
@moteur_option
@strict_option
@reporting_options
def construire(refs: tuple[str, ...], **choix: Any) -> int:
    """Build the contracts named, or all of them."""
    from cpomdoc.cli.sortie import show_build, show_progress
    from cpomdoc.pipeline import Options, build_contrats

    demande = Demande(**choix)
    with show_progress(demande) as progress:
        bilan = build_contrats(demande.racine, refs, Options(demande.strict, demande.moteur, date.today()), progress)
    return show_build(bilan, demande)


@cpomdoc.command(help=COMMANDES["verifier"])
@click.argument("refs", nargs=-1, metavar="[REF]...")
@strict_option
@reporting_options
def verifier(refs: tuple[str, ...], **choix: Any) -> int:
    """Check the contracts named, or all of them."""
    from cpomdoc.cli.sortie import show_check
    from cpomdoc.pipeline import Options, check_contrats

    demande = Demande(**choix)
    return show_check(check_contrats(demande.racine, refs, Options(demande.strict, aujourdhui=date.today())), demande)


@cpomdoc.command(help=COMMANDES["suivi"])
@click.argument("ref", metavar="REF")
@click.option("--annee", type=Annee(), metavar="ANNÉE", help="Année suivie (sinon, la dernière de suivi/).")
@click.option(
    "--au",
    type=Jour(),
    metavar="DATE",
    help="Jour où juger des retards\u202f: une date, ou «\u202faujourdhui\u202f» (sinon, celui du fichier).",
)
@moteur_option
@strict_option
@reporting_options
def suivi(ref: str, annee: int | None, au: date | None, **choix: Any) -> int:
    """Build the follow-up of one contract for one year."""
    from cpomdoc.cli.sortie import show_build, show_progress
    from cpomdoc.pipeline import Options
    from cpomdoc.suivre import DemandeSuivi, build_suivi

    demande = Demande(**choix)
    options = Options(demande.strict, demande.moteur, date.today())
    with show_progress(demande) as progress:
        bilan = build_suivi(demande.racine, DemandeSuivi(ref, annee, au), options, progress)
    return show_build(bilan, demande)


@cpomdoc.command(help=COMMANDES["portefeuille"])
@click.option(
    "--au",
    type=Jour(),
    default="aujourdhui",
    metavar="DATE",
    help="Jour auquel les contrats sont regardés (22/11/2026)\u202f; sinon, aujourd’hui.",
)
@reporting_options
def portefeuille(au: date, **choix: Any) -> int:
    """Build the table of all the contracts on a day."""
    from cpomdoc.cli.sortie import show_portefeuille, show_progress
    from cpomdoc.portefeuille import build_portefeuille

    demande = Demande(**choix)
    with show_progress(demande) as progress:
        bilan = build_portefeuille(demande.racine, au, progress)
    return show_portefeuille(bilan, demande)


@cpomdoc.command(help=COMMANDES["reprendre"])
@click.argument("fichier", metavar="FICHIER.xlsx", type=click.Path(path_type=Path))
@click.option("--oui", is_flag=True, help="Écrit sans demander confirmation.")
@racine_option
def reprendre(fichier: Path, racine: Path, *, oui: bool) -> int:
    """Take what was typed in a workbook back into the contract, once shown and agreed."""
    from cpomdoc.cli.reprendre import take_over

    return take_over(Demande(racine), fichier, confirmed=oui)


@cpomdoc.group(
    cls=FrenchGroup,
    help=COMMANDES["gabarit"],
    options_metavar="[OPTIONS]",
    subcommand_metavar="COMMANDE [ARGUMENTS]...",
)
def gabarit() -> None:
    """The commands about gabarits."""


@gabarit.command(name="verifier", help="Vérifie les gabarits, le catalogue, les réglages de la maison et les polices.")
@click.argument("fichiers", nargs=-1, metavar="[FICHIER]...")
@reporting_options
def gabarit_verifier(fichiers: tuple[str, ...], **choix: Any) -> int:
    """Check the gabarits named, or all of them."""
    from cpomdoc.cli.sortie import show_check, tell_origines
    from cpomdoc.gabarits import check_gabarits, list_origines

    demande = Demande(**choix)
    code = show_check(check_gabarits(demande.racine, [Path(name).name for name in fichiers]), demande)
    tell_origines(list_origines(demande.racine), demande)
    return code


@gabarit.command(name="lister", help="Dit quels gabarits sont ceux de la maison, et lesquels sont livrés avec cpomdoc.")
@racine_option
def gabarit_lister(racine: Path) -> int:
    """List the gabarits in use, with where each comes from."""
    from cpomdoc.cli.sortie import show_origines
    from cpomdoc.gabarits import list_origines

    show_origines(list_origines(racine))
    return CLEAN


@gabarit.command(name="copier", help="Pose dans templates/ une copie d’un gabarit livré, à modifier dans Word.")
@click.argument("noms", nargs=-1, required=True, metavar="NOM...")
@racine_option
def gabarit_copier(noms: tuple[str, ...], racine: Path) -> int:
    """Copy shipped gabarits into the folder of the house, never over a file."""
    from cpomdoc.gabarits import copy_gabarit

    for nom in noms:
        click.echo(
            f"{copy_gabarit(racine, nom)} est à vous\u202f: modifiez-le, puis «\u202fcpomdoc gabarit verifier\u202f»."
        )
    return CLEAN


@cpomdoc.command(help=COMMANDES["expliquer"])
@click.argument("code_ou_champ", metavar="CODE|CHAMP")
@click.pass_context
def expliquer(contexte: click.Context, code_ou_champ: str) -> int:
    """Show the page of a code, or a field, or the fields of that name."""
    from cpomdoc.explaining.expliquer import find_explication, suggest_explication

    explication = find_explication(code_ou_champ)
    if explication is None:
        hint = suggest_explication(code_ou_champ)
        sentence = f"«\u202f{code_ou_champ}\u202f» n’est ni un code ni un champ" + (f"\u202f; {hint}" if hint else ".")
        raise FrenchUsageError(sentence, contexte)
    click.echo(explication)
    return CLEAN
