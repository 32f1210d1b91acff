"""What a move would mean, where posts can go, and what a move was."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy.orm import aliased

from forum.cities.queries import CityView
from forum.cities.queries import city_by_id
from forum.core.actor import Actor
from forum.core.db import LARGEST_ID
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.text import slugify
from forum.discussion.models import Post
from forum.discussion.models import PostFile
from forum.discussion.models import Revision
from forum.discussion.models import Topic
from forum.discussion.policy import can_moderate
from forum.discussion.policy import is_in_audience
from forum.discussion.policy import movable_to
from forum.discussion.policy import opens_more
from forum.discussion.policy import used_before
from forum.discussion.policy import visible_with_deleted
from forum.discussion.policy import widens
from forum.discussion.queries.places import find_place
from forum.discussion.relocations import OldPlace
from forum.discussion.relocations import Relocation
from forum.media.models import Upload

#: Topics that are offered for words of a title.
MOST_FOUND: Final = 10
_WORDS: Final = 6
#: `/t/name/12`, `/t/name/12/3`, `/t/12`, with or without what stands before it; or a number alone.
_ADDRESS: Final = re.compile(r"(?:^|/)t/(?:[\w.\-]+/)?(\d{1,10})(?:/\d{1,10})?/?(?:[?#].*)?$")
_NUMBER: Final = re.compile(r"#?(\d{1,10})$")


@dataclass(frozen=True, slots=True)
class Found:
    """A topic that posts could go to."""

    id: int
    title: str
    language: str
    audience: str
    room: CityView | None
    replies: int


@dataclass(frozen=True, slots=True)
class MovePreview:
    """What a move would mean."""

    posts: int
    #: Numbers of the first posts, as they are now.
    numbers: tuple[int, ...]
    #: More people read the other topic, or fewer.
    widens: bool
    narrows: bool
    audience: str
    room: CityView | None
    #: Texts and posts that are hidden; they stay so.
    hidden: int
    #: Old texts that readers find in the history, and files that they see.
    old_texts: int
    files: int
    #: The marked answer goes too.
    answer: bool


@dataclass(frozen=True, slots=True)
class MoveView:
    """A move, as those who curate both topics see it."""

    id: int
    kind: str
    posts: int
    undone: bool
    source: Topic
    target: Topic
    #: Going back, the posts would be read by more people than now.
    opens: bool


def names_a_topic(text: str) -> int | None:
    """Return the id that an address or a number names; None for words."""
    found = _ADDRESS.search(text) or _NUMBER.match(text)
    number = int(found[1]) if found else 0
    return number if 0 < number <= LARGEST_ID else None


def find_topic_named(actor: Actor, topic_id: int) -> Topic | None:
    """Return a topic that the actor may see; for one that was merged, the one where its question is now."""
    seen = (visible_with_deleted(actor), Topic.merged_into_id.is_(None))
    topic = session.scalar(select(Topic).where(Topic.id == topic_id, *seen))
    place = find_place(actor, topic_id, 1) if topic is None else None
    return session.get(Topic, place.topic_id) if place is not None else topic


def topics_like(actor: Actor, source: Topic, words: str) -> list[Found]:
    """Return topics that the actor looks after whose titles have all these words, latest first."""
    parts = [part for part in slugify(words).split("-") if part][:_WORDS]
    if not parts:
        return []
    rows = session.execute(
        select(Topic.id, Topic.title, Topic.language, Topic.audience, Topic.city_id, Topic.replies)
        .where(
            movable_to(actor), Topic.id != source.id, *(Topic.slug.contains(part, autoescape=True) for part in parts)
        )
        .order_by(Topic.last_post_at.desc(), Topic.id.desc())
        .limit(MOST_FOUND)
    )
    return [Found(row.id, row.title, row.language, row.audience, city_by_id(row.city_id), row.replies) for row in rows]


def move_preview(source: Topic, post_ids: Sequence[int] | None, *, audience: str, city_id: int | None) -> MovePreview:
    """Return what it would mean to move posts (None: all) of a topic to one with an audience; the caller asked the rights."""
    chosen: list[ColumnElement[bool]] = [Post.topic_id == source.id, Post.kind == "post"]
    if post_ids is not None:
        chosen.append(Post.id.in_(post_ids))
    numbers = session.scalars(select(Post.number).where(*chosen).order_by(Post.number)).all()
    old = select(func.count()).select_from(Revision).join(Post, Post.id == Revision.post_id)
    old = old.where(*chosen, Revision.number < Post.revision)
    hidden = select(func.count()).where(*chosen, Post.state != "visible")
    files = (
        select(func.count(PostFile.upload_id.distinct()))
        .join(Post, Post.id == PostFile.post_id)
        .join(Upload, Upload.id == PostFile.upload_id)
        .where(*chosen, Post.state == "visible", or_(PostFile.last_revision.is_(None), used_before()))
    )
    answer = select(func.count()).where(*chosen, Post.id == source.answer_post_id)
    here, there = (source.audience, source.city_id), (audience, city_id)
    return MovePreview(
        posts=len(numbers),
        numbers=tuple(numbers),
        widens=widens(here, there),
        narrows=here != there and widens(there, here),
        audience=audience,
        room=city_by_id(city_id),
        hidden=(session.scalar(old.where(Revision.hidden_at.is_not(None))) or 0) + (session.scalar(hidden) or 0),
        old_texts=session.scalar(old.where(Revision.hidden_at.is_(None), Post.state == "visible")) or 0,
        files=session.scalar(files) or 0,
        answer=bool(session.scalar(answer)),
    )


def get_move(actor: Actor, move_id: int) -> MoveView:
    """Return a move to whoever curates both topics; to all others it is as if there were none."""
    left, reached = aliased(Topic), aliased(Topic)
    found = session.execute(
        select(Relocation, left, reached)
        .join(left, left.id == Relocation.from_topic_id)
        .join(reached, reached.id == Relocation.to_topic_id)
        .where(Relocation.id == move_id)
    ).first()
    if found is None:
        raise NotFound
    row, source, target = found
    if not all(can_moderate(actor, topic) and is_in_audience(actor, topic) for topic in (source, target)):
        raise NotFound
    return MoveView(row.id, row.kind, row.posts, row.undone_at is not None, source, target, opens_more(target, source))


def latest_move_of(post_id: int) -> int | None:
    """Return the id of the latest move that a post took part in."""
    return session.scalar(select(func.max(OldPlace.relocation_id)).where(OldPlace.post_id == post_id))
