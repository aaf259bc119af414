"""A build appears whole or not at all."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from cpomdoc.errors import EditionImpossible
from cpomdoc.publishing.publish_folder import (
    build_receipt,
    compute_empreinte,
    publish_folder,
    restore_interrupted,
    same_content,
)

FIRST = {"contrat.docx": b"un", "contrat.pdf": b"deux"}
SECOND = {"contrat.docx": b"trois"}


class InterruptedMapping(Mapping[str, bytes]):
    """Files whose second one can never be had, as when someone presses Ctrl-C."""

    def __getitem__(self, name: str) -> bytes:
        if name == "b":
            raise KeyboardInterrupt
        return b"x"

    def __iter__(self) -> Iterator[str]:
        return iter(("a", "b"))

    def __len__(self) -> int:
        return 2


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def test_a_second_build_replaces_the_first_and_leaves_nothing_of_it(tmp_path: Path) -> None:
    target = tmp_path / "build" / "tilleuls"
    publish_folder(target, FIRST)
    assert content(target) == FIRST
    publish_folder(target, SECOND)
    assert content(target) == SECOND
    assert [p.name for p in target.parent.iterdir()] == ["tilleuls"]


def test_an_interruption_leaves_the_previous_build_whole(tmp_path: Path) -> None:
    target = tmp_path / "tilleuls"
    publish_folder(target, FIRST)
    with pytest.raises(KeyboardInterrupt):
        publish_folder(target, InterruptedMapping())
    assert content(target) == FIRST
    assert [p.name for p in tmp_path.iterdir()] == ["tilleuls"]


def test_a_run_stopped_between_the_two_renames_is_repaired_by_the_next(tmp_path: Path) -> None:
    target = tmp_path / "tilleuls"
    publish_folder(target, FIRST)
    target.rename(tmp_path / ".tilleuls.ancien-1234-5")
    restore_interrupted(target)
    assert content(target) == FIRST


def test_a_disk_that_refuses_is_told_in_french_and_the_previous_build_stays(tmp_path: Path) -> None:
    target = tmp_path / "tilleuls"
    publish_folder(target, FIRST)
    with pytest.raises(EditionImpossible, match="l’édition précédente est intacte"):
        publish_folder(target, {"a" * 300: b"nom trop long pour tout disque"})
    assert content(target) == FIRST


def test_a_disk_that_refuses_is_explained_without_the_words_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("un fichier, pas un dossier", encoding="utf-8")
    with pytest.raises(EditionImpossible, match="un fichier se trouve là où un dossier est attendu"):
        publish_folder(tmp_path / "build" / "tilleuls", FIRST)


class BuiltMeanwhile(Mapping[str, bytes]):
    """Files between which another run publishes the same folder."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __getitem__(self, name: str) -> bytes:
        if name == "b":
            publish_folder(self.target, SECOND)
        return name.encode()

    def __iter__(self) -> Iterator[str]:
        return iter(("a", "b", "c"))

    def __len__(self) -> int:
        return 3


def test_two_builds_at_once_never_mix_and_the_last_one_wins(tmp_path: Path) -> None:
    target = tmp_path / "tilleuls"
    publish_folder(target, FIRST)
    publish_folder(target, BuiltMeanwhile(target))
    assert content(target) == {"a": b"a", "b": b"b", "c": b"c"}
    assert [p.name for p in tmp_path.iterdir()] == ["tilleuls"]


def test_what_a_killed_run_left_long_ago_is_swept_and_what_is_being_written_is_not(tmp_path: Path) -> None:
    target, old, young = tmp_path / "t", tmp_path / ".t.nouveau-1-1", tmp_path / ".t.nouveau-2-2"
    for folder in (old, young):
        folder.mkdir()
    os.utime(old, (0, 0))
    publish_folder(target, FIRST)
    assert sorted(p.name for p in tmp_path.iterdir()) == [young.name, "t"]


def test_the_same_content_is_recognised_and_a_difference_too(tmp_path: Path) -> None:
    target = tmp_path / "texte"
    publish_folder(target, FIRST)
    assert same_content(target, FIRST)
    assert not same_content(target, SECOND)
    assert not same_content(target, {**FIRST, "contrat.pdf": b"autre"})


def test_the_fingerprint_changes_with_a_name_or_a_byte_and_not_with_the_order() -> None:
    assert compute_empreinte(FIRST) == compute_empreinte(dict(reversed(FIRST.items())))
    prints = {compute_empreinte(f) for f in (FIRST, SECOND, {"contrat.docx": b"un", "contrat.pdf": b"deu", "x": b"x"})}
    assert len(prints) == 3


def test_the_receipt_lists_every_file_with_its_digest() -> None:
    text = build_receipt(FIRST, "abc", "0.1.0").decode()
    assert all(name in text for name in FIRST)
    assert '"empreinte": "abc"' in text
