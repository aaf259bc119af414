"""Word documents read as text: `cpomdoc texte`, and git once `cpomdoc installer-git` has set it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cpomdoc import git_word
from cpomdoc.cli import main
from tests.rendering.formats.docx_samples import replace_member
from tests.rendering.formats.redline_samples import Table, build_docx

HERE = Path(sys.executable).parent
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git est absent")


def git(folder: Path, *words: str) -> str:
    """What git prints, run away from the settings of whoever tests."""
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ("-c", "user.name=essai", "-c", "user.email=essai@example.org")
    done = subprocess.run(
        ["git", "--no-pager", *who, *words], cwd=folder, env=os.environ | alone, capture_output=True, check=True
    )
    return done.stdout.decode()


@pytest.fixture
def depot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose path holds a space and an accent, where one stands."""
    folder = tmp_path / "mes contrats signés"
    folder.mkdir()
    git(folder, "init", "--quiet")
    monkeypatch.chdir(folder)
    return folder


def test_a_document_is_printed_as_markdown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "un contrat.docx"
    path.write_bytes(build_docx("Un *contrat* signé", Table(((("a",), ("b",)),))))
    assert main(["texte", str(path)]) == 0
    assert capsys.readouterr().out == "Un **contrat** signé\n\n| | |\n| --- | --- |\n| a | b |\n"


def test_tracked_changes_are_read_as_accepted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "suivi.docx"
    path.write_bytes(
        build_docx(body='<w:p><w:ins w:id="1"><w:r><w:t>neuf</w:t></w:r></w:ins><w:del w:id="2"><w:r/></w:del></w:p>')
    )
    assert main(["texte", str(path)]) == 0
    shown = capsys.readouterr()
    assert shown.out == "neuf\n"
    assert "modifications suivies" in shown.err


def test_a_layout_that_cpomdoc_does_not_know_still_gives_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "formule.docx"
    path.write_bytes(
        build_docx(body="<w:p><w:r><w:t>avant</w:t></w:r><w:unknown/></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p>")
    )
    assert main(["texte", str(path)]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("avant\n\nb\n")
    assert "la mise en forme" in shown.err


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "n’existe pas"),
        (b"rien", "n’est pas un document Word"),
        (replace_member(build_docx("a"), "word/document.xml", b"<!DOCTYPE a><a/>"), "DOCTYPE"),
        (replace_member(build_docx("a"), "word/document.xml", b"\0" * 70_000_000), "tailles admises"),
    ],
    ids=["absent", "damaged", "doctype", "bomb"],
)
def test_what_cannot_be_read_is_said_in_french_and_never_stops_git(
    data: bytes | None, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "faux.docx"
    if data is not None:
        path.write_bytes(data)
    assert main(["texte", str(path)]) in (1, 2)
    shown = capsys.readouterr()
    assert words in shown.err
    assert "gabarit" not in shown.err
    assert shown.out == ""
    assert main(["texte", "--git", str(path)]) == 0
    assert words in capsys.readouterr().out


@needs_git
def test_git_shows_the_words_that_changed(depot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if shutil.which("cpomdoc", path=str(HERE)) is None:
        pytest.skip("cpomdoc n’est pas installé à côté de Python")
    path = depot / "le contrat.docx"
    path.write_bytes(build_docx("Il dure cinq ans.", "fin"))
    assert main(["installer-git"]) == 0
    shown = capsys.readouterr().out
    assert ".gitattributes" in shown
    assert "git diff" in shown
    git(depot, "add", ".")
    git(depot, "commit", "--quiet", "-m", "premier")
    path.write_bytes(build_docx("Il dure six ans.", "fin"))
    diff = git(depot, "diff")
    assert "-Il dure cinq ans.\n" in diff
    assert "+Il dure six ans.\n" in diff
    path.write_bytes(b"abime")
    assert "n’est pas un document Word" in git(depot, "diff")


@needs_git
def test_setting_twice_changes_nothing_more_and_undoing_leaves_what_was_there(
    depot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    attributes = depot / ".gitattributes"
    attributes.write_bytes(b"* text=auto\r\n*.png binary")
    assert main(["installer-git"]) == 0
    assert attributes.read_bytes() == b"* text=auto\r\n*.png binary\r\n*.docx diff=cpomdoc\r\n"
    assert git(depot, "config", "--local", "diff.cpomdoc.cachetextconv") == "true\n"
    assert main(["installer-git"]) == 0
    assert "déjà réglé" in capsys.readouterr().out
    assert attributes.read_bytes().count(b"docx") == 1
    assert main(["installer-git", "--retirer"]) == 0
    assert attributes.read_bytes() == b"* text=auto\r\n*.png binary\r\n"
    assert "diff.cpomdoc" not in git(depot, "config", "--local", "--list")
    assert main(["installer-git", "--retirer"]) == 0
    assert "rien à retirer" in capsys.readouterr().out
    assert [one.name for one in depot.iterdir() if one.name != ".git"] == [".gitattributes"]


@needs_git
def test_a_file_of_ours_alone_goes_with_its_line(depot: Path) -> None:
    below = depot / "contracts"
    below.mkdir()
    os.chdir(below)
    assert main(["installer-git"]) == 0
    assert (depot / ".gitattributes").read_text(encoding="utf-8") == "*.docx diff=cpomdoc\n"
    assert main(["installer-git", "--retirer"]) == 0
    assert not (depot / ".gitattributes").exists()


@needs_git
def test_outside_git_nothing_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert main(["installer-git"]) == 2
    assert "n’est pas suivi par git" in capsys.readouterr().err
    assert [*tmp_path.iterdir()] == []


def test_the_command_quotes_paths_for_the_shell_of_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "C: l'outil"
    folder.mkdir()
    program = folder / "cpomdoc"
    program.write_text("")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(folder / "python"))
    quoted = str(program).replace("'", "'\"'\"'")
    assert git_word.build_command() == f"'{quoted}' texte --git"
    program.unlink()
    assert git_word.build_command().endswith(
        "-c 'import sys; from cpomdoc.cli import main; sys.exit(main())' texte --git"
    )
