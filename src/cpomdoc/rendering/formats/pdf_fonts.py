"""Fonts of the PDF: those Typst carries, those a folder gives, and what stands in for a font that is absent."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import typst

from cpomdoc.errors import OutilAbsent

DEFAULT = "Libertinus Serif"
MONO = "DejaVu Sans Mono"

# What the PDF shows for the fonts that Word documents name most and that may not be redistributed.
SUBSTITUTES = {
    "courier new": MONO,
    "courier": MONO,
    "consolas": MONO,
    "liberation mono": MONO,
    "lucida console": MONO,
}


@dataclass(frozen=True)
class Metrics:
    """Height of a line above and below its baseline, in parts of the font size."""

    above: float
    below: float


# Read from the fonts themselves: Typst does not hand out the bytes of those it carries.
_CARRIED = {
    "Libertinus Serif": Metrics(0.894, 0.246),
    "New Computer Modern": Metrics(0.806, 0.194),
    "New Computer Modern Math": Metrics(0.806, 0.194),
    "DejaVu Sans Mono": Metrics(0.928, 0.236),
}


@dataclass(frozen=True)
class FontBook:
    """The fonts at hand, by family in lower case, and the object Typst compiles with."""

    fonts: typst.Fonts = field(repr=False)
    families: dict[str, str]
    metrics: dict[str, Metrics]

    def find_family(self, name: str) -> str:
        """The family that shows a font name of the Word file."""
        key = name.casefold()
        return self.families.get(key) or SUBSTITUTES.get(key, DEFAULT)

    def find_metrics(self, family: str) -> Metrics:
        """Line height of a family."""
        return self.metrics.get(family, _CARRIED[DEFAULT])


_books: dict[tuple[str, ...], FontBook] = {}


def load_fonts(folders: Sequence[Path] = ()) -> FontBook:
    """The fonts Typst carries and those of the folders; made once for the same files."""
    key = tuple(_fingerprint(path) for path in _list_files(folders))
    if key not in _books:
        _books[key] = _build_book(folders)
    return _books[key]


def _list_files(folders: Sequence[Path]) -> list[Path]:
    suffixes = {".ttf", ".otf"}
    return sorted(path for folder in folders for path in folder.rglob("*") if path.suffix.lower() in suffixes)


def _fingerprint(path: Path) -> str:
    state = path.stat()
    return f"{path}:{state.st_size}:{state.st_mtime_ns}"


def _build_book(folders: Sequence[Path]) -> FontBook:
    paths: list[Path] = [folder for folder in folders if folder.is_dir()]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=paths)
    metrics = dict(_CARRIED)
    for info in fonts.fonts():
        if info.path and info.family not in metrics:
            metrics[info.family] = read_metrics(Path(info.path).read_bytes(), info.path)
    return FontBook(fonts, {name.casefold(): name for name in fonts.families()}, metrics)


def read_metrics(data: bytes, name: str) -> Metrics:
    """Line height a font file declares in its « head » and « hhea » tables."""
    try:
        tables = _read_directory(data)
        (units,) = struct.unpack_from(">H", data, tables[b"head"] + 18)
        ascent, descent, gap = struct.unpack_from(">hhh", data, tables[b"hhea"] + 4)
    except (struct.error, KeyError) as error:
        raise OutilAbsent(f"la police « {name} » n’est pas un fichier .ttf ou .otf lisible.") from error
    return Metrics((ascent + gap) / units, -descent / units)


def _read_directory(data: bytes) -> dict[bytes, int]:
    """Offsets of the tables of a font."""
    (count,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4sIII", data, 12 + 16 * index) for index in range(count))
    return {tag: offset for tag, _checksum, offset, _length in records}
