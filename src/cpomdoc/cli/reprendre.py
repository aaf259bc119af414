"""`cpomdoc reprendre`: show what a workbook changes, ask, write, then check the contract again."""

import sys
from pathlib import Path

from cpomdoc.cli.codes import CLEAN, PROBLEMS, USAGE
from cpomdoc.cli.commandes import Demande
from cpomdoc.cli.sortie import show_check
from cpomdoc.francais import accord
from cpomdoc.pipeline import Options, check_contrats
from cpomdoc.reprise.preparer import Reprise, apply_reprise, prepare_reprise

VIDE = "–"


def take_over(demande: Demande, classeur: Path, *, confirmed: bool) -> int:
    """The whole command; nothing is written when one cell is refused, nor without an answer."""
    reprise = prepare_reprise(demande.racine, classeur)
    for remarque in reprise.remarques:
        print(f"À noter\u202f: {remarque}")
    if reprise.refus:
        return _show_refus(reprise)
    lieu = reprise.lieu
    if not reprise.changements:
        print(f"Rien à reprendre\u202f: le classeur dit la même chose que {lieu}.")
        return CLEAN
    _show_changements(reprise)
    count = len(reprise.changements)
    if not confirmed and not sys.stdin.isatty():
        print(
            "Il n’y a personne pour confirmer\u202f: rien n’est écrit. Relancez avec «\u202f--oui\u202f».",
            file=sys.stderr,
        )
        return USAGE
    if not confirmed and not _ask(f"Porter {accord(count, 'ce changement', f'ces {count} changements')} dans {lieu}"):
        print("Rien n’a été écrit.")
        return CLEAN
    apply_reprise(reprise)
    print(f"{lieu}\u202f: {count} {accord(count, 'changement porté', 'changements portés')}.")
    return show_check(check_contrats(demande.racine, (reprise.reference,), Options()), demande)


def _show_refus(reprise: Reprise) -> int:
    for refus in reprise.refus:
        print(f"{refus[:1].upper()}{refus[1:]}", file=sys.stderr)
    print("Rien n’est repris. Corrigez le classeur, enregistrez-le et relancez.", file=sys.stderr)
    return PROBLEMS


def _show_changements(reprise: Reprise) -> None:
    """A row per value: where it was typed, where it goes, what was there, what comes."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for title in ("Saisi dans", "Va dans", "Avant", "Après"):
        table.add_column(title, overflow="fold")
    for one in reprise.changements:
        cells = (one.adresse.removeprefix("feuille "), one.lieu, one.avant or VIDE, one.apres or VIDE)
        table.add_row(*(Text(cell) for cell in cells))
    Console().print(table)


def _ask(question: str) -> bool:
    """« oui » or « o », whatever the case; the end of the input is a no."""
    try:
        answer = input(f"{question}\u202f? (oui/non) ")
    except EOFError:
        return False
    return answer.strip().casefold() in ("o", "oui")
