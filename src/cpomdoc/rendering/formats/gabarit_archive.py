"""The zip of a Word file: read with bounds, since a gabarit is not trusted, and written the same every time."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from cpomdoc.errors import GabaritError
from cpomdoc.mesure_image import JPEG, PNG, ImageAbimee, is_too_big, measure

MEMBRES_MAX = 1000
OCTETS_MAX = 60_000_000
CONTENT_TYPES = "[Content_Types].xml"
CORE_PROPERTIES = "docProps/core.xml"

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PARTIES = {
    _MAIN: "corps",
    f"{_WORD}header+xml": "en-tête",
    f"{_WORD}footer+xml": "pied de page",
    f"{_WORD}footnotes+xml": "note de bas de page",
    f"{_WORD}endnotes+xml": "note de fin",
}
# The earliest date a zip can hold: the time of writing would make two equal documents differ.
_DATE = (1980, 1, 1, 0, 0, 0)
# Said, so that the bytes do not follow a change of the library's default.
_NIVEAU = 6


@dataclass(frozen=True)
class Archive:
    """The members of a .docx in the order of the file, and which of them hold text, by kind of part."""

    name: str
    members: Mapping[str, bytes]
    parties: Mapping[str, str]

    def parse(self, member: str) -> etree._Element:
        """The root of an XML member, refused when it declares a DTD or is not well formed."""
        return parse_xml(self.members[member], f"{self.name} ({member})")

    def first(self, suffix: str) -> str | None:
        """The first member whose name ends so, e.g. "word/styles.xml"."""
        return next((member for member in self.members if member.endswith(suffix)), None)


def read_archive(name: str, data: bytes) -> Archive:
    """The members of a gabarit, after the checks that make it safe to open."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            infos = source.infolist()
            _refuse_unsafe(name, infos)
            members = {info.filename: source.read(info) for info in infos if not info.is_dir()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError) as exc:
        raise GabaritError(f"{name} n’est pas un fichier Word (.docx) lisible\u202f{_guess(data)}") from exc
    except (RuntimeError, ValueError) as exc:
        raise GabaritError(f"{name}\u202f: l’archive est endommagée ou chiffrée.") from exc
    _refuse_huge_images(name, members)
    if CONTENT_TYPES not in members:
        raise GabaritError(f"{name} n’est pas un fichier Word (.docx)\u202f: il lui manque {CONTENT_TYPES}.")
    return Archive(name, members, _locate_parties(name, members))


def _guess(data: bytes) -> str:
    """What the file is instead, by its first bytes, and what to do with it."""
    natures = {
        b"\xd0\xcf\x11\xe0": ": il est protégé par un mot de passe, ou à l’ancien format .doc",
        b"{\\rtf": ": il est au format RTF",
        b"%PDF": ": c’est un PDF",
    }
    nature = next((said for start, said in natures.items() if data.startswith(start)), ": il est endommagé")
    return f"{nature if data else ': il est vide'}. Ouvrez-le dans Word et enregistrez-le au format .docx."


def parse_xml(data: bytes, place: str) -> etree._Element:
    """Parse without entities, network nor DTD."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as exc:
        # The words of the parser are English and speak of XML: where it stopped is all that helps.
        message = f"XML illisible à la ligne {exc.lineno}, le fichier est sans doute endommagé."
        raise GabaritError(f"{place}\u202f: {message}") from exc
    if b"<!DOCTYPE" in data or root.getroottree().docinfo.internalDTD is not None:
        raise GabaritError(f"{place}\u202f: une déclaration de type (DTD) n’a pas sa place dans un gabarit.")
    return root


def write_archive(members: Iterable[tuple[str, bytes]], base: bytes = b"") -> bytes:
    """A zip with these members after those of `base`, whose compressed bytes are kept as they are."""
    buffer = io.BytesIO(base)
    with zipfile.ZipFile(buffer, "a") as target:
        for member, content in members:
            info = zipfile.ZipInfo(member, _DATE)
            info.create_system = 0
            info.external_attr = 0
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content, compresslevel=_NIVEAU)
    return buffer.getvalue()


def _refuse_unsafe(name: str, infos: list[zipfile.ZipInfo]) -> None:
    names = [info.filename for info in infos]
    if len(infos) > MEMBRES_MAX or sum(info.file_size for info in infos) > OCTETS_MAX:
        raise GabaritError(f"{name}\u202f: le gabarit est trop gros ({OCTETS_MAX // 1_000_000} Mo au plus).")
    if len(set(names)) < len(names):
        raise GabaritError(f"{name}\u202f: l’archive contient deux fois le même fichier.")
    for member in names:
        if member.startswith("/") or "\\" in member or ".." in member.split("/"):
            raise GabaritError(f"{name}\u202f: l’archive contient un chemin interdit («\u202f{member}\u202f»).")
        if "vbaproject" in member.lower():
            raise GabaritError(f"{name}\u202f: le gabarit contient des macros\u202f; enregistrez-le en .docx.")


def _refuse_huge_images(name: str, members: Mapping[str, bytes]) -> None:
    """A picture of a few kilobytes may unfold into gigabytes when the PDF is made."""
    for member, data in members.items():
        if not data.startswith((PNG, JPEG)):
            continue
        try:
            width, height = measure(data)
        except ImageAbimee:  # nothing will unfold it
            continue
        if is_too_big(width, height):
            size = f"{width} pixels sur {height}"
            raise GabaritError(f"{name}\u202f: une image est trop grande ({member}, {size})\u202f; réduisez-la.")


def _locate_parties(name: str, members: Mapping[str, bytes]) -> dict[str, str]:
    types = parse_xml(members[CONTENT_TYPES], f"{name} ({CONTENT_TYPES})")
    found: dict[str, str] = {}
    for override in types.iter("{*}Override"):
        content_type = str(override.get("ContentType"))
        member = str(override.get("PartName")).lstrip("/")
        if "macroEnabled" in content_type:
            raise GabaritError(f"{name}\u202f: le gabarit contient des macros\u202f; enregistrez-le en .docx.")
        if content_type in _PARTIES and member in members:
            found[member] = _PARTIES[content_type]
    if "corps" not in found.values():
        raise GabaritError(f"{name} n’est pas un document Word\u202f; enregistrez-le en .docx.")
    order = list(_PARTIES.values())
    return dict(sorted(found.items(), key=lambda item: (order.index(item[1]), item[0])))
