"""Documents to try: plain ones of each kind, and what people with bad intentions make of them."""

import io
import struct
import zipfile
import zlib

from tests.media.samples import picture

_OOXML = "application/vnd.openxmlformats-officedocument."
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
CSV = "Barrio;Luminarias\nCentro;120\nÑuñoa;98\n".encode()


def archive(entries, **more):
    """Return a ZIP of name → content; a name may come twice."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **more) as made:
        for name, content in entries:
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            made.writestr(zipfile.ZipInfo(name), content, compress_type=how)
    return out.getvalue()


def office(main="wordprocessingml.document", more=(), *, types=""):
    part = {"w": "word/document.xml", "s": "xl/workbook.xml", "p": "ppt/presentation.xml"}[main[0]]
    kinds = f'<Types><Override PartName="/{part}" ContentType="{_OOXML}{main}.main+xml"/>{types}</Types>'
    return archive([("[Content_Types].xml", kinds), ("_rels/.rels", "<x/>"), (part, "<x>Hola</x>"), *more])


def open_document(kind="text", more=()):
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return archive([("mimetype", mimetype), ("content.xml", "<x>Olá</x>"), ("META-INF/manifest.xml", "<x/>"), *more])


def compound(*names, sectors=0):
    """Return a compound file whose directory has these names, after some sectors of something else.

    First comes the table that says which sector follows which, then, when the header cannot name all
    sectors of that table, those that name the others.
    """
    directory = b""
    for name in ("Root Entry", *names):
        coded = name.encode("utf-16-le") + b"\0\0"
        directory += coded.ljust(64, b"\0") + struct.pack("<HB", len(coded), 2) + b"\0" * 61
    directory += b"\0" * (-len(directory) % 512)
    length = len(directory) // 512
    pages = -(-(sectors + length + 8) // 126)
    naming = -(-max(0, pages - 109) // 127)
    first = pages + naming + sectors
    follows = [0xFFFFFFFD] * pages + [0xFFFFFFFC] * naming + [0xFFFFFFFE] * sectors
    follows += [*range(first + 1, first + length), 0xFFFFFFFE]
    follows += [0xFFFFFFFF] * (128 * pages - len(follows))
    where = [*range(pages), *[0xFFFFFFFF] * (109 + 127 * naming - pages)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    more = pages if naming else 0xFFFFFFFE
    header += struct.pack("<9L109L", 0, pages, first, 0, 4096, 0xFFFFFFFE, 0, more, naming, *where[:109])
    named = b""
    for number in range(naming):
        after = pages + number + 1 if number + 1 < naming else 0xFFFFFFFE
        named += struct.pack("<128L", *where[109 + 127 * number : 236 + 127 * number], after)
    return header + struct.pack(f"<{len(follows)}L", *follows) + named + b"x" * 512 * sectors + directory


def lying_bomb():
    """Return a document of which an entry says that it is small, and unpacks to 40 MB."""
    made = office(more=[("word/media/x.bin", b"\0" * 40_000_000)])
    real, said = struct.pack("<L", 40_000_000), struct.pack("<L", 1000)
    assert made.count(real) == 2
    return made.replace(real, said)


def nested_bomb(depth):
    inner = archive([("x", b"\0" * 1_000_000)])
    for _level in range(depth):
        inner = archive([(f"{n}.zip", inner) for n in range(20)])
    return office(more=[("word/embeddings/x.zip", inner)])


def overlapping_bomb():
    """Return a document of 2,000 entries that share the bytes of one."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = b"\0" * 90_000
    packed = packer.compress(data) + packer.flush()
    common = struct.pack("<5H3L2H", 20, 0, 8, 0, 0, zlib.crc32(data), len(packed), len(data), 4, 0)
    body = b"PK\x03\x04" + common + b"0000" + packed
    listed = b""
    for number in range(2000):
        name = f"{number:04}".encode()
        listed += b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<3H2L", 0, 0, 0, 0, 0) + name
    return body + listed + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2000, 2000, len(listed), len(body), 0)


def locked():
    """Return a document whose entries say that they are encrypted."""
    made = bytearray(office())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = made.find(mark)
        while start >= 0:
            made[start + place] |= 1
            start = made.find(mark, start + 4)
    return bytes(made)


