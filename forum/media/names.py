"""Names of files: as people wrote them, without what could deceive or break something.

A name is shown and offered when the file is saved. It never finds a file, and its ending is that of
the content.
"""

import re
import unicodedata
from typing import Final

from forum.core.text import normalise
from forum.media.addresses import PREVIEW

LONGEST: Final = 150
#: Endings that go before ours comes: no file is called `factura.pdf.exe.docx`.
_ENDINGS: Final = re.compile(
    r"jpe?g|png|webp|gif|avif|hei[cf]|tiff?|bmp|svg|ico|pdf|do[ct][xm]?|xl[st][xm]?|xlsb|pp[st][xm]?|pot[xm]?"
    r"|o[dt][tspg]|csv|tsv|txt|text|md|rtf|json|xml|[xs]?html?|mhtm?l?|m?js|css|php|aspx?|jsp|py|pl|rb|sh|bash|bat|cmd"
    r"|com|exe|ms[ig]|dll|scr|pif|vb[se]|ps1|wsf|hta|lnk|url|jar|apk|app|dmg|iso|zip|rar|7z|t?gz|tar|bz2|xz|eml"
    r"|webm|mp[34]|mov|avi",
    re.IGNORECASE,
)
#: What no writing needs and nobody sees: letters that are blanks, marks that join, shape or hide others.
_UNSEEN: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
#: What some systems take for something else than a part of a name.
_REPLACED: Final = str.maketrans(dict.fromkeys('<>:"|?*%', "-"))
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
_MOST_MARKS: Final = 2
#: More characters are not looked at.
_READ: Final = 1000


def clean_name(name: str, ending: str, *, fallback: str) -> str:
    """Return a name of at most 150 characters with the given ending; `fallback` when nothing is left of it."""
    last = name[-_READ:].replace("\\", "/").rsplit("/", 1)[-1]
    stem = _visible(normalise(last)).translate(_REPLACED).rstrip(". ")
    while (parts := stem.rpartition("."))[1] and _ENDINGS.fullmatch(parts[2]):
        stem = parts[0].rstrip(". ")
    stem = _trim(stem)
    if not any(unicodedata.category(c)[0] in "LN" for c in stem):
        stem = fallback
    if stem.lower().partition(".")[0] in _RESERVED or f"{stem}.{ending}".lower() == PREVIEW:
        stem = f"{stem}_"
    return f"{_trim(stem[: LONGEST - len(ending) - 1])}.{ending}"


def repeated(name: str) -> str:
    """Return the name of a refused file as it is said to its sender, and to nobody else: without what could deceive."""
    return clean_alt(name)[:100]


def clean_alt(text: str) -> str:
    """Return what a picture shows as one line of at most 500 characters."""
    return " ".join(_visible(normalise(text[:2000])).split())[:500].rstrip()


def _visible(text: str) -> str:
    """Return the characters that are seen, blanks as blanks, with at most two marks on a letter."""
    out: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        if category[0] == "Z" or character in "\t\r\n":
            out.append(" ")
            continue
        if category[0] == "C" or character in _UNSEEN or "\ufe00" <= character <= "\ufe0f":
            continue
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks <= _MOST_MARKS:
            out.append(character)
    return "".join(out)


def _trim(stem: str) -> str:
    return " ".join(stem.split()).strip(". ")
