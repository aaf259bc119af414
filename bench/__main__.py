"""Every speed of the product in one run, each against what one would use without it: `make bench`.

Ratios are what counts: both sides of each are measured on the same machine, minute and data.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from bench.avenant import count_changes, load_states, seal_and_change
from bench.contrat import REFERENCE, ROOT, load_contexte, load_gabarit_and_vue, print_imprimes, write_large_contract
from bench.cout import measure_build
from bench.pdf import measure_document
from bench.plus_grand import REFERENCE as PLUS_GRAND
from bench.plus_grand import write_plus_grand
from bench.word import build_sample, measure_real, measure_word

from cpomdoc.comparing.compare import compare
from cpomdoc.errors import OutilAbsent
from cpomdoc.pipeline import Options, check_contrats
from cpomdoc.rendering.formats.libreoffice import convert_with_libreoffice, find_libreoffice
from cpomdoc.rendering.formats.pdf import PdfOptions, render_pdf
from cpomdoc.rendering.render_edition import Imprime

HELP = "import sys; from cpomdoc.cli import main; sys.exit(main(['--help']))"
OPTIONS = PdfOptions("Mesure", datetime(2027, 1, 1, tzinfo=UTC))


def main() -> None:
    """Print a line per measure."""
    contexte = load_contexte()
    imprimes = print_imprimes(contexte)
    _show_word("Word, gabarit de mesure", measure_word(*build_sample()))
    _show_word("Word, contrat complet", measure_real(*load_gabarit_and_vue(contexte)))
    _show_pdf(imprimes)
    _show_reading(imprimes)
    _show_check()
    _show_largest()
    _show_avenant()
    _show_start()


def best_of(action: Callable[[], object], times: int = 5) -> float:
    """Seconds of the best run: the machine may be busy with something else."""
    best = float("inf")
    for _ in range(times):
        start = perf_counter()
        action()
        best = min(best, perf_counter() - start)
    return best


def _show(label: str, figures: str) -> None:
    print(f"{label:<28} {figures}", flush=True)


def _show_word(label: str, figures: dict[str, float]) -> None:
    ours, plain, ratio = figures["cpomdoc"], figures["docxtpl"], figures["rapport"]
    _show(label, f"{ours:.0f} documents/s, docxtpl {plain:.1f} : {ratio:.1f} fois (but : 10)")


def _show_pdf(imprimes: Sequence[Imprime]) -> None:
    ours = best_of(lambda: [render_pdf([one.tree], OPTIONS) for one in imprimes], 3)
    figures = f"{len(imprimes) / ours:.1f} documents/s"
    try:
        find_libreoffice()
    except OutilAbsent:
        _show("PDF", f"{figures} (LibreOffice n’est pas installé)")
        return
    theirs = best_of(lambda: [convert_with_libreoffice(one.docx) for one in imprimes], 1)
    _show("PDF", f"{figures}, LibreOffice {len(imprimes) / theirs:.1f} : {theirs / ours:.1f} fois")


def _show_reading(imprimes: Sequence[Imprime]) -> None:
    totals = [0.0] * 5
    with tempfile.TemporaryDirectory() as folder:
        for one in imprimes:
            path = Path(folder, f"{one.nom}.docx")
            path.write_bytes(one.docx)
            totals = [total + time for total, time in zip(totals, measure_document(path), strict=True)]
    read, pdf, _markdown, pandoc, theirs = totals
    label = "PDF par pandoc et Typst"
    _show(label, f"lecture {pandoc / read:.0f} fois plus longue, en tout {(pandoc + theirs) / (read + pdf):.1f} fois")


def _show_check() -> None:
    with tempfile.TemporaryDirectory() as folder:
        lines = write_large_contract(Path(folder), 3000)
        whole = best_of(lambda: check_contrats(Path(folder), [], Options()), 3)
    _show("Vérification", f"{whole * 1000:.0f} ms pour {lines} lignes : {whole * 1e6 / lines:.0f} ms pour 1 000 lignes")


def _show_largest() -> None:
    """The largest contract, next to the complete example built the same way."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "templates", folder / "templates")
        shutil.copytree(ROOT / "contracts" / REFERENCE, folder / "contracts" / REFERENCE)
        lines = write_plus_grand(folder)
        usual, largest = (measure_build(folder, ref) for ref in (REFERENCE, PLUS_GRAND))
    _show(
        "Le plus grand contrat",
        f"{lines} lignes en {largest.ecoule:.1f} s, processeur {largest.processeur:.1f} s, soit "
        f"{largest.processeur / usual.processeur:.1f} fois {REFERENCE} (but : 10 s)",
    )
    _show(
        "  sa mémoire",
        f"{largest.ensemble:.0f} Mo, dont {largest.plus_gros:.0f} pour un seul processus ; "
        f"{REFERENCE} {usual.ensemble:.0f} Mo (but : 500 Mo)",
    )


def _show_avenant() -> None:
    """An avenant on the largest contract with all its proofs, next to building that contract alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "templates", folder / "templates")
        write_plus_grand(folder)
        plain = measure_build(folder, PLUS_GRAND)
        seal_and_change(folder, PLUS_GRAND)
        changes = count_changes(folder, PLUS_GRAND)
        states = load_states(folder, PLUS_GRAND)
        compared = best_of(lambda: compare(*states))
        drafted = measure_build(folder, PLUS_GRAND)
    _show("Comparaison", f"{compared * 1000:.0f} ms pour {changes} changements du plus grand contrat (but : 200 ms)")
    _show(
        "Avenant prouvé",
        f"{drafted.ecoule:.1f} s sur le plus grand contrat, processeur {drafted.processeur:.1f} s, soit "
        f"{drafted.processeur / plain.processeur:.1f} fois ce contrat seul (but : 10 s)",
    )


def _show_start() -> None:
    bare = best_of(lambda: _run("pass"), 15)
    ours = best_of(lambda: _run(HELP), 15)
    _show(
        "cpomdoc --help", f"{ours * 1000:.0f} ms, interpréteur nu {bare * 1000:.0f} : {ours / bare:.1f} fois (but : 4)"
    )


def _run(program: str) -> None:
    subprocess.run([sys.executable, "-c", program], stdout=subprocess.DEVNULL, check=True)


if __name__ == "__main__":
    main()
