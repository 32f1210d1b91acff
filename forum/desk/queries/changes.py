"""What a proposed translation changes, as a row of the desk has room for it."""

from collections.abc import Collection
from collections.abc import Sequence
from typing import Final

from sqlalchemy import select

from forum.core.db import session
from forum.discussion.differences import Effort
from forum.discussion.differences import Part
from forum.discussion.differences import inline_diff
from forum.translation.models import Correction

#: Characters of what stays around a change, and of the whole.
_AROUND: Final = 60
_SHOWN: Final = 400
#: Texts are compared up to here: a row shows the first changes, not all.
_COMPARED: Final = 4000


def changes_of(ids: Collection[int]) -> dict[int, Sequence[Part]]:
    """Return correction id → its first changes, with some words around them."""
    if not ids:
        return {}
    rows = session.execute(select(Correction.id, Correction.before, Correction.text).where(Correction.id.in_(ids)))
    effort = Effort()
    return {row.id: shortened(inline_diff(row.before[:_COMPARED], row.text[:_COMPARED], effort)) for row in rows}


def shortened(parts: Sequence[Part]) -> list[Part]:
    """Return the beginning of what changed: what stays is cut to some words before and after a change."""
    found: list[Part] = []
    length = 0
    for place, (kind, text) in enumerate(parts):
        words = text
        if kind == "same" and len(text) > 2 * _AROUND:
            head = text[:_AROUND].rsplit(" ", 1)[0] + " … " if place else "… "
            tail = text[-_AROUND:].split(" ", 1)[-1] if place < len(parts) - 1 else ""
            words = head + tail
        if length + len(words) > _SHOWN:
            found.append((kind, words[: max(_AROUND, _SHOWN - length)] + "…"))
            break
        found.append((kind, words))
        length += len(words)
    return found
