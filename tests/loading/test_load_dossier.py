"""A folder of contract on a real disk."""

from pathlib import Path

import pytest

from cpomdoc.errors import DossierIntrouvable
from cpomdoc.loading.folder import natural_order
from cpomdoc.loading.load_dossier import list_references, load_dossier
from cpomdoc.problems import Severite
from cpomdoc.source import Position

CONTRAT = "contrat:\n  intitule: CPOM\n"
PERIMETRE = "etablissements:\n  - id: ime\n    finess: 999000029\n"


@pytest.fixture
def contracts(tmp_path: Path) -> Path:
    contracts = tmp_path / "contracts"
    write(contracts / "tilleuls", {"contrat.yaml": CONTRAT, "perimetre.yaml": PERIMETRE})
    return contracts


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")


def problems_of(contracts: Path) -> list[tuple[str, str]]:
    problems = load_dossier(contracts, "tilleuls")[1]
    return [(one.code, one.position.file.removeprefix("contracts/tilleuls/")) for one in problems if one.position]


def test_two_files_make_a_dossier(contracts: Path) -> None:
    sources, problems = load_dossier(contracts, "tilleuls")
    assert problems == []
    assert [(one.file, one.prefix) for one in sources] == [
        ("contracts/tilleuls/contrat.yaml", ()),
        ("contracts/tilleuls/perimetre.yaml", ("perimetre",)),
    ]
    assert sources.contents["contracts/tilleuls/contrat.yaml"] == CONTRAT.encode()
    assert sources.lines["contracts/tilleuls/perimetre.yaml"][2] == "    finess: 999000029"


def test_a_path_of_the_dossier_is_found_in_its_file(contracts: Path) -> None:
    sources, _ = load_dossier(contracts, "tilleuls")
    finess = ("perimetre", "etablissements", 0, "finess")
    assert sources.locate(finess) == Position("contracts/tilleuls/perimetre.yaml", 3, 13)
    assert sources.locate(finess, on_key=True) == Position("contracts/tilleuls/perimetre.yaml", 3, 5)
    assert sources.locate(("contrat", "statut")) == Position("contracts/tilleuls/contrat.yaml", 2, 3)
    assert sources.locate(("finances", "taux")) == Position("contracts/tilleuls/contrat.yaml", 1, 1)


def test_fiches_come_in_natural_order_and_a_bad_one_leaves_no_hole(contracts: Path) -> None:
    write(contracts / "tilleuls", {f"fiches/FA-{number}.yaml": f"fiche: {number}\n" for number in (10, 2, 1)})
    write(contracts / "tilleuls", {"fiches/FA-3.yaml": "fiche: 'x\n"})
    sources, problems = load_dossier(contracts, "tilleuls")
    fiches = [(one.prefix, one.tree["fiche"]) for one in sources if one.prefix[:1] == ("fiches",)]
    assert fiches == [(("fiches", 0), "1"), (("fiches", 1), "2"), (("fiches", 2), "10")]
    assert [one.code for one in problems] == ["YAML-021"]
    assert list(sources.lines)[-4:] == [f"contracts/tilleuls/fiches/FA-{number}.yaml" for number in (1, 2, 3, 10)]


def test_problems_of_all_files_come_in_one_run(contracts: Path) -> None:
    write(contracts / "tilleuls", {"contrat.yaml": "a: b: c\n", "finances.yaml": "t: {2027: 0,80}\n"})
    write(contracts / "tilleuls", {"fiches/FA-1.yaml": "a: 1\na: 2\n"})
    assert problems_of(contracts) == [
        ("YAML-019", "contrat.yaml"),
        ("YAML-018", "finances.yaml"),
        ("YAML-011", "fiches/FA-1.yaml"),
    ]


def test_the_two_compulsory_files_are_missed(contracts: Path) -> None:
    (contracts / "tilleuls" / "perimetre.yaml").unlink()
    assert problems_of(contracts) == [("DOS-001", "perimetre.yaml")]


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("perimetres.yaml", "DOS-002", "perimetre.yaml"),
        ("finances.yml", "DOS-002", "finances.yaml"),
        ("Finances.yaml", "DOS-002", "finances.yaml"),
        ("périmètre.yaml", "DOS-004", "perimetre.yaml"),
        ("budget.yaml", "DOS-002", ""),
        ("fiches/FA-1.yml", "DOS-002", "FA-1.yaml"),
        ("fiches/FA 1.yaml", "DOS-004", ""),
        ("fiche/FA-1.yaml", "DOS-003", "fiches"),
        ("fiches/anciennes/FA-1.yaml", "DOS-003", ""),
    ],
)
def test_what_would_not_be_read_is_reported(contracts: Path, name: str, code: str, hint: str) -> None:
    write(contracts / "tilleuls", {name: "a: 1\n"})
    (problem,) = load_dossier(contracts, "tilleuls")[1]
    assert problem.code == code
    assert (f"Vouliez-vous dire «\u202f{hint}\u202f»" in problem.aide) == bool(hint)


