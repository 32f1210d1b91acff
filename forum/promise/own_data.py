"""What the promise holds of a person: the topics that they look after, with a note, and those they were asked about."""

from collections.abc import Iterator
from datetime import datetime
from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy import or_
from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.owndata import Leaver
from forum.core.owndata import Part
from forum.core.owndata import Row
from forum.core.owndata import Section
from forum.core.retention import Rule
from forum.core.retention import forget_rows
from forum.discussion.models import Topic
from forum.discussion.policy import visible_topics
from forum.promise.models import Care
from forum.promise.models import HelpRequest


def _cares(actor: Actor) -> Iterator[Row]:
    """Yield what the person looks after or gave to a colleague, as far as they may still see the topic."""
    rows = session.execute(
        select(Care.topic_id, Care.created_at, Care.due_on, Care.note, Care.reminded_at)
        .join(Topic, Topic.id == Care.topic_id)
        .where(or_(Care.assignee_id == actor.id, Care.given_by_id == actor.id), visible_topics(actor))
        .order_by(Care.id)
    )
    return (row._asdict() | {"due_on": row.due_on.isoformat(), "topic_id": f"/t/{row.topic_id}"} for row in rows)


def _requests(actor: Actor) -> Iterator[Row]:
    """Yield what RIL asked the person to help with, as far as they may still see the topic."""
    rows = session.execute(
        select(HelpRequest.topic_id, HelpRequest.created_at)
        .join(Topic, Topic.id == HelpRequest.topic_id)
        .where(HelpRequest.user_id == actor.id, visible_topics(actor))
        .order_by(HelpRequest.id)
    )
    return (row._asdict() | {"topic_id": f"/t/{row.topic_id}"} for row in rows)


def _anonymise(leaver: Leaver) -> None:
    """Take the person out of notes; what they looked after, nobody does."""
    session.execute(delete(HelpRequest).where(HelpRequest.user_id == leaver.user_id))
    session.execute(delete(Care).where(Care.assignee_id == leaver.user_id))
    for row in session.scalars(select(Care).where(Care.note != "")):
        row.note = leaver.eraser.papers(row.note)


def _forget_requests(moment: datetime) -> int:
    return forget_rows(HelpRequest, HelpRequest.created_at < moment)


PART = Part(
    sections=(
        Section(
            "topics_looked_after",
            _l("Topics that you look after or gave to a colleague"),
            {
                "topic_id": _l("Topic"),
                "created_at": _l("When"),
                "due_on": _l("Until"),
                "note": _l("Note"),
                "reminded_at": _l("Reminded"),
            },
            _cares,
        ),
        Section(
            "help_asked",
            _l("Topics with which RIL asked you to help"),
            {"topic_id": _l("Topic"), "created_at": _l("When")},
            _requests,
        ),
    ),
    anonymise=_anonymise,
    rules=(
        Rule(
            "promise.help",
            _l("Whom RIL asked for help, and when"),
            timedelta(days=365),
            _l("To ask nobody twice about the same topic."),
            _forget_requests,
        ),
    ),
)
