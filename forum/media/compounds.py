"""Documents of Office before 2007: compound files, whose directory names the streams within.

Only the directory is read (MS-CFB, sections 2.2 to 2.6), bounded in sectors.
"""

import struct
from typing import IO
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.errors import Invalid

SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MEDIA_TYPES: Final = {
    "worddocument": "application/msword",
    "workbook": "application/vnd.ms-excel",
    "book": "application/vnd.ms-excel",
    "powerpoint document": "application/vnd.ms-powerpoint",
}
#: Streams and folders that hold macros.
_MACROS: Final = frozenset({"_vba_project", "_vba_project_cur", "vba", "macros"})
_HEADER: Final = 512
_ENTRY: Final = 128
_LAST: Final = 0xFFFFFFFA
#: 4,096 sectors of 512 bytes hold 16,384 names.
_MOST_SECTORS: Final = 4096
_IN_HEADER: Final = 109


def document_of(stream: IO[bytes], size: int) -> str:
    """Return the media type of a document; Invalid for a broken one, one with macros or something else."""
    try:
        names = _names(stream, size)
    except (struct.error, IndexError, ValueError):
        raise Invalid(_l("This document cannot be read. Open it, save it again and upload that.")) from None
    if names & _MACROS:
        raise Invalid(_l("Documents with macros are not taken. Save it without macros, or as PDF, and upload that."))
    if "encryptedpackage" in names:
        raise Invalid(_l("Documents with a password are not taken: others could not open it."))
    for name, media_type in _MEDIA_TYPES.items():
        if name in names:
            return media_type
    raise Invalid(_l("This document is of no type that the forum takes. Save it as PDF and upload that."))


def _names(stream: IO[bytes], size: int) -> set[str]:
    """Return the names of all streams and folders, in lower case."""
    stream.seek(0)
    header = stream.read(_HEADER)
    shift = struct.unpack_from("<H", header, 30)[0]
    if shift not in {9, 12}:
        raise ValueError(shift)
    length = 1 << shift
    table = _table(stream, header, length)
    sector = struct.unpack_from("<L", header, 48)[0]
    names: set[str] = set()
    seen: set[int] = set()
    while sector < _LAST:
        if sector in seen or len(seen) >= _MOST_SECTORS or (sector + 1) * length >= size:
            raise ValueError(sector)
        seen.add(sector)
        data = _sector(stream, sector, length)
        for start in range(0, len(data) - _ENTRY + 1, _ENTRY):
            width, kind = struct.unpack_from("<HB", data, start + 64)
            if kind and 2 <= width <= 64:
                names.add(data[start : start + width - 2].decode("utf-16-le", errors="replace").lower())
        sector = _next(stream, sector, length, table)
    return names


def _table(stream: IO[bytes], header: bytes, length: int) -> list[int]:
    """Return the sectors of the table that says which sector follows which: the first stand in the header."""
    table = list(struct.unpack_from(f"<{_IN_HEADER}L", header, 76))
    sector, number = struct.unpack_from("<2L", header, 68)
    for _more in range(min(number, _MOST_SECTORS // _IN_HEADER)):
        *found, sector = struct.unpack(f"<{length // 4}L", _sector(stream, sector, length))
        table += found
    return table


def _next(stream: IO[bytes], sector: int, length: int, table: list[int]) -> int:
    """Return the sector that follows one."""
    page, place = divmod(sector, length // 4)
    following: int = struct.unpack_from("<L", _sector(stream, table[page], length), place * 4)[0]
    return following


def _sector(stream: IO[bytes], sector: int, length: int) -> bytes:
    stream.seek((sector + 1) * length)
    return stream.read(length)
