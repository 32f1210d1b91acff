"""Slow mode: setting it, ending it, and keeping to it."""

from datetime import datetime
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from sqlalchemy import func
from sqlalchemy import select

from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Invalid
from forum.core.errors import TooMany
from forum.core.events import record
from forum.core.formatting import datetime_text
from forum.core.policy import require
from forum.discussion.commands.notices import add_notice
from forum.discussion.commands.topics import find_sent
from forum.discussion.events import TopicSlowed
from forum.discussion.events import TopicUnslowed
from forum.discussion.loading import lock_topic
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.pace import SLOWEST
from forum.discussion.pace import may_write_at
from forum.discussion.pace import pace_of
from forum.discussion.policy import can_curate
from forum.discussion.policy import keeps_pace

FARTHEST: Final = timedelta(days=2 * 366)


class TooSoon(TooMany):
    """Somebody wrote in a topic in slow mode a moment ago; `again_at` is when they may again."""

    def __init__(self, again_at: datetime) -> None:
        """Keep the moment: it is put into the reader's time zone when the answer is made."""
        moment = LazyString(datetime_text, again_at)
        wait = again_at - clock.now()
        super().__init__(
            _l("Slow mode: you can write here again on %(moment)s.", moment=moment),
            retry_after=max(1, round(wait.total_seconds())),
        )
        self.again_at = again_at


def slow_down(actor: Actor, topic_id: int, *, minutes: int, until: datetime | None = None) -> Topic:
    """Let each member write in a topic once in so many minutes only, until a moment or for good."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_curate(actor, topic))
        if not 1 <= minutes <= SLOWEST:
            raise Invalid(_l("Choose between one minute and a week."), field="minutes")
        now = clock.now()
        if until is not None and not now < until <= now + FARTHEST:
            raise Invalid(_l("Choose a moment in the future, within two years."), field="until")
        if pace_of(topic) == minutes and topic.slow_until == until:
            return topic  # The form was sent twice.
        topic.slow_minutes, topic.slow_until = minutes, until
        add_notice(actor, topic, "slowed", {"count": minutes})
        record(actor, TopicSlowed(topic.id, topic.city_id), after={"minutes": minutes})
        return topic


def speed_up(actor: Actor, topic_id: int) -> Topic:
    """Let members write in a topic whenever they like."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_curate(actor, topic))
        slow = pace_of(topic) is not None
        topic.slow_minutes = topic.slow_until = None
        if slow:
            add_notice(actor, topic, "unslowed", {})
            record(actor, TopicUnslowed(topic.id, topic.city_id))
        return topic


def keep_pace(actor: Actor, topic: Topic, request_id: str | None) -> None:
    """Raise TooSoon for a reply in slow mode by who wrote in the topic less than its pause ago.

    What they deleted counts: otherwise one would delete to write again. The same form sent again writes nothing new, and
    gets the answer that it got. It is decided while the topic is locked; before that it saves work.
    """
    if pace_of(topic) is None or not keeps_pace(actor, topic):
        return
    wrote = select(func.max(Post.created_at)).where(
        Post.topic_id == topic.id, Post.author_id == actor.id, Post.kind == "post"
    )
    again_at = may_write_at(topic, session.scalar(wrote))
    if again_at is not None and find_sent(actor, request_id) is None:
        raise TooSoon(again_at)
