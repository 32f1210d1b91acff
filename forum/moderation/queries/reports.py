"""Reports as cases: one per post, whatever the number of people who reported it."""

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect
from sqlalchemy import func
from sqlalchemy import select

from forum.accounts.models import User
from forum.accounts.queries import GONE
from forum.accounts.queries import PERSON_COLUMNS
from forum.accounts.queries import Person
from forum.accounts.queries import people_by_ids
from forum.accounts.queries import present
from forum.certification.queries import StageView
from forum.certification.queries import stage_by_id
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import NotFound
from forum.core.policy import require
from forum.core.text import Text
from forum.discussion.addresses import post_address
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.moderation.labels import ALL_REASONS
from forum.moderation.labels import BY_FORUM
from forum.moderation.labels import OUTCOMES
from forum.moderation.models import Report
from forum.moderation.policy import can_handle_reports
from forum.moderation.policy import handled_reports


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What one member reported. Leads are not told who."""

    #: The reason's key, and its words.
    key: str
    reason: Text
    note: str
    reporter: Person | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """A post that somebody reported."""

    #: The oldest of its reports: the address of the case.
    report_id: int
    state: str
    reports: Sequence[ReportLine]
    topic_id: int
    title: str
    topic_language: str
    audience: str
    room_city_id: int | None
    stage: StageView | None
    post_id: int
    number: int
    post_state: str
    language: str
    html: str
    #: Empty for what stands in a city's room: RIL's reading of that is written down, on the page of the case.
    excerpt: str
    posted_at: datetime
    author: Person
    author_id: int | None
    waiting_since: datetime
    outcome: Text | None
    answer: str
    closed_by: Person | None
    closed_at: datetime | None
    url: str


def count_of_open_cases(actor: Actor) -> ScalarSelect[int]:
    """Return, as a part for another statement, how many posts wait for a decision of the actor."""
    query = (
        select(func.count(Report.post_id.distinct()))
        .join(Post, Post.id == Report.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .join(User, User.id == Post.author_id)
        .where(Report.state == "open", handled_reports(actor))
    )
    return query.scalar_subquery()


def get_case(actor: Actor, report_id: int) -> Case:
    """Return the case that a report belongs to; NotFound for one that is not the actor's to see."""
    require(can_handle_reports(actor))
    query = (
        select(Topic, Post, Report.state.label("report_state"), Report.closed_at, *PERSON_COLUMNS)
        .select_from(Report)
        .join(Post, Post.id == Report.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .join(User, User.id == Post.author_id)
        .where(Report.id == report_id, handled_reports(actor))
    )
    # Somebody may decide it between this statement and the next: then it is another case, and read once more.
    for _attempt in range(2):
        row = session.execute(query).first()
        if row is None:
            break
        reports = session.scalars(
            select(Report)
            .where(
                Report.post_id == row.Post.id,
                Report.state == row.report_state,
                # Those that were decided together.
                Report.closed_at.is_not_distinct_from(row.closed_at),
            )
            .order_by(Report.id)
        ).all()
        if reports:
            return _case(row, reports, people_by_ids(_names(reports, actor), actor), actor)
    raise NotFound


def _names(reports: Iterable[Report], actor: Actor) -> set[int | None]:
    deciders = {report.closed_by_id for report in reports}
    return deciders | ({report.reporter_id for report in reports} if actor.is_staff else set())


def _case(row: Any, reports: Sequence[Report], people: dict[int, Person], actor: Actor) -> Case:
    topic, post, first = row.Topic, row.Post, reports[0]
    closed = first if first.state == "closed" else None
    return Case(
        report_id=first.id,
        state=first.state,
        reports=[
            ReportLine(
                report.reason,
                ALL_REASONS.get(report.reason, report.reason),
                report.note,
                people.get(report.reporter_id or 0, GONE) if actor.is_staff and report.reason != BY_FORUM else None,
                report.created_at,
            )
            for report in reports
        ],
        topic_id=topic.id,
        title=topic.title,
        topic_language=topic.language,
        audience=topic.audience,
        room_city_id=topic.city_id,
        stage=stage_by_id(topic.stage_id),
        post_id=post.id,
        number=post.number,
        post_state=post.state,
        language=post.language,
        html=post.html,
        excerpt="" if topic.audience == "city" and actor.is_staff else post.excerpt,
        posted_at=post.created_at,
        author=present(row, actor),
        author_id=post.author_id,
        waiting_since=first.created_at,
        outcome=OUTCOMES.get(closed.outcome or "") if closed else None,
        answer=closed.answer if closed else "",
        closed_by=people.get(closed.closed_by_id or 0, GONE) if closed else None,
        closed_at=closed.closed_at if closed else None,
        url=post_address(topic.slug, topic.id, post.number),
    )
