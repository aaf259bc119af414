"""Each code SCH-xxx has a wrong contract: what is found is exactly what its lines announce."""

import re
from pathlib import Path

import pytest

from cpomdoc.checking.codes_forme import CODES_FORME
from cpomdoc.checking.validator import check_forme
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.loading.read_yaml import read_yaml
from cpomdoc.source import Chemin, Source, Sources

CASES = Path(__file__).parent / "cases"
EXPECTED = re.compile(r"# attendu: (SCH-\d{3})")


def read_case(folder: Path) -> list[Source]:
    sources = []
    for rank, path in enumerate(sorted(folder.rglob("*.yaml"))):
        prefix: Chemin = ("fiches", rank) if path.parent.name == "fiches" else (path.stem,)
        source, problems = read_yaml(path.read_bytes(), path.name, () if path.stem == "contrat" else prefix)
        assert source is not None, problems
        sources.append(source)
    return sources


@pytest.mark.parametrize("code", [one.code for one in CODES_FORME])
def test_each_code_is_found_where_it_is_announced_and_nowhere_else(code: str) -> None:
    sources = read_case(CASES / code)
    announced = {
        (source.file, number, mark)
        for source in sources
        for number, line in enumerate(source.lines, 1)
        for mark in EXPECTED.findall(line)
    }
    dossier = Sources("essai", tuple(sources))
    problems = check_forme(dossier, load_referentiel())[1]
    places = [(dossier.locate(one.path, on_key=one.on_key), one.code) for one in problems]
    found = {(place.file, place.line, code) for place, code in places}
    assert announced
    assert {mark for _, _, mark in announced} == {code}
    assert found == announced


def test_every_case_of_the_shape_has_a_code() -> None:
    assert {one.name for one in CASES.glob("SCH-*")} == {one.code for one in CODES_FORME}
