"""Pinning, closing, and which reply answers: what moderators do to topics."""

from flask_babel import lazy_gettext as _l

from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.policy import require
from forum.discussion.commands.notices import add_notice
from forum.discussion.counting import recount
from forum.discussion.events import AnswerConfirmed
from forum.discussion.events import AnswerMarked
from forum.discussion.events import AnswerUnconfirmed
from forum.discussion.events import AnswerUnmarked
from forum.discussion.events import TopicClosed
from forum.discussion.events import TopicPinned
from forum.discussion.events import TopicReopened
from forum.discussion.events import TopicUnpinned
from forum.discussion.loading import lock_topic
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import can_confirm_answer
from forum.discussion.policy import can_curate
from forum.discussion.policy import can_mark_answer
from forum.discussion.policy import can_pin


def pin_topic(actor: Actor, topic_id: int) -> Topic:
    """Put a topic above the lists."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_pin(actor, topic))
        if topic.pinned_at is None:
            topic.pinned_at = clock.now()
            topic.version += 1
            record(actor, TopicPinned(topic.id, topic.city_id))
        return topic


def unpin_topic(actor: Actor, topic_id: int) -> Topic:
    """Take a topic from above the lists."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_pin(actor, topic))
        if topic.pinned_at is not None:
            topic.pinned_at = None
            topic.version += 1
            record(actor, TopicUnpinned(topic.id, topic.city_id))
        return topic


def close_topic(actor: Actor, topic_id: int, *, reason: str = "") -> Topic:
    """Let a topic take no more replies."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_curate(actor, topic))
        if topic.closed_at is None:
            topic.closed_at = clock.now()
            add_notice(actor, topic, "closed", {})
            record(actor, TopicClosed(topic.id, topic.city_id), reason=reason or None)
        return topic


def reopen_topic(actor: Actor, topic_id: int) -> Topic:
    """Let a closed topic take replies again."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_curate(actor, topic))
        if topic.closed_at is not None:
            topic.closed_at = None
            add_notice(actor, topic, "reopened", {})
            record(actor, TopicReopened(topic.id, topic.city_id))
        return topic


def mark_answer(actor: Actor, topic_id: int, *, post_id: int) -> Topic:
    """Mark the reply that answers the question: it becomes solved."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_mark_answer(actor, topic))
        post = session.get(Post, post_id)
        if post is None or post.topic_id != topic.id:
            raise NotFound
        if post.number == 1 or post.state != "visible" or post.kind != "post":
            raise Conflict(_l("This post cannot be the answer."))
        if topic.answer_post_id != post.id:
            topic.answer_post_id = post.id
            topic.answer_by_id = actor.id
            topic.confirmed_by_id = None
            topic.version += 1
            recount(topic)
            record(actor, AnswerMarked(topic.id, post.id))
        return topic


def unmark_answer(actor: Actor, topic_id: int, *, post_id: int | None = None) -> Topic:
    """Take the mark from the answer: the question is open or answered again. With `post_id`, only if that post is marked."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_mark_answer(actor, topic))
        if topic.answer_post_id is not None and post_id in {None, topic.answer_post_id}:
            topic.answer_post_id = None
            topic.answer_by_id = None
            topic.confirmed_by_id = None
            topic.version += 1
            recount(topic)
            record(actor, AnswerUnmarked(topic.id))
        return topic


def confirm_answer(actor: Actor, topic_id: int, *, post_id: int | None = None) -> Topic:
    """Say as RIL that the marked answer is right; Conflict when another post than `post_id` is marked by now."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_confirm_answer(actor, topic))
        if topic.answer_post_id is None:
            raise Conflict(_l("There is no marked answer to confirm."))
        if post_id is not None and topic.answer_post_id != post_id:
            raise Conflict(_l("Another post has been marked as the answer meanwhile."))
        if topic.confirmed_by_id is None:
            topic.confirmed_by_id = actor.id
            topic.version += 1
            record(actor, AnswerConfirmed(topic.id, topic.city_id))
        return topic


def unconfirm_answer(actor: Actor, topic_id: int) -> Topic:
    """Take RIL's confirmation back."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_confirm_answer(actor, topic))
        if topic.confirmed_by_id is not None:
            topic.confirmed_by_id = None
            topic.version += 1
            record(actor, AnswerUnconfirmed(topic.id, topic.city_id))
        return topic
