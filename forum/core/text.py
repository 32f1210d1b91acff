"""Text that may be lazy, and the folding that makes names comparable."""

import re
import unicodedata
from typing import Final
from typing import Literal
from typing import Protocol


class _Lazy(Protocol):
    """A lazy translated string: becomes text when it is shown."""

    def __str__(self) -> str: ...


Text = str | _Lazy

#: Letters that look like an ASCII letter: Cyrillic and Greek look-alikes seen in phishing names.
_CONFUSABLES = str.maketrans(
    "аеорсухіјѕԁһӏոԛԝвкмнтαονρτυχικβ",
    "aeopcyxijsdhlnqwbkmhtaovptuxikb",
)
#: No writing needs more on one letter.
_MOST_MARKS: Final = 8
#: Letters of Latin scripts, punctuation and signs of currencies are no marks: nearly all texts have nothing else.
_MAY_BE_MARK: Final = re.compile("[^\u0000-\u02ff\u2000-\u206f\u20a0-\u20bf]")
#: What cannot be printed and is allowed all the same: in a line, and in a text of several.
_TABS: Final = {ord("\t"): None}
_LINES: Final = dict.fromkeys(map(ord, "\n\r\t"))
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_INVISIBLE = {"Cf", "Cc", "Co", "Cs", "Cn"}


def normalise(text: str, form: Literal["NFC", "NFKC", "NFKD"] = "NFC") -> str:
    """Return the text in a normal form, with at most a few marks on a letter.

    Sorting many marks on one letter takes time that grows with their square: seconds for a post.
    """
    if text.isascii():
        return text
    if _MAY_BE_MARK.search(text) is None:
        return unicodedata.normalize(form, text)
    out: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            out.append(character)
    return unicodedata.normalize(form, "".join(out))


def strip_accents(text: str) -> str:
    """Return the text without combining marks, so that *Córdoba* and *Cordoba* meet."""
    return "".join(c for c in normalise(text, "NFKD") if not unicodedata.combining(c))


def fold(text: str) -> str:
    """Return the form in which two texts that look alike are equal (accents, case, look-alikes)."""
    plain = strip_accents(normalise(text, "NFKC")).casefold().translate(_CONFUSABLES)
    return "".join(c for c in plain if unicodedata.category(c) not in _INVISIBLE)


def slugify(text: str, *, fallback: str = "tema", limit: int = 80) -> str:
    """Return an ASCII slug of at most `limit` characters; `fallback` when nothing is left."""
    slug = _NOT_WORD.sub("-", fold(text)).strip("-")
    return slug[:limit].rstrip("-") or fallback


def is_clean(text: str, *, multiline: bool = False) -> bool:
    """Tell whether a text has only characters that may be stored and shown.

    Refused are NUL and other control characters, lone surrogates, code points that are no characters,
    and in a single line the marks that reverse the direction of text or cannot be seen (they make one
    name look like another). Emoji newer than this Python's tables are welcome, and so are the private
    characters that word processors use for bullets, in long texts.
    """
    allowed = _LINES if multiline else _TABS
    # Nearly all texts: nothing of what is refused below can be printed.
    if text.translate(_LINES if multiline else _TABS).isprintable():
        return True
    for character in text:
        category = unicodedata.category(character)
        if category == "Cs" or (category == "Cc" and ord(character) not in allowed):
            return False
        if category == "Cn" and not "\U0001f000" <= character <= "\U0001faff":
            return False
        if category == "Co" and not multiline:
            return False
        if not multiline and character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2060\ufeff":
            return False
    return True
