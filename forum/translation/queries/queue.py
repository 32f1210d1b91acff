"""What is still to be translated: for the page of RIL."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.policy import require
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.models import Translation
from forum.translation.models import TranslationRequest
from forum.translation.policy import can_see_queue

#: Rows that the page shows.
SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """One text that is not translated yet. Its words stand on its topic's page alone."""

    id: int
    topic_id: int
    #: None for titles.
    number: int | None
    state: str
    attempts: int
    asked_at: datetime
    due_at: datetime
    last_error: str | None


@dataclass(frozen=True, slots=True)
class Queue:
    """How far translation has come."""

    due: int
    failed: int
    machine: int
    reviewed: int
    oldest_at: datetime | None
    rows: tuple[Waiting, ...]


def queue(actor: Actor) -> Queue:
    """Return the queue; for RIL."""
    require(can_see_queue(actor))
    states = _counted(TranslationRequest.state)
    made = _counted(Translation.state)
    oldest = session.scalar(select(func.min(TranslationRequest.created_at)).where(TranslationRequest.state == "due"))
    rows = session.execute(
        select(TranslationRequest, Post.number, Post.topic_id.label("of_post"))
        .outerjoin(Post, Post.id == TranslationRequest.post_id)
        .outerjoin(Topic, Topic.id == TranslationRequest.topic_id)
        .order_by(TranslationRequest.state.desc(), TranslationRequest.due_at, TranslationRequest.id)
        .limit(SHOWN)
    )
    return Queue(
        due=states.get("due", 0),
        failed=states.get("failed", 0),
        machine=made.get("machine", 0),
        reviewed=made.get("reviewed", 0),
        oldest_at=oldest,
        rows=tuple(
            Waiting(
                one.id,
                of_post if one.topic_id is None else one.topic_id,
                number,
                one.state,
                one.attempts,
                one.created_at,
                one.due_at,
                one.last_error,
            )
            for one, number, of_post in rows
        ),
    )


def _counted(state: InstrumentedAttribute[str]) -> dict[str, int]:
    return dict(session.execute(select(state, func.count()).group_by(state)).all())
