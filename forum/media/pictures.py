"""Pictures as the forum keeps them, and making them: the libraries for that are loaded with the first one that is uploaded."""

from dataclasses import dataclass
from importlib import import_module
from typing import IO
from typing import Final
from typing import cast

#: A photo of a telephone fits.
MAX_BYTES: Final = 8 * 1024 * 1024
#: Pixels of the small and the large copy of a person's picture.
SIZES: Final = (96, 256)
#: Pixels of the longer side of the small copy of a picture in a post.
PREVIEW: Final = 800


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a post, as the forum made it: WebP without anything beside its pixels."""

    data: bytes
    width: int
    height: int
    #: The small copy; None when the picture is small itself.
    preview: bytes | None


def make_avatar(data: bytes) -> dict[int, bytes]:
    """Return size → WebP of a picture, cut to a square; Invalid for what is none, or too large."""
    return cast("dict[int, bytes]", import_module("forum.media.images").make_avatar(data))


def make_picture(stream: IO[bytes], kind: str) -> Picture:
    """Return a picture as a post shows it, of a format by Pillow's name; Invalid for what cannot be read."""
    return cast("Picture", import_module("forum.media.images").make_picture(stream, kind))
