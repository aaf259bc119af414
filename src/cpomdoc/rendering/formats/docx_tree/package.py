"""The zip of a Word document: its parts within stated sizes, its XML without entities, its relations."""

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from cpomdoc.errors import GabaritError
from cpomdoc.rendering.formats.docx_tree.names import Element

MAX_MEMBERS = 2_000
MAX_MEMBER_BYTES = 64_000_000
MAX_TOTAL_BYTES = 256_000_000

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True)
class Relation:
    """Where a part leads: `kind` is the last word of the relation's type, `target` a part name or an address."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Package:
    """The parts of a document by name, without leading slash."""

    members: Mapping[str, bytes]

    def read_xml(self, name: str) -> Element:
        """Root of a part."""
        if name not in self.members:
            raise GabaritError(f"document Word : la partie « {name} » manque.")
        return read_xml(self.members[name], name)

    def relations(self, part: str) -> dict[str, Relation]:
        """Relations of a part by identifier."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self.members:
            return {}
        found = self.read_xml(path).iterfind(_RELATION)
        return {item.get("Id", ""): _build_relation(item, folder) for item in found}

    def find_part(self, part: str, kind: str) -> str | None:
        """Name of the first part of a kind that another part leads to."""
        for relation in self.relations(part).values():
            if relation.kind == kind and not relation.external and relation.target in self.members:
                return relation.target
        return None


def read_package(docx: bytes) -> Package:
    """Unpack the bytes of a .docx, refusing what no honest document holds."""
    try:
        with zipfile.ZipFile(BytesIO(docx)) as archive:
            infos = archive.infolist()
            _check_sizes(infos)
            return Package({info.filename: archive.read(info) for info in infos if not info.is_dir()})
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise GabaritError("le fichier n’est pas un document Word (.docx) lisible.") from error


def read_xml(data: bytes, name: str) -> Element:
    """Parse one part; a DOCTYPE is refused, so that no entity is ever expanded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise GabaritError(f"document Word : la partie « {name} » n’est pas du XML lisible ({error}).") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise GabaritError(f"document Word : la partie « {name} » déclare un DOCTYPE, ce qui est refusé.")
    return root


def _check_sizes(infos: list[zipfile.ZipInfo]) -> None:
    sizes = [info.file_size for info in infos]
    if len(sizes) > MAX_MEMBERS or max(sizes, default=0) > MAX_MEMBER_BYTES or sum(sizes) > MAX_TOTAL_BYTES:
        raise GabaritError("document Word : le contenu dépasse les tailles admises une fois décompressé.")


def _build_relation(item: Element, folder: str) -> Relation:
    target = item.get("Target", "")
    external = item.get("TargetMode") == "External"
    if not external:
        target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return Relation(item.get("Type", "").rpartition("/")[2], target, external)
