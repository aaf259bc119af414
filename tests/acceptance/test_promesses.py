"""What every printed document promises to its reader."""

import re
import zipfile
from collections.abc import Mapping

from lxml import etree

from tests.acceptance.editions import Edition
from tests.acceptance.livrables import DOCUMENTS, OUTILS, TOUS, each_of
from tests.acceptance.mots import W, read_docx_body, read_docx_headings

Editions = Mapping[str, Edition]
each_document = each_of(TOUS)
MACHINE = re.compile(r"\bNone\b|\bTrue\b|\bFalse\b|\bnan\b|Decimal|\{\{|\}\}|\{%|%\}|\[\[|\]\]|a_completer|<[a-z]+")
LOOSE = re.compile(r"  |\s$|^\s| [;:!?»%€]|« |\s[,.]|\(\)|;;|\.\.|'|\bn° ")
BLANKS = re.compile(r" {2,}(?=[☐☒])|\s$|^\s+$")
"""Room that a form leaves between its boxes, and to write by hand."""
BARE_NUMBER = re.compile(r"(?<!même )(?<!présent )\b(?:[Aa]rticle|[Aa]nnexe n°|[Cc]onstat n°)\s*(?:$|[,;.)–])")


@each_document
def test_nothing_of_the_machine_shows(editions: Editions, ref: str, nom: str) -> None:
    texts = read_docx_body(editions[ref].files[f"{nom}.docx"])
    assert len(texts) > 20
    assert [text for text in texts if MACHINE.search(text)] == []


@each_document
def test_spaces_are_single_and_bound_where_french_binds_them(editions: Editions, ref: str, nom: str) -> None:
    texts = read_docx_body(editions[ref].files[f"{nom}.docx"])
    if nom in OUTILS.get(ref, ()):
        texts = [BLANKS.sub("", text) for text in texts]
    assert [text for text in texts if LOOSE.search(text)] == []


@each_document
def test_titles_say_something_and_references_have_their_number(editions: Editions, ref: str, nom: str) -> None:
    path = editions[ref].files[f"{nom}.docx"]
    titles = read_docx_headings(path)
    assert titles
    assert [title for title in titles if not re.search(r"\w{3}", title)] == []
    assert [text for text in read_docx_body(path) if BARE_NUMBER.search(text)] == []


@each_of([(ref, nom) for ref, nom in TOUS if nom in DOCUMENTS.get(ref, ())])
def test_no_title_is_left_without_a_text_below_it(editions: Editions, ref: str, nom: str) -> None:
    lines = [line for line in editions[ref].files[f"{nom}.md"].read_text(encoding="utf-8").splitlines() if line]
    levels = [len(found[0]) if (found := re.match(r"#+(?= )", line)) else 0 for line in lines]
    assert any(levels)
    followed = zip(levels, [*levels[1:], 1], strict=True)
    # A title may be followed by a title of a lower rank, never by one of its own rank or of a higher one.
    empty = [line for line, (level, after) in zip(lines, followed, strict=True) if level and 0 < after <= level]
    assert empty == []


def test_every_missing_value_stands_out_and_is_counted(edition: Edition) -> None:
    marked, plain = 0, []
    for nom in (*DOCUMENTS[edition.ref], *OUTILS.get(edition.ref, ())):
        with zipfile.ZipFile(edition.files[f"{nom}.docx"]) as archive:
            parts = [
                name for name in archive.namelist() if re.match(r"word/(?:document|header\d*|footer\d*)\.xml", name)
            ]
            for part in parts:
                for run in etree.fromstring(archive.read(part)).iter(f"{W}r"):
                    text = "".join(node.text or "" for node in run.iter(f"{W}t"))
                    style = run.find(f"{W}rPr/{W}rStyle")
                    if style is not None and "completer" in (style.get(f"{W}val") or "").lower():
                        marked += 1
                        assert text == "à compléter"
                    elif "à compléter" in text:
                        plain.append(text)
    assert plain == []
    assert marked == edition.a_completer + edition.a_completer_suivi


def test_the_complete_contract_lacks_nothing(tilleuls: Edition) -> None:
    assert (tilleuls.codes, tilleuls.a_completer) == ((), 0)
    assert "à compléter" not in tilleuls.markdown()


def test_references_between_documents_point_at_what_exists(edition: Edition) -> None:
    everything = edition.markdown()
    articles = set(re.findall(r"^#+ Article (\d+(?:\.\d+)?) –", everything, re.MULTILINE))
    annexes = {str(int(nom.split("-")[1])) for nom in DOCUMENTS[edition.ref] if nom.startswith("annexe-")}
    assert len(articles) > 8
    assert set(re.findall(r"annexe n°\s(\d+)", everything)) <= annexes
    # Articles of a law are called with its name; those of the contract stand alone.
    called = re.findall(r"(?<!son )\barticle\s(\d+(?:\.\d+)?)(?![\d°-])(?!\s(?:du code|de la loi))", everything)
    assert called
    assert set(called) <= articles
    fiches = set(re.findall(r"^## Fiche action (FA-\d\d) –", everything, re.MULTILINE))
    assert set(re.findall(r"\bFA-\d\d\b", everything)) == fiches
