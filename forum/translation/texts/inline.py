"""What survives within a line: code, addresses, mentions, marks of Markdown, codes, laws, amounts, names."""

import re
from collections.abc import Collection
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from forum.core.rendering.scan import MENTION
from forum.translation.engines.protocol import FIRST_MARK
from forum.translation.engines.protocol import LAST_MARK
from forum.translation.engines.protocol import MOST_MARKS
from forum.translation.engines.protocol import mark
from forum.translation.texts.documents import Passage

#: The end of a link: where it leads, or which of the addresses at the foot of the text it means.
_TAIL: Final = r"\](?:\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:[ \t]+\"[^\"\n]{0,300}\")?\)|\[[^\[\]\n]{0,80}\])"
_BRACKETS: Final = re.compile(
    rf"(?P<code>(?<!`)(`{{1,3}})(?!`)[^\n]{{1,2000}}?(?<!`)\2(?!`))|\\.|(?P<head>!?\[)|(?P<tail>{_TAIL})|\]"
)
#: In the order in which they are tried at each place; {names} stand for names of places.
_KINDS: Final = (
    # Code spans, and whatever is escaped.
    r"(?P<code>(?<!`)(`{1,3})(?!`)(?:[^\n]|\n(?!\n)){1,2000}?(?<!`)\2(?!`))",
    r"\\[!-/:-@\[-`{-~]",
    # Characters that stand for fixed pieces here must not be taken for them; signs and pictures are no words.
    rf"[{chr(FIRST_MARK)}-{chr(LAST_MARK)}⟦⟧◊]+",
    # The engine drops a tilde and a soft hyphen.
    "(?<!~)~(?!~)|\u00ad",
    "[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3\U0001f000-\U0001faff]+",
    r"\[\^[^\]\s]{1,40}\]",
    # The two ends of a link or picture; its words between them are translated.
    rf"(?P<tail>{_TAIL})",
    r"(?P<head>!?\[)",
    r"(?P<address><?(?:https?://|www\.)[^\s<>\[\]\"'`\\]{1,1800}>?)",
    r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,8}",
    MENTION.pattern,
    r"(?<![\w:]):[a-z0-9_+\-]{1,30}:(?!\w)",
    # Names of files and of columns.
    r"(?<![\w.\-])[\w\-]{1,80}\.(?:pdf|docx?|xlsx?|pptx?|csv|json|xml|ods|odt|odp|zip|txt|md|png|jpe?g|webp)(?!\w)",
    r"(?<![\w])[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+(?!\w)",
    # Laws keep their names; amounts, dates and other numbers their form.
    r"(?<!\w)(?:[Ll]ey|[Ll]ei|LEY|LEI)(?: (?:Federal|Nacional|Estatal|Estadual|Complementar|General))?"
    r"(?: (?:n\.? ?[º°o]|N\.? ?[º°o]|nro\.?|núm\.?|No\.?))? ?\d[\d.,]*\d(?:[/-]\d{2,4})?",
    r"(?:R\$|US\$|USD|\$|€) ?\d[\d.,]*\d?",
    r"(?<!\w)\d+(?:[.,:/\-]\d+)*(?:[ ]?%)?(?!\w)",
    # Codes of criteria, acronyms, and words in which letters and digits mix.
    r"(?P<acronym>(?<!\w)(?:[A-ZÁÉÍÓÚÃÕÇ]{2,}(?:[\-/&][A-ZÁÉÍÓÚÃÕÇ]+)*\d*s?|[A-Z]+\d\w*|\+[A-Z]{2,})(?!\w))",
    r"\*{1,3}|~~|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)",
)
_SPACE: Final = re.compile(r"\s+")
#: The punctuation after an address belongs to the sentence.
_AFTER: Final = ".,;:!?*_~'»”…"
#: So much of a text in capitals: it shouts, and its capitals mark nothing.
_SHOUTING: Final = 0.6
_FEW: Final = 20


def mask(text: str, names: Collection[str] = ()) -> Passage:
    """Return a passage in which a mark stands for each piece that is not translated; `names` are such pieces as well."""
    fixed: list[str] = []
    out: list[str] = []
    end = 0
    for start, stop in _pieces(text, names):
        if start == end and fixed:
            # Two that touch are one.
            fixed[-1] += text[start:stop]
        elif len(fixed) < MOST_MARKS:
            out += [text[end:start], mark(len(fixed))]
            fixed.append(text[start:stop])
        else:
            break
        end = stop
    return Passage("".join(out) + text[end:], tuple(fixed))


def gaps(text: str, names: Collection[str] = ()) -> Iterator[int]:
    """Yield where words begin after white space that is in no fixed piece and within no link."""
    kept = sorted([*_pieces(text, names), *_links(text)])
    number, end = 0, 0
    for found in _SPACE.finditer(text):
        place = found.end()
        while number < len(kept) and kept[number][0] < place:
            end = max(end, kept[number][1])
            number += 1
        if place > end:
            yield place


def _links(text: str) -> Iterator[tuple[int, int]]:
    """Yield where links begin and where their words end, with what is nested in them."""
    depth, start = 0, 0
    for place in sorted(_ends_of_links(text)):
        if text[place] != "]":
            start = start if depth else place
            depth += 1
        else:
            depth -= 1
            if not depth:
                yield start, place + 1


def _pieces(text: str, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield where the fixed pieces begin and end."""
    pattern = _pattern(frozenset(names))
    links = _ends_of_links(text)
    shouts = _shouts(text)
    place = 0
    while (found := pattern.search(text, place)) is not None:
        start, stop, kind = found.start(), found.end(), found.lastgroup
        if (kind in {"head", "tail"} and start not in links) or (kind == "acronym" and shouts):
            place = start + 1
            continue
        if kind == "address":
            stop = start + len(_trim(found[0]))
        yield start, stop
        place = stop


@lru_cache(maxsize=4)
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of all fixed pieces, with names of places, the longest first."""
    places = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile("|".join([*_KINDS, *([rf"(?<!\w)(?:{places})(?!\w)"] if places else [])]))


def _ends_of_links(text: str) -> frozenset[int]:
    """Return the places of the brackets that belong to links: heads and tails come in pairs."""
    heads: list[int] = []
    ends: set[int] = set()
    for found in _BRACKETS.finditer(text):
        if found["head"]:
            heads.append(found.start())
        elif found["tail"] and heads:
            ends |= {heads.pop(), found.start()}
        elif found[0] == "]" and heads:
            heads.pop()
    return frozenset(ends)


def _trim(address: str) -> str:
    if address.startswith("<"):
        return address
    address = address.rstrip(_AFTER)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(_AFTER)
    return address


def _shouts(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return len(letters) > _FEW and sum(map(str.isupper, letters)) / len(letters) > _SHOUTING
