"""Small posts that say what was done to a topic."""

from sqlalchemy import update

from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.discussion.models import Post
from forum.discussion.models import ReadPosition
from forum.discussion.models import Topic


def add_notice(actor: Actor, topic: Topic, kind: str, details: dict[str, object]) -> None:
    """Add a small post that says what was done; it counts as no reply, lifts nothing up and is no news."""
    topic.last_number += 1
    topic.version += 1
    session.add(
        Post(
            topic_id=topic.id,
            number=topic.last_number,
            author_id=actor.id,
            kind="notice",
            notice={"kind": kind, **details},
            language=topic.language,
            body="",
            html="",
        )
    )
    session.execute(
        update(ReadPosition)
        .where(
            ReadPosition.user_id == actor.id,
            ReadPosition.topic_id == topic.id,
            ReadPosition.number == topic.last_number - 1,
        )
        .values(number=topic.last_number, read_at=clock.now())
    )
