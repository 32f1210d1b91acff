"""What changed between two texts, word by word, in bounded time whatever the texts are.

The standard library's comparison finds what a person would call the changes, but there are texts of some thousand words on
which it works for minutes. So it counts its steps, and what would take too many stands there as a whole, removed and added.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from itertools import groupby
from operator import itemgetter
from typing import Final

#: (`same` | `removed` | `added`, text)
Part = tuple[str, str]
#: (tag of difflib, begin and end before, begin and end after)
Change = tuple[str, int, int, int, int]
#: Steps of one comparison, some three tenths of a second; a page of 4,000 words with scattered changes takes fewer.
STEPS: Final = 3_000_000


class Effort:
    """Steps that comparisons may take; those of one page share them."""

    def __init__(self, steps: int = STEPS) -> None:
        """Begin with all of them."""
        self.left = steps

    def spend(self, steps: int) -> None:
        """Take some; raise TooMuch when there are not as many."""
        if steps > self.left:
            raise TooMuch
        self.left -= steps


class TooMuch(Exception):
    """The comparison would take too long."""


class _Bounded(SequenceMatcher[str]):
    """Compares as long as there are steps left."""

    def __init__(self, before: Sequence[str], after: Sequence[str], effort: Effort) -> None:
        effort.spend(len(before) + len(after))
        super().__init__(a=before, b=after, autojunk=False)
        self._effort = effort
        self._length = len(before)
        places: dict[str, list[int]] = self.b2j  # type: ignore[attr-defined]
        #: Steps that looking at the first so many of `before` takes.
        self._steps = [0, *accumulate(1 + len(places.get(one, ())) for one in before)]

    def find_longest_match(self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None):  # type: ignore[no-untyped-def]
        """Count what the search is about to cost."""
        end = self._length if ahi is None else ahi
        self._effort.spend(self._steps[end] - self._steps[alo])
        return super().find_longest_match(alo, ahi, blo, bhi)


def inline_diff(old: str, new: str, effort: Effort | None = None) -> list[Part]:
    """Return the parts that lead from one text to another: lines that stayed, and words within those that did not."""
    effort = Effort() if effort is None else effort
    parts: list[Part] = []
    for kind, before, after in _blocks(old.splitlines(keepends=True), new.splitlines(keepends=True), effort):
        if kind == "equal":
            parts.append(("same", before))
            continue
        for word_kind, removed, added in _blocks(_words(before), _words(after), effort):
            if word_kind == "equal":
                parts.append(("same", removed))
                continue
            parts += [part for part in (("removed", removed), ("added", added)) if part[1]]
    return _joined(parts)


def side_by_side(parts: list[Part]) -> tuple[list[Part], list[Part]]:
    """Return the parts of the old text and those of the new one."""
    return [part for part in parts if part[0] != "added"], [part for part in parts if part[0] != "removed"]


def changes_of(before: Sequence[str], after: Sequence[str], effort: Effort) -> Sequence[Change] | None:
    """Return what leads from one sequence to another, as difflib says it; None when it would take too many steps."""
    try:
        return _Bounded(before, after, effort).get_opcodes()
    except TooMuch:
        return None


def _blocks(before: list[str], after: list[str], effort: Effort) -> list[tuple[str, str, str]]:
    """Return (tag of difflib, text before, text after) of each block; one block when the comparison takes too long."""
    codes = changes_of(before, after, effort)
    if codes is None:
        return [("replace", "".join(before), "".join(after))]
    return [(tag, "".join(before[a1:a2]), "".join(after[b1:b2])) for tag, a1, a2, b1, b2 in codes]


def _joined(parts: list[Part]) -> list[Part]:
    """Return the parts with neighbours of one kind as one."""
    return [(kind, "".join(text for _kind, text in run)) for kind, run in groupby(parts, key=itemgetter(0))]


def _words(text: str) -> list[str]:
    words: list[str] = []
    for line in text.splitlines(keepends=True):
        *first, last = line.split(" ")
        # The break of a line is a word of its own: what stands before it may stay when a line follows.
        bare = last.rstrip("\r\n")
        words += [word + " " for word in first] + [part for part in (bare, last[len(bare) :]) if part]
    return words
