"""What a person wrote, read and was named in, for a copy of their own data.

Their own words are theirs for ever. Of others it holds nothing that they may not read now: no title of a
topic that is closed to them, no quoted words, no text that somebody else made of theirs.
"""

from collections.abc import Iterator
from collections.abc import Sequence
from typing import Any
from typing import Final

from sqlalchemy import Row
from sqlalchemy import and_
from sqlalchemy import select

from forum.certification.queries import stage_by_id
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.events import Event
from forum.core.owndata import Row as OwnRow
from forum.discussion.models import Mention
from forum.discussion.models import Post
from forum.discussion.models import ReadPosition
from forum.discussion.models import Revision
from forum.discussion.models import Topic
from forum.discussion.policy import is_still_told
from forum.discussion.policy import visible_topics
from forum.discussion.policy.posts import keeps_own_text
from forum.discussion.queries.remarks import remarks_above
from forum.discussion.queries.withholding import withholding

#: Texts in memory at once.
AT_ONCE: Final = 200


def own_topics(actor: Actor) -> Iterator[OwnRow]:
    """Yield the topics that a person opened; a title that others gave it only while they may read it."""
    renamed = set(
        session.scalars(
            select(Event.subject_id)
            .join(Topic, and_(Topic.id == Event.subject_id, Topic.author_id == actor.id))
            .where(Event.kind == "TopicRenamed", Event.actor_id.is_distinct_from(actor.id))
        )
    )
    seen = _seen(actor, select(Topic.id).where(Topic.author_id == actor.id))
    for topic in session.scalars(select(Topic).where(Topic.author_id == actor.id).order_by(Topic.id)):
        open_to_them = topic.id in seen
        stage = stage_by_id(topic.stage_id)
        yield {
            "id": topic.id,
            "title": topic.title if open_to_them or topic.id not in renamed else None,
            "kind": topic.kind,
            "stage": stage.slug if stage is not None else None,
            "audience": topic.audience,
            "language": topic.language,
            "created_at": topic.created_at,
            "deleted_at": topic.deleted_at,
            "url": f"/t/{topic.slug}/{topic.id}" if open_to_them else None,
        }


def own_posts(actor: Actor) -> Iterator[OwnRow]:
    """Yield what a person wrote, each with its earlier texts."""
    query = select(Post).where(Post.author_id == actor.id, Post.kind == "post").order_by(Post.id)
    last = 0
    while True:
        posts = session.scalars(query.where(Post.id > last).limit(AT_ONCE)).all()
        if not posts:
            return
        last = posts[-1].id
        yield from _posts(actor, posts)


def _posts(actor: Actor, posts: Sequence[Post]) -> Iterator[OwnRow]:
    ids = [post.id for post in posts]
    seen = _seen(actor, select(Topic.id).where(Topic.id.in_({post.topic_id for post in posts})))
    titles = {row.id: row.title for row in session.execute(select(Topic.id, Topic.title).where(Topic.id.in_(seen)))}
    known = set(
        session.scalars(select(Topic.id).where(Topic.id.in_({post.topic_id for post in posts}), is_still_told(actor)))
    )
    revisions: dict[int, list[Revision]] = {}
    for row in session.scalars(select(Revision).where(Revision.post_id.in_(ids)).order_by(Revision.number)):
        revisions.setdefault(row.post_id, []).append(row)
    earlier = [row.body for rows in revisions.values() for row in rows]
    remarks = remarks_above([post.id for post in posts if post.topic_id in seen], actor.ui_language)
    shown = withholding(actor, [*(post.body for post in posts), *earlier])
    for post in posts:
        rows = revisions.get(post.id, [])
        open_to_them = post.topic_id in seen
        edited_by = next((row.editor_id for row in rows if row.number == post.revision), post.author_id)
        readable = post.state == "visible" or keeps_own_text(actor, post)
        # Of a room that is not theirs any more they learn nothing of what is done there.
        told = open_to_them or post.topic_id in known
        yield {
            "id": post.id,
            "topic": titles.get(post.topic_id),
            "number": post.number if told else None,
            "language": post.language,
            "state": post.state,
            "state_at": post.state_at,
            "state_reason": post.state_reason if told else None,
            "created_at": post.created_at,
            "edited_at": post.edited_at,
            "url": f"/posts/{post.id}" if open_to_them else None,
            "remark": remarks[post.id][1] if readable and post.id in remarks else None,
            # What somebody else made of it is theirs: it is read where it stands, by whoever may.
            "text": shown(post.body) if readable and (open_to_them or edited_by == actor.id) else None,
            "earlier": [
                _revision(row, shown(row.body))
                for row in rows
                if row.number != post.revision and row.hidden_at is None and row.editor_id in {None, actor.id}
            ]
            if readable
            else [],
        }


def edits_of_others(actor: Actor) -> Iterator[OwnRow]:
    """Yield when a person edited what others wrote, and why: the reason is theirs, the text is not."""
    rows = session.execute(
        select(Revision.created_at, Revision.reason, Revision.post_id, Post.topic_id)
        .join(Post, Post.id == Revision.post_id)
        .where(Revision.editor_id == actor.id, Post.author_id.is_distinct_from(actor.id))
        .order_by(Revision.id)
    ).all()
    seen = _seen(actor, select(Topic.id).where(Topic.id.in_({row.topic_id for row in rows})))
    for row in rows:
        url = f"/posts/{row.post_id}" if row.topic_id in seen else None
        yield {"created_at": row.created_at, "reason": row.reason, "url": url}


def mentions_of(actor: Actor) -> Iterator[OwnRow]:
    """Yield where a person is named with an @, as far as they may read it."""
    rows = session.execute(
        select(Post.id, Post.created_at)
        .join(Mention, Mention.post_id == Post.id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(Mention.user_id == actor.id, Post.state == "visible", visible_topics(actor))
        .order_by(Post.id)
    )
    return ({"created_at": row.created_at, "url": f"/posts/{row.id}"} for row in rows)


def positions_of(actor: Actor) -> Iterator[OwnRow]:
    """Yield how far a person has read which topic; the title only where they may read it."""
    rows = session.execute(
        select(ReadPosition.topic_id, ReadPosition.number, ReadPosition.read_at, Topic.title)
        .outerjoin(Topic, and_(Topic.id == ReadPosition.topic_id, visible_topics(actor)))
        .where(ReadPosition.user_id == actor.id)
        .order_by(ReadPosition.topic_id)
    )
    return (
        {"topic_id": row.topic_id, "topic": row.title, "number": row.number, "read_at": row.read_at} for row in rows
    )


def _revision(row: Revision, text: str) -> dict[str, Any]:
    return {
        "number": row.number,
        "title": row.title,
        "language": row.language,
        "reason": row.reason,
        "created_at": row.created_at,
        "text": text,
    }


def _seen(actor: Actor, topics: Any) -> set[int]:
    found: Sequence[Row[Any]] = session.execute(topics.where(visible_topics(actor))).all()
    return {row.id for row in found}