@pytest.mark.parametrize(
    ("name", "code", "severite", "said"),
    [
        ("finances.yaml.txt", "DOS-002", Severite.ERREUR, "finances.yaml"),
        ("fiches/FA-1.yaml.txt", "DOS-002", Severite.ERREUR, "FA-1.yaml"),
        ("finances.xlsx", "DOS-008", Severite.ALERTE, "Recopiez dans finances.yaml"),
        ("Périmètre.docx", "DOS-008", Severite.ALERTE, "Recopiez dans perimetre.yaml"),
        ("fiches/FA-1.docx", "DOS-008", Severite.ALERTE, "Recopiez dans un fichier .yaml"),
    ],
)
def test_a_file_of_another_format_that_its_author_thinks_is_read(
    contracts: Path, name: str, code: str, severite: Severite, said: str
) -> None:
    write(contracts / "tilleuls", {name: "a: 1\n"})
    (problem,) = load_dossier(contracts, "tilleuls")[1]
    assert (problem.code, problem.severite) == (code, severite)
    assert said in problem.aide


@pytest.mark.parametrize("name", ["contrat.yml", "Contrat.yaml", "contrat.yaml.txt"])
def test_a_compulsory_file_badly_named_is_not_missed_besides(contracts: Path, name: str) -> None:
    (contracts / "tilleuls" / "contrat.yaml").rename(contracts / "tilleuls" / name)
    assert problems_of(contracts) == [("DOS-002", name)]


def test_only_a_fiche_is_told_to_take_the_name_of_a_fiche(contracts: Path) -> None:
    write(contracts / "tilleuls", {"contrat (copie).yaml": "a: 1\n", "fiches/FA 1.yaml": "a: 1\n"})
    copy, fiche = load_dossier(contracts, "tilleuls")[1]
    assert "FA-03" not in copy.aide
    assert "FA-03" in fiche.aide


def test_what_cpomdoc_writes_and_what_systems_leave_is_not(contracts: Path) -> None:
    names = ["texte/contrat.md", "versions/01-initial/contrat.yaml", "suivi/2027.yaml", ".cache.yaml", "notes.txt"]
    write(contracts / "tilleuls", dict.fromkeys(names, "a: 1\n"))
    assert problems_of(contracts) == []


def test_no_link_leads_out_of_the_folder(contracts: Path, tmp_path: Path) -> None:
    write(tmp_path, {"secret.yaml": "a: 1\n", "ailleurs/FA-1.yaml": "a: 1\n"})
    (contracts / "tilleuls" / "finances.yaml").symlink_to(tmp_path / "secret.yaml")
    (contracts / "tilleuls" / "activite.yaml").symlink_to(tmp_path / "nulle-part")
    (contracts / "tilleuls" / "fiches").symlink_to(tmp_path / "ailleurs")
    sources, problems = load_dossier(contracts, "tilleuls")
    assert [one.code for one in problems] == ["DOS-005"] * 3
    assert len(sources.files) == 2
    (contracts / "tilleuls" / "objectifs.yaml").symlink_to(contracts / "tilleuls" / "contrat.yaml")
    assert len(load_dossier(contracts, "tilleuls")[0].files) == 3, "a link that stays inside is read"


def test_a_contract_folder_is_not_a_link_to_elsewhere(contracts: Path, tmp_path: Path) -> None:
    write(tmp_path / "autre", {"contrat.yaml": CONTRAT})
    (contracts / "autre").symlink_to(tmp_path / "autre")
    with pytest.raises(DossierIntrouvable, match="hors de"):
        load_dossier(contracts, "autre")


def test_a_file_that_cannot_be_read_is_a_problem(contracts: Path) -> None:
    big = contracts / "tilleuls" / "finances.yaml"
    big.write_bytes(b"a: 1\n" * 1_000_000)
    sources, problems = load_dossier(contracts, "tilleuls")
    assert [one.code for one in problems] == ["YAML-001"]
    assert len(sources.contents["contracts/tilleuls/finances.yaml"]) == (1 << 20) + 1


@pytest.mark.parametrize("reference", ["tilleul", "Tilleuls", "tileuls"])
def test_an_unknown_reference_suggests_a_near_one(contracts: Path, reference: str) -> None:
    with pytest.raises(DossierIntrouvable, match="Vouliez-vous dire «\u202ftilleuls\u202f»"):
        load_dossier(contracts, reference)


@pytest.mark.parametrize(
    "reference", ["..", ".", "", "a/b", "../tilleuls", "tilleuls/", "a\\b", "/etc", "a\0b", "é", "a b"]
)
def test_a_reference_is_the_name_of_a_folder_and_no_path(contracts: Path, reference: str) -> None:
    with pytest.raises(DossierIntrouvable, match="pas une référence"):
        load_dossier(contracts, reference)


def test_no_near_reference_lists_those_there_are(contracts: Path) -> None:
    with pytest.raises(DossierIntrouvable, match="présents\u202f: tilleuls"):
        load_dossier(contracts, "zzz")
    with pytest.raises(DossierIntrouvable, match="aucun contrat"):
        load_dossier(contracts / "tilleuls", "zzz")


def test_references_are_listed_in_natural_order(contracts: Path) -> None:
    for name in ("c-10", "c-2", ".git"):
        (contracts / name).mkdir()
    (contracts / "LISEZMOI.md").write_text("x")
    assert list_references(contracts) == ("c-2", "c-10", "tilleuls")
    assert list_references(contracts / "absent") == ()


def test_natural_order_is_total() -> None:
    names = ["FA-1", "fa-1", "FA-01", "FA-2", "FA-10", "FA", "1", ""]
    assert len({natural_order(name) for name in names}) == len(names)
    assert sorted(["FA-10", "FA-9", "FA-1b", "FA-1"], key=natural_order) == ["FA-1", "FA-1b", "FA-9", "FA-10"]
