"""What a topic is about, as the form that changes it begins with."""

import hashlib
from dataclasses import astuple
from dataclasses import dataclass
from dataclasses import replace

from sqlalchemy import select

from forum.certification.queries import criteria_in_order
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.policy import require
from forum.discussion.loading import get_topic
from forum.discussion.models import Topic
from forum.discussion.models import TopicCriterion
from forum.discussion.models import TopicPractice
from forum.discussion.policy import can_edit_topic


@dataclass(frozen=True, slots=True)
class TopicDetails:
    """Title, stage, language, practices and criteria."""

    title: str
    stage_id: int
    language: str
    practice_ids: frozenset[int] = frozenset()
    criterion_ids: frozenset[int] = frozenset()

    def fingerprint(self) -> str:
        """Return what tells one state from another."""
        parts = [sorted(part) if isinstance(part, frozenset) else part for part in astuple(self)]
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]


def topic_to_edit(actor: Actor, topic_id: int) -> tuple[Topic, TopicDetails]:
    """Return a topic that the actor may edit, and what it is about."""
    topic = get_topic(actor, topic_id)
    require(can_edit_topic(actor, topic))
    return topic, details_of(topic)


def details_of(topic: Topic) -> TopicDetails:
    """Return what a topic is about."""
    practices = set(session.scalars(select(TopicPractice.practice_id).where(TopicPractice.topic_id == topic.id)))
    criteria = frozenset(
        session.scalars(select(TopicCriterion.criterion_id).where(TopicCriterion.topic_id == topic.id))
    )
    return plain(
        TopicDetails(
            title=topic.title,
            stage_id=topic.stage_id,
            language=topic.language,
            practice_ids=frozenset(practices),
            criterion_ids=criteria,
        )
    )


def plain(details: TopicDetails) -> TopicDetails:
    """Return the same without the practices that a criterion implies anyhow."""
    implied = {c.practice_id for c in criteria_in_order() if c.id in details.criterion_ids}
    return replace(details, practice_ids=details.practice_ids - implied)