GOOD = {
    "acta.pdf": (PDF, "application/pdf"),
    "acta.docx": (office(), f"{_OOXML}wordprocessingml.document"),
    "tabla.xlsx": (office("spreadsheetml.sheet"), f"{_OOXML}spreadsheetml.sheet"),
    "plan.pptx": (office("presentationml.presentation"), f"{_OOXML}presentationml.presentation"),
    "con-tabla.docx": (
        office(more=[("word/embeddings/t.xlsx", office("spreadsheetml.sheet"))]),
        f"{_OOXML}wordprocessingml.document",
    ),
    "vieja.doc": (compound("WordDocument", "1Table"), "application/msword"),
    "vieja.xls": (compound("Workbook", sectors=100), "application/vnd.ms-excel"),
    "vieja.ppt": (compound("PowerPoint Document", *"abcdefghij"), "application/vnd.ms-powerpoint"),
    "acta.odt": (open_document(), "application/vnd.oasis.opendocument.text"),
    "tabla.ods": (open_document("spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet"),
    "plan.odp": (open_document("presentation"), "application/vnd.oasis.opendocument.presentation"),
    "tabla.csv": (CSV, "text/csv"),
    "latin.csv": ("Región,Año\nÑuble,2020\n".encode("latin-1"), "text/csv"),
    "bom.csv": (b"\xef\xbb\xbf" + CSV, "text/csv"),
    "nota.txt": ("¿Qué tal? Bien, gracias.\nOlá, João.\n".encode(), "text/plain"),
    "nota-latin.txt": ("¿Qué tal? ¡Bien!".encode("cp1252"), "text/plain"),
}

_TWICE = archive([("[Content_Types].xml", "<a/>"), ("word/x", "1"), ("WORD/X", "2")])
HOSTILE = {
    "vacío": b"",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "svg after xml": b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "svg after a comment": b"<!-- x --><svg/onload=alert(1)>",
    "html": b"<!DOCTYPE html><script>alert(1)</script>",
    "html after blanks": b"\xef\xbb\xbf  \n\n<HTML><body onload=alert(1)>",
    "html after text": b"hola\n" * 50 + b"< script >alert(1)</script>",
    "php": b"<?php system($_GET['x']);",
    "shell script": b"#!/bin/sh\nrm -rf /\n",
    "postscript": b"%!PS-Adobe-3.0\n",
    "rtf": rb"{\rtf1 hola}",
    "program of Windows": b"MZ" + b"\0" * 60,
    "program of Linux": b"\x7fELF" + b"\0" * 60,
    "bytes": bytes(range(256)) * 20,
    "text with NUL": b"hola\x00mundo",
    "noise in Latin-1": bytes(range(0xA0, 0xFF)) * 20,
    "utf-16": "Barrio\tLuminarias\n".encode("utf-16"),
    "zip": archive([("a.txt", "hola")]),
    "jar": archive([("META-INF/MANIFEST.MF", "x"), ("A.class", "x")]),
    "gzip": b"\x1f\x8b\x08\x00" + b"x" * 40,
    "rar": b"Rar!\x1a\x07\x00" + b"x" * 40,
    "7z": b"7z\xbc\xaf\x27\x1c" + b"x" * 40,
    "bmp": b"BM" + b"\0" * 80,
    "heic": b"\0\0\0\x18ftypheic" + b"\0" * 40,
    "broken zip": b"PK\x03\x04" + b"\0" * 60,
    "half a document": office()[:-40],
    "document with something after it": office() + b"x" * 30,
    "macros": office(more=[("word/vbaProject.bin", "x")]),
    "macros by type": office(types='<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'),
    "macros under another name": office(
        types='<Override ContentType="application/vnd.ms-office.vbaProject"/>', more=[("word/x.bin", "x")]
    ),
    "macros of OpenDocument": open_document(more=[("Basic/Standard/Module1.xml", "x")]),
    "scripts of OpenDocument": open_document(more=[("Scripts/python/x.py", "x")]),
    "macros of old Word": compound("WordDocument", "Macros", "VBA"),
    "macros of old Excel": compound("Workbook", "_VBA_PROJECT_CUR"),
    "password of Office": compound("EncryptionInfo", "EncryptedPackage"),
    "password of the archive": locked(),
    "password of OpenDocument": archive(
        [
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
        ]
    ),
    "installer": compound("SummaryInformation", "!Property"),
    "compound cut off": compound("WordDocument")[:600],
    "compound in a circle": compound("WordDocument").replace(
        struct.pack("<LL", 0xFFFFFFFD, 0xFFFFFFFE), struct.pack("<LL", 0xFFFFFFFD, 1)
    ),
    "compound that names no sector": compound("WordDocument").replace(struct.pack("<3L", 0, 1, 1), b"\x7f" * 12),
    "path that goes up": office(more=[("word/../../../etc/x", "x")]),
    "absolute path": office(more=[("/etc/x", "x")]),
    "drive": office(more=[("C:/x", "x")]),
    "backslash": office(more=[("word\\x", "x")]),
    "name with NUL": office(more=[("word/xyz", "x")]).replace(b"word/xyz", b"word/x\0z"),
    "the same name twice": _TWICE,
    "too many entries": office(more=[(f"word/{n}", "") for n in range(5001)]),
    "bomb": office(more=[("word/media/x.bin", b"\0" * 40_000_000)]),
    "lying bomb": lying_bomb(),
    "nested bomb": nested_bomb(3),
    "wide nested bomb": nested_bomb(1),
    "overlapping bomb": overlapping_bomb(),
    "wrong sum": office()
    .replace(b"mimetype", b"mimetypf")
    .replace(struct.pack("<L", zlib.crc32(b"<x/>")), b"\1\2\3\4"),
}
HOSTILE["GIF and script"] = b"GIF89a/*" + b"\0" * 20 + b"*/=alert(1)//"
HOSTILE["half a JPEG"] = picture(size=(900, 900))[:300]
