"""What a file is, by its content; the name says nothing.

What is not known to be harmless to hand on is refused, with a sentence that says what to do instead.
"""

from dataclasses import dataclass
from typing import IO
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.errors import Invalid
from forum.core.text import Text
from forum.media import archives
from forum.media import compounds
from forum.media import texts
from forum.media.activity import is_active

#: A report with pictures fits.
MAX_BYTES: Final = 25 * 1024 * 1024
_HEAD: Final = 4096
_OOXML: Final = "application/vnd.openxmlformats-officedocument."
_ODF: Final = "application/vnd.oasis.opendocument."

#: Media type → ending of the name under which it is saved.
ENDINGS: Final = {
    "image/webp": "webp",
    "application/pdf": "pdf",
    f"{_OOXML}wordprocessingml.document": "docx",
    f"{_OOXML}spreadsheetml.sheet": "xlsx",
    f"{_OOXML}presentationml.presentation": "pptx",
    "application/msword": "doc",
    "application/vnd.ms-excel": "xls",
    "application/vnd.ms-powerpoint": "ppt",
    f"{_ODF}text": "odt",
    f"{_ODF}spreadsheet": "ods",
    f"{_ODF}presentation": "odp",
    "text/csv": "csv",
    "text/plain": "txt",
}
#: What a field of files offers to choose from; what a file is, its content says.
ACCEPTED: Final = ",".join(f".{ending}" for ending in ("jpg", "jpeg", "png", "gif", *ENDINGS.values()))
#: First bytes → Pillow's name.
_PICTURES: Final = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
)
_TAKEN: Final[Text] = _l(
    "The forum takes pictures (JPEG, PNG, WebP, GIF), PDF, Word, Excel, PowerPoint, OpenDocument, CSV and plain text."
)
_PHOTO: Final[Text] = _l("This type of picture cannot be read here. Save it as JPEG or PNG and upload that.")
_ARCHIVE: Final[Text] = _l("Archives such as ZIP are not taken. Upload the documents themselves.")
_PROGRAM: Final[Text] = _l("Programs are not taken.")
#: First bytes of what people try, → what they are told.
_REFUSED: Final[tuple[tuple[bytes, Text], ...]] = (
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"\xca\xfe\xba\xbe", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"\xce\xfa\xed\xfe", _PROGRAM),
    (b"#!", _PROGRAM),
    (b"PK", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"BZh", _ARCHIVE),
    (b"\xfd7zXZ", _ARCHIVE),
    (b"\x28\xb5\x2f\xfd", _ARCHIVE),
    (b"BM", _PHOTO),
    (b"II*\x00", _PHOTO),
    (b"MM\x00*", _PHOTO),
    (b"{\\rtf", _l("RTF is not taken. Save it as Word, OpenDocument or PDF and upload that.")),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is."""

    media_type: str
    #: Pictures: Pillow's name of the format; they are made anew. None for what is kept as it came.
    picture: str | None = None
    #: Whether it seems to hold data of persons.
    personal: bool = False
    #: Whether it can do something when it is opened: of PDF, the only kind that is kept with what it does.
    active: bool = False


def kind_of(stream: IO[bytes], size: int) -> Kind:
    """Return what a file is; Invalid, with a sentence, for what the forum does not take."""
    if size < 1:
        raise Invalid(_l("The file is empty."))
    if size > MAX_BYTES:
        raise Invalid(_l("A file may have %(n)s MB at most.", n=MAX_BYTES // 2**20))
    stream.seek(0)
    head = stream.read(_HEAD)
    picture = _picture_of(head)
    if picture:
        return Kind("image/webp", picture=picture)
    if head.startswith(b"%PDF-"):
        return Kind("application/pdf", active=is_active(stream, size))
    if head.startswith(b"PK\x03\x04"):
        found = archives.document_of(stream, size)
        if found is None:
            raise Invalid(_ARCHIVE)
        return Kind(found)
    if head.startswith(compounds.SIGNATURE):
        return Kind(compounds.document_of(stream, size))
    _refuse_known(head)
    found_text = texts.text_of(stream)
    if found_text is None:
        raise Invalid(_TAKEN)
    return Kind(found_text.media_type, personal=found_text.personal)


def _picture_of(head: bytes) -> str | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    return next((kind for start, kind in _PICTURES if head.startswith(start)), None)


def _refuse_known(head: bytes) -> None:
    """Refuse what can be named; what it says helps whoever sends it."""
    if head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"heif", b"mif1", b"msf1", b"avif", b"avis"}:
        raise Invalid(_PHOTO)
    for start, sentence in _REFUSED:
        if head.startswith(start):
            raise Invalid(sentence)
