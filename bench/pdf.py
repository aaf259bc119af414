"""Reading our own Word files against pandoc's reader, in one run: `python bench/pdf.py build/<ref>/*.docx`."""

import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import pypandoc
import typst

from cpomdoc.rendering.formats.docx_tree import read_docx
from cpomdoc.rendering.formats.markdown import render_markdown
from cpomdoc.rendering.formats.pdf import PdfOptions, render_pdf

OPTIONS = PdfOptions("Mesure", datetime(2027, 1, 1, tzinfo=UTC))
COLUMNS = ("read_docx", "render_pdf", "render_markdown", "pandoc docx->typst", "typst of pandoc's output")


def measure(action: Callable[[], object], times: int = 5) -> float:
    """Best time of an action, in milliseconds."""
    best = float("inf")
    for _ in range(times):
        start = perf_counter()
        action()
        best = min(best, perf_counter() - start)
    return best * 1000


def measure_document(path: Path) -> tuple[float, ...]:
    """The times of one document, in the order of COLUMNS."""
    data = path.read_bytes()
    tree = read_docx(data)

    def pandoc() -> str:
        return str(pypandoc.convert_file(str(path), "typst", extra_args=["--standalone"]))

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "main.typ")
        source.write_text(pandoc(), encoding="utf-8")
        return (
            measure(lambda: read_docx(data)),
            measure(lambda: render_pdf([tree], OPTIONS)),
            measure(lambda: render_markdown(tree)),
            measure(pandoc, 3),
            measure(lambda: typst.compile(source, ignore_system_fonts=True), 3),
        )


def main(paths: list[Path]) -> None:
    """Print a line per document, then the ratios of the sums."""
    print(*COLUMNS, sep="\t")
    totals = [0.0] * len(COLUMNS)
    for path in paths:
        times = measure_document(path)
        totals = [total + time for total, time in zip(totals, times, strict=True)]
        print(*(f"{time:.1f}" for time in times), path.name, sep="\t")
    read, pdf, _markdown, pandoc, theirs = totals
    print(f"reading: {pandoc / read:.1f} times; whole way to the PDF: {(pandoc + theirs) / (read + pdf):.1f} times")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
