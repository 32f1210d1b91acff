"""Plain text and CSV: whether a file is that, and whether it seems to hold data of persons."""

import codecs
import csv
import io
import re
from dataclasses import dataclass
from typing import IO
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.errors import Invalid
from forum.core.text import fold

#: Control characters that texts have: tab, line feed, vertical tab, form feed, carriage return.
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
#: What a browser might take for a page, a drawing or a script, were it ever asked to guess.
_ACTIVE_START: Final = re.compile(rb"<(?:[!?]|/?[a-z])|%!ps", re.IGNORECASE)
_ACTIVE: Final = re.compile(
    rb"<\s*(?:!doctype\s+(?:html|svg)|html|head|body|script|svg|iframe|object|embed|meta|link|style|math|form)\b"
    rb"|<\?(?:php|xml)",
    re.IGNORECASE,
)
#: How much of a text is looked at for data of persons, and read at a time.
_CHUNK: Final = 1024 * 1024
#: How much is looked at for its kind.
_SAMPLE: Final = 64 * 1024
_ROWS: Final = 12
_ASCII_SHARE: Final = 0.7

#: Cells of a first row, folded, that name data of persons.
_COLUMNS: Final = re.compile(
    r"dni|cpf|curp|rut|rfc|cuit|cuil|nss|pis|cedula|cedula de (?:ciudadania|identidad)|pasaporte|passaporte"
    r"|documento(?: de identidad| de identidade)?|(?:numero|nro|n)\.? de documento|carteira de identidade|rg"
    r"|e-?mails?|correos?(?: electronicos?)?|mails?|telefonos?|telefones?|tel|fone|celular(?:es)?|whatsapp|movil"
    r"|nombres?|nomes?|nombre completo|nome completo|nombres? y apellidos?|nome e sobrenome|apellidos?|sobrenomes?"
    r"|apellido (?:paterno|materno)|direccion(?: particular)?|endereco|domicilio|fecha de nacimiento"
    r"|data de nascimento|nascimento|nacimiento"
)
_EMAIL: Final = re.compile(r"(?<=[\w.+\-])@[\w\-]{1,63}\.[\w.\-]{2,63}")
_CPF: Final = re.compile(r"(?<!\d)\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)")
_RUT: Final = re.compile(r"(?<![\d.])\d{1,2}\.\d{3}\.\d{3}-[\dkK](?!\w)")
_CURP: Final = re.compile(r"(?<!\w)[A-Z]{4}\d{6}[HMX][A-Z]{5}[0-9A-Z]\d(?!\w)")
_CUIT: Final = re.compile(r"(?<!\d)(?:20|23|24|27)-\d{8}-\d(?!\d)")
_PHONE: Final = re.compile(r"(?<![\w.])(?:\+|00)5\d[\d \-()]{7,16}\d(?!\w)")
#: One address may be that of an office; a list of them is of persons.
_MANY: Final = 3


@dataclass(frozen=True, slots=True)
class FoundText:
    """A text: its media type, and whether it seems to hold data of persons."""

    media_type: str
    personal: bool


def text_of(stream: IO[bytes]) -> FoundText | None:
    """Return what a text is; None for what is none, Invalid for a page, a drawing or a script."""
    stream.seek(0)
    first = stream.read(_CHUNK)
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Invalid(_l("This text is in UTF-16. Save it as CSV or text in UTF-8 and upload that."))
    start = first.removeprefix(b"\xef\xbb\xbf")[:_SAMPLE]
    if _ACTIVE_START.match(start.lstrip()) or _ACTIVE.search(start):
        raise Invalid(_l("Web pages, drawings in SVG and scripts are not taken. A PDF or a picture of it is."))
    text = _decode(stream, first)
    if text is None:
        return None
    table = _table(text[:_SAMPLE], whole=len(text) <= _SAMPLE)
    personal = any(_COLUMNS.fullmatch(" ".join(fold(cell).split())) for cell in table[0]) if table else False
    return FoundText("text/csv" if table else "text/plain", personal or _has_personal_values(text))


def _decode(stream: IO[bytes], first: bytes) -> str | None:
    """Return the beginning of a text that is one to its end: in UTF-8, or else in the code of Windows and Latin-1."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    unicode = True
    begun = ""
    piece = first
    while piece:
        if _CONTROLS.search(piece):
            return None
        following = stream.read(_CHUNK)
        if unicode:
            try:
                decoded = decoder.decode(piece, final=not following)
                begun = begun or decoded
            except UnicodeDecodeError:
                unicode = False
        piece = following
    if unicode:
        return begun
    text = first.decode("cp1252", errors="replace")
    # Any bytes read as Latin-1. Words are mostly letters of ASCII; noise is not.
    return text if sum(map(str.isascii, text)) >= _ASCII_SHARE * len(text) else None


def _table(sample: str, *, whole: bool) -> list[list[str]]:
    """Return the first rows of a table: of one length, with two columns or more. Nothing for prose."""
    for delimiter in ",;\t|":
        rows = _rows(sample, delimiter, whole=whole)
        if len(rows) < 2 or len(rows[0]) < 2 or any(len(row) != len(rows[0]) for row in rows):
            continue
        # In prose a blank follows the comma.
        if not all(cell.startswith(" ") for row in rows for cell in row[1:]):
            return rows
    return []


def _rows(sample: str, delimiter: str, *, whole: bool) -> list[list[str]]:
    """Return the first rows that are not empty; the last of a cut sample may be cut itself."""
    found: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(sample), delimiter=delimiter):
            if any(cell.strip() for cell in row):
                found.append(row)
            if len(found) > _ROWS:
                break
    except csv.Error:
        return []
    return found if whole and len(found) <= _ROWS else found[:-1]


def _has_personal_values(text: str) -> bool:
    if _CURP.search(text) or any(_is_cpf(match[0]) for match in _CPF.finditer(text)):
        return True
    if any(_is_rut(match[0]) for match in _RUT.finditer(text)) or _CUIT.search(text):
        return True
    return _at_least(_EMAIL, text) or _at_least(_PHONE, text)


def _at_least(pattern: re.Pattern[str], text: str) -> bool:
    """Tell whether there are several different ones."""
    found: set[str] = set()
    for match in pattern.finditer(text):
        found.add(text[max(0, match.start() - 20) : match.end()])
        if len(found) >= _MANY:
            return True
    return False


def _is_cpf(text: str) -> bool:
    """Check the two digits at its end."""
    digits = [int(c) for c in text if c.isdigit()]
    for place in (9, 10):
        total = sum(digit * weight for digit, weight in zip(digits, range(place + 1, 1, -1), strict=False))
        if total * 10 % 11 % 10 != digits[place]:
            return False
    return len(set(digits)) > 1


def _is_rut(text: str) -> bool:
    """Check the sign at its end."""
    number, _dash, sign = text.replace(".", "").partition("-")
    total = sum(int(digit) * (2 + place % 6) for place, digit in enumerate(reversed(number)))
    return "0123456789K"[-total % 11] == sign.upper()
