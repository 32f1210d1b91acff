"""Counting one day from what is there: done again, it gives the same, or what became of it since.

Topics of the demonstration are topics like others: where there are none of them, none are counted.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from datetime import datetime
from typing import Any
from typing import Final

from sqlalchemy import ColumnElement
from sqlalchemy import and_
from sqlalchemy import case
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy.orm import aliased

from forum.accounts.models import User
from forum.cities.models import City
from forum.core.db import fetch
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.models import TopicPractice
from forum.insights import measures
from forum.insights.models import InsightCount
from forum.insights.models import InsightDay
from forum.insights.periods import DAY
from forum.insights.periods import begins
from forum.insights.periods import day_of
from forum.promise.calendar import due_at
from forum.promise.calendar import working_hours
from forum.promise.queries.calendars import calendar_of
from forum.promise.queries.calendars import promised_days
from forum.translation.models import Correction

#: (part, measure, key) → number.
Numbers = Counter[tuple[str, str, str]]
#: Who may read a topic with these is every member.
OPEN_AUDIENCES: Final = ("public", "community")

_first = aliased(Post, name="first_post")
_reply = aliased(Post, name="reply")
#: When somebody else first replied to a topic with what still can be read.
_ANSWERED_AT: Final = (
    select(func.min(_reply.created_at))
    .where(
        _reply.topic_id == Topic.id,
        _reply.kind == "post",
        _reply.state == "visible",
        _reply.number > 1,
        _reply.author_id != Topic.author_id,
    )
    .correlate(Topic)
    .scalar_subquery()
)
_IS_OPEN: Final = case((Topic.audience.in_(OPEN_AUDIENCES), 1), else_=0)


def first_day() -> date | None:
    """Return the day of the oldest topic; None while there is none."""
    oldest = fetch(select(func.min(Topic.created_at))).scalar()
    return day_of(oldest) if oldest is not None else None


def counted_days() -> dict[date, datetime]:
    """Return the days that were counted, and when last."""
    return {row.day: row.rolled_at for row in fetch(select(InsightDay.day, InsightDay.rolled_at))}


def numbers_kept(day: date) -> Numbers:
    """Return what was counted of a day before, without what cannot be counted again."""
    rows = fetch(
        select(InsightCount.part, InsightCount.measure, InsightCount.key, InsightCount.number).where(
            InsightCount.day == day, InsightCount.measure.in_(measures.ROLLED)
        )
    )
    return Counter({(row.part, row.measure, row.key): row.number for row in rows})


def numbers_of(day: date) -> Numbers:
    """Count a day."""
    found: Numbers = Counter()
    _count_topics(found, day)
    _count_replies(found, day)
    _count_people(found, day)
    _count_corrections(found, day)
    return found


def _within(column: Any, day: date) -> ColumnElement[bool]:
    return and_(column >= begins(day), column < begins(day + DAY))


def _shown_topics(day: date) -> list[ColumnElement[bool]]:
    return [_within(Topic.created_at, day), Topic.deleted_at.is_(None), _first.state == "visible"]


def _count_topics(found: Numbers, day: date) -> None:
    of_first = and_(_first.topic_id == Topic.id, _first.number == 1)
    rows = fetch(
        select(
            Topic.id,
            Topic.kind,
            Topic.stage_id,
            Topic.language,
            Topic.author_city_id,
            Topic.status,
            Topic.created_at,
            City.country_code,
            _IS_OPEN.label("open"),
            _ANSWERED_AT.label("answered_at"),
        )
        .join(_first, of_first)
        .outerjoin(City, City.id == Topic.author_city_id)
        .where(*_shown_topics(day))
    ).all()
    about: dict[int, list[int]] = {}
    if rows:
        pairs = fetch(
            select(TopicPractice.topic_id, TopicPractice.practice_id)
            .join(Topic, Topic.id == TopicPractice.topic_id)
            .join(_first, of_first)
            .where(*_shown_topics(day))
        )
        for pair in pairs:
            about.setdefault(pair.topic_id, []).append(pair.practice_id)
    for row in rows:
        practices = about.get(row.id, [])
        _add(found, row, measures.TOPICS)
        _add(found, row, measures.BY_STAGE, str(row.stage_id))
        _add(found, row, measures.BY_LANGUAGE, row.language)
        if row.author_city_id is not None:
            _add(found, row, measures.BY_CITY, str(row.author_city_id))
        for practice in practices:
            _add(found, row, measures.BY_PRACTICE, str(practice))
        if row.kind == "question":
            _count_question(found, row, practices)


def _count_question(found: Numbers, row: Any, practices: Iterable[int]) -> None:
    _add(found, row, measures.QUESTIONS)
    if row.status == "solved":
        _add(found, row, measures.SOLVED)
    if row.answered_at is None:
        _add(found, row, measures.WAIT_BY_STAGE, f"{row.stage_id}:none")
        for practice in practices or (0,):
            _add(found, row, measures.OPEN, f"{practice}:{row.stage_id}")
        return
    calendar = calendar_of(row.author_city_id)
    in_time = row.answered_at <= due_at(row.created_at, promised_days(), calendar)
    at_once = row.answered_at <= due_at(row.created_at, 1, calendar)
    _add(found, row, measures.ANSWERED)
    _add(found, row, measures.WAIT, str(working_hours(row.created_at, row.answered_at, calendar)))
    _add(found, row, measures.WAIT_BY_STAGE, f"{row.stage_id}:{'day' if at_once else 'promise' if in_time else 'more'}")
    if in_time:
        _add(found, row, measures.IN_TIME)


def _count_replies(found: Numbers, day: date) -> None:
    by_another = case((Post.author_id != Topic.author_id, 1), else_=0)
    columns = (City.country_code, _IS_OPEN.label("open"), Topic.language, Post.language.label("spoken"))
    rows = fetch(
        select(*columns, by_another.label("by_another"), func.count().label("number"))
        .select_from(Post)
        .join(Topic, Topic.id == Post.topic_id)
        .outerjoin(City, City.id == Post.author_city_id)
        .where(
            _within(Post.created_at, day),
            Post.kind == "post",
            Post.state == "visible",
            Post.number > 1,
            Topic.deleted_at.is_(None),
        )
        .group_by(City.country_code, _IS_OPEN, Topic.language, Post.language, by_another)
    )
    for row in rows:
        _add(found, row, measures.REPLIES, number=row.number)
        if row.by_another:
            _add(found, row, measures.CROSSING, f"{row.language}-{row.spoken}", number=row.number)


def _count_people(found: Numbers, day: date) -> None:
    rows = fetch(
        select(City.country_code, func.count().label("number"))
        .join(User, User.city_id == City.id)
        .where(_within(User.created_at, day), User.state == "active")
        .group_by(City.country_code)
    )
    for row in rows:
        _add_to(found, ("all", "open", row.country_code), measures.JOINED, number=row.number)


def _count_corrections(found: Numbers, day: date) -> None:
    rows = fetch(
        select(City.country_code, _IS_OPEN.label("open"), Correction.state, func.count().label("number"))
        .select_from(Correction)
        .join(Post, Post.id == Correction.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .outerjoin(User, User.id == Correction.author_id)
        .outerjoin(City, City.id == User.city_id)
        .where(_within(Correction.created_at, day), Post.state == "visible", Topic.deleted_at.is_(None))
        .group_by(City.country_code, _IS_OPEN, Correction.state)
    )
    for row in rows:
        _add(found, row, measures.CORRECTIONS, row.state, number=row.number)


def _add(found: Numbers, row: Any, measure: str, key: str = "", *, number: int = 1) -> None:
    """Add to all parts to which a row belongs: everything, what every member may read, the country of its author."""
    parts = ["all"]
    if row.open:
        parts.append("open")
    if row.country_code:
        parts.append(row.country_code)
    _add_to(found, parts, measure, key, number=number)


def _add_to(found: Numbers, parts: Iterable[str], measure: str, key: str = "", *, number: int = 1) -> None:
    for part in parts:
        found[part, measure, key] += number
