"""The topic page: twenty posts around any number, at the same cost however long the topic is."""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from typing import Any
from typing import Final

from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries import GONE
from forum.accounts.queries import MASKED
from forum.accounts.queries import PERSON_COLUMNS
from forum.accounts.queries import Person
from forum.accounts.queries import present
from forum.certification.queries import CriterionView
from forum.certification.queries import PracticeView
from forum.certification.queries import StageView
from forum.certification.queries import criteria_in_order
from forum.certification.queries import practices_in_order
from forum.certification.queries import stage_by_id
from forum.cities.queries import CityView
from forum.cities.queries import city_by_id
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.policy import require
from forum.discussion.masking import mask_mentions
from forum.discussion.models import Post
from forum.discussion.models import ReadPosition
from forum.discussion.models import Topic
from forum.discussion.models import TopicCriterion
from forum.discussion.models import TopicPractice
from forum.discussion.policy import can_see_topic
from forum.discussion.policy import sees_hidden_text

POSTS_PER_PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic as its page shows it; the rules can be asked of it."""

    id: int
    slug: str
    title: str
    kind: str
    audience: str
    city_id: int | None
    author_id: int
    author_city_id: int | None
    language: str
    status: str | None
    replies: int
    last_number: int
    answer_post_id: int | None
    answer_by: Person | None
    confirmed: bool
    pinned: bool
    closed: bool
    deleted: bool
    created_at: datetime
    last_at: datetime
    stage: StageView | None
    practices: tuple[PracticeView, ...]
    criteria: tuple[CriterionView, ...]
    room: CityView | None
    version: int
    is_demo: bool

    @property
    def url(self) -> str:
        """Return the address of its first page."""
        return f"/t/{self.slug}/{self.id}"


@dataclass(frozen=True, slots=True)
class PostView:
    """A post as its topic's page shows it."""

    id: int
    number: int
    kind: str
    author: Person
    author_id: int | None
    language: str
    html: str
    excerpt: str
    state: str
    state_by_id: int | None
    state_reason: str | None
    created_at: datetime
    edited_at: datetime | None
    revision: int
    version: int
    #: Not visible, but this reader may read it all the same.
    text_for_staff: bool = False
    notice_kind: str = ""
    notice_from: str | int | None = None
    notice_to: str | int | None = None


@dataclass(frozen=True, slots=True)
class Pages:
    """Which of a topic's pages this is."""

    number: int
    last: int
    first_post: int
    last_post: int


@dataclass(frozen=True, slots=True)
class TopicPage:
    """Everything that the page of a topic shows."""

    topic: TopicView
    posts: Sequence[PostView]
    pages: Pages
    #: The marked answer, when it is not on this page's first screen: author, number and excerpt.
    answer: PostView | None
    #: (city, number of posts) of the cities taking part; empty for visitors.
    cities: Sequence[tuple[CityView, int]]
    #: RIL took part.
    staff_posts: int
    #: Highest number the reader has seen before; 0 for none.
    read: int


