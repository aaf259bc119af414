"""`historique` tells what became of a value, in words and for programs, and what it does not find it says."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from cpomdoc.cli import main
from cpomdoc.cli.codes import CLEAN, USAGE
from tests.versions.chaines import IME, REF, Acte, initial, seal_chaine, with_montant, with_places

MONTANT = f"finances.bases[{IME}].montant"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def racine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    second = with_montant(initial(), "1300000")
    return seal_chaine(
        tmp_path_factory.mktemp("historique"),
        Acte(second, date(2027, 11, 20), date(2028, 1, 1)),
        Acte(with_places(second, 44), date(2028, 6, 3), motif="capacite"),
    )


def tell(racine: Path, lieu: str, *more: str) -> int:
    return main(["historique", REF, lieu, *more, "--racine", str(racine)])


def test_a_value_is_told_act_by_act(racine: Path, capsys: Capture) -> None:
    assert tell(racine, MONTANT) == CLEAN
    lines = [
        " ".join(line.replace("\u202f", " ").replace("\xa0", " ").split())
        for line in capsys.readouterr().out.splitlines()
    ]
    assert "* 01-finances avenant n° 1 20 novembre 2027 1er janvier 2028 1 300 000,00 €" in lines
    assert "02-capacite avenant n° 2 3 juin 2028 3 juin 2028 1 300 000,00 €" in lines
    assert [line for line in lines if line.startswith("00-contrat contrat 15 décembre 2026 1er janvier 2027 ")]


def test_programs_read_the_same(racine: Path, capsys: Capture) -> None:
    assert tell(racine, "capacites.autorisee", "--format", "json") == CLEAN
    tree = json.loads(capsys.readouterr().out)
    assert len(tree["valeurs"]) == 3
    changed = [one for one in tree["valeurs"] if any(each["change"] for each in one["versions"])]
    assert [one["champ"] for one in changed] == [
        f"perimetre.etablissements[{IME}].capacites[semi_internat, –, –].autorisee"
    ]
    assert changed[0]["versions"][2] == {
        "version": "02-capacite",
        "acte": 2,
        "date_signature": "2028-06-03",
        "date_effet": "2028-06-03",
        "valeur": "44\u00a0places",
        "change": True,
    }


def test_a_note_may_hold_it(racine: Path, capsys: Capture) -> None:
    assert tell(racine, MONTANT, "--format", "markdown") == CLEAN
    shown = capsys.readouterr().out
    assert "| Version | Acte | Signé le | Prend effet le | Valeur |" in shown
    assert "| **1\u202f300\u202f000,00\u202f€** |" in shown
    assert shown.count("\n| 0") == 3


@pytest.mark.parametrize(
    ("lieu", "said"),
    [
        ("finances.base.montant", "«\u202ffinances.bases.montant\u202f»"),
        (f"finances.bases[{IME}x].montant", f"«\u202ffinances.bases[{IME}, ars, –].montant\u202f»"),
        ("contrat.duree_anees", "«\u202fcontrat.duree_annees\u202f»"),
        ("contrat.reference", "ne dit «\u202fcontrat.reference\u202f»"),
        ("zzz", "Écrivez un champ, par exemple"),
        ("[", "Écrivez un champ, par exemple"),
    ],
)
def test_what_is_not_found_is_said_with_what_was_perhaps_meant(
    racine: Path, lieu: str, said: str, capsys: Capture
) -> None:
    assert tell(racine, lieu) == USAGE
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err


def test_a_contract_that_was_never_sealed_has_no_history(tmp_path: Path, capsys: Capture) -> None:
    seal_chaine(tmp_path)
    shutil.rmtree(tmp_path / "contracts" / REF / "versions")
    assert tell(tmp_path, MONTANT) == USAGE
    assert "pas encore de version scellée" in capsys.readouterr().err


def test_a_broken_version_has_no_history(racine: Path, tmp_path: Path, capsys: Capture) -> None:
    shutil.copytree(racine, tmp_path / "dossier")
    path = tmp_path / "dossier" / "contracts" / REF / "versions" / "01-finances" / "finances.yaml"
    path.write_bytes(path.read_bytes() + b"\n")
    assert tell(tmp_path / "dossier", MONTANT) == USAGE
    assert "01-finances/finances.yaml a été modifié" in capsys.readouterr().err
