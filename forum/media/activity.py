"""Whether a PDF can do something when it is opened: a bounded look at its names, in pieces.

Found is what the file names in plain sight, with letters that are written as numbers, and what it names in object
streams that are packed the usual way. Not found is what only a reader of PDF would see: names in a file that is
encrypted as a whole, streams that are packed twice, and what a flaw of a reader does with a font or a picture. An object
stream that cannot be unpacked here counts as found: somebody looks at it.
"""

import re
import zlib
from typing import IO
from typing import Final

#: Actions that run or start something, and files or players within the file. A script that runs when the file is
#: opened is one of JavaScript, whatever calls it; going to a page is none.
_NAMES: Final = ("JavaScript", "Launch", "RichMedia", "EmbeddedFile", "EmbeddedFiles", "Rendition")
_CHUNK: Final = 1024 * 1024
#: Longer than any of the names with all letters as numbers, and than what follows `/First`.
_OVERLAP: Final = 256
#: Between the mark of an object stream and its first byte.
_HEADER: Final = 64 * 1024
_BEFORE: Final = 2048
MOST_STREAMS: Final = 20_000
#: A file of nothing but names costs seconds; somebody looks at one with more.
MOST_NAMES: Final = 2_000_000
#: Bytes of all object streams together.
MOST_UNPACKED: Final = 32 * 1024 * 1024


def _spelled(name: str) -> str:
    """Return an expression for a name in which any letter may be written as `#61`."""
    return "".join(f"(?:{letter}|#{ord(letter):02x}|#{ord(letter):02X})" for letter in name)


_ACTIVE: Final = "|".join(_spelled(name) for name in _NAMES)
_END: Final = r"(?=[\x00\t\n\f\r ()<>\[\]{}/%]|\Z)"
#: `/First` with a number, not with a reference as in a table of contents, stands in object streams alone.
_FIRST: Final = rf"{_spelled('First')}[\x00\t\n\f\r ]+\d{{1,10}}(?!\d|[\x00\t\n\f\r ]+\d{{1,10}}[\x00\t\n\f\r ]+R)"
_MARKS: Final = re.compile(
    rf"/(?:(?P<active>(?:{_ACTIVE}){_END})|(?P<packed>{_spelled('ObjStm')}{_END}|{_FIRST}))".encode("ascii")
)
_STREAM: Final = re.compile(rb"stream\r?\n")
_LONGEST_KEYWORD: Final = 8
_PACKED_OTHERWISE: Final = re.compile(rb"/(?:ASCII|LZW|RunLength|Crypt|DecodeParms|Predictor|DP\b)|#")


def is_active(stream: IO[bytes], size: int) -> bool:
    """Tell whether a PDF names something that acts, or cannot be looked through."""
    starts: list[int] = []
    seen = names = 0
    for position in range(0, size, _CHUNK):
        stream.seek(position)
        piece = stream.read(_CHUNK + _OVERLAP)
        last = position + len(piece) >= size
        names += piece.count(b"/")
        if names > MOST_NAMES:
            return True
        for found in _MARKS.finditer(piece):
            if found.start() >= _CHUNK and not last:
                break  # The next piece has it whole.
            if found["active"]:
                return True
            mark = position + found.start()
            if starts and mark < starts[-1]:
                continue  # Another mark of the same stream.
            begins = _after(stream, max(mark, seen), mark + _HEADER)
            if begins is None:
                seen = max(seen, mark + _HEADER - _LONGEST_KEYWORD)
                continue
            starts.append(begins)
            if len(starts) > MOST_STREAMS or _is_packed_otherwise(stream, mark, begins):
                return True
    return _is_any_active(stream, starts)


def _after(stream: IO[bytes], start: int, end: int) -> int | None:
    """Return where the bytes of the stream begin whose entries a mark stands in."""
    if end <= start:
        return None
    stream.seek(start)
    found = _STREAM.search(stream.read(end - start))
    return start + found.end() if found else None


def _is_packed_otherwise(stream: IO[bytes], mark: int, begins: int) -> bool:
    """Tell whether the entries of an object stream say that it is packed in a way that is not undone here."""
    start = max(0, mark - _BEFORE)
    stream.seek(start)
    entries = stream.read(begins - start)
    _before, _obj, entries = entries.rpartition(b" obj") if b" obj" in entries else (b"", b"", entries)
    return _PACKED_OTHERWISE.search(entries) is not None


def _is_any_active(stream: IO[bytes], starts: list[int]) -> bool:
    left = MOST_UNPACKED
    for begins in starts:
        stream.seek(begins)
        unpacking = zlib.decompressobj()
        tail, first = b"", True
        while not unpacking.eof:
            packed = unpacking.unconsumed_tail or stream.read(_HEADER)
            if not packed:
                break
            try:
                piece = unpacking.decompress(packed, _CHUNK)
            except zlib.error:
                if first and not _looks_packed(packed):
                    break  # Not packed: its names were read with the file.
                return True
            first = False
            left -= len(piece)
            if left < 0 or _has_active(tail + piece):
                return True
            tail = piece[-_OVERLAP:]
    return False


def _looks_packed(data: bytes) -> bool:
    """Tell whether bytes are something else than the numbers and texts of an object stream as it is."""
    return re.match(rb"[\x00\t\n\f\r ]*\d", data) is None


def _has_active(data: bytes) -> bool:
    return any(found["active"] for found in _MARKS.finditer(data))
