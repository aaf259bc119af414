"""Judges from outside: Microsoft's own reader of Word files, a validator of PDF/A and PDF/UA, qpdf."""

import json
import re
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import page
import pytest

from tests.acceptance.editions import Edition
from tests.acceptance.livrables import SANS_KIT, TOUS, TOUS_LES_PDF, each_of, fullest_of_each_kind
from tests.acceptance.outils import need

Editions = Mapping[str, Edition]
PROFILES = ("3a", "ua1")
AMBIGUOUS = {"PDFA3A-STREAM-LENGTH-001"}
each_word_file = each_of(TOUS, current=fullest_of_each_kind(SANS_KIT))
each_pdf = each_of(TOUS_LES_PDF, heavy=True)


def read_open_xml_errors(path: Path) -> list[str]:
    """What the Open XML SDK says against a file, for Word as it is today."""
    program = need("ooxml-validator")
    command = [str(program), str(path), "--officeVersion", "Microsoft365"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    assert report["ok"] == (done.returncode == 0) == (not report["errors"])
    return [f"{error['path']} {error['xPath']}: {error['description']}" for error in report["errors"]]


def read_pdf_failures(data: bytes, profile: str) -> list[str]:
    """What the validator says against a PDF."""
    report = page.validate_pdf_bytes(data, profile=profile)
    assert report.rules.total > 90
    assert report.is_compliant == (not report.failures)
    kept = [one for one in report.failures if not (one.rule_id in AMBIGUOUS and streams_end_where_they_say(data))]
    return [f"{failure.rule_id}: {failure.message}" for failure in kept]


def streams_end_where_they_say(data: bytes) -> bool:
    """Whether the length of every stream leads to its end: compressed bytes may happen to close on a line break,
    which the validator then takes for a part of the end mark."""
    starts = list(re.finditer(rb" obj\n(?:(?!endobj).)*?/Length (\d+)(?:(?!endobj).)*?>>\nstream\n", data, re.DOTALL))
    assert len(starts) == data.count(b"\nendstream\nendobj") > 10
    return all(data[one.end() + int(one[1]) :].startswith(b"\nendstream\n") for one in starts)


@each_word_file
def test_the_open_xml_sdk_accepts_the_word_file(editions: Editions, ref: str, nom: str) -> None:
    assert read_open_xml_errors(editions[ref].files[f"{nom}.docx"]) == []


def test_the_open_xml_sdk_refuses_a_word_file_that_is_broken(tilleuls: Edition, tmp_path: Path) -> None:
    broken = tmp_path / "casse.docx"
    with zipfile.ZipFile(tilleuls.files["contrat.docx"]) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"<w:tblGrid>", b'<w:tblGrid w:val="faux"><w:jc/>'))
    assert read_open_xml_errors(broken)


@each_pdf
@pytest.mark.parametrize("profile", PROFILES)
def test_the_pdf_is_archival_and_accessible(editions: Editions, ref: str, nom: str, profile: str) -> None:
    assert read_pdf_failures(editions[ref].files[f"{nom}.pdf"].read_bytes(), profile) == []


@pytest.mark.parametrize(
    ("profile", "needed"),
    [("3a", b"/MarkInfo"), ("3a", b"pdfaid:part"), ("ua1", b"/MarkInfo"), ("ua1", b"pdfuaid:part"), ("ua1", b"/Lang")],
)
def test_the_validator_refuses_a_pdf_that_lacks_what_the_norm_asks(
    tilleuls: Edition, profile: str, needed: bytes
) -> None:
    data = tilleuls.files["contrat.pdf"].read_bytes()
    assert needed in data
    assert read_pdf_failures(data.replace(needed, needed[:-1] + b"x"), profile)


def test_a_stream_that_ends_elsewhere_than_it_says_is_noticed(tilleuls: Edition) -> None:
    data = tilleuls.files["contrat.pdf"].read_bytes()
    assert streams_end_where_they_say(data)
    found = re.search(rb"/Length (\d+)", data)
    assert found
    wrong = data[: found.start(1)] + b"1" + data[found.end(1) :]
    assert not streams_end_where_they_say(wrong)


@each_pdf
def test_qpdf_finds_the_pdf_whole(editions: Editions, ref: str, nom: str) -> None:
    program = need("qpdf")
    path = editions[ref].files[f"{nom}.pdf"]
    done = subprocess.run([str(program), "--check", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No syntax or stream encoding errors" in done.stdout


def test_qpdf_refuses_a_pdf_that_is_cut(tilleuls: Edition, tmp_path: Path) -> None:
    program = need("qpdf")
    cut = tmp_path / "coupe.pdf"
    cut.write_bytes(tilleuls.files["contrat.pdf"].read_bytes()[:20_000])
    assert subprocess.run([str(program), "--check", str(cut)], capture_output=True, check=False).returncode != 0


@each_pdf
def test_the_pdf_carries_the_yaml_it_was_made_from(editions: Editions, ref: str, nom: str) -> None:
    program = need("qpdf")
    edition = editions[ref]
    contract = edition.racine / "contracts" / ref
    # What prepares a contract and what follows it are beside it: each carries its own.
    if nom.startswith("suivi/"):
        first = f"{nom[-4:]}.yaml"
        sources = {first: contract / "suivi" / first}
    else:
        prepares = nom.startswith("lancement/")
        found = [*contract.glob("*.yaml"), *contract.glob("fiches/*.yaml")]
        sources = {path.name: path for path in found if (path.name == "lancement.yaml") == prepares}
        first = "lancement.yaml" if prepares else "contrat.yaml"
    command = [str(program), "--list-attachments", str(edition.files[f"{nom}.pdf"])]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert {line.split(" -> ")[0] for line in listed.splitlines()} == set(sources)
    show = [str(program), f"--show-attachment={first}", str(edition.files[f"{nom}.pdf"])]
    shown = subprocess.run(show, capture_output=True, check=True).stdout
    assert shown == sources[first].read_bytes()
