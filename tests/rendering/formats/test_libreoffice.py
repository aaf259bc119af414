"""LibreOffice as an optional engine: found or missed with help, and never for ever."""

import sys
from pathlib import Path

import pytest
from tests.rendering.formats.docx_samples import build

from cpomdoc.errors import GabaritError, OutilAbsent
from cpomdoc.rendering.formats import libreoffice

DOCUMENT = build(lambda document: document.add_paragraph("Bonjour"))


def put_program(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program called soffice, alone, on the path."""
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\n{script}", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def test_when_it_is_absent_the_error_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "_PLACES", ())
    with pytest.raises(OutilAbsent, match=r"apt install.*winget install.*brew install"):
        libreoffice.convert_with_libreoffice(DOCUMENT)


def test_a_program_that_never_ends_is_ended_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = tmp_path / "vivant"
    child = f"import time, pathlib; time.sleep(3); pathlib.Path({str(mark)!r}).touch()"
    script = f"import subprocess, sys, time\nsubprocess.Popen([sys.executable, '-c', {child!r}])\ntime.sleep(60)\n"
    put_program(tmp_path, script, monkeypatch)
    with pytest.raises(GabaritError, match="pas fini"):
        libreoffice.convert_with_libreoffice(DOCUMENT, time_limit=1)
    with pytest.raises(GabaritError, match="pas fini"):
        libreoffice.convert_with_libreoffice(DOCUMENT, time_limit=3)
    assert not mark.exists()


def test_a_program_that_writes_nothing_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_program(tmp_path, "pass\n", monkeypatch)
    with pytest.raises(GabaritError, match="n’a pas pu convertir"):
        libreoffice.convert_with_libreoffice(DOCUMENT)


def test_a_document_is_converted_in_a_profile_of_its_own() -> None:
    try:
        libreoffice.find_libreoffice()
    except OutilAbsent:
        pytest.skip("LibreOffice n’est pas installé")
    assert libreoffice.convert_with_libreoffice(DOCUMENT).startswith(b"%PDF-")
