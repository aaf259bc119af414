"""The fonts that a house brings, each opened as the PDF will open it: one that cannot be is named, never skipped."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typst

from cpomdoc.errors import OutilAbsent
from cpomdoc.rendering.formats.pdf_fonts import read_metrics

MAX_OCTETS = 40 * 1024 * 1024
_LUES = (".ttf", ".otf")
_AUTRES = (".ttc", ".otc", ".woff", ".woff2", ".pfb", ".pfm", ".afm", ".dfont", ".fon", ".eot")


@dataclass(frozen=True)
class FautePolice:
    """A font file that the PDF cannot use, why, and what to do."""

    path: Path
    message: str
    aide: str


def check_polices(folder: Path) -> list[FautePolice]:
    """What is wrong with the fonts of a folder, file by file."""
    return list(_find_faults(folder)) if folder.is_dir() else []


def _find_faults(folder: Path) -> Iterator[FautePolice]:
    sound: list[Path] = []
    for path in sorted(folder.rglob("*")):
        suffix = path.suffix.lower()
        if suffix not in (*_LUES, *_AUTRES) or path.name.startswith("."):
            continue
        if suffix in _AUTRES:
            aide = "Déposez la même police au format .ttf ou .otf, ou retirez ce fichier."
            yield FautePolice(path, f"La police «\u202f{path.name}\u202f» n’est pas un fichier .ttf ou .otf.", aide)
        elif fault := _find_fault(path, folder):
            yield fault
        else:
            sound.append(path)
    known = {Path(info.path).resolve() for info in _open(folder) if info.path} if sound else set()
    yield from (_broken(path) for path in sound if path.resolve() not in known)


def _open(folder: Path) -> list[typst.FontInfo]:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    return list(fonts.fonts())


def _find_fault(path: Path, folder: Path) -> FautePolice | None:
    if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        message = f"La police «\u202f{path.name}\u202f» est un lien qui mène hors de templates/polices/."
        return FautePolice(path, message, "Copiez-y le fichier lui-même.")
    if path.stat().st_size > MAX_OCTETS:
        message = f"La police «\u202f{path.name}\u202f» dépasse {MAX_OCTETS // 1024 // 1024} Mo."
        return FautePolice(path, message, "Vérifiez que c’est une police.")
    try:
        read_metrics(path.read_bytes(), path.name)
    except (OutilAbsent, struct.error, ZeroDivisionError, OSError):
        return _broken(path)
    return None


def _broken(path: Path) -> FautePolice:
    message = f"La police «\u202f{path.name}\u202f» est illisible\u202f: aucun PDF ne pourrait s’en servir."
    return FautePolice(path, message, "Téléchargez-la de nouveau, ou retirez-la de templates/polices/.")
