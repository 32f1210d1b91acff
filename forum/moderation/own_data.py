"""What moderation holds of a person: reports that they made, and acts by them and about them."""

from collections.abc import Iterator
from datetime import datetime
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_
from sqlalchemy import or_
from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.events import Event
from forum.core.events import EventDetail
from forum.core.events import audited_kinds
from forum.core.owndata import Leaver
from forum.core.owndata import Part
from forum.core.owndata import Row
from forum.core.owndata import Section
from forum.core.retention import Rule
from forum.core.retention import empty_rows
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import is_still_told
from forum.discussion.policy import visible_topics
from forum.moderation.labels import ACTS
from forum.moderation.labels import OUTCOMES
from forum.moderation.labels import REASONS
from forum.moderation.labels import TOLD_TO_AUTHORS
from forum.moderation.models import Report
from forum.moderation.queries.log import READINGS

_WHEN: Final = _l("When")
_WHERE: Final = _l("Where it stands")
#: Acts on somebody that they are told with the reason; of others they know that they happened.
_EXPLAINED: Final = ("UserSuspended", "UserRefused", "UserSilenced", "MemberWarned")


def _reports(actor: Actor) -> Iterator[Row]:
    rows = session.execute(
        select(Report.created_at, Report.reason, Report.note, Report.state, Report.outcome, Report.post_id, Topic.id)
        .join(Post, Post.id == Report.post_id)
        .outerjoin(Topic, and_(Topic.id == Post.topic_id, visible_topics(actor)))
        .where(Report.reporter_id == actor.id)
        .order_by(Report.id)
    )
    for row in rows:
        yield {
            "created_at": row.created_at,
            "reason": row.reason,
            "note": row.note,
            "state": row.state,
            "outcome": row.outcome,
            "url": f"/posts/{row.post_id}" if row.id is not None else None,
        }


def _acts_on_them(actor: Actor) -> Iterator[Row]:
    """Yield what was done to the person and to their posts; never by whom."""
    own_posts = select(Post.id).where(Post.author_id == actor.id)
    rows = session.execute(
        select(
            Event.kind,
            Event.created_at,
            EventDetail.reason,
            or_(Topic.id.is_(None), is_still_told(actor)).label("told"),
        )
        .outerjoin(EventDetail, EventDetail.event_id == Event.id)
        .outerjoin(Post, and_(Event.subject_kind == "post", Post.id == Event.subject_id))
        .outerjoin(Topic, Topic.id == Post.topic_id)
        .where(
            or_(
                and_(Event.subject_kind == "user", Event.subject_id == actor.id),
                and_(Event.subject_kind == "post", Event.kind.in_(TOLD_TO_AUTHORS), Event.subject_id.in_(own_posts)),
            )
        )
        .order_by(Event.id)
    )
    for row in rows:
        explained = row.told and (row.kind in TOLD_TO_AUTHORS or row.kind in _EXPLAINED)
        yield {"kind": row.kind, "created_at": row.created_at, "reason": row.reason if explained else None}


def _acts_by_them(actor: Actor) -> Iterator[Row]:
    rows = session.execute(
        select(Event.kind, Event.created_at, EventDetail.reason)
        .outerjoin(EventDetail, EventDetail.event_id == Event.id)
        .where(Event.actor_id == actor.id, Event.kind.in_([*audited_kinds(), *READINGS]))
        .order_by(Event.id)
    )
    return (row._asdict() for row in rows)


def _anonymise(leaver: Leaver) -> None:
    """Take the person out of notes and answers; that a post was reported stays."""
    for row in session.scalars(select(Report).where(or_(Report.note != "", Report.answer != ""))):
        row.note = leaver.eraser.papers(row.note)
        row.answer = leaver.eraser.papers(row.answer)


def _forget_notes(moment: datetime) -> int:
    said = or_(Report.note != "", Report.answer != "")
    return empty_rows(Report, said & (Report.closed_at < moment), {"note": "", "answer": ""})


PART: Final = Part(
    sections=(
        Section(
            "reports",
            _l("Reports that you made"),
            {
                "created_at": _WHEN,
                "reason": _l("Reason"),
                "note": _l("What you wrote"),
                "state": _l("State"),
                "outcome": _l("Decision"),
                "url": _WHERE,
            },
            _reports,
            {
                "reason": REASONS,
                "state": {"open": _l("Waiting for a decision"), "closed": _l("Decided")},
                "outcome": OUTCOMES,
            },
        ),
        Section(
            "acts_on_you",
            _l("What was done about you and your posts"),
            {"kind": _l("Act"), "created_at": _WHEN, "reason": _l("Reason")},
            _acts_on_them,
            {"kind": ACTS},
        ),
        Section(
            "acts_by_you",
            _l("What you did as a lead or for RIL"),
            {"kind": _l("Act"), "created_at": _WHEN, "reason": _l("Reason")},
            _acts_by_them,
            {"kind": ACTS},
        ),
    ),
    anonymise=_anonymise,
    rules=(
        Rule(
            "moderation.notes",
            _l("Notes and answers of reports that were decided"),
            timedelta(days=365),
            _l("To look at a decision again when somebody asks for it."),
            _forget_notes,
        ),
    ),
)
