"""Taking back what was told of an act that was undone."""

from sqlalchemy import delete
from sqlalchemy import select

from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import Event
from forum.discussion.relocations import OldPlace
from forum.notifications.models import Notification
from forum.notifications.queries import MOVED


def withdraw_report_outcome(report_id: int) -> None:
    """Remove what was told of a decision on a report that was taken back."""
    with transaction():
        closed = select(Event.id).where(Event.kind == "ReportClosed", Event.subject_id == report_id)
        session.execute(delete(Notification).where(Notification.event_id.in_(closed)))


def withdraw_decision(post_id: int, correction_id: int) -> None:
    """Remove what was told of a decision on a proposed translation that was taken back."""
    with transaction():
        decided = select(Event.id, Event.data).where(
            Event.kind.in_(("TranslationReviewed", "ProposalDeclined")), Event.subject_id == post_id
        )
        ids = [row.id for row in session.execute(decided) if row.data.get("correction_id") == correction_id]
        session.execute(delete(Notification).where(Notification.event_id.in_(ids)))


def withdraw_remark(post_id: int) -> None:
    """Remove what was told of a remark above a post and was not read: it is gone, or says something else."""
    with transaction():
        session.execute(
            delete(Notification).where(
                Notification.kind == "remarked", Notification.post_id == post_id, Notification.read_at.is_(None)
            )
        )


def forget_move(relocation_id: int) -> None:
    """Take back what was told of a move that was undone, as far as it was not read: the posts are where they were."""
    with transaction():
        back = select(OldPlace.post_id).where(OldPlace.relocation_id == relocation_id)
        session.execute(
            delete(Notification).where(
                Notification.kind == MOVED, Notification.post_id.in_(back), Notification.read_at.is_(None)
            )
        )
