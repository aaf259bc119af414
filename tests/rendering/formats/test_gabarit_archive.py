"""A gabarit is not trusted: what is dangerous in its zip or its XML is refused, in French."""

import io
import zipfile
from collections.abc import Callable

import pytest
from tests.rendering.formats.gabarits_essai import gabarit_of

from cpomdoc.errors import GabaritError
from cpomdoc.rendering.formats import gabarit_archive
from cpomdoc.rendering.formats.docx import compile_gabarit

Change = Callable[[dict[str, bytes]], None]


def _changed(change: Change) -> bytes:
    with zipfile.ZipFile(io.BytesIO(gabarit_of("{{ nom }}"))) as source:
        members = {name: source.read(name) for name in source.namelist()}
    change(members)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as changed:
        for name, data in members.items():
            changed.writestr(name, data)
    return target.getvalue()


def _entity(members: dict[str, bytes]) -> None:
    doctype = b'<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>\n<w:document '
    members["word/document.xml"] = members["word/document.xml"].replace(b"<w:document ", doctype, 1)


def _external_entity(members: dict[str, bytes]) -> None:
    doctype = b'<!DOCTYPE w:hdr [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:hdr '
    data = members["word/document.xml"].replace(b"{{ nom }}", b"&x;")
    members["word/document.xml"] = data.replace(b"<w:document ", doctype.replace(b"w:hdr", b"w:document"), 1)


def _macros(members: dict[str, bytes]) -> None:
    members["word/vbaProject.bin"] = b"x"


def _macro_type(members: dict[str, bytes]) -> None:
    name = "[Content_Types].xml"
    members[name] = members[name].replace(
        b"openxmlformats-officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
    )


def _outside(members: dict[str, bytes]) -> None:
    members["../../evil.xml"] = b"<a/>"


def _broken(members: dict[str, bytes]) -> None:
    members["word/document.xml"] = b"<w:document"


def _no_types(members: dict[str, bytes]) -> None:
    del members["[Content_Types].xml"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_entity, "DTD"),
        (_external_entity, "DTD"),
        (_macros, "macros"),
        (_macro_type, "macros"),
        (_outside, "chemin interdit"),
        (_broken, "XML illisible"),
        (_no_types, "n’est pas un fichier Word"),
    ],
)
def test_what_is_dangerous_or_broken_is_refused(change: Change, message: str) -> None:
    with pytest.raises(GabaritError, match=message):
        compile_gabarit("essai.docx", _changed(change))


def test_a_small_zip_that_holds_too_much_is_refused_before_it_is_read() -> None:
    bomb = _changed(lambda members: members.update({"word/media/a.bin": bytes(gabarit_archive.OCTETS_MAX)}))
    assert len(bomb) < 1_000_000
    with pytest.raises(GabaritError, match="trop gros"):
        compile_gabarit("essai.docx", bomb)


def test_too_many_members_are_refused() -> None:
    extra = {f"word/media/{number}.bin": b"" for number in range(gabarit_archive.MEMBRES_MAX)}
    with pytest.raises(GabaritError, match="trop gros"):
        compile_gabarit("essai.docx", _changed(lambda members: members.update(extra)))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "il est vide"),
        (b"\xd0\xcf\x11\xe0" + bytes(512), "protégé par un mot de passe, ou à l’ancien format"),
        (b"{\\rtf1 a}", "RTF"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04 coupe", "endommagé"),
    ],
)
def test_what_a_file_is_instead_of_a_gabarit_is_told_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(GabaritError, match=f"{said}.*enregistrez-le au format"):
        compile_gabarit("essai.docx", data)


def test_the_words_of_the_xml_parser_are_not_shown() -> None:
    with pytest.raises(GabaritError) as caught:
        compile_gabarit("essai.docx", _changed(_broken))
    assert str(caught.value).endswith("XML illisible à la ligne 1, le fichier est sans doute endommagé.")


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7", b"\xd0\xcf\x11\xe0"])
def test_what_is_not_a_zip_is_not_a_gabarit(data: bytes) -> None:
    with pytest.raises(GabaritError, match="n’est pas un fichier Word"):
        compile_gabarit("essai.docx", data)
