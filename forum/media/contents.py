"""From what somebody sends to what the store keeps."""

import hashlib
import io
from dataclasses import dataclass
from typing import IO
from typing import Final

from forum.media.kinds import ENDINGS
from forum.media.kinds import kind_of
from forum.media.pictures import make_picture

_CHUNK: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Content:
    """What is kept of a file, and what is known of it."""

    stream: IO[bytes]
    size: int
    sha256: str
    media_type: str
    width: int | None = None
    height: int | None = None
    preview: bytes | None = None
    #: Whether it seems to hold data of persons.
    personal: bool = False
    #: Whether it can do something when it is opened.
    active: bool = False

    @property
    def concern(self) -> str:
        """Return what somebody should look at before others open it, if anything: `active` or `personal`."""
        return "active" if self.active else "personal" if self.personal else ""

    @property
    def kind(self) -> str:
        """Return `image` or `document`."""
        return "document" if self.width is None else "image"

    @property
    def ending(self) -> str:
        """Return the ending of its name."""
        return ENDINGS[self.media_type]


def content_of(stream: IO[bytes]) -> Content:
    """Return what the forum keeps of a file that can be read again from its start; Invalid for what it refuses."""
    size = stream.seek(0, io.SEEK_END)
    kind = kind_of(stream, size)
    if kind.picture is None:
        return Content(stream, size, _digest(stream), kind.media_type, personal=kind.personal, active=kind.active)
    made = make_picture(stream, kind.picture)
    copy = io.BytesIO(made.data)
    return Content(copy, len(made.data), _digest(copy), kind.media_type, made.width, made.height, made.preview)


def _digest(stream: IO[bytes]) -> str:
    stream.seek(0)
    digest = hashlib.sha256()
    while piece := stream.read(_CHUNK):
        digest.update(piece)
    return digest.hexdigest()
