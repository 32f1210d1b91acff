"""A text by its lines: code, tables, lists, quotes; what is translated are the words between their marks."""

import re
from collections.abc import Callable
from collections.abc import Collection
from dataclasses import dataclass
from dataclasses import field
from typing import Final

from forum.core.rendering.scan import DEEPEST
from forum.core.rendering.scan import QUOTE
from forum.core.rendering.scan import QUOTE_END
from forum.core.rendering.scan import code_blocks
from forum.core.rendering.types import QuoteRef
from forum.translation.texts.documents import Document
from forum.translation.texts.documents import Passage
from forum.translation.texts.inline import gaps
from forum.translation.texts.inline import mask

#: Quotes, lists, tasks, headings, footnotes: whatever stands before the words of a line.
_PREFIX: Final = re.compile(
    r"[ \t]*(?:(?:>|[-*+][ \t](?:\[[ xX]\][ \t])?|\d{1,9}[.)][ \t]|\#{1,6}[ \t]|\[\^[^\]\s]{1,40}\]:)[ \t]*)*"
)
_RULE: Final = re.compile(r"[ \t>]*(?:(?:[-*_=][ \t]*){3,}|\[(?!\^)[^\]\n]{1,80}\]:[ \t]*\S+.*)$")
_TABLE: Final = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
#: Cells end at bars, other than those in code.
_CELL: Final = re.compile(r"((?:`{1,3}[^`\n]*`{1,3}|\\.|[^|\\`]|`)*)(\|?)")
#: A line that ends so ends a sentence; one that goes on begins with a small letter.
_STOPS: Final = ".:;!?…"
#: Longer passages are cut between sentences: an engine answers in time.
LONGEST: Final = 1_500
_SENTENCE: Final = re.compile(r"(?<=[.!?…])(\s+)(?=[^\W\d_a-záéíóúâêôãõçñü])")

#: Tells which language a quoted passage is in, as far as that is known.
LanguageOf = Callable[[QuoteRef], str | None]


def divide(
    text: str,
    names: Collection[str] = (),
    *,
    target: str | None = None,
    language_of: LanguageOf | None = None,
    quoted_only: bool = False,
) -> Document:
    """Cut a text into passages and what stands between them.

    A quoted passage that is in the target language already is kept as it is; with `quoted_only` everything is that is
    not known to be quoted from the other one.
    """
    return _Reader(names, target, language_of or (lambda _quoted: None), quoted_only).read(text)


@dataclass
class _Reader:
    """Walks the lines once."""

    names: Collection[str]
    target: str | None
    language_of: LanguageOf
    quoted_only: bool
    parts: list[str | Passage] = field(default_factory=list)
    #: The words of the passage that is being read.
    open: str = ""
    #: For each open quote: the language of its words, as far as that is known.
    quotes: list[str | None] = field(default_factory=list)

    def read(self, text: str) -> Document:
        """Return the parts of the text."""
        lines = text.split("\n")
        blocks = code_blocks([_without_item(line) for line in lines])
        code = {number for first, last in blocks for number in range(first, last + 1)}
        table = _tables(lines)
        for number, line in enumerate(lines):
            end = "\n" if number < len(lines) - 1 else ""
            if number in code or self._is_kept(line):
                self._keep(line + end)
            elif number in table:
                self._row(line + end)
            else:
                self._words(line, end)
        self._close()
        return Document(_joined(self.parts))

    def _is_kept(self, line: str) -> bool:
        """Tell whether a line has no words to translate, and follow the quotes."""
        opened = QUOTE.match(line)
        if opened and len(self.quotes) < DEEPEST:
            quoted = QuoteRef(opened["handle"], int(opened["topic"]), int(opened["post"]))
            self.quotes.append(self.language_of(quoted))
            return True
        if self.quotes and QUOTE_END.match(line):
            self.quotes.pop()
            return True
        return self._is_in_place() or not line.strip() or bool(_RULE.match(line))

    def _is_in_place(self) -> bool:
        """Tell whether the words here stay in the language that they are in."""
        if self.quoted_only:
            return not self.quotes or self.quotes[-1] in {None, self.target}
        return self.target is not None and self.target in self.quotes

    def _keep(self, text: str) -> None:
        self._close()
        self.parts.append(text)

    def _row(self, line: str) -> None:
        self._close()
        for cell in _CELL.finditer(line):
            self._passage(cell[1])
            self.parts.append(cell[2])

    def _words(self, line: str, end: str) -> None:
        prefix = _PREFIX.match(line)
        assert prefix is not None
        signs, words = prefix[0], line[prefix.end() :]
        # A line that was broken in the middle of its sentence, as in texts from mails.
        if self.open and self.open.rstrip()[-1:] not in _STOPS and words[:1].islower() and not signs.strip():
            self.open += signs + words + end
            return
        self._close()
        self.parts.append(signs)
        self.open = words + end

    def _close(self) -> None:
        words, self.open = self.open, ""
        for piece in _in_pieces(words, self.names):
            self._passage(piece)

    def _passage(self, text: str) -> None:
        """Add words; the white space around them is no part of what is translated."""
        inner = text.strip()
        start = text.find(inner)
        passage = mask(inner, self.names)
        if passage.has_words:
            self.parts += [text[:start], passage, text[start + len(inner) :]]
        else:
            self.parts.append(text)


def _without_item(line: str) -> str:
    """Return a line without the mark of its list where a block of code begins right behind it."""
    prefix = _PREFIX.match(line)
    rest = line[prefix.end() :] if prefix is not None else line
    return rest if rest.startswith(("```", "~~~")) else line


def _tables(lines: list[str]) -> set[int]:
    """Return the numbers of the lines of tables: a head, a line of dashes, rows."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        if "|" not in line or "-" not in line or not _TABLE.match(line) or number == 0 or "|" not in lines[number - 1]:
            continue
        found |= {number - 1, number}
        row = number + 1
        while row < len(lines) and "|" in lines[row]:
            found.add(row)
            row += 1
    return found


def _in_pieces(text: str, names: Collection[str]) -> list[str]:
    """Return a long text in pieces: cut between sentences, else between words, never within what is fixed."""
    if len(text) <= LONGEST:
        return [text] if text else []
    sentences = {found.end() for found in _SENTENCE.finditer(text)}
    pieces, start, word, sentence = [], 0, 0, 0
    for place in [*gaps(text, names), len(text)]:
        if place - start > LONGEST and max(word, sentence) > start:
            end = sentence if sentence > start else word
            pieces.append(text[start:end])
            start = end
        word, sentence = place, place if place in sentences else sentence
    return [*pieces, text[start:]]


def _joined(parts: list[str | Passage]) -> tuple[str | Passage, ...]:
    """Return the parts with neighbouring kept ones made one."""
    out: list[str | Passage] = []
    for part in parts:
        if isinstance(part, str) and out and isinstance(out[-1], str):
            out[-1] += part
        elif part:
            out.append(part)
    return tuple(out)
