"""Where posts stand and stood: a number of a topic names one post for ever, wherever that is now."""

from collections.abc import Collection
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from typing import Final

from sqlalchemy import ColumnElement
from sqlalchemy import Integer
from sqlalchemy import Subquery
from sqlalchemy import and_
from sqlalchemy import bindparam
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import tuple_
from sqlalchemy import union_all

from forum.core.actor import Actor
from forum.core.db import fetch
from forum.core.db import session
from forum.core.errors import NotFound
from forum.discussion.masking import title_for
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import addressed_topics
from forum.discussion.policy import visible_with_deleted
from forum.discussion.relocations import OldPlace


@dataclass(frozen=True, slots=True)
class PostPlace:
    """Where a post stands."""

    slug: str
    topic_id: int
    number: int

    @property
    def url(self) -> str:
        """Return the path of the page with it."""
        return f"/t/{self.slug}/{self.topic_id}{f'/{self.number}' if self.number > 1 else ''}"


@dataclass(frozen=True, slots=True)
class OtherTopic:
    """A topic that a notice in another one names."""

    title: str
    language: str
    url: str


def find_place(actor: Actor, topic_id: int, number: int) -> PostPlace | None:
    """Return where the post that had a number in a topic is now, if the actor may see it there, and the topic was theirs too.

    That there was a topic of a room under an address is nothing that others learn.

    Of a topic that went into another, what is no post of people leads to where its first post is.
    """
    row = session.execute(
        select(Topic.slug, Topic.id, Post.number)
        .select_from(OldPlace)
        .join(Post, Post.id == OldPlace.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(
            OldPlace.topic_id == topic_id,
            or_(OldPlace.number == number, OldPlace.number == 1),
            visible_with_deleted(actor),
            OldPlace.topic_id.in_(
                select(Topic.id).where(Topic.id == topic_id, addressed_topics(actor)).correlate(None)
            ),
        )
        .order_by(OldPlace.number.desc())
        .limit(1)
    ).first()
    return PostPlace(*row) if row is not None else None


def placed(refs: Collection[tuple[int, int]]) -> Subquery:
    """Return topic_id, number and post_id of those of these places where a post stands, or once stood."""
    now = select(Post.topic_id, Post.number, Post.id.label("post_id"))
    before = select(OldPlace.topic_id, OldPlace.number, OldPlace.post_id)
    return union_all(
        now.where(tuple_(Post.topic_id, Post.number).in_(refs)),
        before.where(tuple_(OldPlace.topic_id, OldPlace.number).in_(refs)),
    ).subquery("placed")


def places_of(condition: ColumnElement[bool]) -> set[tuple[int, int]]:
    """Return every (topic, number) under which texts may name posts: those of now, and those of before."""
    now = select(Post.topic_id, Post.number).where(condition)
    before = select(OldPlace.topic_id, OldPlace.number).join(Post, Post.id == OldPlace.post_id).where(condition)
    return {(row.topic_id, row.number) for row in session.execute(union_all(now, before))}


def stood_in(post_id: int, topic_id: int) -> bool:
    """Tell whether a post stood in a topic before it moved."""
    found = select(OldPlace.number).where(OldPlace.post_id == post_id, OldPlace.topic_id == topic_id)
    return session.scalar(found) is not None


#: Made once, like every part of a topic's page. Only topics from which posts moved away ask it.
_STARTS: Final = (
    select(func.min(Post.number))
    .where(Post.topic_id == bindparam("topic"))
    .group_by((Post.number - 1) // bindparam("size", type_=Integer))
)


def page_starts(topic_id: int, size: int) -> dict[int, int]:
    """Return, of the pages of a topic from which posts moved away, the first number that is there."""
    numbers = fetch(_STARTS, {"topic": topic_id, "size": size}).scalars()
    return {(number - 1) // size + 1: number for number in numbers}


def topics_named(actor: Actor, topic_ids: Collection[int]) -> dict[int, OtherTopic]:
    """Return those topics that notices may name to the actor.

    One that went into another is named to whom it was addressed, while its first post may be read where it is.
    """
    if not topic_ids:
        return {}
    rows: Sequence[Any] = session.execute(
        select(Topic.id, Topic.slug, Topic.title, Topic.language, Topic.merged_into_id, Post.id.label("first_id"))
        .outerjoin(OldPlace, and_(OldPlace.topic_id == Topic.id, OldPlace.number == 1))
        .outerjoin(
            Post,
            and_(Post.id == OldPlace.post_id, Post.topic_id == Topic.merged_into_id, Post.state == "visible"),
        )
        .where(
            Topic.id.in_(topic_ids),
            or_(
                and_(Topic.merged_into_id.is_(None), visible_with_deleted(actor)),
                and_(Post.id.is_not(None), addressed_topics(actor)),
            ),
        )
    ).all()
    return {row.id: OtherTopic(title_for(actor, row.title), row.language, _address(row)) for row in rows}


def _address(row: Any) -> str:
    return f"/t/{row.slug}/{row.id}" if row.merged_into_id is None else f"/posts/{row.first_id}"


def answered_in(topic_id: int, post_id: int | None) -> int | None:
    """Return which post of a topic a reply is to; None if it moved away while the reply was written.

    Raises NotFound for a post that never stood there.
    """
    if post_id is None:
        return None
    if session.scalar(select(Post.topic_id).where(Post.id == post_id)) == topic_id:
        return post_id
    if not stood_in(post_id, topic_id):
        raise NotFound
    return None
