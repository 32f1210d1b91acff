"""Reports as cases: one per post, whatever the number of people who reported it."""

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from typing import Final

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
from forum.core.pagination import Page
from forum.core.pagination import decode_cursor
from forum.core.pagination import encode_cursor
from forum.core.policy import require
from forum.core.text import Text
from forum.discussion.addresses import post_address
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.moderation.labels import OUTCOMES
from forum.moderation.labels import REASONS
from forum.moderation.models import Report
from forum.moderation.policy import can_handle_reports
from forum.moderation.policy import handled_reports

PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What one member reported. Leads are not told who."""

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


@dataclass(frozen=True, slots=True)
class Author:
    """What a case says of who wrote the post."""

    posts: int
    hidden: int
    reported: int


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


def cases_page(actor: Actor, *, state: str = "open", after: str | None = None, before: str | None = None) -> Page[Case]:
    """Return the posts that wait, longest first; or those decided, latest first."""
    require(can_handle_reports(actor))
    older_than = decode_cursor(after, int)
    newer_than = decode_cursor(before, int) if older_than is None else None
    key = func.min(Report.id) if state == "open" else func.max(Report.id)
    query = (
        select(Report.post_id, key.label("key"))
        .join(Post, Post.id == Report.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .join(User, User.id == Post.author_id)
        .where(Report.state == state, handled_reports(actor))
        .group_by(Report.post_id)
    )
    ascending = (state == "open") != (newer_than is not None)
    bound = older_than or newer_than
    if bound is not None:
        query = query.having(key > bound[0] if ascending else key < bound[0])
    found = list(session.execute(query.order_by(key.asc() if ascending else key.desc()).limit(PAGE + 1)).all())
    more = len(found) > PAGE
    found = found[:PAGE]
    if newer_than is not None:
        found.reverse()
    cases = _cases(actor, [row.post_id for row in found], state)
    has_newer = more if newer_than is not None else older_than is not None
    return Page(
        [cases[row.post_id] for row in found if row.post_id in cases],
        newer=encode_cursor(found[0].key) if found and has_newer else None,
        older=encode_cursor(found[-1].key) if found and (more or newer_than is not None) else None,
    )


def get_case(actor: Actor, report_id: int) -> Case:
    """Return the case that a report belongs to; NotFound for one that is not the actor's to see."""
    require(can_handle_reports(actor))
    # One statement, so that a case which is not theirs costs what an absent one does.
    query = (
        select(Report.post_id, Report.state)
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
        case = _cases(actor, [row.post_id], row.state).get(row.post_id)
        if case is not None:
            return case
    raise NotFound


def author_of(case: Case) -> Author:
    """Return what is known of who wrote the post of a case, in one statement."""
    posts = (Post.author_id == case.author_id, Post.kind == "post")
    against = (
        select(func.count(Report.post_id.distinct()))
        .join(Post, Post.id == Report.post_id)
        .where(*posts, Report.post_id != case.post_id)
        .scalar_subquery()
    )
    hidden = (
        select(func.count())
        .select_from(Post)
        .where(*posts, Post.state != "visible", Post.state_by_id.is_distinct_from(case.author_id))
        .scalar_subquery()
    )
    visible = select(func.count()).select_from(Post).where(*posts, Post.state == "visible").scalar_subquery()
    return Author(*session.execute(select(visible, hidden, against)).one())


def _cases(actor: Actor, post_ids: Sequence[int], state: str) -> dict[int, Case]:
    if not post_ids:
        return {}
    reports = session.scalars(
        select(Report).where(Report.post_id.in_(post_ids), Report.state == state).order_by(Report.id)
    ).all()
    rows = session.execute(
        select(Topic, Post, *PERSON_COLUMNS)
        .select_from(Post)
        .join(Topic, Topic.id == Post.topic_id)
        .join(User, User.id == Post.author_id)
        .where(Post.id.in_(post_ids), handled_reports(actor))
    ).all()
    people = people_by_ids(_names(reports, actor), actor)
    by_post: dict[int, list[Report]] = {}
    for report in reports:
        by_post.setdefault(report.post_id, []).append(report)
    return {row.Post.id: _case(row, by_post[row.Post.id], people, actor) for row in rows if row.Post.id in by_post}


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
                REASONS.get(report.reason, report.reason),
                report.note,
                people.get(report.reporter_id or 0, GONE) if actor.is_staff else None,
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
