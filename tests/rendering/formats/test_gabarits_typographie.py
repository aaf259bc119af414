"""The words of the gabarits bind their spaces as French does: nothing sets them again at printing."""

import re
import zipfile
from pathlib import Path

import pytest

GABARITS = sorted(path for path in (Path(__file__).parents[3] / "templates").glob("*.docx") if path.name[0] != "~")
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
LOOSE = re.compile(r" [;:!?»%€]|« |\bn° |['\u00b4]")


@pytest.mark.parametrize("path", GABARITS, ids=lambda path: path.stem)
def test_no_space_of_a_gabarit_may_part_a_word_from_its_mark(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if re.match(r"word/(?:document|header\d*|footer\d*)\.xml", name)]
        xml = "".join(archive.read(name).decode() for name in parts)
    # Tags may run over several pieces of a line; only whole paragraphs tell them apart from words.
    paragraphs = [
        TAG.sub("¤", "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", one))) for one in xml.split("</w:p>")
    ]
    assert len([text for text in paragraphs if text]) > 5
    assert [text for text in paragraphs if LOOSE.search(text)] == []
