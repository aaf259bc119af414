"""An avenant is sealed after what it changes, once, under its number; each wrong way is refused and loses nothing."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cpomdoc.cli import main
from cpomdoc.cli.codes import CLEAN, PROBLEMS
from cpomdoc.comparing.compare import compare
from cpomdoc.errors import DossierIntrouvable
from cpomdoc.loading.load_referentiel import load_referentiel
from cpomdoc.lots import print_lots
from cpomdoc.maison import open_maison
from cpomdoc.pipeline import Options, read_contrat
from cpomdoc.rendering.render_edition import render_textes
from cpomdoc.scellement.sceller import Scellement, seal_contrat
from cpomdoc.versions.chaine import read_chaine
from cpomdoc.versions.etats import read_etat
from cpomdoc.versions.sceau import SCEAU, compute_digest, read_sceau
from cpomdoc.versions.verifier_versions import check_versions
from tests.versions.chaines import REF, Acte, initial, seal_chaine, seal_one, with_montant, write

SIGNATURE = date(2027, 11, 20)
AVENANT = """\
numero: 1
motifs: [finances]
statut: definitif
date_effet: 2028-01-01
date_signature: 2027-11-20
expose:
  finances: Une place de plus est financée.
"""
Capture = pytest.CaptureFixture[str]


def seal(racine: Path, signature: date = SIGNATURE) -> Scellement:
    return seal_contrat(racine, REF, signature, Options(aujourdhui=date(2028, 6, 1)), lambda *_: None)


def contract_of(racine: Path) -> Path:
    return racine / "contracts" / REF


def print_texte(racine: Path) -> None:
    """The Markdown that reviewers read, without the build that makes it."""
    lecture = read_contrat(open_maison(racine, load_referentiel()), REF, Options())
    folder = contract_of(racine) / "texte"
    folder.mkdir(exist_ok=True)
    for name, data in render_textes(print_lots(lecture, dessins=False).relus).items():
        (folder / name).write_bytes(data)


def draft(racine: Path, avenant: str = AVENANT) -> Path:
    """A folder whose contract is sealed, and whose files are an avenant."""
    seal_chaine(racine)
    write(contract_of(racine), with_montant(initial(), "1300000"))
    (contract_of(racine) / "avenant.yaml").write_text(avenant, "utf-8")
    return racine


@pytest.fixture(scope="module")
def modele(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Scellement]:
    """A contract and its first avenant, both sealed, the documents of the second one for good."""
    racine = draft(tmp_path_factory.mktemp("avenant") / "dossier")
    subprocess.run(["git", "-C", str(racine), "init", "-q"], check=True)
    print_texte(racine)
    return racine, seal(racine)


@pytest.fixture
def brouillon(tmp_path: Path) -> Path:
    return draft(tmp_path / "dossier")


@pytest.fixture
def scelle(modele: tuple[Path, Scellement], tmp_path: Path) -> Path:
    shutil.copytree(contract_of(modele[0]), contract_of(tmp_path))
    return tmp_path


def test_an_avenant_is_sealed_after_what_it_changes(modele: tuple[Path, Scellement]) -> None:
    racine, scellement = modele
    sceau = scellement.sceau
    assert (scellement.refus, scellement.acte) == ("", "avenant n°\u00a01")
    assert sceau is not None
    assert scellement.tag == "git tag essai-avenant-01"
    folder = contract_of(racine) / "versions" / "01-finances"
    assert read_sceau((folder / SCEAU).read_bytes()) == sceau
    first = read_sceau((folder.parent / "00-contrat" / SCEAU).read_bytes())
    assert sceau.precedentes == {"00-contrat": first.empreinte}
    assert {"avenant.yaml", "finances.yaml", "texte/contrat.md", "texte/avenant-01.md"} <= sceau.fichiers.keys()
    assert check_versions(racine, REF) == ()


def test_what_is_sealed_with_an_avenant_is_the_act_and_its_annexes(modele: tuple[Path, Scellement]) -> None:
    racine, scellement = modele
    assert scellement.sceau is not None
    signes = scellement.sceau.signes
    assert {Path(name).parts[0] for name in signes} == {"avenant-01"}
    assert {len(Path(name).parts) for name in signes} == {2}
    assert [name for name in signes if "_avenant-01_2028-01-01.docx" in name]
    assert [name for name in signes if "financiere.pdf" in name]
    for name, digest in signes.items():
        assert compute_digest((racine / "build" / REF / name).read_bytes()) == digest


def test_the_chain_tells_each_act_and_the_state_that_it_makes(modele: tuple[Path, Scellement]) -> None:
    contrat, avenant = read_chaine(modele[0], REF)
    assert (contrat.numero, contrat.date_effet) == (0, date(2027, 1, 1))
    assert (avenant.nom, avenant.numero, avenant.date_signature) == ("01-finances", 1, SIGNATURE)
    assert avenant.acte.date_effet == date(2028, 1, 1)
    assert len(compare(contrat.etat.dossier, avenant.etat.dossier)) == 1
    assert read_chaine(modele[0], REF, avant=1) == (contrat,)
    assert avenant.etat.dossier == read_etat(modele[0], REF, "01-finances").dossier
    assert not compare(avenant.etat.dossier, read_etat(modele[0], REF, "travail").dossier)


def test_an_avenant_is_sealed_once(scelle: Path) -> None:
    before = {path: path.read_bytes() for path in contract_of(scelle).rglob("*") if path.is_file()}
    assert (
        "L’avenant n°\u00a01 est déjà scellé (version 01-finances)\u202f: rien n’a changé depuis" in seal(scelle).refus
    )
    assert {path: path.read_bytes() for path in contract_of(scelle).rglob("*") if path.is_file()} == before


def test_another_avenant_of_the_same_number_is_refused(scelle: Path) -> None:
    """Two people drafted an avenant n° 1, and the other one was sealed first."""
    write(contract_of(scelle), with_montant(initial(), "1400000"))
    refus = seal(scelle).refus
    assert "déjà scellé (version 01-finances), et des changements ont été faits depuis" in refus
    assert "numero: 2" in refus


def test_a_contract_that_changed_without_an_avenant_is_told_to_write_one(brouillon: Path) -> None:
    (contract_of(brouillon) / "avenant.yaml").unlink()
    refus = seal(brouillon).refus
    assert "Le contrat essai est déjà scellé (version 00-contrat), et des changements ont été faits depuis" in refus
    assert "avenant.yaml, avec «\u202fnumero: 1\u202f»" in refus


@pytest.mark.parametrize(
    ("avant", "apres", "words"),
    [
        ("numero: 1", "numero: 3", "le prochain avenant est le n°\u00a01, et non le n°\u00a03"),
        ("statut: definitif", "statut: projet", "Seul un avenant définitif se scelle"),
        ("date_signature: 2027-11-20", "date_signature: 2027-11-21", "porte la date du 21 novembre 2027"),
        ("date_effet: 2028-01-01", "date_effet: 2026-07-01", "en erreur"),
        ("motifs: [finances]", "motifs: [finance]", "en erreur"),
        ("lieu", "lieu", "texte relu"),
    ],
)
def test_what_stands_against_an_avenant_is_said_and_nothing_is_written(
    brouillon: Path, avant: str, apres: str, words: str
) -> None:
    (contract_of(brouillon) / "avenant.yaml").write_text(AVENANT.replace(avant, apres), "utf-8")
    scellement = seal(brouillon)
    assert scellement.sceau is None
    assert words in scellement.refus
    assert [path.name for path in (contract_of(brouillon) / "versions").iterdir()] == ["00-contrat"]


def test_an_effect_before_the_contract_is_said_at_its_line(brouillon: Path) -> None:
    (contract_of(brouillon) / "avenant.yaml").write_text(AVENANT.replace("2028-01-01", "2026-07-01"), "utf-8")
    assert [one.code for one in seal(brouillon).bilan.problems if one.code == "AVN-006"]


@pytest.mark.parametrize(
    ("jour", "words"),
    [(date(2032, 1, 1), "après le dernier jour du contrat"), (date(2026, 12, 1), "avant la signature du contrat")],
)
def test_an_avenant_is_signed_while_the_contract_lasts(brouillon: Path, jour: date, words: str) -> None:
    avenant = AVENANT.replace("date_signature: 2027-11-20", f"date_signature: {jour}")
    (contract_of(brouillon) / "avenant.yaml").write_text(avenant, "utf-8")
    assert words in seal(brouillon, jour).refus


def test_an_avenant_that_changes_nothing_is_refused(brouillon: Path) -> None:
    write(contract_of(brouillon), initial())
    scellement = seal(brouillon)
    assert "en erreur" in scellement.refus
    assert "AVN-024" in [one.code for one in scellement.bilan.problems]


def test_the_contract_itself_is_not_sealed_beside_an_avenant(brouillon: Path) -> None:
    shutil.rmtree(contract_of(brouillon) / "versions")
    assert "n’est pas encore scellé, et avenant.yaml" in seal(brouillon).refus
    assert not (contract_of(brouillon) / "versions").exists()


def edit_sealed_file(folder: Path) -> None:
    path = folder / "00-contrat" / "finances.yaml"
    path.write_bytes(path.read_bytes().replace(b"1000000.00", b"1000001.00"))


def take_out_first_version(folder: Path) -> None:
    shutil.move(folder / "00-contrat", folder.parent / "ailleurs")


def seal_same_number(folder: Path) -> None:
    first = read_sceau((folder / "00-contrat" / SCEAU).read_bytes())
    other = Acte(with_montant(initial(), "5"), SIGNATURE, motif="siege")
    seal_one(folder.parents[2], "01-siege", other, 1, {"00-contrat": first.empreinte})


@pytest.mark.parametrize(
    ("harm", "code", "said"),
    [
        (edit_sealed_file, "VER-001", "finances.yaml a été modifié"),
        (take_out_first_version, "VER-006", "«\u202f00-contrat\u202f», scellée avant celle-ci, manque"),
        (seal_same_number, "VER-007", "même numéro\u202f: «\u202f01-finances\u202f» et «\u202f01-siege\u202f»"),
    ],
)
def test_nothing_is_sealed_after_a_broken_version(
    scelle: Path, harm: Callable[[Path], None], code: str, said: str
) -> None:
    folder = contract_of(scelle) / "versions"
    harm(folder)
    write(contract_of(scelle), with_montant(initial(), "1400000"))
    (contract_of(scelle) / "avenant.yaml").write_text(AVENANT.replace("numero: 1", "numero: 2"), "utf-8")
    names = sorted(path.name for path in folder.iterdir())
    scellement = seal(scelle, date(2028, 5, 2))
    assert "Rien ne se scelle à sa suite" in scellement.refus
    assert code in [one.code for one in scellement.bilan.problems]
    assert [one for one in scellement.bilan.problems if said in one.message]
    assert sorted(path.name for path in folder.iterdir()) == names
    with pytest.raises(DossierIntrouvable, match="ne sont plus telles"):
        read_chaine(scelle, REF)


def change_one_byte(racine: Path, data: st.DataObject) -> None:
    folder = contract_of(racine) / "versions"
    path = data.draw(st.sampled_from(sorted(one for one in folder.rglob("*") if one.is_file())))
    good = path.read_bytes()
    rank = data.draw(st.integers(0, len(good) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda one: one != good[rank]))
    try:
        path.write_bytes(good[:rank] + bytes([byte]) + good[rank + 1 :])
        found = check_versions(racine, REF)
    finally:
        path.write_bytes(good)
    assert {one.code for one in found} & {"VER-001", "VER-004"}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_byte_that_changes_in_a_chain_is_seen(modele: tuple[Path, Scellement], data: st.DataObject) -> None:
    change_one_byte(modele[0], data)


@pytest.mark.long
@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_great_many_bytes_that_change_in_a_chain_are_seen(
    modele: tuple[Path, Scellement], data: st.DataObject
) -> None:
    change_one_byte(modele[0], data)


def test_the_command_says_what_it_did_not_seal(brouillon: Path, capsys: Capture) -> None:
    where = ["--racine", str(brouillon)]
    assert main(["sceller", REF, "--date-signature", "21/11/2027", *where]) == PROBLEMS
    assert "porte la date du 20 novembre 2027" in capsys.readouterr().err
    assert main(["comparer", REF, "00-contrat", "00-contrat", *where]) == CLEAN


def test_sealed_versions_need_no_past_of_git(scelle: Path, tmp_path: Path) -> None:
    """A folder out of git, a copy with a part of its past: what is sealed is in the files."""
    who = ["-c", "user.name=essai", "-c", "user.email=essai@example.org", "-c", "protocol.file.allow=always"]
    assert len(read_chaine(scelle, REF)) == 2
    for more in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "un"]):
        subprocess.run(["git", *who, "-C", str(scelle), *more], check=True)
    copie = tmp_path / "copie"
    subprocess.run(["git", *who, "clone", "-q", "--depth", "1", scelle.as_uri(), str(copie)], check=True)
    assert [one.nom for one in read_chaine(copie, REF)] == ["00-contrat", "01-finances"]


def test_two_avenants_follow_each_other_by_their_numbers(tmp_path: Path) -> None:
    first = with_montant(initial(), "1300000")
    racine = seal_chaine(
        tmp_path,
        Acte(first, SIGNATURE, motif="siege"),
        Acte(with_montant(first, "1400000"), date(2028, 5, 2), motif="activite"),
    )
    assert [one.nom for one in read_chaine(racine, REF)] == ["00-contrat", "01-siege", "02-activite"]
    assert read_chaine(racine, REF)[1].date_effet == SIGNATURE
    assert check_versions(racine, REF) == ()
    assert replace(read_chaine(racine, REF)[2].etat.dossier, avenant=None) == with_montant(first, "1400000")
