"""What follows in topics when two accounts become one."""

from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy.orm import aliased

from forum.core.db import session
from forum.core.merging import Shared
from forum.core.merging import lock_before_merge
from forum.core.merging import on_merge
from forum.discussion.counting import recount
from forum.discussion.loading import lock_topics
from forum.discussion.models import Post
from forum.discussion.models import Topic


def _find_topics(source_id: int, target_id: int) -> frozenset[int]:
    """Return the topics that change: who replies there locks the topic first, too."""
    theirs = select(Post.topic_id).where(Post.author_id == source_id)
    begun = or_(
        Topic.author_id.in_((source_id, target_id)),
        *(column == source_id for column in (Topic.last_author_id, Topic.answer_by_id, Topic.confirmed_by_id)),
    )
    return frozenset(session.scalars(select(Topic.id).where(or_(Topic.id.in_(theirs), begun))))


lock_before_merge(Shared(_find_topics, lock_topics))


@on_merge
def recount_own_topics(_source_id: int, target_id: int) -> None:
    """Count the questions afresh in which who stays answers: an answer to oneself is none by somebody else."""
    reply = aliased(Post)
    own = (
        select(Topic)
        .where(Topic.author_id == target_id, Topic.kind == "question")
        .where(
            select(reply.id).where(reply.topic_id == Topic.id, reply.number > 1, reply.author_id == target_id).exists()
        )
    )
    for topic in session.scalars(own):
        recount(topic)
        topic.version += 1
