"""A text cut into what is kept word for word and passages that are translated."""

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

from forum.core.rendering.scan import MENTION
from forum.translation.engines.protocol import is_mark
from forum.translation.engines.protocol import mark
from forum.translation.engines.protocol import marks_in


@dataclass(frozen=True, slots=True)
class Passage:
    """Words to translate; a mark stands in them for each fixed piece."""

    text: str
    fixed: tuple[str, ...] = ()

    def fill(self, text: str) -> str:
        """Return a translation of the passage with the fixed pieces in their places."""
        return "".join(self.fixed[ord(c) - ord(mark(0))] if is_mark(c) else c for c in text)

    def is_whole(self, text: str) -> bool:
        """Tell whether a translation has every fixed piece once, in order."""
        return marks_in(text) == marks_in(self.text)

    @property
    def has_words(self) -> bool:
        """Tell whether there is anything to translate."""
        return any(character.isalpha() for character in self.text if not is_mark(character))


@dataclass(frozen=True, slots=True)
class Document:
    """The parts of a text, in order: kept ones as they are, passages to translate."""

    parts: tuple[str | Passage, ...]

    def passages(self) -> Iterator[Passage]:
        """Yield what is to be translated."""
        for part in self.parts:
            if isinstance(part, Passage):
                yield part

    def join(self, translations: Sequence[str]) -> str:
        """Return the text with its passages replaced, in order, by their translations."""
        left = iter(translations)
        made = "".join(part if isinstance(part, str) else part.fill(next(left)) for part in self.parts)
        return _with_mentions(self.source, made)

    @property
    def source(self) -> str:
        """Return the text as it was."""
        return "".join(part if isinstance(part, str) else part.fill(part.text) for part in self.parts)


def _with_mentions(source: str, made: str) -> str:
    """Return a translation in which whoever is mentioned in its source still is: what is no mention is not hidden.

    An engine may drop what stood before an @. Where a space does not bring the mention back, the source stands.
    """
    wanted = Counter(MENTION.findall(source))
    if Counter(MENTION.findall(made)) == wanted:
        return made
    handles = "|".join(map(re.escape, sorted(wanted, key=len, reverse=True)))
    made = re.sub(rf"(?<=[\w./\-])@(?=(?:{handles})(?![\w@]))", " @", made)
    return made if Counter(MENTION.findall(made)) == wanted else source
