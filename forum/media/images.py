"""From whatever somebody uploads to a picture that the forum made itself.

Nothing of the file survives but its pixels: no metadata (places, cameras), no second format hidden
behind the picture. Reading is bounded in bytes and pixels, two pictures at a time.
"""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from typing import Final

import puremagic
from flask_babel import lazy_gettext as _l
from PIL import Image
from PIL import ImageOps

from forum.core.errors import Invalid
from forum.core.errors import Unavailable
from forum.media.pictures import MAX_BYTES
from forum.media.pictures import PREVIEW
from forum.media.pictures import SIZES
from forum.media.pictures import Picture

#: Beyond this a picture is a bomb: a small file that fills the memory.
MAX_PIXELS: Final = 30_000_000
#: Only photographs of cameras are that large; other formats cannot be read at a smaller scale.
MAX_PIXELS_WHOLE: Final = 16_000_000
#: Pixels of the longer side of a picture in a post.
LARGEST: Final = 2400
_MIMES: Final = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}
#: Two at a time, since each needs its pixels in memory; who would wait longer than these seconds comes again.
PATIENCE: Final = 10.0
_seats: Final = threading.BoundedSemaphore(2)


def make_avatar(data: bytes) -> dict[int, bytes]:
    """Return size → WebP of a picture, cut to a square; Invalid for what is none, or too large."""
    if len(data) > MAX_BYTES:
        raise Invalid(_l("The picture may have %(n)s MB at most.", n=MAX_BYTES // 2**20), field="picture")
    with _read(io.BytesIO(data), _sniff(data), max(SIZES) * 2) as image:
        return {
            size: _encode(ImageOps.fit(image, (size, size), Image.Resampling.LANCZOS), quality=82) for size in SIZES
        }


def make_picture(stream: IO[bytes], kind: str) -> Picture:
    """Return a picture at most 2,400 pixels long; `kind` is Pillow's name of what the content is."""
    stream.seek(0)
    with _read(stream, kind, LARGEST) as image:
        image.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
        width, height = image.size
        data = _encode(image, quality=85)
        if max(width, height) <= PREVIEW:
            return Picture(data, width, height, None)
        image.thumbnail((PREVIEW, PREVIEW), Image.Resampling.LANCZOS)
        return Picture(data, width, height, _encode(image, quality=80))


@contextmanager
def _read(source: IO[bytes], kind: str, largest: int) -> Iterator[Image.Image]:
    """Give the pixels of a picture, upright; Invalid for what cannot be read or worked on."""
    if not _seats.acquire(timeout=PATIENCE):
        raise Unavailable
    try:
        with Image.open(source, formats=[kind]) as image:
            yield _pixels(image, kind, largest)
    except Invalid:
        raise
    except Exception:
        # Decoders raise anything for a broken file: OSError, SyntaxError, struct.error, MemoryError's kin.
        raise Invalid(_l("This picture cannot be read. Try another one."), field="picture") from None
    finally:
        _seats.release()


def _pixels(image: Image.Image, kind: str, largest: int) -> Image.Image:
    width, height = image.size
    most = MAX_PIXELS if kind == "JPEG" else MAX_PIXELS_WHOLE
    if width * height > most or min(width, height) < 1:
        raise Invalid(_l("The picture has too many pixels."), field="picture")
    if kind == "JPEG":
        # The decoder itself scales down: a large photograph costs a fraction.
        image.draft("RGB", (largest, largest))
    image.load()
    ImageOps.exif_transpose(image, in_place=True)
    mode = "RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB"
    return image if image.mode == mode else image.convert(mode)


def _sniff(data: bytes) -> str:
    """Return Pillow's name of the format that the first bytes tell, if it is one of ours."""
    try:
        found = {match.mime_type for match in puremagic.magic_string(data[:4096])}
    except (puremagic.PureError, ValueError):
        found = set()
    for mime, kind in _MIMES.items():
        if mime in found:
            return kind
    raise Invalid(_l("The picture must be a JPEG, PNG, WebP or GIF."), field="picture")


def _encode(image: Image.Image, *, quality: int) -> bytes:
    # Pixels only: whatever the source carried beside them stays behind.
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    out = io.BytesIO()
    clean.save(out, "WEBP", quality=quality, method=4)
    return out.getvalue()
