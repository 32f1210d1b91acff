"""Replying."""

from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import bindparam
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import UtcDateTime
from forum.core.db import fetch
from forum.core.db import transaction
from forum.core.errors import Invalid
from forum.core.events import record
from forum.core.languages import parse_language
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.discussion.commands.pacing import keep_pace
from forum.discussion.commands.topics import AlreadyPosted
from forum.discussion.commands.topics import find_sent
from forum.discussion.commands.topics import kept_values
from forum.discussion.commands.topics import write_post
from forum.discussion.composing import Composed
from forum.discussion.composing import Place
from forum.discussion.composing import compose
from forum.discussion.composing import same_text
from forum.discussion.counting import count_reply
from forum.discussion.events import PostCreated
from forum.discussion.loading import get_topic
from forum.discussion.loading import lock_topic
from forum.discussion.models import Post
from forum.discussion.models import ReadPosition
from forum.discussion.models import Topic
from forum.discussion.policy import can_reply
from forum.discussion.queries.places import answered_in
from forum.discussion.queries.places import stood_in
from forum.discussion.screening import Writing
from forum.discussion.screening import screen

REPLIES_PER_HOUR: Final = Limit("replies", 200, 3600)


@dataclass(frozen=True, slots=True)
class NewReply:
    """What somebody wrote in the reply box."""

    body: str
    language: str
    reply_to_id: int | None = None
    request_id: str | None = None


def reply(actor: Actor, topic_id: int, new: NewReply) -> Post:
    """Write a reply. The same form sent twice writes one. Raises Held when it waits for RIL first."""
    topic = get_topic(actor, topic_id)
    require(can_reply(actor, topic))
    keep_pace(actor, topic, new.request_id)
    place = place_of(topic)
    screened = screen(actor, Writing(new.body, new.language, topic_id=topic.id, values=kept_values(new)))
    new = replace(new, body=screened.body)
    composed = compose(actor, new.body, language=new.language, place=place)
    try:
        with transaction():
            locked = lock_topic(actor, topic_id)
            require(can_reply(actor, locked))
            keep_pace(actor, locked, new.request_id)
            if place_of(locked) != place:
                # It was opened to others meanwhile: what the text points to is asked again.
                composed = compose(actor, new.body, language=new.language, place=place_of(locked))
            if not actor.is_system:
                hit(REPLIES_PER_HOUR, actor.id)
            post = add_reply(actor, locked, new, composed, moment=clock.now())
            screened.settle(post.id, locked.id)
            return post
    except IntegrityError:
        # The same form was sent twice at the same moment: the first one stands.
        found = _already(actor, topic_id, new)
        if found is None:
            raise
        return found


def add_reply(actor: Actor, topic: Topic, new: NewReply, composed: Composed, *, moment: datetime) -> Post:
    """Write the rows of a reply within the open transaction; the topic is locked."""
    require(can_reply(actor, topic))
    found = _already(actor, topic.id, new)
    if found is not None:
        return found
    language = parse_language(new.language)
    if language is None:
        raise Invalid(_l("Choose the language that you wrote in."), field="language")
    reply_to_id = answered_in(topic.id, new.reply_to_id)
    count_reply(topic, actor, moment)
    post = write_post(
        actor,
        topic,
        composed,
        body=new.body,
        language=language,
        request_id=new.request_id,
        moment=moment,
        reply_to_id=reply_to_id,
    )
    _read_own(post)
    record(actor, PostCreated(post.id, topic.id))
    return post


def place_of(topic: Topic) -> Place:
    """Return where a text in a topic stands."""
    return Place(audience=topic.audience, city_id=topic.city_id, topic_id=topic.id)


#: Made once: building it costs more than running it.
_READ_ON: Final = (
    update(ReadPosition)
    .where(
        ReadPosition.user_id == bindparam("reader"),
        ReadPosition.topic_id == bindparam("topic"),
        ReadPosition.number == bindparam("before"),
    )
    .values(number=bindparam("seen"), read_at=bindparam("moment", type_=UtcDateTime))
)


def _read_own(post: Post) -> None:
    """Take an author's own post as read, when they had read all before it."""
    fetch(
        _READ_ON,
        {"reader": post.author_id, "topic": post.topic_id, "before": post.number - 1}
        | {"seen": post.number, "moment": post.created_at},
    )


def _already(actor: Actor, topic_id: int, new: NewReply) -> Post | None:
    """Return what the same form wrote before; refuse a form that comes back with something else in it."""
    found = find_sent(actor, new.request_id)
    if found is None:
        return None
    here = found.topic_id == topic_id and found.number > 1
    if not (here or stood_in(found.id, topic_id)) or not same_text(found.body, new.body):
        raise AlreadyPosted
    return found
