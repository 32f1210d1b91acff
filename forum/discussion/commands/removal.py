"""Deleting, hiding and restoring posts, and hiding old texts."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.policy import require
from forum.discussion.commands.quoting import rerender_around
from forum.discussion.commands.quoting import rerender_quoting
from forum.discussion.counting import recount
from forum.discussion.events import PostDeleted
from forum.discussion.events import PostHidden
from forum.discussion.events import PostRestored
from forum.discussion.events import PostUnhidden
from forum.discussion.events import RevisionHidden
from forum.discussion.events import RevisionUnhidden
from forum.discussion.loading import lock_post
from forum.discussion.models import Post
from forum.discussion.models import Revision
from forum.discussion.models import Topic
from forum.discussion.moving import Gone
from forum.discussion.moving import posts_gone
from forum.discussion.policy import can_curate
from forum.discussion.policy import can_delete_post
from forum.discussion.policy import can_hide_post
from forum.discussion.policy import can_keep_up
from forum.discussion.policy import can_restore_post


def delete_post(actor: Actor, post_id: int, *, reason: str = "") -> Topic:
    """Delete a post softly: a mark stays, and it can be restored. The first post takes its topic along."""
    with transaction():
        topic, post = lock_post(actor, post_id)
        require(can_delete_post(actor, topic, post))
        if post.author_id != actor.id and not reason.strip():
            raise Invalid(_l("Give a reason: the author will read it."), field="reason")
        if post.number == 1:
            topic.deleted_at = clock.now()
        _set_state(actor, topic, post, "deleted", reason)
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


def withhold_post(actor: Actor, post_id: int) -> Topic:
    """Hide a post until somebody decides on what was reported of it; only the forum itself does."""
    with transaction():
        require(can_keep_up(actor))
        topic, post = lock_post(actor, post_id)
        if post.state == "visible":
            _set_state(actor, topic, post, "hidden", "")
            record(actor, PostHidden(post.id, topic.id, topic.city_id))
        return topic


def restore_post(actor: Actor, post_id: int) -> Topic:
    """Show a hidden or deleted post again."""
    with transaction():
        topic, post = lock_post(actor, post_id)
        require(can_restore_post(actor, topic, post))
        if not post.html:
            raise Conflict(_l("The text of this post was erased. It cannot be shown again."))
        was = post.state
        post.state = "visible"
        post.state_by_id = None
        post.state_reason = None
        post.state_at = None
        post.version += 1
        if post.number == 1:
            topic.deleted_at = None
        topic.version += 1
        recount(topic)
        _follow(topic, post)
        kind = PostUnhidden if was == "hidden" else PostRestored
        record(actor, kind(post.id, topic.id, topic.city_id))
        return topic


def hide_revision(actor: Actor, post_id: int, *, number: int, reason: str = "") -> None:
    """Hide an old text from the history (it has, for example, personal data)."""
    with transaction():
        topic, post = lock_post(actor, post_id)
        require(can_curate(actor, topic))
        row = _revision(post, number)
        if row.hidden_at is None:
            row.hidden_at = clock.now()
            record(actor, RevisionHidden(post.id, topic.id, topic.city_id), reason=reason or None)


def unhide_revision(actor: Actor, post_id: int, *, number: int) -> None:
    """Show an old text in the history again."""
    with transaction():
        topic, post = lock_post(actor, post_id)
        require(can_curate(actor, topic))
        row = _revision(post, number)
        if row.hidden_at is not None:
            row.hidden_at = None
            record(actor, RevisionUnhidden(post.id, topic.id, topic.city_id))


def _revision(post: Post, number: int) -> Revision:
    """Return an old text; the present one is edited or hidden with its post."""
    row = session.scalar(select(Revision).where(Revision.post_id == post.id, Revision.number == number))
    if row is None:
        raise NotFound
    if row.number == post.revision:
        raise Conflict(_l("This is the present text. To take it from view, edit or hide the post."))
    return row


def _set_state(actor: Actor, topic: Topic, post: Post, state: str, reason: str) -> None:
    post.state = state
    post.state_by_id = actor.id
    post.state_reason = reason or None
    post.state_at = clock.now()
    post.version += 1
    topic.version += 1
    posts_gone(Gone(topic, (post.id,)))
    recount(topic)
    _follow(topic, post)


def _follow(topic: Topic, post: Post) -> None:
    """Have the quotes elsewhere follow: none keeps the words of what may no longer be read."""
    if post.number == 1:
        rerender_around(topic)
    else:
        rerender_quoting(post)
