"""Where a photo was taken, as telephones write it into JPEG and PNG files: whether there is such a place, not which.

Read are EXIF (CIPA DC-008: a TIFF structure with a directory of its own for GPS), also in PNG (the chunk eXIf and the older
text chunks of ImageMagick), and XMP. Whatever is broken holds no place.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from itertools import islice

_EXIF = re.compile(rb"(?:Exif\0\0|eXIf)(?=II\*\0|MM\0\*)")
_XMP = re.compile(rb"GPSL(?:at|ong)itude")
_MOST = 64
"""EXIF structures or texts of one file that are looked at: a photo has two or three."""
_MOST_ENTRIES = 512
_MOST_BYTES = 1_000_000
_GPS, _LATITUDE, _LONGITUDE = 0x8825, 2, 4
_RATIONAL, _DEGREES = 5, 3  # a latitude is degrees, minutes and seconds, each a numerator and a denominator


def has_place(data: bytes) -> bool:
    """Whether the bytes of a JPEG or PNG file say where the picture was taken."""
    return _says_place(data) or any(map(_says_place, islice(_png_texts(data), _MOST)))


def _says_place(data: bytes) -> bool:
    found = islice(_EXIF.finditer(data), _MOST)
    return _XMP.search(data) is not None or any(
        _tiff_has_place(data[match.end() : match.end() + _MOST_BYTES]) for match in found
    )


def _tiff_has_place(tiff: bytes) -> bool:
    order = "<" if tiff.startswith(b"II") else ">"
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        for tag, _, _, value in _entries(tiff, first, order):
            if tag == _GPS:
                return any(_is_place(tiff, entry, order) for entry in _entries(tiff, value, order))
    except struct.error:  # points beyond the end
        pass
    return False


def _entries(tiff: bytes, offset: int, order: str) -> Iterator[tuple[int, int, int, int]]:
    """The entries of the directory at `offset`: tag, type, count and the value or where it stands."""
    (count,) = struct.unpack_from(f"{order}H", tiff, offset)
    for index in range(min(count, _MOST_ENTRIES)):
        yield struct.unpack_from(f"{order}HHII", tiff, offset + 2 + 12 * index)


def _is_place(tiff: bytes, entry: tuple[int, int, int, int], order: str) -> bool:
    """Whether an entry of the GPS directory is a latitude or a longitude; zeros are a receiver that was off."""
    tag, kind, count, offset = entry
    if tag not in (_LATITUDE, _LONGITUDE) or kind != _RATIONAL or count != _DEGREES:
        return False
    return any(struct.unpack_from(f"{order}6I", tiff, offset)[::2])


def _png_texts(data: bytes) -> Iterator[bytes]:
    """The texts of a PNG file, inflated; a profile that ImageMagick wrote in hexadecimal as its bytes."""
    position = 8
    while data.startswith(b"\x89PNG") and position + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, position)
        body = data[position + 8 : position + 8 + length]
        position += 12 + length
        keyword, _, rest = body.partition(b"\0")
        if kind == b"iTXt":
            flags, rest = rest[:2], rest[2:].partition(b"\0")[2].partition(b"\0")[2]
            text = _inflate(rest) if flags[:1] == b"\1" else rest
        elif kind in (b"tEXt", b"zTXt"):
            text = _inflate(rest[1:]) if kind == b"zTXt" else rest
        else:
            continue
        yield _from_hexadecimal(text) if keyword.startswith(b"Raw profile type") else text


def _inflate(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MOST_BYTES)
    except zlib.error:
        return b""


def _from_hexadecimal(profile: bytes) -> bytes:
    """The bytes of a profile, which stand behind a line with its kind and one with its length."""
    digits = re.sub(rb"\s", b"", b"".join(profile.strip().split(b"\n")[2:]))
    return bytes.fromhex(digits.decode("ascii")) if re.fullmatch(rb"(?:[0-9A-Fa-f]{2})*", digits) else b""
