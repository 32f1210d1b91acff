"""The topic page: twenty posts around any number, at the same cost however long the topic is.

Posts, cities and standard of a page are kept in memory by the data versions, for all who see the same
people alike; those who wrote a post that is hidden or deleted, or curate it, have the page made for themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from typing import Any
from typing import Final

from sqlalchemy import ColumnElement
from sqlalchemy import and_
from sqlalchemy import bindparam
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries import PERSON_COLUMNS
from forum.accounts.queries import present
from forum.certification.queries import stage_by_id
from forum.cities.queries import CityView
from forum.cities.queries import city_by_id
from forum.core import versions
from forum.core.actor import Actor
from forum.core.db import fetch
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.kept import Kept
from forum.core.policy import require
from forum.discussion.beside import StageGuide
from forum.discussion.masking import title_for
from forum.discussion.models import Post
from forum.discussion.models import ReadPosition
from forum.discussion.models import TitleTranslation
from forum.discussion.models import Topic
from forum.discussion.policy import can_see_topic
from forum.discussion.policy import sees_hidden_text
from forum.discussion.queries.about import about_topic
from forum.discussion.queries.pages import POSTS_PER_PAGE
from forum.discussion.queries.pages import Pages
from forum.discussion.queries.pages import pages_of
from forum.discussion.queries.places import page_starts
from forum.discussion.queries.posts import PostView
from forum.discussion.queries.posts import posts_where
from forum.discussion.queries.rows import sight_of
from forum.discussion.queries.topic_view import TopicView
from forum.discussion.readings import TITLE_COLUMNS
from forum.discussion.readings import of_topic
from forum.discussion.readings import title_reading_of

_kept_posts: Final[Kept["_Posts"]] = Kept(4_500_000, versioned=True)


@dataclass(frozen=True, slots=True)
class TopicPage:
    """Everything that the page of a topic shows."""

    topic: TopicView
    posts: Sequence[PostView]
    pages: Pages
    #: The marked answer: shown in short below the question.
    answer: PostView | None
    #: (city, number of posts) of the cities taking part; empty for visitors.
    cities: Sequence[tuple[CityView, int]]
    #: Posts of RIL.
    staff_posts: int

    @property
    def read(self) -> int:
        """Return the highest number the reader has seen before; 0 for none."""
        return self.topic.read


@dataclass(frozen=True, slots=True)
class _Posts:
    posts: tuple[PostView, ...]
    answer: PostView | None
    #: Of what is hidden or deleted here: they, and who curates, read more of it than others do.
    authors_of_withheld: frozenset[int | None] = frozenset()

    def is_common_to(self, actor: Actor, topic: TopicView) -> bool:
        """Tell whether the actor reads here what everybody of the same sight does."""
        if not self.authors_of_withheld:
            return True
        return actor.id not in self.authors_of_withheld and not sees_hidden_text(actor, topic)


def topic_page(actor: Actor, topic_id: int, number: int = 1) -> TopicPage:
    """Return the page with post `number`; NotFound for a topic that is hidden or absent."""
    topic = _find_topic(actor, topic_id)
    pages = pages_of(topic.last_number, number)
    shown = _posts(actor, topic, pages)
    if topic.gaps:
        pages = replace(pages, starts=tuple(sorted(page_starts(topic.id, POSTS_PER_PAGE).items())))
    about = about_topic(actor, topic.id)
    return TopicPage(
        topic=replace(topic, practices=about.practices, criteria=about.criteria),
        posts=shown.posts,
        pages=pages,
        answer=shown.answer if shown.answer is not None and shown.answer.state == "visible" else None,
        cities=about.cities,
        staff_posts=about.staff_posts,
    )


def get_topic_view(actor: Actor, topic_id: int) -> TopicView:
    """Return a topic that the actor may see."""
    topic = _find_topic(actor, topic_id)
    about = about_topic(actor, topic_id)
    return replace(topic, practices=about.practices, criteria=about.criteria)


def number_at(topic_id: int, moment: datetime) -> int:
    """Return the number of the first post at or after a moment (the last one if none is)."""
    found = session.scalar(
        select(Post.number).where(Post.topic_id == topic_id, Post.created_at >= moment).order_by(Post.number).limit(1)
    )
    if found is not None:
        return found
    return session.scalar(select(func.max(Post.number)).where(Post.topic_id == topic_id)) or 1


#: What is new to somebody who was here before.
_NEW: Final = (
    Post.topic_id == Topic.id,
    Post.kind == "post",
    Post.state == "visible",
    Post.number > ReadPosition.number,
)
#: Made once: building a statement of this width costs more than running it.
_TOPIC: Final = (
    select(
        Topic.id.label("topic_id"),
        Topic.slug,
        Topic.title,
        Topic.kind,
        Topic.audience,
        Topic.city_id.label("room_id"),
        Topic.author_id,
        Topic.author_city_id,
        Topic.language,
        Topic.status,
        Topic.replies,
        Topic.last_number,
        Topic.answer_post_id,
        Topic.confirmed_by_id,
        Topic.pinned_at,
        Topic.closed_at,
        Topic.deleted_at,
        Topic.created_at.label("opened_at"),
        Topic.last_post_at,
        Topic.stage_id,
        Topic.version.label("topic_version"),
        Topic.gaps,
        Topic.slow_minutes,
        Topic.slow_until,
        Topic.is_demo.label("topic_is_demo"),
        Topic.status.label("topic_status"),
        StageGuide.stage_id.label("guides"),
        ReadPosition.number.label("read"),
        select(func.count())
        .select_from(Post)
        .where(*_NEW)
        .correlate(Topic, ReadPosition)
        .scalar_subquery()
        .label("new"),
        select(func.min(Post.number)).where(*_NEW).correlate(Topic, ReadPosition).scalar_subquery().label("first_new"),
        *TITLE_COLUMNS,
        *PERSON_COLUMNS,
    )
    .outerjoin(User, User.id == Topic.answer_by_id)
    .outerjoin(TitleTranslation, of_topic())
    .outerjoin(StageGuide, and_(StageGuide.topic_id == Topic.id, StageGuide.stage_id == Topic.stage_id))
    .outerjoin(ReadPosition, and_(ReadPosition.topic_id == Topic.id, ReadPosition.user_id == bindparam("reader")))
    # What was merged into another topic is there no more, for nobody.
    .where(Topic.id == bindparam("topic"), Topic.merged_into_id.is_(None))
)


def _find_topic(actor: Actor, topic_id: int) -> TopicView:
    row: Any = fetch(_TOPIC, {"topic": topic_id, "reader": actor.id or 0}).first()
    if row is None:
        raise NotFound
    topic = TopicView(
        id=row.topic_id,
        slug=row.slug,
        title=title_for(actor, row.title),
        kind=row.kind,
        audience=row.audience,
        city_id=row.room_id,
        author_id=row.author_id,
        author_city_id=row.author_city_id,
        language=row.language,
        status=row.status,
        replies=row.replies,
        last_number=row.last_number,
        answer_post_id=row.answer_post_id,
        answer_by=present(row, actor) if row.id is not None else None,
        confirmed=row.confirmed_by_id is not None,
        pinned=row.pinned_at is not None,
        closed=row.closed_at is not None,
        deleted=row.deleted_at is not None,
        created_at=row.opened_at,
        last_at=row.last_post_at,
        stage=stage_by_id(row.stage_id),
        room=city_by_id(row.room_id),
        version=row.topic_version,
        is_demo=row.topic_is_demo,
        gaps=row.gaps,
        slow_minutes=row.slow_minutes,
        slow_until=row.slow_until,
        reading=title_reading_of(row, actor, title=row.title, written=row.language),
        read=row.read or 0,
        new=row.new,
        first_new=row.first_new,
        guides=row.guides is not None,
    )
    require(can_see_topic(actor, topic))
    return topic


def _posts(actor: Actor, topic: TopicView, pages: Pages) -> _Posts:
    """Return the posts of a page, and on the first one the answer wherever it stands, in one statement."""
    numbers = versions.data_versions()
    key = (numbers, topic.id, topic.version, pages, sight_of(actor))
    found = _kept_posts.get(key) if numbers is not None else None
    if found is not None and found.is_common_to(actor, topic):
        return found
    condition: ColumnElement[bool] = Post.number.between(pages.first_post, pages.last_post)
    if pages.number == 1 and topic.answer_post_id is not None:
        condition = or_(condition, Post.id == topic.answer_post_id)
    read = posts_where(actor, topic, condition)
    made = _Posts(
        posts=tuple(post for post in read if pages.first_post <= post.number <= pages.last_post),
        answer=next((post for post in read if post.id == topic.answer_post_id), None),
        authors_of_withheld=frozenset(post.author_id for post in read if post.state != "visible"),
    )
    # Accounts that are not admitted share with nobody: theirs are not worth the room.
    shared = (actor.is_member or actor.is_visitor) and made.is_common_to(actor, topic)
    if numbers is not None and shared:
        _kept_posts.put(key, made, sum(post.weight for post in read))
    return made
