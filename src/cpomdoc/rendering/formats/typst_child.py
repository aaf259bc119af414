"""Run as a program, in a process of its own: does what <folder>/job.json asks of Typst, and leaves the answer there.

Typst keeps what it laid out until its process ends: a large contract would fill the memory with pages already written.
"""

import json
import sys
from datetime import datetime
from pathlib import Path

import typst

MAIN, JOB, ERROR, PDF, ANSWER = "main.typ", "job.json", "error.txt", "out.pdf", "out.json"


def main(folder: Path) -> None:
    """Compile to PDF, or evaluate an expression; what Typst refuses is written as it says it."""
    job = json.loads((folder / JOB).read_text(encoding="utf-8"))
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=job["fonts"])
    compiler = typst.Compiler(folder / MAIN, root=folder, font_paths=fonts, ignore_system_fonts=True)
    try:
        if "expression" in job:
            (folder / ANSWER).write_text(compiler.eval(job["expression"]), encoding="utf-8")
        else:
            compiler.compile(
                output=folder / PDF,
                format="pdf",
                pdf_standards=["a-3a", "ua-1"],
                timestamp=datetime.fromisoformat(job["timestamp"]),
            )
    except typst.TypstError as error:
        (folder / ERROR).write_text(error.message, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
