"""What is sealed is what was signed; it is refused until nothing stands against it, and never changes unseen after."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cpomdoc.cli import main
from cpomdoc.cli.codes import CLEAN, DIFFERENT, PROBLEMS, USAGE
from cpomdoc.comparaison import compare_etats
from cpomdoc.comparing.compare import keep_signed
from cpomdoc.errors import DossierIntrouvable
from cpomdoc.pipeline import Options, build_contrats
from cpomdoc.problems import Problem
from cpomdoc.publishing.publish_once import publish_once
from cpomdoc.scellement.sceller import Scellement, seal_contrat
from cpomdoc.versions.etats import read_etat
from cpomdoc.versions.sceau import SCEAU, SceauIllisible, compute_digest, read_sceau
from cpomdoc.versions.verifier_versions import check_versions
from tests.checking.contrats_de_test import ROOT, read_dossier

REF = "ccas-brevins"
SIGNATURE = date(2026, 12, 17)
Capture = pytest.CaptureFixture[str]


def no_progress(title: str, done: int, total: int) -> None:
    """Tell nothing."""


def seal(racine: Path, signature: date = SIGNATURE) -> Scellement:
    return seal_contrat(racine, REF, signature, Options(aujourdhui=date(2027, 1, 4)), no_progress)


def new_folder(racine: Path) -> Path:
    """A working folder whose one contract is about to be signed, and was built."""
    shutil.copytree(ROOT / "contracts" / REF, racine / "contracts" / REF)
    build_contrats(racine, [REF], Options(), no_progress)
    return racine


@pytest.fixture(scope="module")
def pret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_folder(tmp_path_factory.mktemp("pret"))


@pytest.fixture(scope="module")
def modele(pret: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    racine = tmp_path_factory.mktemp("modele") / "dossier"
    shutil.copytree(pret, racine)
    assert seal(racine).refus == ""
    return racine


@pytest.fixture
def essai(pret: Path, tmp_path: Path) -> Path:
    shutil.copytree(pret, tmp_path / "dossier")
    return tmp_path / "dossier"


@pytest.fixture
def scelle(modele: Path, tmp_path: Path) -> Path:
    shutil.copytree(modele, tmp_path / "dossier")
    return tmp_path / "dossier"


def version_of(racine: Path) -> Path:
    return racine / "contracts" / REF / "versions" / "00-contrat"


def rewrite(racine: Path, name: str, avant: str, apres: str) -> None:
    path = racine / "contracts" / REF / name
    text = path.read_text("utf-8")
    assert avant in text
    path.write_text(text.replace(avant, apres), "utf-8")


def codes_of(racine: Path) -> list[str]:
    return [one.code for one in check_versions(racine, REF)]


def test_a_sealed_version_holds_the_contract_its_text_and_the_prints_of_what_was_signed(scelle: Path) -> None:
    folder = version_of(scelle)
    sceau = read_sceau((folder / SCEAU).read_bytes())
    assert (sceau.contrat, sceau.version, sceau.date_signature) == (REF, "00-contrat", SIGNATURE)
    assert {"contrat.yaml", "perimetre.yaml", "fiches/FA-01.yaml", "texte/contrat.md"} <= sceau.fichiers.keys()
    assert not [name for name in sceau.fichiers if "lancement" in name]
    assert len(sceau.signes) > 5
    for name, digest in sceau.signes.items():
        assert compute_digest((scelle / "build" / REF / name).read_bytes()) == digest
    assert {Path(name).suffix for name in sceau.signes} == {".docx", ".pdf"}
    assert check_versions(scelle, REF) == ()


def test_a_sealed_version_reads_back_as_the_contract_it_comes_from(scelle: Path) -> None:
    etat = read_etat(scelle, REF, "00-contrat")
    assert etat.dossier == keep_signed(read_dossier(scelle / "contracts" / REF)[1])
    assert compare_etats(scelle, REF).identiques


def test_the_settings_of_the_house_are_sealed_with_the_contract(pret: Path, tmp_path: Path) -> None:
    racine = tmp_path / "maison"
    shutil.copytree(pret, racine)
    (racine / "templates").mkdir()
    house = racine / "templates" / "maison.yaml"
    house.write_text(
        "clauses_particulieres:\n  - cle: archives\n    apres: suivi\n    texte: Tout est gardé.\n", "utf-8"
    )
    build_contrats(racine, [REF], Options(), no_progress)
    assert seal(racine).refus == ""
    house.unlink()
    sealed = read_etat(racine, REF, "00-contrat").dossier.general
    assert [one.texte for one in sealed.clauses_particulieres][-1] == "Tout est gardé."
    assert [one.titre for one in compare_etats(racine, REF).lignes if "archives" in one.lieu or "suivi" in one.lieu]


def test_the_same_state_sealed_twice_gives_the_same_bytes(pret: Path, modele: Path, tmp_path: Path) -> None:
    shutil.copytree(pret, tmp_path / "autre")
    assert seal(tmp_path / "autre").sceau == seal_again(modele)
    first, second = version_of(modele), version_of(tmp_path / "autre")
    names = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert len(names) > 5
    assert [(first / name).read_bytes() for name in names] == [(second / name).read_bytes() for name in names]


def seal_again(racine: Path) -> object:
    return read_sceau((version_of(racine) / SCEAU).read_bytes())


def test_documents_that_are_not_those_of_this_state_are_built_anew(essai: Path) -> None:
    document = next((essai / "build" / REF).glob("*_contrat.docx"))
    good = document.read_bytes()
    document.write_bytes(good + b"x")
    scellement = seal(essai)
    assert scellement.sceau is not None
    assert scellement.sceau.signes[document.name] == compute_digest(good)
    assert any("changés à la main" in one for one in scellement.remarques)


@pytest.mark.parametrize(
    ("avant", "apres", "words"),
    [
        ("statut: definitif", "statut: projet", "statut: definitif"),
        ("date_signature: 2026-12-17", "date_signature: 2026-12-18", "18 décembre 2026"),
        ("lieu_signature: ", "lieu_signature: Autre-", "texte relu"),
        ("duree_annees: 5", "duree_annees: cinq", "erreur"),
    ],
)
def test_what_stands_against_a_seal_is_said_and_nothing_is_written(
    essai: Path, avant: str, apres: str, words: str
) -> None:
    rewrite(essai, "contrat.yaml", avant, apres)
    scellement = seal(essai)
    assert scellement.sceau is None
    assert words in scellement.refus
    assert not version_of(essai).exists()


def test_a_contract_is_sealed_once(scelle: Path) -> None:
    before = (version_of(scelle) / SCEAU).read_bytes()
    assert "déjà scellé" in seal(scelle).refus
    assert (version_of(scelle) / SCEAU).read_bytes() == before


def test_a_folder_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    target = tmp_path / "00-contrat"
    assert publish_once(target, {"a/b.yaml": b"un"})
    assert not publish_once(target, {"a/b.yaml": b"deux"})
    assert (target / "a" / "b.yaml").read_bytes() == b"un"
    assert [path.name for path in tmp_path.iterdir()] == ["00-contrat"]


def test_a_day_that_is_not_past_yet_is_remarked(essai: Path) -> None:
    scellement = seal_contrat(essai, REF, SIGNATURE, Options(aujourdhui=date(2026, 12, 1)), no_progress)
    assert any("pas encore passé" in one for one in scellement.remarques)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_byte_that_changes_in_a_sealed_version_is_seen(modele: Path, data: st.DataObject) -> None:
    files = sorted(path for path in version_of(modele).rglob("*") if path.is_file())
    path = data.draw(st.sampled_from(files))
    good = path.read_bytes()
    rank = data.draw(st.integers(0, len(good) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda one: one != good[rank]))
    try:
        path.write_bytes(good[:rank] + bytes([byte]) + good[rank + 1 :])
        found = check_versions(modele, REF)
    finally:
        path.write_bytes(good)
    assert {one.code for one in found} & {"VER-001", "VER-004"}
    assert all(one.position and path.name in one.position.file for one in found)


def test_every_byte_of_a_seal_counts(modele: Path) -> None:
    good = (version_of(modele) / SCEAU).read_bytes()
    assert read_sceau(good).format() == good
    for rank in range(len(good)):
        for byte in {good[rank] ^ 1, good[rank] ^ 32, ord("0"), ord(" ")} - {good[rank]}:
            with pytest.raises(SceauIllisible):
                read_sceau(good[:rank] + bytes([byte]) + good[rank + 1 :])


def remove_file(folder: Path) -> None:
    (folder / "finances.yaml").unlink()


def remove_seal(folder: Path) -> None:
    (folder / SCEAU).unlink()


def add_file(folder: Path) -> None:
    (folder / "fiches" / "FA-99.yaml").write_text("fiche: FA-99\n", "utf-8")


def replace_by_a_link(folder: Path) -> None:
    copy = folder.parent.parent / "finances.yaml"
    (folder / "finances.yaml").unlink()
    (folder / "finances.yaml").symlink_to(copy)


def rename_version(folder: Path) -> None:
    folder.rename(folder.with_name("01-avenant"))


def add_folder(folder: Path) -> None:
    (folder.parent / "Brouillon").mkdir()


def forge_date(folder: Path) -> None:
    tree = json.loads((folder / SCEAU).read_bytes())
    tree["date_signature"] = "2026-12-16"
    (folder / SCEAU).write_text(json.dumps(tree, ensure_ascii=False, indent=2) + "\n", "utf-8")


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (remove_file, "VER-002"),
        (add_file, "VER-003"),
        (remove_seal, "VER-004"),
        (forge_date, "VER-004"),
        (replace_by_a_link, "VER-001"),
        (rename_version, "VER-005"),
        (add_folder, "VER-005"),
    ],
)
def test_what_is_done_to_a_sealed_version_is_seen(scelle: Path, harm: Callable[[Path], None], code: str) -> None:
    harm(version_of(scelle))
    assert codes_of(scelle) == [code]


def test_a_version_rests_on_those_before_it(scelle: Path) -> None:
    first = version_of(scelle)
    sceau = read_sceau((first / SCEAU).read_bytes())
    later = type(sceau)(
        REF, "01-avenant", SIGNATURE, sceau.cpomdoc, sceau.edition, {}, {}, {"00-contrat": sceau.empreinte}
    )
    (first.parent / "01-avenant").mkdir()
    (first.parent / "01-avenant" / SCEAU).write_bytes(later.format())
    assert codes_of(scelle) == []
    shutil.rmtree(first)
    assert codes_of(scelle) == ["VER-006"]


def test_what_systems_leave_behind_harms_no_seal(scelle: Path) -> None:
    (version_of(scelle) / ".DS_Store").write_bytes(b"x")
    (version_of(scelle) / "~$contrat.docx").write_bytes(b"x")
    assert codes_of(scelle) == []


def test_a_broken_version_is_not_compared(scelle: Path) -> None:
    remove_file(version_of(scelle))
    with pytest.raises(DossierIntrouvable, match=r"n’est plus telle qu’elle a été scellée.*finances\.yaml"):
        compare_etats(scelle, REF)


def test_an_unknown_version_names_those_there_are(scelle: Path) -> None:
    with pytest.raises(DossierIntrouvable, match="00-contrat"):
        compare_etats(scelle, REF, "07-avenant")


def test_the_problems_of_a_seal_are_sentences(scelle: Path) -> None:
    add_file(version_of(scelle))
    remove_file(version_of(scelle))
    found: tuple[Problem, ...] = check_versions(scelle, REF)
    assert len(found) == 2
    for one in found:
        assert one.message.endswith(".")
        assert one.aide.endswith(".")
        assert one.position is not None


def test_the_command_seals_then_compares(essai: Path, capsys: Capture) -> None:
    where = ["--racine", str(essai)]
    assert main(["sceller", REF, "--date-signature", "17/12/2026", *where]) == CLEAN
    assert "contrat scellé, signé le 17 décembre 2026" in capsys.readouterr().out
    assert main(["comparer", REF, *where]) == CLEAN
    rewrite(essai, "contrat.yaml", "duree_annees: 5", "duree_annees: 4")
    assert main(["comparer", REF, *where]) == DIFFERENT
    assert "Dernier jour du contrat" in capsys.readouterr().out
    assert main(["sceller", REF, "--date-signature", "17/12/2026", *where]) == PROBLEMS
    assert "déjà scellé" in capsys.readouterr().err


@pytest.mark.parametrize("day", [[], ["--date-signature", "31/02/2027"], ["--date-signature", "demain"]])
def test_the_command_asks_for_a_day_that_exists(essai: Path, day: list[str], capsys: Capture) -> None:
    assert main(["sceller", REF, *day, "--racine", str(essai)]) == USAGE
    assert "date" in capsys.readouterr().err
    assert not version_of(essai).exists()


def test_the_check_of_a_contract_looks_at_its_seals(scelle: Path, capsys: Capture) -> None:
    add_file(version_of(scelle))
    assert main(["verifier", REF, "--racine", str(scelle)]) == PROBLEMS
    assert "VER-003" in capsys.readouterr().out
