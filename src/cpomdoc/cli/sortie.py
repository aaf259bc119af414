"""What a command shows: progress on a terminal, the report, then what was written."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import PurePosixPath

from cpomdoc.cli.codes import CLEAN, PROBLEMS
from cpomdoc.cli.commandes import Demande
from cpomdoc.francais import accord
from cpomdoc.gabarits import Origine
from cpomdoc.pipeline import Bilan
from cpomdoc.reporting.report import default_format, render_report, wants_color
from cpomdoc.reporting.sarif import Regles, RegleSarif

FOR_PEOPLE = ("texte", "github")
FINE = "\u202f"


def show_check(bilan: Bilan, demande: Demande) -> int:
    """The report, whatever it says: a check that finds nothing says so."""
    _print_report(bilan, demande)
    _print_blanks(bilan, demande)
    return PROBLEMS if bilan.en_erreur else CLEAN


def show_build(bilan: Bilan, demande: Demande) -> int:
    """The report when there is something to report, then what was written."""
    if bilan.problems or _format(demande) not in FOR_PEOPLE:
        _print_report(bilan, demande)
        _tell("", demande)
    for files in bilan.ecrits.values():
        _tell(_describe_written(files), demande)
    _tell_kept(bilan, demande)
    _print_blanks(bilan, demande)
    if bilan.en_erreur:
        _tell("Un contrat en erreur n’est pas fabriqué : sa dernière édition est intacte.", demande)
    elif not bilan.ecrits:
        _tell("Aucun contrat à fabriquer dans contracts/.", demande)
    return PROBLEMS if bilan.en_erreur else CLEAN


def show_portefeuille(bilan: Bilan, demande: Demande) -> int:
    """What is wrong between contracts, or with the house, then what was written; errors of a contract are its own."""
    if bilan.problems or _format(demande) not in FOR_PEOPLE:
        _print_report(bilan, demande)
        _tell("", demande)
    for files in bilan.ecrits.values():
        _tell(_describe_written(files), demande)
    _tell_kept(bilan, demande)
    return CLEAN if bilan.ecrits else PROBLEMS


def show_origines(origines: Sequence[Origine]) -> None:
    """Each gabarit, where it comes from and what it prints."""
    width = max(len(one.nom) for one in origines)
    for one in origines:
        print(f"{one.nom:<{width}}  {'de la maison' if one.propre else 'livré':<12}  {one.titre}")


def tell_origines(origines: Sequence[Origine], demande: Demande) -> None:
    """How many gabarits are the house's, and which."""
    own = [one.nom for one in origines if one.propre]
    if own:
        _tell(f"De la maison{FINE}: {', '.join(own)}. Les autres sont ceux que cpomdoc fournit.", demande)


@contextmanager
def show_progress(demande: Demande) -> Iterator[Callable[[str, int, int], None]]:
    """A bar that moves with each document, on a terminal; nothing in a CI, in a file, or when asked to be quiet."""
    if demande.silencieux or not sys.stderr.isatty() or os.environ.get("CI"):
        yield lambda title, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), BarColumn(pulse_style="cyan"), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Lecture des contrats", total=None)
        yield lambda title, done, total: progress.update(task, description=title, completed=done, total=total)


def _format(demande: Demande) -> str:
    return demande.format or default_format(os.environ)


def _print_report(bilan: Bilan, demande: Demande) -> None:
    if demande.silencieux and not bilan.problems and _format(demande) in FOR_PEOPLE:
        return
    color = wants_color(sys.stdout, os.environ)
    regles = _read_regles() if _format(demande) == "sarif" else None
    sys.stdout.write(render_report(bilan.problems, bilan.lines, _format(demande), color=color, regles=regles))


def _read_regles() -> Regles:
    """Rules as they are published; only SARIF tells them, and only then are they read."""
    from cpomdoc.explaining.format_pages import format_page_text
    from cpomdoc.explaining.pages import build_pages

    return {
        code: RegleSarif(page.titre, format_page_text(page), page.definitif == "erreur")
        for code, page in build_pages().items()
    }


def _print_blanks(bilan: Bilan, demande: Demande) -> None:
    for reference, count in bilan.a_completer.items():
        if count:
            _tell(
                f"{reference}{FINE}: {count} {accord(count, 'mention', 'mentions')} «{FINE}à compléter{FINE}».", demande
            )


def _tell(sentence: str, demande: Demande) -> None:
    """For people: beside a report that a program reads, it goes to the other channel."""
    if not demande.silencieux:
        print(sentence, file=sys.stdout if _format(demande) in FOR_PEOPLE else sys.stderr)


def _tell_kept(bilan: Bilan, demande: Demande) -> None:
    """Where what someone had changed in a build was set aside."""
    for reference, folder in bilan.gardes.items():
        _tell(
            f"Des fichiers de build/{reference} avaient été changés à la main{FINE}: ils sont gardés dans {folder}.",
            demande,
        )


def _describe_written(files: Sequence[str]) -> str:
    """« build/tilleuls : 12 fichiers », then one line per document with its formats; each folder in its turn."""
    folders: dict[PurePosixPath, dict[str, list[str]]] = {}
    for path in map(PurePosixPath, files):
        folders.setdefault(path.parent, {}).setdefault(path.stem, []).append(path.suffix or path.name)
    lines: list[str] = []
    for folder, documents in sorted(folders.items()):
        count = sum(map(len, documents.values()))
        lines.append(f"{folder}{FINE}: {count} {accord(count, 'fichier', 'fichiers')}")
        lines += (f"  {stem} ({', '.join(suffixes)})" for stem, suffixes in documents.items())
    return "\n".join(lines)
