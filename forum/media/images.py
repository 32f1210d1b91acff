"""From whatever somebody uploads to a picture that the forum made itself.

Nothing of the file survives but its pixels: no metadata (places, cameras), no second format hidden
behind the picture. Reading is bounded in bytes, pixels and time.
"""

import io
import threading
import warnings
from typing import Final

import puremagic
from flask_babel import lazy_gettext as _l
from PIL import Image
from PIL import ImageOps

from forum.core.errors import Invalid

#: A photo of a telephone fits.
MAX_BYTES: Final = 8 * 1024 * 1024
#: Beyond this a picture is a bomb: a small file that fills the memory.
MAX_PIXELS: Final = 30_000_000
#: Only photographs of cameras are that large; other formats cannot be read at a smaller scale.
MAX_PIXELS_WHOLE: Final = 16_000_000
#: Pixels of the small and the large copy.
SIZES: Final = (96, 256)
_MIMES: Final = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/gif": "GIF"}
#: Two at a time: each needs its pixels in memory.
_seats: Final = threading.BoundedSemaphore(2)


def make_avatar(data: bytes) -> dict[int, bytes]:
    """Return size → WebP of a picture, cut to a square; Invalid for what is none, or too large."""
    if len(data) > MAX_BYTES:
        raise Invalid(_l("The picture may have %(n)s MB at most.", n=MAX_BYTES // 2**20), field="picture")
    kind = _sniff(data)
    with _seats, warnings.catch_warnings():
        # Between one and two times its limit Pillow only warns; for us it is the same refusal.
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return _convert(data, kind)
        except Invalid:
            raise
        except Exception:
            # Decoders raise anything for a broken file: OSError, SyntaxError, struct.error, MemoryError's kin.
            raise Invalid(_l("This picture cannot be read. Try another one."), field="picture") from None


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


def _convert(data: bytes, kind: str) -> dict[int, bytes]:
    with Image.open(io.BytesIO(data), formats=[kind]) as image:
        width, height = image.size
        most = MAX_PIXELS if kind == "JPEG" else MAX_PIXELS_WHOLE
        if width * height > most or min(width, height) < 1:
            raise Invalid(_l("The picture has too many pixels."), field="picture")
        largest = max(SIZES)
        if kind == "JPEG":
            # The decoder itself scales down: a large photograph costs a fraction.
            image.draft("RGB", (largest * 2, largest * 2))
        image.load()
        upright = ImageOps.exif_transpose(image) or image
        plain = upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
        return {size: _encode(plain, size) for size in SIZES}


def _encode(image: Image.Image, size: int) -> bytes:
    square = ImageOps.fit(image, (size, size), Image.Resampling.LANCZOS)
    # Pixels only: whatever the source carried beside them stays behind.
    clean = Image.new(square.mode, square.size)
    clean.paste(square)
    out = io.BytesIO()
    clean.save(out, "WEBP", quality=82, method=4)
    return out.getvalue()
