"""The same contracts give the same bytes, whatever the machine's hour, language and mood."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.acceptance.editions import REFERENCES, Edition, copy_sources
from tests.acceptance.livrables import AVENANTS, COURANTS

BUILD = "import sys; from cpomdoc.cli import main; sys.exit(main(sys.argv[1:]))"
COURANT = COURANTS[-1:]
AUTRES = (*(ref for ref in REFERENCES if ref not in COURANT), *AVENANTS)
AILLEURS = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "ja_JP.UTF-8",
    "PYTHONHASHSEED": "12345",
    "SOURCE_DATE_EPOCH": "1",
}


def read_printed(racine: Path, refs: tuple[str, ...]) -> dict[str, bytes]:
    """Every file that a build leaves for some contracts."""
    folders = [folder for ref in refs for folder in (racine / "build" / ref, racine / "contracts" / ref / "texte")]
    paths = [path for one in folders for path in one.rglob("*") if path.is_file()]
    return {path.relative_to(racine).as_posix(): path.read_bytes() for path in paths}


def build_elsewhere(racine: Path, place: Path, refs: tuple[str, ...]) -> None:
    """Build in one run of another process, from another folder, at another hour and in another language."""
    copy_sources(racine, *refs)
    command = [sys.executable, "-c", BUILD, "construire", "--silencieux", "--racine", str(racine), *reversed(refs)]
    done = subprocess.run(command, cwd=place, env={**os.environ, **AILLEURS}, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()


@pytest.mark.parametrize("refs", [COURANT, pytest.param(AUTRES, marks=pytest.mark.long)], ids=["courant", "autres"])
def test_each_file_is_the_same_to_the_byte(
    editions: Mapping[str, Edition], refs: tuple[str, ...], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    here: dict[str, bytes] = {}
    for ref in refs:
        here |= read_printed(editions[ref].racine, (ref,))
    build_elsewhere(tmp_path, tmp_path_factory.mktemp("ailleurs"), refs)
    elsewhere = read_printed(tmp_path, refs)
    assert here.keys() == elsewhere.keys()
    assert {name.rsplit(".", 1)[-1] for name in here} >= {"docx", "pdf", "md", "json"}
    assert len(here) > 50
    assert [name for name in sorted(here) if here[name] != elsewhere[name]] == []


def test_the_place_of_the_other_build_is_really_another() -> None:
    say = "import time, sys; print(time.timezone, hash('cpom'))"
    shown = {
        subprocess.run([sys.executable, "-c", say], env={**os.environ, **more}, capture_output=True, check=True).stdout
        for more in ({}, AILLEURS)
    }
    assert len(shown) == 2
