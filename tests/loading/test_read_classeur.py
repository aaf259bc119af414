"""What is no workbook of cpomdoc is refused in a sentence; what is too big is not unfolded."""

import io
import zipfile
from pathlib import Path

import pytest

from cpomdoc.errors import ClasseurRefuse
from cpomdoc.loading import classeur_archive
from cpomdoc.loading.read_classeur import read_classeur
from cpomdoc.rendering.formats.classeur import ReglagesClasseur, render_classeur
from cpomdoc.rendering.tableur import Classeur, Colonne, Ligne, Onglet, Reprise

COLONNES = (Colonne("Critère", 20), Colonne("Fait", 8, "case", "fait"))
ONGLET = Onglet("Un", "Un", (), COLONNES, (Ligne(("A", True), "a"),), Reprise(("check_list",), "critere"))


def members_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zip_of(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.fixture
def data() -> bytes:
    return render_classeur(Classeur("Essai", (ONGLET,)), ReglagesClasseur("essai", {}, "1"))


def refusal_of(tmp_path: Path, data: bytes) -> str:
    path = tmp_path / "essai.xlsx"
    path.write_bytes(data)
    with pytest.raises(ClasseurRefuse) as refusal:
        read_classeur(path)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "vide"),
        (b"Nom;Fait\n", "un autre format"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "mot de passe"),
        (zip_of({"mimetype": b"application/vnd.oasis"}), ".ods"),
        (zip_of({"word/document.xml": b"<x/>"}), "Word"),
        (zip_of({"a": b"b"}), "pas un classeur"),
        (zip_of({"xl/workbook.xml": b"<x/>"}), "endommagé"),
    ],
)
def test_what_is_no_workbook_is_named(tmp_path: Path, content: bytes, word: str) -> None:
    assert word in refusal_of(tmp_path, content).replace("d’un autre", "un autre")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ClasseurRefuse, match="n’existe pas"):
        read_classeur(tmp_path / "absent.xlsx")


def test_a_workbook_cut_anywhere_is_refused(tmp_path: Path, data: bytes) -> None:
    for end in range(0, len(data), len(data) // 40):
        assert "essai.xlsx" in refusal_of(tmp_path, data[:end])


def test_each_part_may_be_rubbish(tmp_path: Path, data: bytes) -> None:
    members = members_of(data)
    path = tmp_path / "essai.xlsx"
    refused = 0
    for name in members:
        for rubbish in (b"", b"<a>", b"\xff\xfe\x00", members[name][: len(members[name]) // 2]):
            path.write_bytes(zip_of({**members, name: rubbish}))
            try:
                read_classeur(path)
            except ClasseurRefuse:
                refused += 1
    assert refused > 10


def test_a_bomb_is_not_unfolded(tmp_path: Path, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zip_of({**members_of(data), "xl/media/image1.png": b"\0" * (classeur_archive.DEPLIES_MAX + 1)})
    assert len(bomb) < 200_000
    assert "trop gros" in refusal_of(tmp_path, bomb)
    monkeypatch.setattr(classeur_archive, "OCTETS_MAX", 1000)
    assert "trop gros" in refusal_of(tmp_path, data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_dtd_is_refused(tmp_path: Path, data: bytes, encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>'.encode(encoding)
    assert "DTD" in refusal_of(tmp_path, zip_of({**members_of(data), "xl/sharedStrings.xml": bomb}))


def test_a_sheet_that_says_it_is_immense_is_read_as_it_is(tmp_path: Path, data: bytes) -> None:
    members = members_of(data)
    sheet = members["xl/worksheets/sheet1.xml"]
    far = sheet.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    path = tmp_path / "essai.xlsx"
    path.write_bytes(zip_of({**members, "xl/worksheets/sheet1.xml": far}))
    assert [ligne.cellules["fait"].texte for ligne in read_classeur(path).lignes] == ["oui"]
