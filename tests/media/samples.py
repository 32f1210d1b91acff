"""Pictures to try: plain ones, with hidden notes, and bombs."""

import io
import struct
import zlib

from PIL import Image
from PIL import PngImagePlugin


def picture(kind="JPEG", size=(300, 200), mode="RGB", **more):
    out = io.BytesIO()
    Image.new(mode, size, "teal" if mode != "LA" else (90, 200)).save(out, kind, **more)
    return out.getvalue()


def with_place():
    exif = Image.Exif()
    exif[0x010F] = "CANARY-CAMERA"
    exif.get_ifd(0x8825)[1] = "S"
    return picture(exif=exif.tobytes())


def with_note():
    note = PngImagePlugin.PngInfo()
    note.add_text("Comment", "CANARY-NOTE")
    return picture("PNG", pnginfo=note)


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_bomb(width, height):
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(b"\x00" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def text_bomb():
    note = _chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(b"x" * 80_000_000, 9))
    whole = picture("PNG")
    return whole[:33] + note + whole[33:]
