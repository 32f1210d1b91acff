"""Reporting a post, and closing reports."""

from collections.abc import Sequence
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries.telling import staff_to_tell
from forum.core import clock
from forum.core.actor import SYSTEM
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
from forum.discussion.commands.removal import withhold_post
from forum.discussion.loading import lock_post
from forum.moderation.events import PostReported
from forum.moderation.events import ReportClosed
from forum.moderation.events import ReportReopened
from forum.moderation.labels import BY_FORUM
from forum.moderation.models import Report
from forum.moderation.policy import can_handle_report
from forum.moderation.policy import can_report
from forum.moderation.resolutions import PLAIN
from forum.moderation.resolutions import RESOLUTIONS
from forum.moderation.resolutions import Ruling
from forum.moderation.weighing import hides
from forum.moderation.weighing import weight_of

REASONS: Final = ("personal_data", "inappropriate", "spam", "off_topic", "needs_ril", "other")
PER_DAY: Final = Limit("reports", 30, 86400)


def report_post(actor: Actor, post_id: int, *, reason: str, note: str = "") -> Report:
    """Tell RIL about a post; a second report by the same member changes nothing.

    Personal data, or enough weight of all reports on it, hide the post until somebody has decided.
    """
    with transaction():
        topic, post = lock_post(actor, post_id)
        require(can_report(actor, topic, post))
        if reason not in REASONS:
            raise Invalid(_l("Choose a reason."), field="reason")
        if reason == "other" and not note.strip():
            raise Invalid(_l("Say in a few words what it is."), field="note")
        found = session.scalar(select(Report).where(Report.post_id == post.id, Report.reporter_id == actor.id))
        if found is not None:
            return found
        hit(PER_DAY, actor.id)
        row = Report(post_id=post.id, reporter_id=actor.id, reason=reason, note=note, weight=weight_of(actor))
        session.add(row)
        session.flush()
        record(actor, PostReported(post.id, topic.id))
        if hides(actor, post, reason):
            withhold_post(SYSTEM, post.id)
        for user_id, language in staff_to_tell():
            queue_mail("moderation.report", user_id=user_id, language=language, params={"report_id": row.id})
        return row


def close_report(actor: Actor, report_id: int, *, outcome: str, ruling: Ruling = PLAIN) -> Report:
    """Decide on a report, and on all others that are open on the same post.

    What the outcome does to the post and its author happens in the same step. Raises Conflict when
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
        RESOLUTIONS[outcome](actor, post, ruling)
        # The same moment in all: they were decided together.
        now = clock.now()
        for found in open_ones:
            found.state = "closed"
            found.outcome = outcome
            found.closed_by_id = actor.id
            found.closed_at = now
            found.answer = ruling.reason
        record(actor, ReportClosed(row.id, post.id), reason=ruling.reason or None, after={"outcome": outcome})
        return row


def reopen_report(actor: Actor, report_id: int) -> Report:
    """Take a decision back: all reports on the post that were decided together wait again.

    What was done about the post and its author is undone by who knows what it was before. Raises Conflict when the
    report waits already, or when the post was decided on anew.
    """
    with transaction():
        post_id = session.scalar(select(Report.post_id).where(Report.id == report_id))
        if post_id is None:
            raise NotFound
        topic, post = lock_post(actor, post_id)
        require(can_handle_report(actor, topic, session.get(User, post.author_id)))
        row = session.get(Report, report_id, with_for_update=True, populate_existing=True)
        if row is None or row.state != "closed":
            raise Conflict(_l("This case waits for a decision already."))
        latest = session.scalar(select(func.max(Report.closed_at)).where(Report.post_id == post.id))
        if latest != row.closed_at:
            raise Conflict(_l("The case was decided anew since."))
        together = session.scalars(
            select(Report).where(Report.post_id == post.id, Report.closed_at == row.closed_at).with_for_update()
        ).all()
        record(actor, ReportReopened(row.id, post.id), before={"outcome": row.outcome})
        for found in together:
            found.state, found.outcome, found.answer = "open", None, ""
            found.closed_by_id = found.closed_at = None
        return row


def report_by_forum(post_id: int, *, words: Sequence[str]) -> None:
    """Lay a post on the desk on behalf of the forum itself, which found watched words; as long as it lies there, once.

    It weighs nothing: only people hide a post by reporting it.
    """
    with transaction():
        topic, post = lock_post(SYSTEM, post_id)
        if post.state != "visible" or topic.deleted:
            return
        theirs = select(Report.id).where(Report.post_id == post.id, Report.reason == BY_FORUM, Report.state == "open")
        if session.scalar(theirs) is not None:
            return
        row = Report(post_id=post.id, reporter_id=None, reason=BY_FORUM, note=", ".join(words)[:1000], weight=0)
        session.add(row)
        session.flush()
        record(SYSTEM, PostReported(post.id, topic.id))
        for user_id, language in staff_to_tell():
            queue_mail("moderation.report", user_id=user_id, language=language, params={"report_id": row.id})
