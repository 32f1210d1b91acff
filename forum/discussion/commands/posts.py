"""Replying, editing, deleting, hiding."""

from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.languages import parse_language
from forum.core.markup import RENDERER_VERSION
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.discussion.commands.topics import point_to
from forum.discussion.composing import Composed
from forum.discussion.composing import Place
from forum.discussion.composing import compose
from forum.discussion.counting import count_reply
from forum.discussion.counting import recount
from forum.discussion.events import PostCreated
from forum.discussion.events import PostDeleted
from forum.discussion.events import PostEdited
from forum.discussion.events import PostHidden
from forum.discussion.events import PostRestored
from forum.discussion.events import PostUnhidden
from forum.discussion.events import RevisionHidden
from forum.discussion.loading import get_post
from forum.discussion.loading import get_topic
from forum.discussion.loading import lock_post
from forum.discussion.loading import lock_topic
from forum.discussion.models import Mention
from forum.discussion.models import Post
from forum.discussion.models import Quote
from forum.discussion.models import Revision
from forum.discussion.models import Topic
from forum.discussion.policy import can_curate
from forum.discussion.policy import can_delete_post
from forum.discussion.policy import can_edit_post
from forum.discussion.policy import can_hide_post
from forum.discussion.policy import can_reply
from forum.discussion.policy import can_restore_post

#: An author who corrects a slip within this time leaves no revision (Discourse's grace).
GRACE: Final = timedelta(minutes=5)
REPLIES_PER_HOUR: Final = Limit("replies", 200, 3600)


class EditConflict(Conflict):
    """Somebody else edited the post first; `present` is its text now."""

    default = _l("Somebody else edited this post while you were writing. Both texts are below.")

    def __init__(self, present: str, version: int) -> None:
        """Keep the text that is there, so that nothing is lost."""
        super().__init__()
        self.present = present
        self.version = version


@dataclass(frozen=True, slots=True)
class NewReply:
    """What somebody wrote in the reply box."""

    body: str
    language: str
    reply_to_id: int | None = None
    request_id: str | None = None


def reply(actor: Actor, topic_id: int, new: NewReply) -> Post:
    """Write a reply. The same form sent twice writes one."""
    topic = get_topic(actor, topic_id)
    require(can_reply(actor, topic))
    composed = compose(actor, new.body, language=new.language, place=place_of(topic))
    try:
        with transaction():
            locked = lock_topic(actor, topic_id)
            if not actor.is_system:
                hit(REPLIES_PER_HOUR, actor.id)
            return add_reply(actor, locked, new, composed, moment=clock.now())
    except IntegrityError:
        found = _already(actor, topic_id, new.request_id)
        if found is None:
            raise
        return found


def add_reply(actor: Actor, topic: Topic, new: NewReply, composed: Composed, *, moment: datetime) -> Post:
    """Write the rows of a reply within the open transaction; the topic is locked."""
    require(can_reply(actor, topic))
    found = _already(actor, topic.id, new.request_id)
    if found is not None:
        return found
    language = parse_language(new.language)
    if language is None:
        raise Invalid(_l("Choose the language that you wrote in."), field="language")
    if (
        new.reply_to_id is not None
        and session.scalar(select(Post.topic_id).where(Post.id == new.reply_to_id)) != topic.id
    ):
        raise NotFound
    topic.last_number += 1
    topic.version += 1
    post = Post(
        topic_id=topic.id,
        number=topic.last_number,
        author_id=actor.id,
        author_city_id=actor.city_id,
        language=language,
        body=new.body,
        html=composed.rendered.html,
        excerpt=composed.rendered.excerpt,
        renderer_version=RENDERER_VERSION,
        reply_to_id=new.reply_to_id,
        request_id=new.request_id,
        created_at=moment,
    )
    session.add(post)
    session.flush()
    point_to(post, composed)
    count_reply(topic, post)
    record(actor, PostCreated(post.id, topic.id))
    return post


def edit_post(actor: Actor, post_id: int, *, body: str, language: str, base_version: int, reason: str = "") -> Post:
    """Replace a post's text; raise EditConflict when it is not the one that the editor saw.

    Within five minutes the author leaves no revision; otherwise the old text is kept.
    """
    topic, post = get_post(actor, post_id)
    require(can_edit_post(actor, topic, post))
    composed = compose(actor, body, language=language, place=place_of(topic))
    with transaction():
        topic, post = lock_post(actor, post_id)
        require(can_edit_post(actor, topic, post))
        if post.body == body and post.language == language:
            return post
        if post.version != base_version:
            raise EditConflict(post.body, post.version)
        spoken = parse_language(language)
        if spoken is None:
            raise Invalid(_l("Choose the language that you wrote in."), field="language")
        if not _in_grace(actor, post):
            keep_revision(topic, post, post.author_id if post.revision == 1 else None)
            post.revision += 1
            post.edited_at = clock.now()
            _note_editor(actor, post, reason)
        post.body = body
        post.language = spoken
        if post.number == 1:
            topic.language = spoken
        set_text(post, composed)
        topic.version += 1
        record(actor, PostEdited(post.id, topic.id), reason=reason or None)
        return post


