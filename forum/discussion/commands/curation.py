"""What moderators (and leads in their own city's topics) do to topics."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy import or_
from sqlalchemy import select

from forum.accounts.queries import actor_of
from forum.certification.queries import stage_by_id
from forum.cities.queries import city_by_id
from forum.core import clock
from forum.core.actor import SYSTEM
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.languages import parse_language
from forum.core.policy import require
from forum.core.text import slugify
from forum.discussion.commands.posts import keep_revision
from forum.discussion.commands.posts import place_of
from forum.discussion.commands.posts import set_text
from forum.discussion.commands.topics import set_standard
from forum.discussion.composing import compose_here
from forum.discussion.counting import recount
from forum.discussion.events import AnswerConfirmed
from forum.discussion.events import AnswerMarked
from forum.discussion.events import AnswerUnconfirmed
from forum.discussion.events import AnswerUnmarked
from forum.discussion.events import TopicAudienceChanged
from forum.discussion.events import TopicClosed
from forum.discussion.events import TopicCriteriaChanged
from forum.discussion.events import TopicLanguageChanged
from forum.discussion.events import TopicMoved
from forum.discussion.events import TopicPinned
from forum.discussion.events import TopicRenamed
from forum.discussion.events import TopicReopened
from forum.discussion.events import TopicUnpinned
from forum.discussion.loading import lock_topic
from forum.discussion.models import Post
from forum.discussion.models import Quote
from forum.discussion.models import Topic
from forum.discussion.models import TopicCriterion
from forum.discussion.models import TopicPractice
from forum.discussion.policy import can_change_audience
from forum.discussion.policy import can_confirm_answer
from forum.discussion.policy import can_curate
from forum.discussion.policy import can_edit_topic
from forum.discussion.policy import can_mark_answer
from forum.discussion.policy import can_pin


def move_topic(actor: Actor, topic_id: int, *, stage_id: int, reason: str = "") -> Topic:
    """Move a topic to another stage; a small notice says so."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_edit_topic(actor, topic))
        if stage_by_id(stage_id) is None:
            raise Invalid(_l("Choose a stage."), field="stage")
        before = topic.stage_id
        if before == stage_id:
            return topic
        _keep_first(actor, topic)
        topic.stage_id = stage_id
        _notice(actor, topic, "moved", {"from": before, "to": stage_id})
        record(
            actor,
            TopicMoved(topic.id, topic.city_id),
            reason=reason or None,
            before={"stage_id": before},
            after={"stage_id": stage_id},
        )
        return topic


def rename_topic(actor: Actor, topic_id: int, *, title: str, reason: str = "") -> Topic:
    """Give a topic another title; the old one stays in the history of its first post."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_edit_topic(actor, topic))
        before = topic.title
        if before == title:
            return topic
        _keep_first(actor, topic)
        topic.title, topic.slug = title, slugify(title)
        topic.version += 1
        record(
            actor,
            TopicRenamed(topic.id, topic.city_id),
            reason=reason or None,
            before={"title": before},
            after={"title": title},
        )
        return topic


def change_language(actor: Actor, topic_id: int, *, language: str) -> Topic:
    """Correct the language of a topic's title and first post."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_edit_topic(actor, topic))
        spoken = parse_language(language)
        if spoken is None:
            raise Invalid(_l("Choose the language that you wrote in."), field="language")
        before = topic.language
        if before == spoken:
            return topic
        first = _keep_first(actor, topic)
        topic.language = first.language = spoken
        first.version += 1
        topic.version += 1
        record(
            actor,
            TopicLanguageChanged(topic.id, topic.city_id),
            before={"language": before},
            after={"language": spoken},
        )
        return topic


