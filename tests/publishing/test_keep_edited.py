"""A file that someone worked on in the build is never lost."""

from pathlib import Path

import pytest

from cpomdoc.publishing.keep_edited import keep_edited
from cpomdoc.publishing.publish_folder import RECEIPT, build_receipt, publish_folder

FILES = {"contrat.docx": b"un", "contrat.pdf": b"deux"}


@pytest.fixture
def build(tmp_path: Path) -> Path:
    target = tmp_path / "build" / "tilleuls"
    publish_folder(target, {**FILES, RECEIPT: build_receipt(FILES, "abc", "0.1.0")})
    return target


def kept(place: Path | None) -> dict[str, bytes]:
    assert place is not None
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def test_a_build_that_nobody_touched_leaves_nothing_beside(build: Path) -> None:
    assert keep_edited(build) is None
    (build / "contrat.pdf").unlink()
    (build / "~$ntrat.docx").write_bytes(b"verrou de Word")
    assert keep_edited(build) is None
    assert keep_edited(build.parent / "jamais-fabrique") is None
    assert [path.name for path in build.parent.iterdir()] == ["tilleuls"]


def test_what_was_changed_or_added_is_set_aside_and_nothing_else(build: Path) -> None:
    (build / "contrat.docx").write_bytes(b"corrige dans Word")
    (build / "notes").mkdir()
    (build / "notes" / "reunion.txt").write_bytes(b"mes notes")
    place = keep_edited(build)
    assert place == build.with_name("tilleuls-modifie")
    assert kept(place) == {"contrat.docx": b"corrige dans Word", "notes/reunion.txt": b"mes notes"}


def test_a_second_time_takes_another_name(build: Path) -> None:
    (build / "contrat.docx").write_bytes(b"une fois")
    keep_edited(build)
    (build / "contrat.docx").write_bytes(b"deux fois")
    place = keep_edited(build)
    assert place == build.with_name("tilleuls-modifie-2")
    assert kept(place) == {"contrat.docx": b"deux fois"}
    assert kept(build.with_name("tilleuls-modifie")) == {"contrat.docx": b"une fois"}


@pytest.mark.parametrize("receipt", [b"", b"[]", b"{}", b'{"fichiers": 3}', b"\xff"])
def test_without_its_receipt_everything_may_be_someone_s(build: Path, receipt: bytes) -> None:
    (build / RECEIPT).write_bytes(receipt)
    assert kept(keep_edited(build)) == FILES