def set_text(post: Post, composed: Composed) -> None:
    """Put a rendered text into a post, and what it points to, within the open transaction."""
    post.html = composed.rendered.html
    post.excerpt = composed.rendered.excerpt
    post.renderer_version = RENDERER_VERSION
    post.version += 1
    session.execute(delete(Mention).where(Mention.post_id == post.id))
    session.execute(delete(Quote).where(Quote.post_id == post.id))
    point_to(post, composed)


def keep_revision(topic: Topic, post: Post, editor_id: int | None) -> None:
    """Keep the present text (for first posts also title and stage) as a revision."""
    session.flush()
    before = session.scalar(select(Revision).where(Revision.post_id == post.id, Revision.number == post.revision))
    if before is not None:
        before.body, before.language = post.body, post.language
        before.title = topic.title if post.number == 1 else None
        before.stage_id = topic.stage_id if post.number == 1 else None
        return
    session.add(
        Revision(
            post_id=post.id,
            number=post.revision,
            editor_id=editor_id,
            body=post.body,
            language=post.language,
            title=topic.title if post.number == 1 else None,
            stage_id=topic.stage_id if post.number == 1 else None,
            created_at=post.edited_at or post.created_at,
        )
    )


def delete_post(actor: Actor, post_id: int, *, reason: str = "") -> Topic:
    """Delete a post softly: a mark stays, and it can be restored. The first post takes its topic along."""
    with transaction():
        topic, post = lock_post(actor, post_id)
        require(can_delete_post(actor, topic, post))
        if post.author_id != actor.id and not reason.strip():
            raise Invalid(_l("Give a reason: the author will read it."), field="reason")
        _set_state(actor, topic, post, "deleted", reason)
        if post.number == 1:
            topic.deleted_at = clock.now()
        record(actor, PostDeleted(post.id, topic.id, topic.city_id), reason=reason or None)
        return topic


def hide_post(actor: Actor, post_id: int, *, reason: str) -> Topic:
    """Hide a post, with a reason that its author is told."""
    with transaction():
        topic, post = lock_post(actor, post_id)
        require(can_hide_post(actor, topic, post))
        if not reason.strip():
            raise Invalid(_l("Give a reason: the author will read it."), field="reason")
        _set_state(actor, topic, post, "hidden", reason)
        record(actor, PostHidden(post.id, topic.id, topic.city_id), reason=reason)
        return topic


def restore_post(actor: Actor, post_id: int) -> Topic:
    """Show a hidden or deleted post again."""
    with transaction():
        topic, post = lock_post(actor, post_id)
        require(can_restore_post(actor, topic, post))
        was = post.state
        post.state = "visible"
        post.state_by_id = None
        post.state_reason = None
        post.version += 1
        if post.number == 1:
            topic.deleted_at = None
        topic.version += 1
        recount(topic)
        kind = PostUnhidden if was == "hidden" else PostRestored
        record(actor, kind(post.id, topic.id, topic.city_id))
        return topic


def hide_revision(actor: Actor, post_id: int, *, number: int) -> None:
    """Hide an old text from the history (it has, for example, personal data)."""
    with transaction():
        topic, post = lock_post(actor, post_id)
        require(can_curate(actor, topic))
        row = session.scalar(select(Revision).where(Revision.post_id == post.id, Revision.number == number))
        if row is None:
            raise NotFound
        if row.hidden_at is None:
            row.hidden_at = clock.now()
            record(actor, RevisionHidden(post.id, topic.id, topic.city_id))


def place_of(topic: Topic) -> Place:
    """Return where a text in a topic stands."""
    return Place(audience=topic.audience, city_id=topic.city_id, topic_id=topic.id)


def _set_state(actor: Actor, topic: Topic, post: Post, state: str, reason: str) -> None:
    post.state = state
    post.state_by_id = actor.id
    post.state_reason = reason or None
    post.version += 1
    topic.version += 1
    if topic.answer_post_id == post.id:
        topic.answer_post_id = None
        topic.answer_by_id = None
        topic.confirmed_by_id = None
    recount(topic)


def _in_grace(actor: Actor, post: Post) -> bool:
    return post.author_id == actor.id and clock.now() - (post.edited_at or post.created_at) <= GRACE


def _note_editor(actor: Actor, post: Post, reason: str) -> None:
    """Write down who made the revision that begins now; its text is filled in when it ends."""
    session.add(
        Revision(
            post_id=post.id,
            number=post.revision,
            editor_id=actor.id,
            body="",
            language=post.language,
            reason=reason[:200],
            created_at=clock.now(),
        )
    )


def _already(actor: Actor, topic_id: int, request_id: str | None) -> Post | None:
    if not request_id:
        return None
    return session.scalar(
        select(Post).where(Post.author_id == actor.id, Post.request_id == request_id, Post.topic_id == topic_id)
    )
