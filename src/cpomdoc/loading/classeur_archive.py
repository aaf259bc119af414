"""The zip of a workbook that anyone may have made: bounded, without DTD, and told apart from what is no workbook."""

import io
import zipfile
import zlib
from pathlib import Path

from cpomdoc.errors import ClasseurRefuse, describe_system_error
from cpomdoc.loading.refusals import typeset

OCTETS_MAX = 5 << 20
DEPLIES_MAX = 40 << 20
MEMBRES_MAX = 500
CLASSEUR = "xl/workbook.xml"
_DTD = (b"<!DOCTYPE", b"<!ENTITY")
_NATURES = {
    b"\xd0\xcf\x11\xe0": "il est protégé par un mot de passe, ou à l'ancien format .xls",
    b"%PDF": "c'est un PDF",
    b"{\\rtf": "c'est un texte mis en forme (RTF)",
}
_ENREGISTRER = typeset(" Ouvrez-le dans Excel ou LibreOffice et enregistrez-le au format .xlsx, sans mot de passe.")


def read_archive(path: Path) -> bytes:
    """The bytes of the file once it is known to be an xlsx of a reasonable size; raises ClasseurRefuse."""
    try:
        with path.open("rb") as stream:
            data = stream.read(OCTETS_MAX + 1)
    except OSError as error:
        reason = describe_system_error(error)
        raise ClasseurRefuse(
            typeset("« {nom} » n'a pas pu être lu : {raison}.").format(nom=path, raison=reason)
        ) from error
    if len(data) > OCTETS_MAX:
        raise ClasseurRefuse(_too_big(path))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(path, archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise ClasseurRefuse(_not_one(path, _guess(data))) from error
    return data


def _check_members(path: Path, archive: zipfile.ZipFile) -> None:
    """What the members really weigh is counted as they are unfolded: what their headers say is not trusted."""
    names = archive.namelist()
    if CLASSEUR not in names:
        natures = {"mimetype": "il est au format .ods", "word/document.xml": "c'est un document Word"}
        nature = next((said for member, said in natures.items() if member in names), "ce n'est pas un classeur")
        raise ClasseurRefuse(_not_one(path, nature))
    if len(names) > MEMBRES_MAX:
        raise ClasseurRefuse(_too_big(path))
    left = DEPLIES_MAX
    for info in archive.infolist():
        with archive.open(info) as stream:
            member = stream.read(left + 1)
        left -= len(member)
        if left < 0:
            raise ClasseurRefuse(_too_big(path))
        # A parser also reads UTF-16, where each letter has a zero beside it.
        if any(mark in member.replace(b"\0", b"").upper() for mark in _DTD):
            raise ClasseurRefuse(_not_one(path, "il contient une DTD, qu'aucun tableur n'écrit"))


def _guess(data: bytes) -> str:
    if not data:
        return "il est vide"
    return next(
        (said for start, said in _NATURES.items() if data.startswith(start)), "il est endommagé, ou d'un autre format"
    )


def _not_one(path: Path, nature: str) -> str:
    sentence = typeset(f"« {{nom}} » n'est pas un classeur Excel (.xlsx) lisible : {nature}.")
    return sentence.format(nom=path.name) + _ENREGISTRER


def _too_big(path: Path) -> str:
    return typeset("« {nom} » est trop gros pour un classeur de cpomdoc : il n'est pas lu.").format(nom=path.name)
