"""What a build leaves in build/ and in texte/."""

import hashlib
import json
import re

import pytest

from tests.acceptance.editions import ROOT, Edition
from tests.acceptance.livrables import DOCUMENTS, OUTILS, files_of
from tests.acceptance.mots import read_pdf_pages
from tests.acceptance.outils import need


def test_each_contract_gives_its_documents_in_every_format_and_the_whole_set(edition: Edition) -> None:
    assert set(edition.files) == files_of(edition.ref)


def test_files_are_named_after_the_manager_and_the_years(edition: Edition) -> None:
    names = [path.name for path in edition.files.values() if path.name != "recu.json"]
    assert len(names) >= 13
    assert all(
        re.fullmatch(r"CPOM_[a-z0-9-]+_20\d\d-20\d\d_[a-z0-9-]+\.(?:docx|pdf|md|xlsx|ics)", name) for name in names
    )


def test_the_receipt_gives_the_fingerprint_of_every_file(edition: Edition) -> None:
    receipt = json.loads(edition.files["recu.json"].read_text(encoding="utf-8"))
    written = {
        path.relative_to(edition.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in edition.files.values()
    }
    written.pop("recu.json")
    assert receipt["fichiers"] == written


def test_the_whole_set_holds_each_document_in_signing_order(edition: Edition) -> None:
    need("pdftotext")
    whole = read_pdf_pages(edition.files["ensemble.pdf"])
    parts = [page for nom in DOCUMENTS[edition.ref] for page in read_pdf_pages(edition.files[f"{nom}.pdf"])]
    assert len(parts) > 10
    assert [rank for rank, (one, other) in enumerate(zip(whole, parts, strict=True), 1) if one != other] == []


def test_the_markdown_that_is_committed_is_that_of_today(edition: Edition) -> None:
    committed = ROOT / "contracts" / edition.ref / "texte"
    printed = edition.racine / "contracts" / edition.ref / "texte"
    names = {path.name for path in printed.iterdir()}
    assert len(names) == len(DOCUMENTS[edition.ref]) + len(OUTILS.get(edition.ref, ()))
    assert {path.name for path in committed.glob("*")} == names, "run « make contract » and commit texte/"
    stale = [name for name in names if (committed / name).read_bytes() != (printed / name).read_bytes()]
    assert not stale, "run « make contract », read the difference, and commit texte/"


@pytest.mark.parametrize("nom", DOCUMENTS["tilleuls"])
def test_the_committed_markdown_is_the_document_with_its_annex_number_left_out(nom: str, tilleuls: Edition) -> None:
    stem = re.sub(r"^annexe-\d\d-", "", nom)
    committed = ROOT / "contracts" / "tilleuls" / "texte" / f"{stem}.md"
    assert committed.read_bytes() == tilleuls.files[f"{nom}.md"].read_bytes()
