"""Replacing the text of a post, and keeping what it was."""

import hashlib
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy import select

from forum.accounts.queries import require_unchanged
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.events import record
from forum.core.languages import parse_language
from forum.core.markup import RENDERER_VERSION
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.discussion.commands.attaching import attach
from forum.discussion.commands.posts import place_of
from forum.discussion.commands.topics import point_to
from forum.discussion.composing import Composed
from forum.discussion.composing import compose
from forum.discussion.events import PostEdited
from forum.discussion.loading import get_post
from forum.discussion.loading import lock_post
from forum.discussion.models import Mention
from forum.discussion.models import Post
from forum.discussion.models import Quote
from forum.discussion.models import Revision
from forum.discussion.models import Topic
from forum.discussion.policy import can_edit_post
from forum.discussion.queries.withholding import text_to_edit
from forum.discussion.screening import Writing
from forum.discussion.screening import screen

#: An author who corrects a slip within this time leaves no revision (Discourse's grace).
GRACE: Final = timedelta(minutes=5)
#: An edit may mention people, who are written to.
EDITS_PER_HOUR: Final = Limit("edits", 200, 3600)


class EditConflict(Conflict):
    """Somebody else edited the post first; `present` is its text now, `base` what to send with the next try."""

    default = _l("Somebody else edited this post while you were writing. Both texts are below.")

    def __init__(self, present: str, language: str, base: str) -> None:
        """Keep the text that is there, so that nothing is lost."""
        super().__init__()
        self.present = present
        self.language = language
        self.base = base


def edit_post(actor: Actor, post_id: int, *, body: str, language: str, base: str, reason: str = "") -> Post:
    """Replace a post's text; raise EditConflict when it is not the one that the editor saw (`fingerprint`).

    Whoever wrote the present text corrects it within five minutes without a revision; otherwise the
    old text is kept.
    """
    topic, post = get_post(actor, post_id)
    require(can_edit_post(actor, topic, post))
    place = place_of(topic)
    screened = screen(actor, Writing(body, language, topic_id=topic.id))
    body = screened.body
    composed = compose(actor, body, language=language, place=place, post_id=post_id)
    with transaction():
        topic, post = lock_post(actor, post_id)
        require(can_edit_post(actor, topic, post))
        spoken = parse_language(language)
        if spoken is None:
            raise Invalid(_l("Choose the language that you wrote in."), field="language")
        seen = text_to_edit(actor, post)
        if body in {post.body, seen} and post.language == spoken:
            return post
        if fingerprint(post.body, post.language) != base:
            raise EditConflict(seen, post.language, fingerprint(post.body, post.language))
        if place_of(topic) != place:
            composed = compose(actor, body, language=language, place=place_of(topic), post_id=post_id)
        if not actor.is_system:
            hit(EDITS_PER_HOUR, actor.id)
        begin_revision(actor, topic, post, reason=reason)
        post.body = body
        post.language = spoken
        if post.number == 1:
            topic.language = spoken
        set_text(post, composed)
        attach(post, composed.upload_ids)
        topic.version += 1
        require_unchanged(actor)
        screened.settle(post.id, topic.id)
        record(actor, PostEdited(post.id, topic.id), reason=reason or None)
        return post


def fingerprint(body: str, language: str) -> str:
    """Return what tells one text from another, so that an editor's form can say which one it began with."""
    return hashlib.sha256(f"{language}\n{body}".encode()).hexdigest()[:24]


def set_text(post: Post, composed: Composed) -> None:
    """Put a rendered text into a post, and what it points to, within the open transaction."""
    post.html = composed.rendered.html
    post.excerpt = composed.rendered.excerpt
    post.renderer_version = RENDERER_VERSION
    post.version += 1
    session.execute(delete(Mention).where(Mention.post_id == post.id))
    session.execute(delete(Quote).where(Quote.post_id == post.id))
    point_to(post, composed)


def begin_revision(actor: Actor, topic: Topic, post: Post, *, reason: str = "") -> None:
    """Keep the text that is about to be replaced, and begin a revision by the actor; not within the grace."""
    if in_grace(actor, post):
        return
    keep_revision(topic, post, post.author_id if post.revision == 1 else None)
    post.revision += 1
    post.edited_at = clock.now()
    _note_editor(actor, post, reason)


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


def in_grace(actor: Actor, post: Post) -> bool:
    """Tell whether the actor wrote the present text within the last five minutes."""
    if clock.now() - (post.edited_at or post.created_at) > GRACE:
        return False
    if post.revision == 1:
        return post.author_id == actor.id
    editor = session.scalar(
        select(Revision.editor_id).where(Revision.post_id == post.id, Revision.number == post.revision)
    )
    return editor == actor.id


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