def change_standard(actor: Actor, topic_id: int, *, practice_ids: Sequence[int], criterion_ids: Sequence[int]) -> Topic:
    """Say what a topic is about."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_edit_topic(actor, topic))
        session.execute(delete(TopicPractice).where(TopicPractice.topic_id == topic.id))
        session.execute(delete(TopicCriterion).where(TopicCriterion.topic_id == topic.id))
        set_standard(topic, practice_ids, criterion_ids)
        topic.version += 1
        record(actor, TopicCriteriaChanged(topic.id, topic.city_id))
        return topic


def change_audience(
    actor: Actor, topic_id: int, *, audience: str, city_id: int | None = None, reason: str = ""
) -> Topic:
    """Open a topic to more or fewer people; from the next request on they see it, or do not.

    Quotes are rendered afresh on both sides, so that none names what its readers may not know.
    """
    with transaction():
        topic = lock_topic(actor, topic_id)
        room = (city_id or topic.city_id or topic.author_city_id) if audience == "city" else None
        if audience not in {"public", "community", "city", "staff"}:
            raise Invalid(_l("Choose who can read it."), field="audience")
        if audience == "city" and room is None:
            raise Invalid(_l("Choose the city whose room this is for."), field="city")
        if room is not None and city_by_id(room) is None:
            raise NotFound
        require(can_change_audience(actor, topic, audience, room))
        before = topic.audience
        if before == audience and room == topic.city_id:
            return topic
        was_in = topic.city_id
        topic.audience, topic.city_id = audience, room
        session.flush()
        _notice(actor, topic, "audience", {"from": before, "to": audience})
        rerender_around(topic)
        record(
            actor,
            TopicAudienceChanged(topic.id, room or was_in),
            reason=reason or None,
            before={"audience": before},
            after={"audience": audience},
        )
        return topic


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
            _notice(actor, topic, "closed", {})
            record(actor, TopicClosed(topic.id, topic.city_id), reason=reason or None)
        return topic


def reopen_topic(actor: Actor, topic_id: int) -> Topic:
    """Let a closed topic take replies again."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_curate(actor, topic))
        if topic.closed_at is not None:
            topic.closed_at = None
            _notice(actor, topic, "reopened", {})
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


def unmark_answer(actor: Actor, topic_id: int) -> Topic:
    """Take the mark from the answer: the question is open or answered again."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_mark_answer(actor, topic))
        if topic.answer_post_id is not None:
            topic.answer_post_id = None
            topic.answer_by_id = None
            topic.confirmed_by_id = None
            topic.version += 1
            recount(topic)
            record(actor, AnswerUnmarked(topic.id))
        return topic


def confirm_answer(actor: Actor, topic_id: int) -> Topic:
    """Say as RIL that the marked answer is right."""
    with transaction():
        topic = lock_topic(actor, topic_id)
        require(can_confirm_answer(actor, topic))
        if topic.answer_post_id is None:
            raise Conflict(_l("There is no marked answer to confirm."))
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


def rerender_around(topic: Topic) -> None:
    """Render again the posts of a topic and those elsewhere that quote it, within the open transaction."""
    quoting = select(Quote.post_id).join(Post, Post.id == Quote.quoted_post_id).where(Post.topic_id == topic.id)
    inside = select(Quote.post_id).join(Post, Post.id == Quote.post_id).where(Post.topic_id == topic.id)
    posts = session.scalars(
        select(Post).where(
            or_(Post.id.in_(quoting), Post.id.in_(inside), (Post.topic_id == topic.id) & Post.body.contains("[quote="))
        )
    ).all()
    homes = {row.id: row for row in session.scalars(select(Topic).where(Topic.id.in_({p.topic_id for p in posts})))}
    for post in posts:
        writer = actor_of(post.author_id) or SYSTEM
        home = homes[post.topic_id]
        set_text(post, compose_here(writer, post.body, language=post.language, place=place_of(home)))
        home.version += 1


def _keep_first(actor: Actor, topic: Topic) -> Post:
    """Keep title, stage and text as a revision of the first post, which gets a new one."""
    first = session.scalars(select(Post).where(Post.topic_id == topic.id, Post.number == 1)).one()
    keep_revision(topic, first, first.author_id)
    first.revision += 1
    first.version += 1
    first.edited_at = clock.now()
    keep_revision(topic, first, actor.id)
    return first


def _notice(actor: Actor, topic: Topic, kind: str, details: dict[str, object]) -> None:
    """Add a small post that says what was done; it counts as no reply and lifts nothing up."""
    topic.last_number += 1
    topic.version += 1
    session.add(
        Post(
            topic_id=topic.id,
            number=topic.last_number,
            author_id=actor.id,
            kind="notice",
            notice={"kind": kind, **details},
            language=topic.language,
            body="",
            html="",
        )
    )
