"""Whom RIL could ask about a topic: derived from what members may read of each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from typing import Any
from typing import Final

from sqlalchemy import ColumnElement
from sqlalchemy import and_
from sqlalchemy import case
from sqlalchemy import func
from sqlalchemy import literal
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import true

from forum.accounts.models import User
from forum.accounts.queries import PERSON_COLUMNS
from forum.accounts.queries import Person
from forum.accounts.queries import present
from forum.certification.queries import stages_in_order
from forum.cities.queries import cities_past
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.policy import require
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.models import TopicCriterion
from forum.discussion.models import TopicPractice
from forum.discussion.queries.topic_view import TopicView
from forum.promise.models import HelpRequest
from forum.promise.policy import can_ask

#: People offered, and asked at once.
MOST_ASKED: Final = 5
#: How often a person is asked in a day, by all of RIL.
MOST_A_DAY: Final = 3
#: What a chosen answer counts: about the same criterion, the same practice, and more when RIL confirmed it.
_CRITERION, _PRACTICE, _CONFIRMED = 3, 1, 1


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who could help."""

    person: Person
    #: Languages they read: `es`, `pt`.
    reads: tuple[str, ...]
    #: Chosen answers of theirs about the same criteria or practices; 0 for who leads a city that has passed the stage.
    answers: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who was asked, and when."""

    person: Person
    at: datetime


def helpers_for(actor: Actor, topic: TopicView) -> list[Helper]:
    """Return at most five members whom RIL could ask: two statements.

    First those whose answers were chosen in topics of the same criteria or practices that the whole community reads;
    then who leads a city that has passed the stage and shares it. Nobody who asked, has replied, was asked, may not
    read the topic, or was asked often enough today.
    """
    require(can_ask(actor, topic))
    rows: list[Any] = list(session.execute(_answerers(topic)).all())
    if len(rows) < MOST_ASKED and topic.audience != "city":
        cities = [city.id for city in _cities_past(actor, topic) if city.id != topic.author_city_id]
        found = {row.id for row in rows}
        leads = select(*_COLUMNS, literal(0).label("answers")).where(
            User.city_role == "lead", User.city_id.in_(cities), User.id.not_in(found), *_askable(topic)
        )
        rows += session.execute(leads.order_by(User.id).limit(MOST_ASKED - len(rows))).all()
    return [_helper(row, actor) for row in rows]


def asked_about(actor: Actor, topic: TopicView) -> Sequence[Asked]:
    """Return who was asked about a topic, the first first."""
    require(can_ask(actor, topic))
    rows = session.execute(
        select(*PERSON_COLUMNS, HelpRequest.created_at.label("asked_at"))
        .join(User, User.id == HelpRequest.user_id)
        .where(HelpRequest.topic_id == topic.id)
        .order_by(HelpRequest.id)
    )
    return [Asked(present(row, actor), row.asked_at) for row in rows]


def is_asked_enough(user_id: int) -> bool:
    """Tell whether somebody was asked as often today as may be."""
    number = select(func.count(HelpRequest.id)).where(
        HelpRequest.user_id == user_id, HelpRequest.created_at > _day_ago()
    )
    return (session.scalar(number) or 0) >= MOST_A_DAY


_COLUMNS: Final = (*PERSON_COLUMNS, User.reads_spanish, User.reads_portuguese)


def _answerers(topic: TopicView) -> Any:
    criteria = select(TopicCriterion.criterion_id).where(TopicCriterion.topic_id == topic.id)
    practices = select(TopicPractice.practice_id).where(TopicPractice.topic_id == topic.id)
    by_criterion = Topic.id.in_(select(TopicCriterion.topic_id).where(TopicCriterion.criterion_id.in_(criteria)))
    by_practice = Topic.id.in_(select(TopicPractice.topic_id).where(TopicPractice.practice_id.in_(practices)))
    weight = func.sum(
        case((by_criterion, _CRITERION), else_=_PRACTICE)
        + case((Topic.confirmed_by_id.is_not(None), _CONFIRMED), else_=0)
    )
    return (
        select(*_COLUMNS, func.count(Topic.id).label("answers"))
        .join(Post, and_(Post.author_id == User.id, Post.state == "visible"))
        .join(Topic, and_(Topic.answer_post_id == Post.id, Topic.id == Post.topic_id))
        .where(
            # What happened in a room tells nobody anything, RIL neither.
            Topic.audience.in_(("public", "community")),
            Topic.deleted_at.is_(None),
            Topic.id != topic.id,
            or_(by_criterion, by_practice),
            *_askable(topic),
        )
        .group_by(User.id)
        .order_by(weight.desc(), User.id)
        .limit(MOST_ASKED)
    )


def _askable(topic: TopicView) -> tuple[ColumnElement[bool], ...]:
    """Return `can_be_asked` as a condition over `User`, without those for whom it would be too much."""
    replied = select(Post.author_id).where(Post.topic_id == topic.id, Post.author_id.is_not(None))
    asked = select(HelpRequest.user_id).where(HelpRequest.topic_id == topic.id)
    often = (
        select(HelpRequest.user_id)
        .where(HelpRequest.created_at > _day_ago())
        .group_by(HelpRequest.user_id)
        .having(func.count() >= MOST_A_DAY)
    )
    return (
        User.state == "active",
        User.site_role == "member",
        User.id != topic.author_id,
        User.city_id == topic.city_id if topic.audience == "city" else true(),
        User.id.not_in(replied),
        User.id.not_in(asked),
        User.id.not_in(often),
    )


def _cities_past(actor: Actor, topic: TopicView) -> list[Any]:
    if topic.stage is None or not topic.stage.position:
        return []
    positions = {stage.id: stage.position for stage in stages_in_order()}
    return [city for city in cities_past(actor, topic.stage.position, positions) if city.shares_stage]


def _helper(row: Any, actor: Actor) -> Helper:
    reads = (("es", row.reads_spanish), ("pt", row.reads_portuguese))
    return Helper(present(row, actor), tuple(language for language, does in reads if does), row.answers)


def _day_ago() -> datetime:
    return clock.now() - timedelta(days=1)
