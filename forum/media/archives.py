"""Documents that are ZIP archives: Office and OpenDocument.

Every entry is read once, in pieces that are thrown away: what an archive declares of itself is not
believed, and nothing of it lies in memory or under its own name on a disk.
"""

import re
import struct
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.errors import Invalid
from forum.core.text import Text

_OOXML: Final = "application/vnd.openxmlformats-officedocument."
_ODF: Final = "application/vnd.oasis.opendocument."
#: Media type → how the list of parts names the one that makes a document of it.
_MAIN: Final = {
    kind: re.compile(rb"""["']""" + re.escape(f"{kind}.main+xml").encode() + rb"""["']""")
    for kind in (
        f"{_OOXML}wordprocessingml.document",
        f"{_OOXML}spreadsheetml.sheet",
        f"{_OOXML}presentationml.presentation",
    )
}
_MIMETYPES: Final = {kind.encode(): kind for kind in (f"{_ODF}text", f"{_ODF}spreadsheet", f"{_ODF}presentation")}

MOST_ENTRIES: Final = 5000
#: Bytes of all entries together, those of archives within counted too.
MOST_UNPACKED: Final = 200 * 1024 * 1024
#: Tables shrink much, but not like a bomb.
MOST_RATIO: Final = 150
#: Small documents of blanks may.
_FREE: Final = 4 * 1024 * 1024
#: A document may hold a table, and that nothing more.
_DEEPEST: Final = 2
_MOST_DIRECTORY: Final = 2 * 1024 * 1024
_END: Final = struct.Struct("<4s4H2LH")
_CHUNK: Final = 1024 * 1024
_ENCRYPTED: Final = 0x1
_UNSAFE_NAME: Final = re.compile(r"(?:^|/)\.\.?(?:/|$)|^/|^[A-Za-z]:|[\x00-\x1f\x7f\\]|//")
_MACRO_NAMES: Final = re.compile(
    r"(?:^|/)(?:vbaproject\.bin|vbadata\.xml|macrosheets/.*)$"
    # OpenDocument: modules; the lists of them may be there though empty.
    r"|^basic/[^/]+/(?!(?:script|dialog)-l[bc]\.xml$)[^/]+$|^scripts/.+"
)

_BROKEN: Final[Text] = _l("This document cannot be read. Open it, save it again and upload that.")
_BOMB: Final[Text] = _l("This document unpacks to far more than it seems to hold. It is not taken.")
_MACROS: Final[Text] = _l("Documents with macros are not taken. Save it without macros, or as PDF, and upload that.")
_LOCKED: Final[Text] = _l("Documents with a password are not taken: others could not open it.")


@dataclass
class _Budget:
    """What may still be unpacked."""

    left: int


def document_of(stream: IO[bytes], size: int) -> str | None:
    """Return the media type of a document, None for another archive; Invalid for a broken or dangerous one."""
    budget = _Budget(min(MOST_UNPACKED, _FREE + MOST_RATIO * size))
    try:
        return _read(stream, size, budget, 1)
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, OSError):
        raise Invalid(_BROKEN) from None


def _read(stream: IO[bytes], size: int, budget: _Budget, depth: int) -> str | None:
    if depth > _DEEPEST:
        raise Invalid(_BOMB)
    _check_directory(stream, size)
    with zipfile.ZipFile(stream) as archive:
        entries = archive.infolist()
        _check_entries(entries, size, budget)
        found: str | None = None
        for place, entry in enumerate(entries):
            kept = _unpack(archive, entry, budget, depth)
            if entry.filename == "[Content_Types].xml":
                found = _of_office(kept)
            elif place == 0 and entry.filename == "mimetype" and entry.compress_type == zipfile.ZIP_STORED:
                found = _MIMETYPES.get(kept.strip())
            elif entry.filename == "META-INF/manifest.xml" and b"encryption-data" in kept:
                raise Invalid(_LOCKED)
    return found


def _check_directory(stream: IO[bytes], size: int) -> None:
    """Look at the end of an archive before a library reads its list: it would hold all of it in memory."""
    stream.seek(max(0, size - _END.size - 20))
    tail = stream.read()
    locator, end = tail[: -_END.size], tail[-_END.size :]
    mark, _disk, _first, here, entries, length, _start, comment = _END.unpack(end)
    if mark != b"PK\x05\x06" or comment or locator.startswith(b"PK\x06\x07"):
        # Documents have no comment, and none is so large that it needs the longer form.
        raise zipfile.BadZipFile
    if entries > MOST_ENTRIES or here != entries or length > _MOST_DIRECTORY:
        raise Invalid(_BOMB)


def _check_entries(entries: list[zipfile.ZipInfo], size: int, budget: _Budget) -> None:
    names = set()
    for entry in entries:
        folded = entry.filename.casefold()
        if _UNSAFE_NAME.search(entry.orig_filename) or folded in names or entry.filename != entry.orig_filename:
            raise Invalid(_BROKEN)
        names.add(folded)
        if _MACRO_NAMES.search(folded):
            raise Invalid(_MACROS)
        if entry.flag_bits & _ENCRYPTED:
            raise Invalid(_LOCKED)
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Invalid(_BROKEN)
    packed, unpacked = (sum(getattr(entry, what) for entry in entries) for what in ("compress_size", "file_size"))
    # Entries that share their bytes: a bomb needs no nesting.
    if len(entries) > MOST_ENTRIES or packed > size or unpacked > budget.left:
        raise Invalid(_BOMB)


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: _Budget, depth: int) -> bytes:
    """Read an entry to its end, which checks its sum, and an archive within; return its first bytes."""
    with archive.open(entry) as file:
        first = file.read(_CHUNK)
        nested = first.startswith(b"PK\x03\x04")
        with tempfile.SpooledTemporaryFile(_CHUNK) as inner:
            piece = first
            length = 0
            while piece:
                length += len(piece)
                budget.left -= len(piece)
                if budget.left < 0:
                    raise Invalid(_BOMB)
                if nested:
                    inner.write(piece)
                piece = file.read(_CHUNK)
            if nested:
                _read(inner, length, budget, depth + 1)
    if length != entry.file_size:
        raise zipfile.BadZipFile
    return first


def _of_office(content_types: bytes) -> str | None:
    if re.search(rb"macro|vbaproject", content_types, re.IGNORECASE):
        raise Invalid(_MACROS)
    return next((kind for kind, main in _MAIN.items() if main.search(content_types)), None)
