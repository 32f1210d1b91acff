"""Slow mode and what waits for RIL: a text that is kept counts like one that is there."""

from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select

from forum.conduct.models import HeldPost
from forum.core.actor import Actor
from forum.core.db import session
from forum.discussion.commands.pacing import TooSoon
from forum.discussion.models import Topic
from forum.discussion.pace import may_write_at
from forum.discussion.pace import pace_of
from forum.discussion.policy import keeps_pace
from forum.discussion.screening import Writing


def keep_pace_with_what_waits(actor: Actor, writing: Writing) -> None:
    """Raise TooSoon for a reply in slow mode by somebody whose last one, less than its pause ago, waits for RIL.

    The same form sent again is kept once, and gets the answer that it got.
    """
    topic = session.get(Topic, writing.topic_id) if writing.topic_id is not None else None
    if topic is None or writing.values is None or pace_of(topic) is None or not keeps_pace(actor, topic):
        return
    request_id = writing.values.get("request_id") or ""
    waiting = select(func.max(HeldPost.created_at)).where(
        HeldPost.topic_id == topic.id,
        HeldPost.author_id == actor.id,
        HeldPost.state == "waiting",
        or_(HeldPost.request_id.is_(None), HeldPost.request_id != request_id),
    )
    again_at = may_write_at(topic, session.scalar(waiting))
    if again_at is not None:
        raise TooSoon(again_at)
