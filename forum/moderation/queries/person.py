"""Reports about a member and by one, for the record that is kept of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from typing import Final

from sqlalchemy import select

from forum.accounts.models import User
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.policy import require
from forum.core.text import Text
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.moderation.labels import ALL_REASONS
from forum.moderation.labels import OUTCOMES
from forum.moderation.models import Report
from forum.moderation.policy import can_handle_reports
from forum.moderation.policy import handled_reports

#: The latest that a page shows.
MOST: Final = 50


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in a member's record."""

    report_id: int
    created_at: datetime
    reason: Text
    #: None while it waits.
    outcome: Text | None
    title: str
    language: str


def reports_received(actor: Actor, user_id: int) -> Sequence[ReportRow]:
    """Return the latest reports on posts of a member that are the actor's to handle."""
    require(can_handle_reports(actor))
    return _rows(Post.author_id == user_id, handled_reports(actor))


def reports_made(actor: Actor, user_id: int) -> Sequence[ReportRow]:
    """Return the latest reports that a member made; leads are not told who reports, so they get none."""
    require(can_handle_reports(actor))
    return _rows(Report.reporter_id == user_id) if actor.is_staff else ()


def _rows(*conditions: Any) -> Sequence[ReportRow]:
    rows = session.execute(
        select(Report.id, Report.created_at, Report.reason, Report.outcome, Topic.title, Topic.language)
        .join(Post, Post.id == Report.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .join(User, User.id == Post.author_id)
        .where(*conditions)
        .order_by(Report.id.desc())
        .limit(MOST)
    )
    return [
        ReportRow(
            row.id,
            row.created_at,
            ALL_REASONS.get(row.reason, row.reason),
            OUTCOMES.get(row.outcome, row.outcome) if row.outcome else None,
            row.title,
            row.language,
        )
        for row in rows
    ]
