"""What the tests of who looks after a topic share."""

from datetime import timedelta

from sqlalchemy import select

from forum.core import clock
from forum.core.db import session
from forum.core.events import Event
from forum.promise.queries.care import find_holder
from tests.moderation.desk import text

NOTE = "Hablar antes con Hacienda"
ASSIGNMENTS = "/moderation/log?kind=TopicAssigned"


def soon(days=3):
    return clock.now().date() + timedelta(days=days)


def holder(topic):
    session.rollback()
    found = find_holder(topic.id)
    return found.assignee_id if found is not None else None


def events(kind):
    session.rollback()
    return session.scalars(select(Event).where(Event.kind == kind).order_by(Event.id)).all()


def page(browser, topic):
    return text(browser, f"/t/{topic.slug}/{topic.id}")
