"""The command line as its users meet it: words, streams, exit codes."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from cpomdoc.cli import main
from cpomdoc.cli.aide import COMMANDES, OPTIONS, format_aide
from cpomdoc.cli.codes import BROKEN_PIPE, BUG, CLEAN, INTERRUPTED, PROBLEMS, USAGE
from cpomdoc.cli.commandes import FORMATS, Demande, cpomdoc
from cpomdoc.cli.run import run
from cpomdoc.cli.sortie import show_build, show_check
from cpomdoc.errors import DossierIntrouvable, EditionImpossible, GabaritError, OutilAbsent
from cpomdoc.pipeline import Bilan
from cpomdoc.problems import Problem, Severite
from cpomdoc.reporting.report import FORMATS as REPORTS
from cpomdoc.source import Position

ROOT = Path(__file__).parents[1]
ENGLISH = re.compile(r"\b(Usage|Options?:|Error|Commands|Try|Missing|No such|Invalid|Show this|Aborted|default)\b")
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def racine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("GITHUB_ACTIONS", "CPOMDOC_DEBUG", "CI"):
        monkeypatch.delenv(name, raising=False)
    shutil.copytree(ROOT / "contracts" / "tilleuls", tmp_path / "contracts" / "tilleuls")
    return tmp_path


def raising(error: BaseException) -> click.Command:
    def fail() -> None:
        raise error

    return click.Command("casse", callback=fail)


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["--aide"], []])
def test_help_is_french_and_lists_the_commands(arguments: list[str], capsys: Capture) -> None:
    assert main(arguments) == (CLEAN if arguments else USAGE)
    shown = capsys.readouterr().out
    assert shown == format_aide() + "\n"
    assert all(name in shown for name in COMMANDES)


def test_help_is_shown_without_loading_click() -> None:
    program = (
        "import sys; from cpomdoc.cli import main; main(['--help']); "
        "sys.exit(bool({'click', 'yaml', 'rich'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], stdout=subprocess.DEVNULL, check=False).returncode == 0


def test_the_table_of_the_help_is_that_of_the_commands() -> None:
    assert set(COMMANDES) == set(cpomdoc.commands)
    context = cpomdoc.make_context("cpomdoc", ["verifier"])
    assert {name for one in cpomdoc.get_params(context) for name in one.opts} == set(", ".join(OPTIONS).split(", "))
    assert set(FORMATS) == set(REPORTS)


@pytest.mark.parametrize(
    "command",
    [
        ["construire"],
        ["verifier"],
        ["sceller"],
        ["comparer"],
        ["etat"],
        ["historique"],
        ["gabarit"],
        ["gabarit", "verifier"],
    ],
)
def test_every_command_explains_itself_in_french(command: list[str], capsys: Capture) -> None:
    assert main([*command, "--help"]) == CLEAN
    shown = capsys.readouterr().out
    assert shown.startswith(f"Utilisation\u202f: cpomdoc {' '.join(command)}")
    assert "Affiche cette aide." in shown
    assert not ENGLISH.search(shown)


def test_version(capsys: Capture) -> None:
    assert main(["--version"]) == CLEAN
    assert re.fullmatch(r"cpomdoc \d+\.\d+\.\d+\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["verfier"], "vouliez-vous dire «\u202fverifier\u202f»"),
        (["zzz"], "commandes\u202f: construire, verifier, "),
        (["gabarit", "verifer"], "vouliez-vous dire «\u202fverifier\u202f»"),
        (["gabarit"], "Commandes"),
        (["--debug"], "il manque une commande"),
        (["--foo"], "l’option «\u202f--foo\u202f» n’existe pas"),
        (["verifier", "--frmat", "json"], "vouliez-vous dire «\u202f--format\u202f»"),
        (["verifier", "--format", "xml"], "«\u202fxml\u202f» n’est pas parmi texte, json"),
        (["verifier", "--format", "jsn"], "vouliez-vous dire «\u202fjson\u202f»"),
        (["verifier", "--format"], "la valeur de l’option «\u202f--format\u202f» manque"),
        (["verifier", "--strict=oui"], "ou elle n’en attend pas"),
        (["construire", "--moteur", "word"], "n’est pas parmi typst, libreoffice"),
        (["verifier", "--racine", "nulle-part"], "le dossier «\u202fnulle-part\u202f» n’existe pas"),
    ],
)
def test_usage_errors_are_french_and_exit_with_2(arguments: list[str], said: str, capsys: Capture) -> None:
    assert main(arguments) == USAGE
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err
    assert not ENGLISH.search(shown.err)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (DossierIntrouvable("Le contrat est introuvable."), USAGE, "Erreur\u202f: Le contrat est introuvable."),
        (OutilAbsent("LibreOffice est absent."), USAGE, "LibreOffice est absent."),
        (GabaritError("Balise inconnue."), PROBLEMS, "Balise inconnue."),
        (EditionImpossible("Disque plein."), PROBLEMS, "Disque plein."),
        (PermissionError(13, "Permission denied", "build/x"), PROBLEMS, "«\u202fbuild/x\u202f» (l’accès est refusé)"),
        (OSError(28, "No space left on device"), PROBLEMS, "(le disque est plein)"),
        (OSError(5000, "Strange"), PROBLEMS, "(erreur 5000 du système)"),
        (KeyboardInterrupt(), INTERRUPTED, "Interrompu."),
        (click.Abort(), INTERRUPTED, "Interrompu."),
        (ValueError("boom"), BUG, "(ValueError)"),
        (RecursionError("deep"), BUG, "(RecursionError)"),
    ],
)
def test_what_stops_a_command_becomes_a_sentence_and_a_code(
    error: BaseException, code: int, said: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CPOMDOC_DEBUG", raising=False)
    assert run([], raising(error)) == code
    shown = capsys.readouterr()
    assert said in shown.err
    assert "Traceback" not in shown.err
    assert not ENGLISH.search(shown.err)


def test_a_bug_shows_its_trace_only_when_asked(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPOMDOC_DEBUG", "1")
    assert run([], raising(ValueError("boom"))) == BUG
    assert "ValueError: boom" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_drama() -> None:
    program = (
        "import sys, click; from cpomdoc.cli.run import run; "
        "sys.exit(run([], click.Command('x', callback=lambda: print('x' * 1000000))))"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        complaint = process.stderr.read()
    assert process.returncode == BROKEN_PIPE
    assert complaint == b""


def test_a_command_started_without_any_output_does_its_work(racine: Path) -> None:
    program = f"import sys; from cpomdoc.cli import main; sys.exit(main(['verifier', '--racine', {str(racine)!r}]))"
    closed = f'exec {sys.executable} -c "$0" >&- 2>&-'
    assert subprocess.run(["sh", "-c", closed, program], check=False).returncode == CLEAN


def test_accents_reach_a_console_that_does_not_know_them() -> None:
    environment = {"PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT / "src")}
    program = "import sys; from cpomdoc.cli import main; sys.exit(main(['verifer']))"
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=False)
    assert done.returncode == USAGE
    assert "n’existe pas" in done.stderr.decode("utf-8")


def test_a_contract_is_checked(racine: Path, capsys: Capture) -> None:
    assert main(["verifier", "tilleuls", "--racine", str(racine), "--format", "json"]) == CLEAN
    assert json.loads(capsys.readouterr().out)["erreurs"] == 0


def test_an_error_is_reported_with_its_place_and_exits_with_1(racine: Path, capsys: Capture) -> None:
    perimetre = racine / "contracts" / "tilleuls" / "perimetre.yaml"
    perimetre.write_text("etablissements: [0,80]\n", encoding="utf-8")
    assert main(["verifier", "--racine", str(racine)]) == PROBLEMS
    shown = capsys.readouterr().out
    assert "contracts/tilleuls/perimetre.yaml:1:18: erreur YAML-018\u202f: " in shown
    assert "1 erreur dans 1 fichier" in shown


def test_an_unknown_contract_is_a_usage_error(racine: Path, capsys: Capture) -> None:
    assert main(["verifier", "tileuls", "--racine", str(racine)]) == USAGE
    assert "Vouliez-vous dire «\u202ftilleuls\u202f»" in capsys.readouterr().err


def test_a_fiche_copied_under_another_name_is_told_with_the_place_of_both(racine: Path, capsys: Capture) -> None:
    fiches = racine / "contracts" / "tilleuls" / "fiches"
    shutil.copy(fiches / "FA-01.yaml", fiches / "FA-13.yaml")
    assert main(["verifier", "--racine", str(racine)]) == PROBLEMS
    shown = capsys.readouterr().out
    assert "contracts/tilleuls/fiches/FA-13.yaml:1:8: erreur FIC-009" in shown
    assert "L’autre est ici\u202f: contracts/tilleuls/fiches/FA-01.yaml, ligne 1." in shown


def test_a_reference_astray_in_a_long_text_is_shown_on_its_own_line(racine: Path, capsys: Capture) -> None:
    contrat = racine / "contracts" / "tilleuls" / "contrat.yaml"
    text = contrat.read_text(encoding="utf-8").replace("([[annexe:diagnostic]])", "([[annexe:activités]])")
    contrat.write_text(text, encoding="utf-8")
    line = next(n for n, row in enumerate(text.splitlines(), 1) if "activités" in row)
    assert main(["verifier", "--racine", str(racine)]) == PROBLEMS
    shown = capsys.readouterr().out
    assert f"contrat.yaml:{line}:6: erreur PLA-003" in shown
    assert f"     |      {'^' * len('[[annexe:activités]]')}\n" in shown


@pytest.mark.parametrize(
    ("file", "written", "instead", "code"),
    [
        ("contrat.yaml", "date_effet:", "date_efet:", "SCH-001"),
        ("contrat.yaml", "parties:", "Parties:", "SCH-001"),
        ("finances.yaml", "montant: 2 845 310,00", "montant: -2 845 310,00", "SCH-022"),
        ("perimetre.yaml", "autorisee: 40", "autorisee: -40", "SCH-022"),
        ("finances.yaml", "methode: formule_fixe", "methode: formule", "SCH-004"),
    ],
)
def test_one_mistake_is_one_message(
    racine: Path, file: str, written: str, instead: str, code: str, capsys: Capture
) -> None:
    path = racine / "contracts" / "tilleuls" / file
    text = path.read_text(encoding="utf-8")
    assert written in text
    path.write_text(text.replace(written, instead, 1), encoding="utf-8")
    assert main(["verifier", "--racine", str(racine), "--format", "json"]) == PROBLEMS
    assert [one["code"] for one in json.loads(capsys.readouterr().out)["problemes"]] == [code]


def test_a_spreadsheet_left_in_the_folder_alerts_and_stops_nothing(racine: Path, capsys: Capture) -> None:
    (racine / "contracts" / "tilleuls" / "finances.xlsx").write_bytes(b"PK")
    assert main(["verifier", "--racine", str(racine)]) == CLEAN
    shown = capsys.readouterr().out
    assert "alerte DOS-008" in shown
    assert "Recopiez dans finances.yaml" in shown


def test_a_character_without_a_font_is_told_where_it_is_written_and_the_other_contracts_are_built(
    racine: Path, capsys: Capture
) -> None:
    shutil.rmtree(racine / "contracts" / "tilleuls")
    for ref in ("escale", "residence-glycines"):
        shutil.copytree(ROOT / "contracts" / ref, racine / "contracts" / ref)
    perimetre = racine / "contracts" / "escale" / "perimetre.yaml"
    text = perimetre.read_text(encoding="utf-8").replace("nom: ", "nom: \U0001f600 ", 2)
    perimetre.write_text("# \U0001f600\n" + text, encoding="utf-8")
    assert main(["construire", "--racine", str(racine)]) == PROBLEMS
    shown = capsys.readouterr().out
    line = next(n for n, row in enumerate(text.splitlines(), 2) if "\U0001f600" in row)
    assert f"contracts/escale/perimetre.yaml:{line}:10: erreur PDF-001" in shown
    assert "U+1F600" in shown
    assert "De même à 1 autre endroit" in shown
    assert [path.name for path in (racine / "build").iterdir()] == ["residence-glycines"]


def test_a_document_corrected_in_word_is_kept_beside_the_next_build(racine: Path, capsys: Capture) -> None:
    shutil.rmtree(racine / "contracts" / "tilleuls")
    shutil.copytree(ROOT / "contracts" / "residence-glycines", racine / "contracts" / "residence-glycines")
    main(["construire", "--racine", str(racine), "--silencieux"])
    (document,) = (racine / "build" / "residence-glycines").glob("*contrat.docx")
    document.write_bytes(b"mes corrections")
    capsys.readouterr()
    assert main(["construire", "--racine", str(racine)]) == CLEAN
    assert "ils sont gardés dans build/residence-glycines-modifie." in capsys.readouterr().out
    assert (racine / "build" / "residence-glycines-modifie" / document.name).read_bytes() == b"mes corrections"
    assert document.read_bytes() != b"mes corrections"
    assert main(["construire", "--racine", str(racine)]) == CLEAN
    assert "gardés" not in capsys.readouterr().out


def test_a_copy_left_among_the_gabarits_alerts_and_the_others_are_checked(racine: Path, capsys: Capture) -> None:
    (racine / "templates").mkdir()
    (racine / "templates" / "contrat - Copie.docx").write_bytes(b"PK")
    (racine / "templates" / "annexe_activite.docx").write_bytes(b"PK")
    assert main(["gabarit", "verifier", "--racine", str(racine)]) == PROBLEMS
    shown = capsys.readouterr().out
    assert "templates/contrat - Copie.docx: alerte GAB-016" in shown
    assert "templates/annexe_activite.docx: erreur GAB-000" in shown
    assert main(["gabarit", "verifier", "contrats.docx", "--racine", str(racine)]) == PROBLEMS
    assert "Vouliez-vous dire «\u202fcontrat.docx\u202f»" in capsys.readouterr().err


def test_a_folder_without_contracts_is_not_said_to_be_right(tmp_path: Path, capsys: Capture) -> None:
    for command in ("verifier", "construire"):
        assert main([command, "--racine", str(tmp_path)]) == USAGE
        shown = capsys.readouterr()
        assert "contracts\u202f» n’existe pas" in shown.err
        assert "--racine" in shown.err
        assert shown.out == ""


def test_an_unknown_contract_among_others_is_told_before_anything_is_built(racine: Path, capsys: Capture) -> None:
    assert main(["construire", "tilleuls", "tileuls", "--racine", str(racine)]) == USAGE
    assert "Vouliez-vous dire «\u202ftilleuls\u202f»" in capsys.readouterr().err
    assert not (racine / "build").exists()


def test_a_contract_asked_for_twice_is_checked_once(racine: Path, capsys: Capture) -> None:
    (racine / "contracts" / "tilleuls" / "finances.yaml").write_text("", encoding="utf-8")
    assert main(["verifier", "tilleuls", "tilleuls", "--racine", str(racine)]) == PROBLEMS
    assert capsys.readouterr().out.count("YAML-006") == 1


def test_a_folder_with_a_name_of_several_words_is_to_be_renamed(racine: Path, capsys: Capture) -> None:
    (racine / "contracts" / "Mon contrat").mkdir()
    assert main(["verifier", "--racine", str(racine)]) == USAGE
    shown = capsys.readouterr().err
    assert "Mon contrat" in shown
    assert shown.endswith("Renommez-le.\n")


def test_a_contract_never_built_is_not_said_to_be_stale(racine: Path, capsys: Capture) -> None:
    shutil.rmtree(racine / "contracts" / "tilleuls" / "texte")
    assert main(["verifier", "--racine", str(racine)]) == CLEAN
    assert "n’a pas encore été fabriqué" in capsys.readouterr().out


ALERTE = Problem("DUR-001", (), "Trop long.", severite=Severite.ALERTE, position=Position("c.yaml", 1, 1))
ERREUR = Problem("PER-002", (), "Faux.", position=Position("c.yaml", 1, 1))
BUILT = Bilan(
    (ALERTE,),
    {"c.yaml": ("a: 1",)},
    {"tilleuls": ("build/tilleuls/contrat.docx", "build/tilleuls/contrat.pdf", "build/tilleuls/recu.json")},
    {"tilleuls": 1},
)


@pytest.mark.parametrize(("problem", "code"), [(ALERTE, CLEAN), (ERREUR, PROBLEMS)])
@pytest.mark.parametrize("show", [show_build, show_check])
def test_alertes_alone_are_no_failure(
    problem: Problem, code: int, show: Callable[[Bilan, Demande], int], racine: Path, capsys: Capture
) -> None:
    assert show(Bilan((problem,)), Demande(racine)) == code
    assert problem.code in capsys.readouterr().out


def test_a_build_says_what_it_wrote_what_alerts_and_what_is_blank(racine: Path, capsys: Capture) -> None:
    assert show_build(BUILT, Demande(racine)) == CLEAN
    shown = capsys.readouterr()
    assert shown.err == ""
    assert shown.out.index("alerte DUR-001") < shown.out.index("build/tilleuls\u202f: 3 fichiers")
    assert "  contrat (.docx, .pdf)\n  recu (.json)\n" in shown.out
    assert "tilleuls\u202f: 1 mention «\u202fà compléter\u202f»." in shown.out


def test_a_report_for_programs_stands_alone_on_its_channel(racine: Path, capsys: Capture) -> None:
    show_build(BUILT, Demande(racine, format="json"))
    shown = capsys.readouterr()
    assert json.loads(shown.out)["alertes"] == 1
    assert "3 fichiers" in shown.err


def test_quiet_shows_problems_only(racine: Path, capsys: Capture) -> None:
    show_build(BUILT, Demande(racine, silencieux=True))
    shown = capsys.readouterr()
    assert "DUR-001" in shown.out
    assert "fichiers" not in shown.out.replace("dans 1 fichier", "") + shown.err
    show_check(Bilan(), Demande(racine, silencieux=True))
    assert capsys.readouterr().out == ""


def test_a_github_job_gets_annotations_without_asking(
    racine: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    show_check(Bilan((ERREUR,)), Demande(racine))
    assert capsys.readouterr().out.startswith("::error file=c.yaml,line=1,")
