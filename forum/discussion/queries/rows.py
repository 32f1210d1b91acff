"""Topics as lists show them: column rows, made into frozen objects that may be kept and shared.

What is the same for everybody of one sight (visitors; members of one city; RIL) is made once; what
is a reader's own (how far they have read) is laid over it afterwards.
"""

from collections.abc import Hashable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from sys import intern
from typing import Any

from sqlalchemy import Integer
from sqlalchemy import Select
from sqlalchemy import and_
from sqlalchemy import bindparam
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy.orm import aliased

from forum.accounts.models import User
from forum.accounts.queries import GONE
from forum.accounts.queries import PERSON_COLUMNS
from forum.accounts.queries import Person
from forum.accounts.queries import present
from forum.certification.queries import StageView
from forum.certification.queries import practices_in_order
from forum.certification.queries import stage_by_id
from forum.cities.queries import city_by_id
from forum.core import clock
from forum.core.actor import STAFF_ROLES
from forum.core.actor import Actor
from forum.core.db import fetch
from forum.core.db import session
from forum.discussion.masking import title_for
from forum.discussion.models import Post
from forum.discussion.models import ReadPosition
from forum.discussion.models import TitleTranslation
from forum.discussion.models import Topic
from forum.discussion.models import TopicPractice
from forum.discussion.policy import visible_topics
from forum.discussion.readings import TITLE_COLUMNS
from forum.discussion.readings import TitleReading
from forum.discussion.readings import of_topic
from forum.discussion.readings import title_reading_of


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic as lists show it."""

    id: int
    slug: str
    title: str
    language: str
    kind: str
    audience: str
    status: str | None
    replies: int
    author: Person
    stage: StageView | None
    practices: tuple[str, ...] = ()
    pinned: bool = False
    closed: bool = False
    created_at: datetime = field(default_factory=clock.now)
    last_at: datetime = field(default_factory=clock.now)
    #: Number of the latest visible post.
    last_post_number: int = 1
    #: Who wrote last: city, or RIL.
    last_city: str = ""
    last_is_staff: bool = False
    #: Not opened yet, or with new posts.
    unread: bool = False
    #: Posts since the last visit; 0 when never visited.
    new: int = 0
    #: Where to go on reading.
    url: str = ""
    #: The title in the other language, when there is a translation of it.
    reading: TitleReading | None = None

    #: The same topic to somebody who never opened it; made once for all of them.
    _unopened: "list[TopicRow]" = field(default_factory=list, repr=False, compare=False)

    @property
    def new_to_reader(self) -> "TopicRow":
        """Return the topic as somebody sees it who never opened it."""
        if not self._unopened:
            self._unopened.append(replace(self, unread=True, _unopened=[]))
        return self._unopened[0]

    def __hash__(self) -> int:
        """Tell most topics apart by little; equality looks at everything."""
        return hash((self.id, self.last_post_number, self.unread, self.new))


def sight_of(actor: Actor) -> Hashable:
    """Return what decides which topics and names somebody sees: equal for those who see the same.

    An account that is not admitted sees itself named, so it shares with nobody.
    """
    if actor.is_system:
        return "system"
    if not actor.is_member:
        return ("visitor", actor.id)
    return "staff" if actor.is_staff else ("member", actor.city_id)


def base_query(actor: Actor) -> Select[Any]:
    """Return the SELECT of topics that the actor may see, with all that lists show."""
    last = aliased(User)
    columns: tuple[Any, ...] = (
        Topic.id.label("topic_id"),
        Topic.slug,
        Topic.title,
        Topic.language,
        Topic.kind,
        Topic.audience,
        Topic.status,
        Topic.replies,
        Topic.stage_id,
        Topic.pinned_at,
        Topic.closed_at,
        Topic.last_post_at,
        Topic.last_post_number,
        Topic.score,
        Topic.created_at.label("opened_at"),
        last.city_id.label("last_city_id"),
        last.site_role.label("last_role"),
        *TITLE_COLUMNS,
        *PERSON_COLUMNS,
    )
    return (
        select(*columns)
        .join(User, User.id == Topic.author_id)
        .outerjoin(last, last.id == Topic.last_author_id)
        .outerjoin(TitleTranslation, of_topic())
        .where(visible_topics(actor))
    )


def rows_to_topics(actor: Actor, language: str, *groups: Sequence[Any]) -> list[list[TopicRow]]:
    """Return groups of rows of the base query as topics, with one statement for all their practices."""
    ids = {row.topic_id for rows in groups for row in rows}
    practices: dict[int, list[str]] = {}
    if ids:
        names = {p.id: p.name(language) for p in practices_in_order()}
        pairs = session.execute(
            select(TopicPractice.topic_id, TopicPractice.practice_id)
            .where(TopicPractice.topic_id.in_(ids))
            .order_by(TopicPractice.practice_id)
        )
        for topic_id, practice_id in pairs:
            practices.setdefault(topic_id, []).append(names.get(practice_id, ""))
    return [[_to_topic(row, actor, tuple(practices.get(row.topic_id, ()))) for row in rows] for rows in groups]


def _to_topic(row: Any, actor: Actor, practices: tuple[str, ...]) -> TopicRow:
    last_city = city_by_id(row.last_city_id)
    staff = row.last_role in STAFF_ROLES
    # The city of whoever wrote last is not shown to visitors: it may not be known to take part.
    return TopicRow(
        id=row.topic_id,
        slug=row.slug,
        title=title_for(actor, row.title),
        # The database gives a text of its own for each row; lists are kept, so the few words there are stand once.
        language=intern(row.language),
        kind=intern(row.kind),
        audience=intern(row.audience),
        status=intern(row.status) if row.status else None,
        replies=row.replies,
        author=present(row, actor) if row.id is not None else GONE,
        stage=stage_by_id(row.stage_id),
        practices=practices,
        pinned=row.pinned_at is not None,
        closed=row.closed_at is not None,
        created_at=row.opened_at,
        last_at=row.last_post_at,
        last_post_number=row.last_post_number,
        last_city=last_city.name if last_city and actor.is_member and not staff else "",
        last_is_staff=staff,
        url=f"/t/{row.slug}/{row.topic_id}",
        reading=title_reading_of(row, actor, title=row.title, written=row.language),
    )


def with_reading(actor: Actor, *groups: Sequence[TopicRow]) -> list[list[TopicRow]]:
    """Return the topics as this reader left them: what is new, and where to go on; one statement."""
    ids = sorted({topic.id for topics in groups for topic in topics})
    if not actor.is_member or not ids:
        return [list(topics) for topics in groups]
    rows = fetch(_news(len(ids)), {"reader": actor.id, **{f"topic{n}": topic_id for n, topic_id in enumerate(ids)}})
    news: dict[int, tuple[int, int]] = {topic_id: (count, first) for topic_id, count, first in rows}
    return [[_as_left(topic, news.get(topic.id)) for topic in topics] for topics in groups]


@lru_cache(maxsize=200)
def _news(topics: int) -> Select[int, int, int]:
    """Select, of so many topics, those that the reader opened: how many posts are new, and the first of them.

    Notices are none. Made once for each number: a list of open length in a statement is written anew each time.
    """
    wanted = [bindparam(f"topic{n}", type_=Integer) for n in range(topics)]
    return (
        select(ReadPosition.topic_id, func.count(Post.id), func.min(Post.number))
        .outerjoin(
            Post,
            and_(
                Post.topic_id == ReadPosition.topic_id,
                Post.kind == "post",
                Post.state == "visible",
                Post.number > ReadPosition.number,
            ),
        )
        .where(ReadPosition.user_id == bindparam("reader"), ReadPosition.topic_id.in_(wanted))
        .group_by(ReadPosition.topic_id)
    )


def _as_left(topic: TopicRow, news: tuple[int, int] | None) -> TopicRow:
    if news is None:
        return topic.new_to_reader
    count, first = news
    if not count:
        return topic
    return replace(topic, unread=True, new=count, url=f"{topic.url}/{first}#new")
