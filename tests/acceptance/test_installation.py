"""What `pip install` gives: the command, with its gabarits, its nomenclatures and its schemas."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.acceptance.commande import environment_of
from tests.acceptance.editions import ROOT, list_files
from tests.acceptance.livrables import files_of


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as it is distributed, built without the network."""
    folder = tmp_path_factory.mktemp("roue")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(folder)]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True)
    (found,) = folder.glob("cpomdoc-*.whl")
    return found


@pytest.mark.long
def test_the_package_holds_every_gabarit_and_every_data_file(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    package = ROOT / "src" / "cpomdoc"
    data = {f"cpomdoc/{path.relative_to(package).as_posix()}" for path in package.rglob("*.yaml")}
    gabarits = {f"cpomdoc/templates/{path.name}" for path in (ROOT / "templates").glob("*.docx")}
    gabarits |= {f"cpomdoc/templates/ci/{path.name}" for path in (ROOT / "templates" / "ci").glob("*.yml")}
    assert len(data) > 20
    assert len(gabarits) >= 7
    assert data | gabarits | {"cpomdoc/templates/catalogue.yaml"} <= names
    assert [name for name in names if name.startswith(("tests/", "bench/", "contracts/"))] == []


@pytest.mark.long
def test_the_command_builds_a_contract_where_nothing_else_of_the_repository_is(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "env"
    venv.create(place, with_pip=True)
    scripts = place / ("Scripts" if sys.platform == "win32" else "bin")
    installed = [str(scripts / "python"), "-m", "pip", "install", "--quiet", "--no-deps", str(wheel)]
    subprocess.run(installed, check=True, capture_output=True)
    # The libraries are those of the environment that runs the tests: nothing is downloaded.
    libraries = next(path for path in sys.path if path.endswith("site-packages"))
    target = next(place.rglob("site-packages"))
    (target / "zz_bibliotheques.pth").write_text(libraries, encoding="utf-8")
    contract = tmp_path / "dossier" / "contracts" / "ehpad-sources"
    _copy_yaml(ROOT / "contracts" / "ehpad-sources", contract)
    command = [str(scripts / "cpomdoc"), "construire", "ehpad-sources"]
    folder = tmp_path / "dossier"
    done = subprocess.run(command, cwd=folder, env=environment_of(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert set(list_files(folder / "build" / "ehpad-sources")) == files_of("ehpad-sources")
    where = [str(scripts / "python"), "-c", "import cpomdoc; print(cpomdoc.__file__)"]
    assert str(place) in subprocess.run(where, capture_output=True, text=True, check=True).stdout


def _copy_yaml(source: Path, target: Path) -> None:
    for path in source.rglob("*.yaml"):
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
