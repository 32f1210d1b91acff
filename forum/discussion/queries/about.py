"""What a topic is about and who takes part in it: kept by the data versions, for members and for visitors."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import func
from sqlalchemy import select

from forum.certification.queries import CriterionView
from forum.certification.queries import PracticeView
from forum.certification.queries import criteria_in_order
from forum.certification.queries import practices_in_order
from forum.cities.queries import CityView
from forum.cities.queries import city_by_id
from forum.core import versions
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.kept import Kept
from forum.discussion.models import Post
from forum.discussion.models import TopicCriterion
from forum.discussion.models import TopicPractice

_kept: Final[Kept["About"]] = Kept(2_000_000, versioned=True)


@dataclass(frozen=True, slots=True)
class About:
    """Practices and criteria of a topic, and who wrote how often in it."""

    practices: tuple[PracticeView, ...]
    criteria: tuple[CriterionView, ...]
    cities: tuple[tuple[CityView, int], ...]
    staff_posts: int


def about_topic(actor: Actor, topic_id: int) -> About:
    """Return what a topic is about, in two statements; the caller has checked that the actor sees it."""
    numbers = versions.data_versions()
    key = (numbers, topic_id, actor.is_member)
    found = _kept.get(key) if numbers is not None else None
    if found is not None:
        return found
    practices, criteria = _standard(topic_id)
    cities, staff_posts = _cities(actor, topic_id)
    made = About(practices, criteria, cities, staff_posts)
    return _kept.put(key, made, 1_500) if numbers is not None else made


def _standard(topic_id: int) -> tuple[tuple[PracticeView, ...], tuple[CriterionView, ...]]:
    """Return practices and criteria of a topic, in one statement."""
    rows = session.execute(
        select(TopicPractice.practice_id.label("practice"), TopicCriterion.criterion_id.label("criterion"))
        .outerjoin(TopicCriterion, TopicCriterion.topic_id == TopicPractice.topic_id)
        .where(TopicPractice.topic_id == topic_id)
    ).all()
    practices = {row.practice for row in rows}
    criteria = {row.criterion for row in rows}
    return (
        tuple(p for p in practices_in_order() if p.id in practices),
        tuple(c for c in criteria_in_order() if c.id in criteria),
    )


def _cities(actor: Actor, topic_id: int) -> tuple[tuple[tuple[CityView, int], ...], int]:
    """Return who takes part; nothing for visitors, who may not know which cities do."""
    if not actor.is_member:
        return (), 0
    rows = session.execute(
        select(Post.author_city_id, func.count())
        .where(Post.topic_id == topic_id, Post.kind == "post", Post.state == "visible")
        .group_by(Post.author_city_id)
        .order_by(func.count().desc(), Post.author_city_id)
    ).all()
    cities = tuple((city, count) for city_id, count in rows if (city := city_by_id(city_id)) is not None)
    return cities, sum(count for city_id, count in rows if city_id is None)
