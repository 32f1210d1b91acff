"""Reporting a post, and closing reports."""

from typing import Final

from sqlalchemy import select

from forum.accounts.queries import staff_addresses
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.mail import queue_mail
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.discussion.loading import lock_post
from forum.moderation.events import PostReported
from forum.moderation.events import ReportClosed
from forum.moderation.models import Report
from forum.moderation.policy import can_handle_reports
from forum.moderation.policy import can_report

REASONS: Final = ("personal_data", "disrespect", "off_topic", "wrong", "other")
PER_DAY: Final = Limit("reports", 30, 86400)


def report_post(actor: Actor, post_id: int, *, reason: str, note: str = "") -> Report:
    """Tell RIL about a post; a second report by the same member changes nothing."""
    with transaction():
        topic, post = lock_post(actor, post_id)
        require(can_report(actor, topic, post))
        if reason not in REASONS:
            raise Invalid(field="reason")
        found = session.scalar(select(Report).where(Report.post_id == post.id, Report.reporter_id == actor.id))
        if found is not None:
            return found
        hit(PER_DAY, actor.id)
        row = Report(post_id=post.id, reporter_id=actor.id, reason=reason, note=note)
        session.add(row)
        session.flush()
        record(actor, PostReported(post.id, topic.id))
        for user_id, language in staff_addresses():
            queue_mail("moderation.report", user_id=user_id, language=language, params={"report_id": row.id})
        return row


def close_report(actor: Actor, report_id: int, *, answer: str = "") -> None:
    """Say that a report is dealt with; Conflict when somebody else did already."""
    with transaction():
        require(can_handle_reports(actor))
        row = session.get(Report, report_id, with_for_update=True)
        if row is None:
            raise NotFound
        if row.state != "open":
            raise Conflict
        row.state = "closed"
        row.closed_by_id = actor.id
        row.closed_at = clock.now()
        row.answer = answer
        record(actor, ReportClosed(row.id, row.post_id), reason=answer or None)
