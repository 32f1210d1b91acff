"""Which topic is the guide of its stage: made by RIL, gone along when topics merge, over when the stage is another."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy import select

from forum.core import dialects
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.events import record
from forum.core.policy import require
from forum.discussion.beside import StageGuide
from forum.discussion.events import GuideEnded
from forum.discussion.events import GuideMade
from forum.discussion.loading import lock_topic
from forum.discussion.models import Topic
from forum.discussion.moving import Move
from forum.discussion.policy import can_end_guide
from forum.discussion.policy import can_guide


def make_guide(actor: Actor, topic_id: int) -> Topic:
    """Make a topic the guide of its stage; the one that was it before is it no longer."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_guide(actor, topic))
        if topic.deleted:
            raise Conflict(_l("This topic was deleted."))
        # One at a time: of two that are made guide of a stage at once, the later one stays.
        dialects.lock(session(), "guides of stages")
        row = session.get(StageGuide, topic.stage_id, with_for_update=True, populate_existing=True)
        if row is not None and row.topic_id == topic.id:
            return topic
        before = {"topic_id": row.topic_id} if row is not None else None
        if row is None:
            session.add(StageGuide(stage_id=topic.stage_id, topic_id=topic.id))
        else:
            row.topic_id, row.from_topic_id = topic.id, None
        topic.version += 1
        record(actor, GuideMade(topic.id, topic.city_id), before=before, after={"stage_id": topic.stage_id})
        return topic


def end_guide(actor: Actor, topic_id: int) -> Topic:
    """Let a topic be the guide of its stage no longer; where it is none, nothing changes."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_end_guide(actor, topic))
        row = session.scalar(select(StageGuide).where(StageGuide.topic_id == topic.id).with_for_update())
        if row is not None:
            session.delete(row)
            topic.version += 1
            record(actor, GuideEnded(topic.id, topic.city_id), before={"stage_id": topic.stage_id})
        return topic


def leave_stage(topic: Topic) -> None:
    """Let a topic that goes to another stage be the guide of the one that it leaves no longer."""
    session.execute(delete(StageGuide).where(StageGuide.topic_id == topic.id))


def take_guide_along(move: Move) -> None:
    """Let the topic into which a guide goes be the guide, if it is of the same stage."""
    row = session.scalar(select(StageGuide).where(StageGuide.topic_id == move.source.id).with_for_update())
    if row is None:
        return
    if move.target.stage_id == row.stage_id:
        row.topic_id, row.from_topic_id = move.target.id, move.source.id
    else:
        session.delete(row)


def bring_guide_back(move: Move) -> None:
    """Let the topic that was the guide before it went into another be it again, when it is there again."""
    if not move.whole:
        return
    row = session.scalar(
        select(StageGuide)
        .where(StageGuide.topic_id == move.source.id, StageGuide.from_topic_id == move.target.id)
        .with_for_update()
    )
    if row is not None:
        row.topic_id, row.from_topic_id = move.target.id, None
