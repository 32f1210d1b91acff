"""Translations of what a post said earlier: they are hidden with its old texts."""

from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.discussion.models import Revision
from forum.discussion.models import Topic
from forum.discussion.policy import sees_hidden_text
from forum.translation.models import Correction


def withholds_past(actor: Actor, topic: Topic, post_id: int) -> bool:
    """Tell whether an old text of the post was hidden from this reader. Then all translations of old texts are."""
    if sees_hidden_text(actor, topic):
        return False
    hidden = select(Revision.id).where(Revision.post_id == post_id, Revision.hidden_at.is_not(None))
    return session.scalar(hidden.limit(1)) is not None


def is_withheld(correction: Correction, present_hash: str, past_is_withheld: bool) -> bool:  # noqa: FBT001 - told apart
    """Tell whether a correction is of an old text that is withheld."""
    return past_is_withheld and correction.source_hash != present_hash
