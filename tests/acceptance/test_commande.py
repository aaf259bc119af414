"""`cpomdoc construire` and `cpomdoc verifier` in the hands of a user: what they write, say, and leave alone."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.acceptance.commande import command_of, environment_of, read_files, run_cpomdoc, run_here
from tests.acceptance.editions import ROOT, Edition, list_files
from tests.acceptance.livrables import DOCUMENTS, OUTILS, files_of


@pytest.fixture
def racine(tmp_path: Path) -> Path:
    """The folder of somebody who has one contract, and no gabarit of their own."""
    shutil.copytree(ROOT / "contracts" / "ehpad-sources", tmp_path / "contracts" / "ehpad-sources")
    return tmp_path


@pytest.fixture
def built(racine: Path, sources: Edition) -> Path:
    """The same folder once the contract was built."""
    shutil.copytree(sources.racine / "build" / "ehpad-sources", racine / "build" / "ehpad-sources")
    return racine


def test_a_contract_is_built_and_the_user_is_told_what_was_written(racine: Path, sources: Edition) -> None:
    done = run_here(racine, "construire", "ehpad-sources")
    assert (done.returncode, done.stderr) == (0, "")
    own = [name for name in files_of("ehpad-sources") if "/" not in name]
    tools = [name for name in files_of("ehpad-sources") if name.startswith("lancement/")]
    assert f"build/ehpad-sources\u202f: {len(own)} fichiers" in done.stdout
    assert f"build/ehpad-sources/lancement\u202f: {len(tools)} fichiers" in done.stdout
    assert "CON-017" in done.stdout
    if sources.a_completer:
        assert f"{sources.a_completer} mention" in done.stdout
    assert set(list_files(racine / "build" / "ehpad-sources")) == files_of("ehpad-sources")
    texts = {path.name for path in (racine / "contracts" / "ehpad-sources" / "texte").iterdir()}
    assert len(texts) == len(DOCUMENTS["ehpad-sources"]) + len(OUTILS["ehpad-sources"])


def test_a_check_writes_nothing(racine: Path) -> None:
    before = read_files(racine)
    done = run_here(racine, "verifier")
    assert done.returncode == 0
    assert read_files(racine) == before


def test_a_check_says_when_the_committed_text_is_stale(racine: Path) -> None:
    assert "TXT-001" not in run_here(racine, "verifier").stdout
    contract = racine / "contracts" / "ehpad-sources" / "contrat.yaml"
    contract.write_text(contract.read_text(encoding="utf-8").replace("ARA-01-2027-003", "ARA-01-2027-004"), "utf-8")
    assert "alerte TXT-001" in run_here(racine, "verifier").stdout


def test_an_unknown_contract_is_a_mistake_of_usage_and_a_near_name_is_offered(racine: Path) -> None:
    done = run_cpomdoc(racine, "construire", "ehpad-source")
    assert done.returncode == 2
    assert "ehpad-sources" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (racine / "build").exists()


def test_a_contract_with_errors_keeps_its_last_build(built: Path) -> None:
    before = read_files(built / "build")
    contract = built / "contracts" / "ehpad-sources" / "contrat.yaml"
    text = contract.read_text(encoding="utf-8")
    contract.write_text(
        text.replace("date_effet: 2027-01-01", "date_effet: 2027-13-01\n  lieu_signatur: Nantes"), encoding="utf-8"
    )
    done = run_here(built, "construire")
    assert done.returncode == 1
    guilty = re.findall(r"^contracts/ehpad-sources/contrat\.yaml:(\d+):\d+: erreur", done.stdout, re.MULTILINE)
    line = text[: text.index("date_effet")].count("\n") + 1
    assert guilty == [str(line), str(line + 1)]
    assert re.search(r"ouliez-vous dire[^«]*«\u202flieu_signature\u202f»", done.stdout)
    assert before
    assert read_files(built / "build") == before


def test_a_gabarit_with_a_misspelt_tag_stops_the_build_and_says_where(built: Path) -> None:
    (built / "templates").mkdir()
    source, own = ROOT / "templates" / "annexe_diagnostic.docx", built / "templates" / "annexe_diagnostic.docx"
    _misspell(source, own)
    before = read_files(built / "build")
    done = run_here(built, "construire")
    assert done.returncode == 1
    assert "annexe_diagnostic.docx" in done.stderr
    assert "vouliez-vous dire" in done.stderr
    assert "Traceback" not in done.stderr
    assert read_files(built / "build") == before
    checked = run_here(built, "gabarit", "verifier")
    assert checked.returncode == 1
    assert "annexe_diagnostic.docx" in checked.stdout


def test_an_interruption_leaves_the_last_build_whole(built: Path) -> None:
    pty = pytest.importorskip("pty", reason="this system has no terminals that a program can hold")
    contract = built / "contracts" / "ehpad-sources" / "contrat.yaml"
    contract.write_text(contract.read_text(encoding="utf-8").replace("ARA-01-2027-003", "ARA-01-2027-004"), "utf-8")
    before = read_files(built / "build")
    terminal, held = pty.openpty()
    environment = environment_of(TERM="xterm")
    process = subprocess.Popen(command_of("construire"), cwd=built, env=environment, stdout=held, stderr=held)
    os.close(held)
    shown = b""
    # The bar names the first document, with the apostrophe that the YAML shown in alertes has not: the build has begun.
    while "l’EHPAD Les Sources".encode() not in shown:
        shown += os.read(terminal, 4096)
    process.send_signal(signal.SIGINT)
    shown += _read_to_the_end(terminal)
    assert process.wait(timeout=60) == 130
    assert "Interrompu." in shown.decode("utf-8")
    assert "Traceback" not in shown.decode("utf-8")
    assert before
    assert read_files(built / "build") == before


def test_reports_are_made_for_programs_too(racine: Path) -> None:
    report = json.loads(run_here(racine, "verifier", "--format", "json").stdout)
    assert "CON-017" in json.dumps(report)
    sarif = json.loads(run_here(racine, "verifier", "--format", "sarif").stdout)
    assert sarif["version"] == "2.1.0"


def _misspell(source: Path, target: Path) -> None:
    """A copy of a gabarit of which a tag lost a letter, as happens in Word."""
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as copy:
        for name in archive.namelist():
            data = archive.read(name)
            assert name != "word/document.xml" or b"annexe.titre" in data
            copy.writestr(name, data.replace(b"annexe.titre", b"annexe.tite"))


def _read_to_the_end(terminal: int) -> bytes:
    """All that a process still writes to its terminal; Linux says that it is over by an error."""
    shown = b""
    with contextlib.suppress(OSError):
        while data := os.read(terminal, 4096):
            shown += data
    return shown
