"""The canonical form of a contract reads back as that contract, and the same contract always has the same one."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cpomdoc.checking.field_types import TYPES
from cpomdoc.checking.load_schemas import SECTIONS, iterate_champs
from cpomdoc.checking.validator import check_forme
from cpomdoc.comparing.compare import keep_signed
from cpomdoc.loading.load_dossier import load_dossier
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.loading.read_yaml import read_yaml
from cpomdoc.model.activite import Activite
from cpomdoc.model.build import build_dossier
from cpomdoc.model.dossier import Dossier
from cpomdoc.versions.canonique import format_canonique
from cpomdoc.versions.scalaires import can_be_block, write_decimal, write_texte
from tests.acceptance.hasard import Monde, draw_tree, write_tree
from tests.checking.contrats_de_test import ROOT, VALIDE, read_dossier

EXEMPLES = sorted(path.name for path in (ROOT / "contracts").iterdir() if (path / "contrat.yaml").is_file())
TEXTES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp")), min_size=1)
NOMBRES = st.decimals(-(10**12), 10**12, places=2)


def write(files: dict[str, bytes], folder: Path) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def read_back(dossier: Dossier, folder: Path) -> Dossier:
    return replace(read_dossier(write(format_canonique(dossier), folder))[1], ref=dossier.ref)


@pytest.mark.parametrize("ref", EXEMPLES)
def test_an_example_reads_back_as_it_is(ref: str, tmp_path: Path) -> None:
    dossier = keep_signed(read_dossier(ROOT / "contracts" / ref)[1])
    back = read_back(dossier, tmp_path / "version")
    assert back == dossier
    assert format_canonique(back) == format_canonique(dossier)


@pytest.mark.parametrize("seed", [*range(5), *(pytest.param(seed, marks=[pytest.mark.long]) for seed in range(5, 40))])
def test_a_contract_drawn_at_random_reads_back_as_it_is(seed: int, tmp_path: Path) -> None:
    write_tree(draw_tree(Monde(seed)), tmp_path / "contracts" / "hasard")
    sources, unread = load_dossier(tmp_path / "contracts", "hasard")
    tree, faults = check_forme(sources, load_referentiel())
    # The numbers it is drawn with are not all right: a wrong one counts as unknown.
    assert not unread
    assert {one.code for one in faults} <= {"SCH-015"}
    dossier = keep_signed(build_dossier("hasard", tree))
    assert read_back(dossier, tmp_path / "version") == dossier


def test_the_way_an_author_writes_a_value_leaves_no_trace(tmp_path: Path) -> None:
    plain = write(format_canonique(read_dossier(VALIDE)[1]), tmp_path / "plain")
    text = (plain / "contrat.yaml").read_text("utf-8")
    odd = text.replace("date_effet: 2027-01-01", "date_effet: 01/01/2027").replace(": oui", ": Vrai")
    assert odd != text
    write(format_canonique(read_dossier(VALIDE)[1]), tmp_path / "odd")
    (tmp_path / "odd" / "contrat.yaml").write_text("# autre\n" + odd, "utf-8")
    assert format_canonique(read_dossier(tmp_path / "odd")[1]) == format_canonique(read_dossier(plain)[1])


def test_keys_come_in_the_order_of_the_schemas() -> None:
    files = format_canonique(read_dossier(ROOT / "contracts" / "tilleuls")[1])
    assert len(files) > 10
    for section, (prefix, name) in SECTIONS.items():
        if name not in files:
            continue
        keys = [line.split(":")[0] for line in files[name].decode().splitlines() if line[:1].isalpha()]
        known = [str(champ.path[-1]) for champ in iterate_champs(section) if len(champ.path) == len(prefix) + 1]
        assert keys == [key for key in known if key in keys]


def test_the_preparation_and_the_follow_up_are_left_out() -> None:
    files = format_canonique(read_dossier(ROOT / "contracts" / "tilleuls")[1])
    assert "contrat.yaml" in files
    assert not [name for name in files if name.startswith(("lancement", "suivi"))]


def test_fiches_keep_their_order_whatever_their_numbers(tmp_path: Path) -> None:
    dossier = keep_signed(read_dossier(ROOT / "contracts" / "tilleuls")[1])
    backwards = replace(dossier, fiches=tuple(reversed(dossier.fiches)))
    assert read_back(backwards, tmp_path / "version") == backwards


def test_a_file_that_holds_nothing_is_still_there(tmp_path: Path) -> None:
    dossier = replace(keep_signed(read_dossier(VALIDE)[1]), activite=Activite())
    assert read_back(dossier, tmp_path / "version") == dossier


@given(TEXTES)
def test_any_text_between_quotes_reads_back(texte: str) -> None:
    source, problems = read_yaml(f"a: {write_texte(texte)}\n".encode(), "essai.yaml")
    assert problems == []
    assert source is not None
    assert source.tree == {"a": texte}


@settings(max_examples=200)
@given(st.lists(TEXTES, min_size=2, max_size=4).map("\n".join))
def test_any_text_that_may_be_a_block_reads_back(texte: str) -> None:
    if not can_be_block(texte):
        return
    block = "a: |-\n" + "".join(f"  {line}\n" if line else "\n" for line in texte.split("\n"))
    source, problems = read_yaml(block.encode(), "essai.yaml")
    assert problems == []
    assert source is not None
    assert source.tree == {"a": texte}


@given(NOMBRES, st.sampled_from(["montant", "nombre", "taux"]))
def test_any_number_reads_back(nombre: Decimal, kind: str) -> None:
    assert TYPES[kind].read(write_decimal(nombre, kind)) == nombre


@pytest.mark.parametrize(
    ("nombre", "kind", "written"),
    [
        ("1250000", "montant", "1250000.00"),
        ("-20000.5", "montant", "-20000.50"),
        ("0.8", "taux", "0.80"),
        ("0.8125", "taux", "0.8125"),
        ("12.50", "nombre", "12.5"),
        ("12.125", "nombre", "12.1250"),
        ("40.00", "nombre", "40"),
        ("0E+3", "nombre", "0"),
    ],
)
def test_numbers_are_written_plain(nombre: str, kind: str, written: str) -> None:
    assert write_decimal(Decimal(nombre), kind) == written
    assert TYPES[kind].read(written) == Decimal(nombre)
