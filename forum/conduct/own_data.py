"""What is kept of a member: the warnings that they were given, and what they wrote that waited; notes are RIL's own."""

from collections.abc import Iterator
from datetime import datetime
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy import select

from forum.conduct.models import HeldPost
from forum.conduct.models import MemberWarning
from forum.conduct.models import StaffNote
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.owndata import Leaver
from forum.core.owndata import Part
from forum.core.owndata import Row
from forum.core.owndata import Section
from forum.core.retention import Rule
from forum.core.retention import forget_rows
from forum.media.commands.marking import mark_unused

_TWO_YEARS: Final = timedelta(days=730)


def _warnings(actor: Actor) -> Iterator[Row]:
    rows = session.execute(
        select(MemberWarning.created_at, MemberWarning.reason, MemberWarning.seen_at)
        .where(MemberWarning.user_id == actor.id)
        .order_by(MemberWarning.id)
    )
    return (row._asdict() for row in rows)


def _held(actor: Actor) -> Iterator[Row]:
    names = ("created_at", "title", "body", "language", "state", "answer", "decided_at")
    columns = [getattr(HeldPost, name) for name in names]
    rows = session.execute(select(*columns).where(HeldPost.author_id == actor.id).order_by(HeldPost.id))
    return (row._asdict() for row in rows)


def _anonymise(leaver: Leaver) -> None:
    """Remove what was kept of the person, and take them out of what is kept of others."""
    held = select(HeldPost.upload_ids).where(HeldPost.author_id == leaver.user_id, HeldPost.state == "waiting")
    for upload_ids in session.scalars(held).all():
        mark_unused(upload_ids)
    session.execute(delete(HeldPost).where(HeldPost.author_id == leaver.user_id))
    session.execute(delete(StaffNote).where(StaffNote.user_id == leaver.user_id))
    session.execute(delete(MemberWarning).where(MemberWarning.user_id == leaver.user_id))
    for note in session.scalars(select(StaffNote)):
        note.text = leaver.eraser.papers(note.text)
    for warning in session.scalars(select(MemberWarning)):
        warning.reason = leaver.eraser.papers(warning.reason)


def _forget_notes(moment: datetime) -> int:
    return forget_rows(StaffNote, StaffNote.created_at < moment)


def _forget_warnings(moment: datetime) -> int:
    return forget_rows(MemberWarning, MemberWarning.created_at < moment)


def _forget_held(moment: datetime) -> int:
    return forget_rows(HeldPost, (HeldPost.state != "waiting") & (HeldPost.decided_at < moment))


PART: Final = Part(
    sections=(
        Section(
            "warnings",
            _l("Warnings that you were given"),
            {"created_at": _l("When"), "reason": _l("Reason"), "seen_at": _l("Seen")},
            _warnings,
        ),
        Section(
            "held",
            _l("What you wrote and waited for RIL"),
            {
                "created_at": _l("When"),
                "title": _l("Title"),
                "body": _l("Text"),
                "language": _l("Language"),
                "state": _l("State"),
                "answer": _l("Answer"),
                "decided_at": _l("Decided"),
            },
            _held,
            {"state": {"waiting": _l("Waiting for RIL"), "approved": _l("Published"), "rejected": _l("Not published")}},
        ),
    ),
    anonymise=_anonymise,
    rules=(
        Rule(
            "conduct.notes",
            _l("Notes of RIL and leads about a member"),
            _TWO_YEARS,
            _l("To know what happened before when something happens again."),
            _forget_notes,
        ),
        Rule(
            "conduct.warnings",
            _l("Warnings that a member was given"),
            _TWO_YEARS,
            _l("To know what happened before when something happens again."),
            _forget_warnings,
        ),
        Rule(
            "conduct.held",
            _l("Texts that waited for RIL, once they were decided on"),
            timedelta(days=30),
            _l("So that their author can write them anew."),
            _forget_held,
        ),
    ),
)
