"""An appeal whole: the act that it is against, with its reason, and the post that it is about."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries import PERSON_COLUMNS
from forum.accounts.queries import Person
from forum.accounts.queries import present
from forum.appeals.models import Appeal
from forum.appeals.policy import can_decide_appeals
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.events import Event
from forum.core.events import EventDetail
from forum.core.policy import require
from forum.core.text import Text
from forum.discussion.addresses import post_address
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.moderation.labels import act_label


@dataclass(frozen=True, slots=True)
class WholeAppeal:
    """What RIL decides an appeal by."""

    id: int
    state: str
    text: str
    answer: str
    at: datetime
    person: Person
    language: str
    act: Text
    acted_at: datetime
    #: The moderator who acted; empty when they are gone.
    actor_name: str
    mine: bool
    reason: str
    topic_id: int | None
    audience: str
    room_city_id: int | None
    title: str
    title_language: str
    url: str | None
    html: str
    post_language: str


def get_appeal(actor: Actor, appeal_id: int) -> WholeAppeal:
    """Return an appeal; NotFound when there is none or it is not for the actor."""
    require(can_decide_appeals(actor))
    row = session.execute(
        select(Appeal, Event, EventDetail.reason, Post, Topic, User.ui_language, *PERSON_COLUMNS)
        .join(User, User.id == Appeal.user_id)
        .join(Event, Event.id == Appeal.event_id)
        .outerjoin(EventDetail, EventDetail.event_id == Event.id)
        .outerjoin(Post, and_(Event.subject_kind == "post", Post.id == Event.subject_id))
        .outerjoin(Topic, Topic.id == Post.topic_id)
        .where(Appeal.id == appeal_id)
    ).first()
    if row is None:
        raise NotFound
    appeal, event, post, topic = row.Appeal, row.Event, row.Post, row.Topic
    who = session.get(User, event.actor_id) if event.actor_id is not None else None
    return WholeAppeal(
        id=appeal.id,
        state=appeal.state,
        text=appeal.text,
        answer=appeal.answer,
        at=appeal.created_at,
        person=present(row, actor),
        language=row.ui_language,
        act=act_label(event.kind),
        acted_at=event.created_at,
        actor_name=who.name if who is not None else "",
        mine=event.actor_id == actor.id,
        reason=row.reason or "",
        topic_id=topic.id if topic is not None else None,
        audience=topic.audience if topic is not None else "",
        room_city_id=topic.city_id if topic is not None else None,
        title=topic.title if topic is not None else "",
        title_language=topic.language if topic is not None else row.ui_language,
        url=post_address(topic.slug, topic.id, post.number) if topic is not None else None,
        html=post.html if post is not None else "",
        post_language=post.language if post is not None else "",
    )
