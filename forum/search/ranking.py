"""How near an entry is to what somebody looks for, from the entry alone.

The usual measures weigh a word by how rare it is in the whole index, so that posts which a reader may
not see would change the order of those that they may. This one does not; it is plain SQL and the same
on both databases.
"""

from collections.abc import Sequence
from typing import Any
from typing import Final

from sqlalchemy import ColumnElement
from sqlalchemy import Float
from sqlalchemy import Integer
from sqlalchemy import case
from sqlalchemy import cast
from sqlalchemy import func
from sqlalchemy import literal
from sqlalchemy import or_

from forum.search.models import SearchEntry

#: A word in the title counts as much as very many in the text.
TITLE: Final = 3.0
#: How soon more of the same word stops to count (the k of BM25).
SATURATION: Final = 1.2
#: Length of an average post, in characters of stems.
AVERAGE: Final = 700.0
#: Scores are whole numbers, so that a cursor gives back exactly the same one.
UNIT: Final = 10_000


def score(groups: Sequence[Sequence[str]]) -> ColumnElement[int]:
    """Return the score of a `SearchEntry` for groups of stems; higher is nearer."""
    total: ColumnElement[Any] = literal(0.0)
    for group in groups:
        total = total + _title(group) + _body(group)
    return cast(total * UNIT, Integer)


def _title(group: Sequence[str]) -> ColumnElement[Any]:
    title = " " + SearchEntry.title_stems + " "
    return case((or_(*(title.contains(f" {stem} ", autoescape=True) for stem in group)), TITLE), else_=0.0)


def _body(group: Sequence[str]) -> ColumnElement[Any]:
    body = " " + SearchEntry.body_stems + " "
    times: ColumnElement[Any] = literal(0.0)
    for stem in group:
        left = func.length(func.replace(body, f" {stem} ", " "))
        times = times + cast(func.length(body) - left, Float) / (len(stem) + 1)
    size = SATURATION * (0.5 + 0.5 * cast(func.length(SearchEntry.body_stems) + 2, Float) / AVERAGE)
    # times / (times + size), with `times` in it once: counting a word is what takes long.
    return 1.0 - size / (times + size)
