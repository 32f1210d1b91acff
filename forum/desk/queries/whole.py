"""A reported post whole: its text to correct, its translation, and what was decided on it and on its author before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.policy import can_admonish
from forum.accounts.policy import can_suspend
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.text import Text
from forum.desk.labels import outcome_label
from forum.desk.models import Claim
from forum.desk.queries.authors import AUTHOR_COLUMNS
from forum.desk.queries.authors import KnownOfAuthor
from forum.desk.queries.authors import known_of
from forum.desk.queries.queue import CLAIM_COLUMNS
from forum.desk.queries.queue import HOLDER
from forum.desk.queries.rows import Holder
from forum.desk.queries.rows import holder_of
from forum.desk.queries.standard import standard_sentence
from forum.discussion.models import Post
from forum.discussion.models import Translation
from forum.discussion.queries.withholding import text_to_edit
from forum.discussion.readings import READING_COLUMNS
from forum.discussion.readings import Reading
from forum.discussion.readings import of_post
from forum.discussion.readings import reading_of
from forum.moderation.models import Report
from forum.moderation.queries.reports import Case

_EARLIER = 5


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was decided before: on this post, or on another of the same author."""

    outcome: Text
    answer: str
    name: str
    at: datetime
    same_post: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """What the page of a case says beyond its row."""

    #: Markdown as it is, and as the form of a correction begins with.
    source: str
    body: str
    #: The post in the other language, whatever the moderator reads: the original stands beside it.
    reading: Reading | None
    #: What the reader may do: the first post stays, the topic is its question.
    may_move: bool
    may_warn: bool
    may_suspend: bool
    standard_reason: str
    #: In which the author is told.
    author_language: str
    #: For RIL: a lead knows nothing of what somebody wrote elsewhere.
    record: KnownOfAuthor | None
    holder: Holder | None
    earlier: Sequence[Earlier]


def whole_case(actor: Actor, case: Case) -> Whole:
    """Return what is known of a reported post that the actor may decide on."""
    of_case = and_(Claim.kind == "report", Claim.subject_id == case.report_id)
    row = session.execute(
        select(Post, User, *READING_COLUMNS, *CLAIM_COLUMNS, *AUTHOR_COLUMNS)
        .join(User, User.id == Post.author_id)
        .outerjoin(Translation, of_post())
        .outerjoin(Claim, of_case)
        .outerjoin(HOLDER, HOLDER.id == Claim.holder_id)
        .where(Post.id == case.post_id)
    ).one()
    reading = reading_of(row, written=row.Post.language, masked=False) if case.language not in actor.reads else None
    return Whole(
        row.Post.body,
        text_to_edit(actor, row.Post),
        reading,
        case.number > 1,
        bool(can_admonish(actor, row.User)),
        bool(can_suspend(actor, row.User)),
        standard_sentence([report.key for report in case.reports], row.User.ui_language),
        row.User.ui_language,
        known_of(row) if actor.is_staff else None,
        holder_of(row, actor),
        _earlier(actor, case),
    )


def _earlier(actor: Actor, case: Case) -> list[Earlier]:
    """Return the latest decisions on this post, and for RIL on others of its author: of those that were one, one."""
    # Of what was decided on posts elsewhere a lead knows nothing.
    posts = (Post.author_id == case.author_id) if actor.is_staff else (Post.id == case.post_id)
    decided = (
        select(func.max(Report.id))
        .join(Post, Post.id == Report.post_id)
        .where(Report.state == "closed", posts)
        .group_by(Report.post_id, Report.closed_at)
    )
    rows = session.execute(
        select(Report, User.name)
        .outerjoin(User, User.id == Report.closed_by_id)
        .where(Report.id.in_(decided), Report.closed_at.is_not(None))
        .order_by(Report.closed_at.desc(), Report.id.desc())
        .limit(_EARLIER)
    )
    return [
        Earlier(
            outcome_label("report", row.Report.outcome or ""),
            row.Report.answer,
            row.name or "RIL",
            row.Report.closed_at,
            row.Report.post_id == case.post_id,
        )
        for row in rows
    ]
