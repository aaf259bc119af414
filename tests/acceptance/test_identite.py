"""The same contracts give the same bytes, whatever the machine's hour, language and mood."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.acceptance.editions import REFERENCES, Edition, copy_sources

BUILD = "import sys; from cpomdoc.cli import main; sys.exit(main(sys.argv[1:]))"
AILLEURS = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "ja_JP.UTF-8",
    "PYTHONHASHSEED": "12345",
    "SOURCE_DATE_EPOCH": "1",
}


def read_printed(racine: Path) -> dict[str, bytes]:
    """Every file that a build leaves."""
    folders = [racine / "build", *(racine / "contracts" / ref / "texte" for ref in REFERENCES)]
    paths = [path for one in folders for path in one.rglob("*") if path.is_file()]
    return {path.relative_to(racine).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def here(editions: Mapping[str, Edition]) -> dict[str, bytes]:
    """What the process of the tests built, one contract at a time."""
    return read_printed(editions["tilleuls"].racine)


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What another process built in one run, from another folder, at another hour and in another language."""
    racine = copy_sources(tmp_path_factory.mktemp("racine"))
    place = tmp_path_factory.mktemp("ailleurs")
    command = [
        sys.executable,
        "-c",
        BUILD,
        "construire",
        "--silencieux",
        "--racine",
        str(racine),
        *reversed(REFERENCES),
    ]
    done = subprocess.run(command, cwd=place, env={**os.environ, **AILLEURS}, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return read_printed(racine)


def test_two_builds_leave_the_same_files(here: dict[str, bytes], elsewhere: dict[str, bytes]) -> None:
    assert here.keys() == elsewhere.keys()
    assert {name.rsplit(".", 1)[-1] for name in here} == {"docx", "pdf", "md", "json"}
    assert len(here) > 50


def test_each_file_is_the_same_to_the_byte(here: dict[str, bytes], elsewhere: dict[str, bytes]) -> None:
    assert [name for name in sorted(here) if here[name] != elsewhere[name]] == []


def test_the_place_of_the_other_build_is_really_another() -> None:
    say = "import time, sys; print(time.timezone, hash('cpom'))"
    shown = {
        subprocess.run([sys.executable, "-c", say], env={**os.environ, **more}, capture_output=True, check=True).stdout
        for more in ({}, AILLEURS)
    }
    assert len(shown) == 2
