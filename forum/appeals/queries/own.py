"""What was done to somebody and to what they wrote, as they are told of it: what, when and why, never by whom."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from typing import Final

from sqlalchemy import Select
from sqlalchemy import and_
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import union_all

from forum.appeals.models import Appeal
from forum.appeals.policy import can_appeal
from forum.appeals.policy import can_see_acts
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.events import Event
from forum.core.events import EventDetail
from forum.core.pagination import Page
from forum.core.pagination import page_by_id
from forum.core.policy import require
from forum.core.text import Text
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import addressed_topics
from forum.discussion.policy import is_still_told
from forum.moderation.labels import TOLD_TO_AUTHORS
from forum.moderation.labels import act_label

#: Acts on topics that somebody opened, and on themselves.
ON_TOPICS: Final = (
    "TopicSplit",
    "PostsMoved",
    "TopicMerged",
    "MoveUndone",
    "TopicClosed",
    "TopicReopened",
    "TopicRenamed",
    "TopicMoved",
    "TopicAudienceChanged",
    "TopicLanguageChanged",
    "TopicCriteriaChanged",
)
ON_PEOPLE: Final = (
    "UserAdmitted",
    "UserRefused",
    "UserSilenced",
    "UserUnsilenced",
    "MemberWarned",
    "WarningWithdrawn",
    "UserSuspended",
    "UserRestored",
    "RoleGranted",
)


@dataclass(frozen=True, slots=True)
class OwnAct:
    """An act on somebody, as they read of it."""

    event_id: int
    label: Text
    at: datetime
    reason: str
    #: The topic that it was about, as far as it is still theirs to read.
    title: str
    language: str | None
    url: str | None
    #: `open`, `granted`, `rejected`; None where nobody has appealed.
    appeal: str | None
    appeal_text: str
    answer: str
    #: Whether they may still appeal.
    open: bool


def own_acts_page(actor: Actor, *, after: str | None = None, before: str | None = None) -> Page[OwnAct]:
    """Return what others did to somebody and to what they wrote, latest first, in one statement."""
    require(can_see_acts(actor))
    page = page_by_id(_own(actor), Event.id, after=after, before=before)
    return page.holding([_act(row, actor) for row in page.items])


def get_own_act(actor: Actor, event_id: int) -> OwnAct:
    """Return one act on somebody; NotFound when it was not on them."""
    require(can_see_acts(actor))
    row = session.execute(_own(actor).where(Event.id == event_id)).first()
    if row is None:
        raise NotFound
    return _act(row, actor)


def _own(actor: Actor) -> Any:
    me = actor.id or 0
    of_post = and_(Event.subject_kind == "post", Post.id == Event.subject_id)
    posts = select(Post.id).where(Post.author_id == me)
    topics = select(Topic.id).where(Topic.author_id == me)
    # By what it was on, each found by its index: most events are of others.
    on_me = union_all(
        _on("user", ON_PEOPLE).where(Event.subject_id == me),
        _on("post", TOLD_TO_AUTHORS).where(Event.subject_id.in_(posts)),
        _on("topic", ON_TOPICS).where(Event.subject_id.in_(topics)),
    )
    topic = or_(and_(Event.subject_kind == "topic", Topic.id == Event.subject_id), Topic.id == Post.topic_id)
    return (
        select(
            Event,
            EventDetail.reason,
            Post.number,
            Topic.id,
            Topic.title,
            Topic.slug,
            Topic.language,
            addressed_topics(actor).label("theirs"),
            is_still_told(actor).label("told"),
            Appeal,
        )
        .outerjoin(EventDetail, EventDetail.event_id == Event.id)
        .outerjoin(Post, of_post)
        .outerjoin(Topic, topic)
        .outerjoin(Appeal, and_(Appeal.event_id == Event.id, Appeal.user_id == me))
        .where(Event.id.in_(on_me), Event.actor_id.is_distinct_from(me))
    )


def _on(subject: str, kinds: tuple[str, ...]) -> Select[int]:
    return select(Event.id).where(Event.subject_kind == subject, Event.kind.in_(kinds))


def _act(row: Any, actor: Actor) -> OwnAct:
    event: Event = row.Event
    number = row.number or 1
    appeal: Appeal | None = row.Appeal
    allowed = can_appeal(actor, event.kind, event.created_at, event.actor_id)
    # Why a role was granted, or somebody admitted, is RIL's own note.
    told = (row.id is None or row.told) and event.kind not in {"RoleGranted", "UserAdmitted"}
    return OwnAct(
        event_id=event.id,
        label=act_label(event.kind),
        at=event.created_at,
        reason=(row.reason or "") if told else "",
        title=row.title if row.theirs else "",
        language=row.language,
        url=f"/t/{row.slug}/{row.id}/{number}" if row.theirs else None,
        appeal=appeal.state if appeal is not None else None,
        appeal_text=appeal.text if appeal is not None else "",
        answer=appeal.answer if appeal is not None else "",
        open=appeal is None and bool(allowed),
    )
