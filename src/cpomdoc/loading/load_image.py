"""Read a picture that an author names: inside its folder, PNG or JPEG, of a size that nothing chokes on."""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from cpomdoc.errors import describe_system_error
from cpomdoc.loading.folder_refusals import FILE_UNREADABLE
from cpomdoc.loading.maison_refusals import (
    IMAGE_DAMAGED,
    IMAGE_MISSING,
    IMAGE_OF_OTHER_KIND,
    IMAGE_OUTSIDE,
    IMAGE_TOO_BIG,
)
from cpomdoc.loading.refusals import refuse, typeset
from cpomdoc.model.image_lue import ImageLue
from cpomdoc.problems import Problem
from cpomdoc.source import Position
from cpomdoc.suggestions import format_suggestion
from cpomdoc.typographie import format_nombre

MAX_OCTETS = 3 * 1024 * 1024
MAX_COTE = 8000
MAX_PIXELS = 25_000_000
MOST_LISTED = 200
_PNG = b"\x89PNG\r\n\x1a\n"
_NATURES = {
    b"GIF8": "c'est un GIF",
    b"%PDF": "c'est un PDF",
    b"BM": "c'est un BMP",
    b"II*\0": "c'est un TIFF",
    b"MM\0*": "c'est un TIFF",
    b"RIFF": "c'est un WebP",
    b"PK": "c'est un document Word, ou une archive",
    b"\xd7\xcd\xc6\x9a": "c'est un WMF",
}
_SANS_TAILLE = frozenset({0xD8, 0x01, *range(0xD0, 0xD8)})
_CADRES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class ImageAbimee(ValueError):
    """The bytes do not hold what their beginning announces."""


def load_image(folder: Path, shown: str, name: str, place: Position) -> ImageLue | Problem:
    """The picture of this name in a folder shown as `shown`, or why it is not read, told at `place`."""
    written = PurePosixPath(name.replace("\\", "/"))
    path = folder / written
    if written.is_absolute() or ".." in written.parts or ":" in name:
        return refuse(IMAGE_OUTSIDE, place, nom=name, dossier=shown)
    if not _is_there(folder, written):
        hint = format_suggestion(str(written), _list_pictures(folder))
        proposition = f"{hint[:1].upper()}{hint[1:]} " if hint else ""
        return refuse(IMAGE_MISSING, place, nom=name, dossier=shown, proposition=proposition)
    if not path.resolve().is_relative_to(folder.resolve()):
        return refuse(IMAGE_OUTSIDE, place, nom=name, dossier=shown)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_OCTETS + 1)
    except OSError as error:
        return refuse(FILE_UNREADABLE, place, raison=describe_system_error(error))
    return _judge(data, name, place)


def _is_there(folder: Path, written: PurePosixPath) -> bool:
    """Whether the file is there under this very name: other systems than this one tell capitals apart."""
    here = folder
    for part in written.parts:
        if not here.is_dir() or part not in {one.name for one in here.iterdir()}:
            return False
        here = here / part
    return here.is_file()


def _list_pictures(folder: Path) -> list[str]:
    found: Iterator[Path] = (one for pattern in ("*", "*/*") for one in folder.glob(pattern))
    names = (one.relative_to(folder).as_posix() for one in found if one.suffix.lower() in (".png", ".jpg", ".jpeg"))
    return [name for _, name in zip(range(MOST_LISTED), names, strict=False)]


def _judge(data: bytes, name: str, place: Position) -> ImageLue | Problem:
    if len(data) > MAX_OCTETS:
        return refuse(IMAGE_TOO_BIG, place, nom=name, taille=f"plus de {MAX_OCTETS // 1024 // 1024} Mo")
    if not data.startswith((_PNG, b"\xff\xd8\xff")):
        return refuse(IMAGE_OF_OTHER_KIND, place, nom=name, nature=_name_kind(data))
    try:
        width, height = measure(data)
    except (ImageAbimee, struct.error, IndexError):
        return refuse(IMAGE_DAMAGED, place, nom=name)
    if max(width, height) > MAX_COTE or width * height > MAX_PIXELS:
        taille = f"{format_nombre(width)} pixels sur {format_nombre(height)}"
        return refuse(IMAGE_TOO_BIG, place, nom=name, taille=taille)
    return ImageLue(data, width, height)


def _name_kind(data: bytes) -> str:
    """What it is instead, when its first bytes tell."""
    start = data[:400].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype svg")) or b"<svg" in start:
        kind = "c'est un SVG"
    else:
        kind = next((said for mark, said in _NATURES.items() if data.startswith(mark)), "")
    return typeset(f" : {kind}") if kind else ""


def measure(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, without unfolding the picture; raises ImageAbimee when it is cut short."""
    width, height = _measure_png(data) if data.startswith(_PNG) else _measure_jpeg(data)
    if not width or not height:
        raise ImageAbimee
    return width, height


def _measure_png(data: bytes) -> tuple[int, int]:
    """Every chunk must be whole, to the last."""
    place, size = len(_PNG), (0, 0)
    while place + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        body = data[place + 4 : place + 8 + length]
        (expected,) = struct.unpack_from(">I", data, place + 8 + length)
        if zlib.crc32(body) != expected:
            raise ImageAbimee
        if kind == b"IHDR":
            size = struct.unpack_from(">II", body, 4)
        if kind == b"IEND":
            return size
        place += 12 + length
    raise ImageAbimee


def _measure_jpeg(data: bytes) -> tuple[int, int]:
    """The frame says the size; a picture that is whole has an end mark."""
    if b"\xff\xd9" not in data[-1024:]:
        raise ImageAbimee
    place = 2
    while place < len(data):
        if data[place] != 0xFF:
            raise ImageAbimee
        kind = data[place + 1]
        if kind == 0xFF:
            place += 1
        elif kind in _SANS_TAILLE:
            place += 2
        elif kind in _CADRES:
            height, width = struct.unpack_from(">HH", data, place + 5)
            return width, height
        else:
            (length,) = struct.unpack_from(">H", data, place + 2)
            place += 2 + length
    raise ImageAbimee
