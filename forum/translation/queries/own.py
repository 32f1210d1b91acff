"""What a person made of translations, for a copy of their own data."""

from collections.abc import Iterator

from sqlalchemy import and_
from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.owndata import Row as OwnRow
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import visible_topics
from forum.discussion.queries.withholding import withholding
from forum.translation.models import Correction


def corrections_of(actor: Actor) -> Iterator[OwnRow]:
    """Yield the translations that a person wrote; the words only while they may read the post."""
    rows = session.execute(
        select(Correction, Topic.id.label("topic_id"))
        .join(Post, Post.id == Correction.post_id)
        .outerjoin(Topic, and_(Topic.id == Post.topic_id, Post.state == "visible", visible_topics(actor)))
        .where(Correction.author_id == actor.id)
        .order_by(Correction.id)
    ).all()
    shown = withholding(actor, [row.Correction.text for row in rows])
    for correction, topic_id in rows:
        readable = topic_id is not None
        yield {
            "id": correction.id,
            "language": correction.language,
            "state": correction.state,
            "created_at": correction.created_at,
            "decided_at": correction.decided_at,
            "reason": correction.reason if readable else None,
            "url": f"/posts/{correction.post_id}/translation" if readable else None,
            "title": correction.title if readable else None,
            "text": shown(correction.text) if readable else None,
        }
