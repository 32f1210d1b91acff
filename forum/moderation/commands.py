"""Reporting a post, and closing reports."""

from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries.telling import staff_to_tell
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
from forum.moderation.policy import can_handle_report
from forum.moderation.policy import can_report
from forum.moderation.resolutions import RESOLUTIONS

REASONS: Final = ("personal_data", "disrespect", "off_topic", "wrong", "other")
PER_DAY: Final = Limit("reports", 30, 86400)


def report_post(actor: Actor, post_id: int, *, reason: str, note: str = "") -> Report:
    """Tell RIL about a post; a second report by the same member changes nothing."""
    with transaction():
        topic, post = lock_post(actor, post_id)
        require(can_report(actor, topic, post))
        if reason not in REASONS:
            raise Invalid(_l("Choose a reason."), field="reason")
        found = session.scalar(select(Report).where(Report.post_id == post.id, Report.reporter_id == actor.id))
        if found is not None:
            return found
        hit(PER_DAY, actor.id)
        row = Report(post_id=post.id, reporter_id=actor.id, reason=reason, note=note)
        session.add(row)
        session.flush()
        record(actor, PostReported(post.id, topic.id))
        for user_id, language in staff_to_tell():
            queue_mail("moderation.report", user_id=user_id, language=language, params={"report_id": row.id})
        return row


def close_report(actor: Actor, report_id: int, *, outcome: str, answer: str = "") -> Report:
    """Decide on a report, and on all others that are open on the same post.

    The post is hidden or deleted in the same step when that is the outcome. Raises Conflict when
    somebody else has decided already, Invalid when a reason for the author is missing.
    """
    with transaction():
        post_id = session.scalar(select(Report.post_id).where(Report.id == report_id))
        if post_id is None:
            raise NotFound
        topic, post = lock_post(actor, post_id)
        require(can_handle_report(actor, topic, session.get(User, post.author_id)))
        open_ones = session.scalars(
            select(Report).where(Report.post_id == post.id, Report.state == "open").with_for_update()
        ).all()
        row = next((found for found in open_ones if found.id == report_id), None)
        if row is None:
            raise Conflict(_l("Somebody else has decided this already."))
        if outcome not in RESOLUTIONS:
            raise Invalid(field="outcome")
        RESOLUTIONS[outcome](actor, post, answer)
        for found in open_ones:
            found.state = "closed"
            found.outcome = outcome
            found.closed_by_id = actor.id
            found.closed_at = clock.now()
            found.answer = answer
        record(actor, ReportClosed(row.id, post.id), reason=answer or None, after={"outcome": outcome})
        return row
