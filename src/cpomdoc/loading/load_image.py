"""Read a picture that an author names: inside its folder, PNG or JPEG, of a size that nothing chokes on."""

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
from cpomdoc.mesure_image import JPEG, PNG, ImageAbimee, is_too_big, measure
from cpomdoc.model.image_lue import ImageLue
from cpomdoc.problems import Problem
from cpomdoc.source import Position
from cpomdoc.suggestions import format_suggestion
from cpomdoc.typographie import format_nombre

MAX_OCTETS = 3 * 1024 * 1024
MOST_LISTED = 200
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
    if not data.startswith((PNG, JPEG)):
        return refuse(IMAGE_OF_OTHER_KIND, place, nom=name, nature=_name_kind(data))
    try:
        width, height = measure(data)
    except ImageAbimee:
        return refuse(IMAGE_DAMAGED, place, nom=name)
    if is_too_big(width, height):
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
