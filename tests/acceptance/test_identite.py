"""The same contracts give the same bytes, whatever the machine's hour, language and mood."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.editions import REFERENCES, copy_sources

BUILD = "import sys; from cpomdoc.cli import main; sys.exit(main(sys.argv[1:]))"
PLACES = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "LANG": "ja_JP.UTF-8", "PYTHONHASHSEED": "12345"},
)


def build_elsewhere(folder: Path, place: dict[str, str]) -> dict[str, bytes]:
    """Every file that a build leaves, made by another process, from another folder, in another place."""
    racine = copy_sources(folder / "racine")
    elsewhere = folder / "ailleurs"
    elsewhere.mkdir()
    command = [sys.executable, "-c", BUILD, "construire", "--silencieux", "--racine", str(racine), *REFERENCES]
    done = subprocess.run(command, cwd=elsewhere, env={**os.environ, **place}, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    folders = [racine / "build", *(racine / "contracts" / ref / "texte" for ref in REFERENCES)]
    paths = [path for one in folders for path in one.rglob("*") if path.is_file()]
    return {path.relative_to(racine).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """Two builds of the same sources."""
    return [build_elsewhere(tmp_path_factory.mktemp(f"lieu-{rank}"), place) for rank, place in enumerate(PLACES)]


def test_two_builds_leave_the_same_files(builds: list[dict[str, bytes]]) -> None:
    one, other = builds
    assert one.keys() == other.keys()
    assert {name.rsplit(".", 1)[-1] for name in one} == {"docx", "pdf", "md", "json"}
    assert len(one) > 50


def test_each_file_is_the_same_to_the_byte(builds: list[dict[str, bytes]]) -> None:
    one, other = builds
    assert [name for name in sorted(one) if one[name] != other[name]] == []
