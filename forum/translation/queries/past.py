"""Translations of what a post said earlier are read by whoever may read what it said."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.discussion.models import Revision
from forum.discussion.models import Topic
from forum.discussion.policy import sees_hidden_text
from forum.discussion.sources import source_hash
from forum.translation.models import Correction
from forum.translation.queries.present import Present


@dataclass(frozen=True, slots=True)
class Past:
    """The earlier texts and titles of a post, by the hashes that corrections bear."""

    shown: frozenset[str]
    hidden: frozenset[str]
    sees_all: bool = False

    def withholds(self, correction: Correction, present: Present) -> bool:
        """Tell whether a correction is of an old text that this reader may not read.

        A text that its author corrected within the grace left no trace in the history: its translation is none
        either, but a proposal is still read by the few who may.
        """
        if self.sees_all:
            return False
        old = {correction.source_hash, correction.title_hash} - {present.source_hash, present.title_hash, None}
        if old & self.hidden:
            return True
        return correction.state == "accepted" and not old <= self.shown


#: To who curates nothing is withheld.
ALL: Final = Past(frozenset(), frozenset(), sees_all=True)


def past_of(actor: Actor, topic: Topic, post_id: int) -> Past:
    """Return what this reader may know of a post's earlier texts."""
    if sees_hidden_text(actor, topic):
        return ALL
    rows = session.execute(
        select(Revision.body, Revision.language, Revision.title, Revision.hidden_at).where(Revision.post_id == post_id)
    )
    shown: set[str] = set()
    hidden: set[str] = set()
    for row in rows:
        texts = [row.body] if row.title is None else [row.body, row.title]
        (hidden if row.hidden_at else shown).update(source_hash(text, row.language) for text in texts)
    return Past(frozenset(shown - hidden), frozenset(hidden))
