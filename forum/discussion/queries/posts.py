"""Posts as their topic's page shows them: column rows, made into frozen objects."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sys import intern
from types import MappingProxyType
from typing import Any
from typing import Final
from typing import Protocol

from sqlalchemy import ColumnElement
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries import GONE
from forum.accounts.queries import MASKED
from forum.accounts.queries import PERSON_COLUMNS
from forum.accounts.queries import Person
from forum.accounts.queries import people_by_ids
from forum.accounts.queries import present
from forum.core.actor import Actor
from forum.core.db import session
from forum.discussion.beside import PostRemark
from forum.discussion.masking import mask_handles
from forum.discussion.masking import mask_mentions
from forum.discussion.models import Post
from forum.discussion.models import Translation
from forum.discussion.policy import TopicLike
from forum.discussion.policy import keeps_own_text
from forum.discussion.policy import sees_hidden_text
from forum.discussion.readings import OWN_COLUMNS
from forum.discussion.readings import READING_COLUMNS
from forum.discussion.readings import Reading
from forum.discussion.readings import of_post
from forum.discussion.readings import own_reading_of
from forum.discussion.readings import reading_of


@dataclass(frozen=True, slots=True)
class RemarkView:
    """What RIL remarks above a post: HTML, of which one language may be empty."""

    es: str
    pt: str

    def read_in(self, language: str) -> tuple[str, str]:
        """Return language and HTML for somebody who reads a language: in it, or else in the other."""
        first, second = (("pt", self.pt), ("es", self.es)) if language == "pt" else (("es", self.es), ("pt", self.pt))
        return first if first[1] else second


@dataclass(frozen=True, slots=True)
class PostView:
    """A post as its topic's page shows it; the rules can be asked of it."""

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
    #: The same text in the other language, when there is a translation of it.
    reading: Reading | None = None
    #: The same text in its own language with what it quotes translated, when it quotes the other language.
    own: Reading | None = None
    #: Not visible, but this reader may read it all the same.
    text_for_staff: bool = False
    notice_kind: str = ""
    notice_from: str | int | None = None
    notice_to: str | int | None = None
    #: Notices of moved posts: how many.
    notice_count: int = 0
    #: What was done had been scheduled.
    notice_scheduled: bool = False
    #: Above the post, for whoever may read it.
    remark: RemarkView | None = None

    def __hash__(self) -> int:
        """Tell most posts apart by little; equality looks at everything."""
        return hash((self.id, self.version, self.text_for_staff))

    @property
    def weight(self) -> int:
        """Return what it takes in memory, in bytes, with its translation."""
        readings = (reading for reading in (self.reading, self.own) if reading is not None)
        remark = len(self.remark.es) + len(self.remark.pt) if self.remark is not None else 0
        return (len(self.html) + sum(len(reading.html) for reading in readings) + remark) * 2 + 1_500


_POSTS: Final = (
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
        Post.state_at,
        Post.created_at,
        Post.edited_at,
        Post.revision,
        Post.version,
        Post.notice,
        PostRemark.html_es.label("remark_es"),
        PostRemark.html_pt.label("remark_pt"),
        *READING_COLUMNS,
        *OWN_COLUMNS,
        *PERSON_COLUMNS,
    )
    .outerjoin(User, User.id == Post.author_id)
    .outerjoin(Translation, of_post())
    .outerjoin(PostRemark, PostRemark.post_id == Post.id)
    .order_by(Post.number)
)


class ShownTopic(TopicLike, Protocol):
    """A topic that has an id."""

    @property
    def id(self) -> int:
        """Return its id."""


def posts_where(actor: Actor, topic: ShownTopic, condition: ColumnElement[bool]) -> list[PostView]:
    """Return posts of a topic that the actor may see, in their order; the caller has checked the topic."""
    rows = session.execute(_POSTS.where(Post.topic_id == topic.id, condition)).all()
    hidden = sees_hidden_text(actor, topic)
    reviewers = people_by_ids((row.other_reviewer_id for row in rows), actor)
    return [_post(row, actor, sees_hidden=hidden, reviewers=reviewers) for row in rows]


def first_of(actor: Actor, topic_ids: Sequence[int]) -> dict[int, PostView]:
    """Return the first post of each topic that is visible; the caller has checked the topics."""
    query = _POSTS.add_columns(Post.topic_id).where(
        Post.topic_id.in_(topic_ids), Post.number == 1, Post.state == "visible"
    )
    return {row.topic_id: _post(row, actor, sees_hidden=False) for row in session.execute(query)}


def _post(
    row: Any, actor: Actor, *, sees_hidden: bool, reviewers: Mapping[int, Person] = MappingProxyType({})
) -> PostView:
    own = actor.id is not None and row.author_id == actor.id
    readable = row.post_state == "visible" or sees_hidden or keeps_own_text(actor, row)
    person = GONE if row.id is None else present(row, actor)
    if row.post_state != "visible" and not readable and not actor.is_member:
        person = MASKED
    notice = row.notice or {}
    html, excerpt = (row.html, row.excerpt) if readable else ("", "")
    return PostView(
        id=row.post_id,
        number=row.number,
        kind=intern(row.kind),
        author=person,
        author_id=row.author_id,
        language=intern(row.language),
        html=html if actor.is_member else mask_mentions(html),
        excerpt=excerpt if actor.is_member else mask_handles(excerpt),
        state=intern(row.post_state),
        state_by_id=row.state_by_id,
        state_reason=row.state_reason if row.post_state != "visible" and (own or sees_hidden) else None,
        created_at=row.created_at,
        edited_at=row.edited_at,
        revision=row.revision,
        version=row.version,
        reading=(
            reading_of(
                row,
                written=row.language,
                masked=not actor.is_member,
                reviewer=reviewers.get(row.other_reviewer_id) if row.other_reviewer_id else None,
            )
            if readable
            else None
        ),
        own=own_reading_of(row, written=row.language, masked=not actor.is_member) if readable else None,
        text_for_staff=readable and row.post_state != "visible",
        notice_kind=str(notice.get("kind", "")),
        notice_from=notice.get("from"),
        notice_to=notice.get("to"),
        notice_count=notice.get("count", 0),
        notice_scheduled=bool(notice.get("scheduled")),
        remark=_remark(row, actor) if readable and row.remark_es is not None else None,
    )


def _remark(row: Any, actor: Actor) -> RemarkView:
    if actor.is_member:
        return RemarkView(row.remark_es, row.remark_pt)
    return RemarkView(mask_mentions(row.remark_es), mask_mentions(row.remark_pt))
