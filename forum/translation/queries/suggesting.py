"""A row of the glossary suggested by a correction: the words that somebody put in the place of others, and their source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.languages import Language
from forum.core.languages import other
from forum.core.languages import parse_language
from forum.core.policy import require
from forum.core.text import fold
from forum.discussion.differences import Effort
from forum.discussion.differences import Part
from forum.discussion.differences import changes_of
from forum.discussion.differences import inline_diff
from forum.discussion.watching import read_post
from forum.translation.models import Correction
from forum.translation.policy import can_edit_glossary
from forum.translation.queries.now import translate_now
from forum.translation.rows import Row
from forum.translation.texts.pieces import pair

#: Words of a term; more is a sentence that somebody wrote differently.
LONGEST: Final = 5
#: Groups of words of the source that are tried, those nearest to the place of the change first.
_TRIED: Final = 80
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A row, and the correction that it comes from: what changed, in which language, and the piece of the original."""

    row: Row
    language: Language
    changes: tuple[Part, ...]
    source: str

    @property
    def source_language(self) -> Language:
        """Return the language of the original."""
        return other(self.language)


def suggestion_of(actor: Actor, correction_id: int) -> Suggestion:
    """Return what a correction suggests: its first change of a few words; a side that cannot be told is empty."""
    require(can_edit_glossary(actor))
    found = session.get(Correction, correction_id)
    if found is None:
        raise NotFound
    read_post(actor, found.post_id)
    language = parse_language(found.language) or "es"
    change = _first_change(found)
    changes = tuple(inline_diff(found.before, found.text))
    if change is None:
        return Suggestion(Row("", ""), language, changes, found.source)
    piece, before, after, place = change
    source = _source_of(before, piece, place, other(language)) if before else ""
    row = Row(es=after, pt=source) if language == "es" else Row(es=source, pt=after)
    return Suggestion(row, language, changes, piece)


def _first_change(found: Correction) -> tuple[str, str, str, float] | None:
    """Return (piece of the source, words before, words after, how far into the piece) of the first short change."""
    old, new = pair(found.source, found.before), pair(found.source, found.text)
    if len(old) != len(new):
        old, new = [(found.source, found.before)], [(found.source, found.text)]
    effort = Effort()
    for (source, before), (_source, after) in zip(old, new, strict=True):
        if before == after:
            continue
        here, there = _WORD.findall(before), _WORD.findall(after)
        for tag, a1, a2, b1, b2 in changes_of(here, there, effort) or ():
            if tag == "replace" and a2 - a1 <= LONGEST and b2 - b1 <= LONGEST:
                return source, " ".join(here[a1:a2]), " ".join(there[b1:b2]).lower(), a1 / max(len(here), 1)
    return None


def _source_of(wanted: str, piece: str, place: float, language: Language) -> str:
    """Return the words of the source that the engine translates so; empty when none are, or the engine is away."""
    tried = list(_groups(_WORD.findall(piece), place))
    answer = translate_now("\n\n".join(tried), language) if tried else None
    if answer is None:
        return ""
    made = answer.split("\n\n")
    if len(made) != len(tried):
        return ""
    fitting = [group for group, words in zip(tried, made, strict=True) if fold(words) == fold(wanted)]
    return min(fitting, key=len).lower() if fitting else ""


def _groups(words: list[str], place: float) -> Iterator[str]:
    """Yield groups of words, those nearest to a place first."""
    here = round(place * len(words))
    spans = [(start, start + size) for size in range(1, LONGEST + 1) for start in range(len(words) - size + 1)]
    spans.sort(key=lambda span: (abs((span[0] + span[1]) / 2 - here), span[1] - span[0]))
    for start, end in spans[:_TRIED]:
        yield " ".join(words[start:end])
