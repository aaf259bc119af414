"""The size of a picture in pixels, read from its first bytes without ever unfolding it."""

import struct
import zlib

MAX_COTE = 8000
MAX_PIXELS = 25_000_000
"""A picture of more unfolds into more memory than a document is worth."""
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
_SANS_TAILLE = frozenset({0xD8, 0x01, *range(0xD0, 0xD8)})
_CADRES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class ImageAbimee(ValueError):
    """The bytes do not hold what their beginning announces."""


def is_too_big(width: int, height: int) -> bool:
    """Whether unfolding a picture of this size is refused."""
    return max(width, height) > MAX_COTE or width * height > MAX_PIXELS


def measure(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, without unfolding the picture; raises ImageAbimee when it is cut short."""
    try:
        width, height = _measure_png(data) if data.startswith(PNG) else _measure_jpeg(data)
    except (struct.error, IndexError) as error:
        raise ImageAbimee from error
    if not width or not height:
        raise ImageAbimee
    return width, height


def _measure_png(data: bytes) -> tuple[int, int]:
    """Every chunk must be whole, to the last."""
    place, size = len(PNG), (0, 0)
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
