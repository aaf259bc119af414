"""Contracts of the tests: the right one, and each wrong one made of it by laying a few files over it."""

import re
import shutil
from datetime import date
from functools import cache
from pathlib import Path

from cpomdoc.checking.check_sens import check_calculs, check_sens
from cpomdoc.checking.exigences import required_when_definitif
from cpomdoc.checking.validator import check_forme
from cpomdoc.computing.compute_calculs import compute_calculs
from cpomdoc.loading.load_catalogue import load_catalogue
from cpomdoc.loading.load_dossier import load_dossier
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.model.build import build_dossier
from cpomdoc.model.catalogue import Catalogue
from cpomdoc.model.dossier import Dossier
from cpomdoc.problems import Problem
from cpomdoc.source import Sources

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
VALIDE = HERE / "valide"
AUJOURDHUI = date(2026, 6, 1)
"""What day it is for the rules that say what is late."""
CASES = HERE / "cases"
ABSENT = "absent.txt"
"""In a case, the names of the files of the right contract that it does not have."""
ATTENDU = re.compile(r"# attendu: ((?:[A-Z]{3}-\d{3} ?)+)")
Trouve = tuple[str, int, str]
"""File, line and code."""


@cache
def read_catalogue() -> Catalogue:
    return load_catalogue((ROOT / "templates" / "catalogue.yaml").read_bytes(), "catalogue.yaml")


def list_cases() -> list[Path]:
    """Cases of the rules; those of the shape are named by their code alone."""
    return sorted(path for path in CASES.iterdir() if len(path.name) > len("PER-001"))


def lay_over(case: Path, folder: Path) -> Path:
    """The right contract with the files of the case in place of its own."""
    shutil.copytree(VALIDE, folder)
    shutil.copytree(case, folder, dirs_exist_ok=True)
    if (folder / ABSENT).exists():
        for name in (folder / ABSENT).read_text(encoding="utf-8").split():
            (folder / name).unlink()
        (folder / ABSENT).unlink()
    return folder


def read_dossier(folder: Path) -> tuple[Sources, Dossier]:
    """A contract whose reading and shape are right."""
    sources, problems = load_dossier(folder.parent, folder.name)
    tree, shape = check_forme(sources, load_referentiel())
    assert [*problems, *shape] == []
    return sources, build_dossier(folder.name, tree)


def check(dossier: Dossier) -> list[Problem]:
    """All that the rules say of a contract."""
    referentiel = load_referentiel()
    sens = check_sens(dossier, referentiel, read_catalogue(), required_when_definitif())
    return sens + check_calculs(dossier, compute_calculs(dossier, referentiel), referentiel, AUJOURDHUI)


def find_problems(folder: Path) -> set[Trouve]:
    """Where the rules put a caret: name of the file inside the contract, line, code."""
    sources, dossier = read_dossier(folder)
    places = [(sources.locate(one.path, on_key=one.on_key), one.code) for one in check(dossier)]
    return {(_inside(place.file, folder), place.line, code) for place, code in places}


def read_expected(folder: Path) -> set[Trouve]:
    """What the lines of a contract announce."""
    return {
        (str(path.relative_to(folder)), number, code)
        for path in sorted(folder.rglob("*.yaml"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for codes in ATTENDU.findall(line)
        for code in codes.split()
    }


def _inside(file: str, folder: Path) -> str:
    return file.split(f"{folder.name}/", 1)[1]