def topic_page(actor: Actor, topic_id: int, number: int = 1) -> TopicPage:
    """Return the page with post `number`; NotFound for a topic that is hidden or absent."""
    topic = get_topic_view(actor, topic_id)
    last_page = (topic.last_number - 1) // POSTS_PER_PAGE + 1
    page = min((max(number, 1) - 1) // POSTS_PER_PAGE + 1, last_page)
    first, last = (page - 1) * POSTS_PER_PAGE + 1, page * POSTS_PER_PAGE
    posts = _posts(actor, topic, Post.number.between(first, last))
    answer = next((post for post in posts if post.id == topic.answer_post_id), None)
    if answer is None and topic.answer_post_id is not None and page == 1:
        answer = next(iter(_posts(actor, topic, Post.id == topic.answer_post_id)), None)
    cities, staff_posts = _cities(actor, topic)
    return TopicPage(
        topic=topic,
        posts=posts,
        pages=Pages(page, last_page, first, min(last, topic.last_number)),
        answer=answer if answer is not None and answer.state == "visible" else None,
        cities=cities,
        staff_posts=staff_posts,
        read=_read(actor, topic_id),
    )


def get_topic_view(actor: Actor, topic_id: int) -> TopicView:
    """Return a topic that the actor may see."""
    row = session.execute(
        select(Topic, *PERSON_COLUMNS).outerjoin(User, User.id == Topic.answer_by_id).where(Topic.id == topic_id)
    ).first()
    if row is None:
        raise NotFound
    topic: Topic = row[0]
    require(can_see_topic(actor, topic))
    practices, criteria = _standard(topic_id)
    return TopicView(
        id=topic.id,
        slug=topic.slug,
        title=topic.title,
        kind=topic.kind,
        audience=topic.audience,
        city_id=topic.city_id,
        author_id=topic.author_id,
        author_city_id=topic.author_city_id,
        language=topic.language,
        status=topic.status,
        replies=topic.replies,
        last_number=topic.last_number,
        answer_post_id=topic.answer_post_id,
        answer_by=present(row, actor) if row.id is not None else None,
        confirmed=topic.confirmed_by_id is not None,
        pinned=topic.pinned_at is not None,
        closed=topic.closed,
        deleted=topic.deleted,
        created_at=topic.created_at,
        last_at=topic.last_post_at,
        stage=stage_by_id(topic.stage_id),
        practices=practices,
        criteria=criteria,
        room=city_by_id(topic.city_id),
        version=topic.version,
        is_demo=topic.is_demo,
    )


def get_post_view(actor: Actor, topic: TopicView, post_id: int) -> PostView:
    """Return one post of a topic, as its page shows it."""
    found = next(iter(_posts(actor, topic, Post.id == post_id)), None)
    if found is None:
        raise NotFound
    return found


def number_at(topic_id: int, moment: datetime) -> int:
    """Return the number of the first post at or after a moment (the last one if none is)."""
    found = session.scalar(
        select(Post.number).where(Post.topic_id == topic_id, Post.created_at >= moment).order_by(Post.number).limit(1)
    )
    if found is not None:
        return found
    return session.scalar(select(Topic.last_number).where(Topic.id == topic_id)) or 1


def _standard(topic_id: int) -> tuple[tuple[PracticeView, ...], tuple[CriterionView, ...]]:
    """Return practices and criteria of a topic, in one statement."""
    rows = session.execute(
        select(TopicPractice.practice_id.label("practice"), TopicCriterion.criterion_id.label("criterion"))
        .outerjoin(TopicCriterion, TopicCriterion.topic_id == TopicPractice.topic_id)
        .where(TopicPractice.topic_id == topic_id)
    ).all()
    practices = {row.practice for row in rows}
    criteria = {row.criterion for row in rows}
    return (
        tuple(p for p in practices_in_order() if p.id in practices),
        tuple(c for c in criteria_in_order() if c.id in criteria),
    )


def _posts(actor: Actor, topic: TopicView, condition: Any) -> list[PostView]:
    rows = session.execute(
        select(
            Post.id.label("post_id"),
            Post.number,
            Post.kind,
            Post.author_id,
            Post.language,
            Post.html,
            Post.excerpt,
            Post.state.label("post_state"),
            Post.state_by_id,
            Post.state_reason,
            Post.created_at,
            Post.edited_at,
            Post.revision,
            Post.version,
            Post.notice,
            *PERSON_COLUMNS,
        )
        .outerjoin(User, User.id == Post.author_id)
        .where(Post.topic_id == topic.id, condition)
        .order_by(Post.number)
    ).all()
    hidden = sees_hidden_text(actor, topic)
    return [_post(row, actor, sees_hidden=hidden) for row in rows]


def _post(row: Any, actor: Actor, *, sees_hidden: bool) -> PostView:
    own = actor.id is not None and row.author_id == actor.id
    readable = row.post_state == "visible" or sees_hidden or (own and row.post_state == "hidden")
    person = GONE if row.id is None else present(row, actor)
    if row.post_state != "visible" and not readable and not actor.is_member:
        person = MASKED
    notice = row.notice or {}
    html = row.html if readable else ""
    return PostView(
        id=row.post_id,
        number=row.number,
        kind=row.kind,
        author=person,
        author_id=row.author_id,
        language=row.language,
        html=html if actor.is_member else mask_mentions(html),
        excerpt=row.excerpt if readable else "",
        state=row.post_state,
        state_by_id=row.state_by_id,
        state_reason=row.state_reason if (own or sees_hidden) else None,
        created_at=row.created_at,
        edited_at=row.edited_at,
        revision=row.revision,
        version=row.version,
        text_for_staff=readable and row.post_state != "visible",
        notice_kind=str(notice.get("kind", "")),
        notice_from=notice.get("from"),
        notice_to=notice.get("to"),
    )


def _cities(actor: Actor, topic: TopicView) -> tuple[list[tuple[CityView, int]], int]:
    """Return who takes part; nothing for visitors, who may not know which cities do."""
    if not actor.is_member:
        return [], 0
    rows = session.execute(
        select(Post.author_city_id, func.count())
        .where(Post.topic_id == topic.id, Post.kind == "post", Post.state == "visible")
        .group_by(Post.author_city_id)
        .order_by(func.count().desc(), Post.author_city_id)
    ).all()
    cities = [(city, count) for city_id, count in rows if (city := city_by_id(city_id)) is not None]
    return cities, sum(count for city_id, count in rows if city_id is None)


def _read(actor: Actor, topic_id: int) -> int:
    if actor.id is None:
        return 0
    found = session.scalar(
        select(ReadPosition.number).where(ReadPosition.user_id == actor.id, ReadPosition.topic_id == topic_id)
    )
    return found or 0


def with_stage_names(post: PostView, language: str) -> PostView:
    """Return a notice of a move with the stages' names in the reader's language."""
    if post.notice_kind != "moved":
        return post

    def name(value: str | int | None) -> str:
        stage = stage_by_id(value if isinstance(value, int) else None)
        return stage.name(language) if stage else ""

    return replace(post, notice_from=name(post.notice_from), notice_to=name(post.notice_to))
