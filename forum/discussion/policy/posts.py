"""Who may do what with posts."""

from datetime import datetime
from datetime import timedelta
from typing import Final
from typing import Protocol

from flask_babel import lazy_gettext as _l

from forum.accounts.policy import silence_of
from forum.core import clock
from forum.core.actor import Actor
from forum.core.policy import ALLOWED
from forum.core.policy import HIDDEN
from forum.core.policy import Decision
from forum.core.policy import allow_if
from forum.core.policy import deny
from forum.core.policy import rule
from forum.discussion.policy.subjects import PostLike
from forum.discussion.policy.subjects import TopicLike
from forum.discussion.policy.topics import can_moderate
from forum.discussion.policy.topics import can_see_topic

#: So long an author reads what was hidden or deleted of their own.
KEPT_FOR_AUTHOR: Final = timedelta(days=30)


class OwnPost(Protocol):
    """Whose a post is, and since when it is hidden or deleted."""

    @property
    def author_id(self) -> int | None:
        """Return who wrote it; None for the forum itself."""

    @property
    def state_at(self) -> datetime | None:
        """Return when it was hidden or deleted."""


def keeps_own_text(actor: Actor, post: OwnPost) -> bool:
    """Tell whether the actor reads what was hidden or deleted of their own, for some time yet."""
    own = actor.id is not None and post.author_id == actor.id
    return own and post.state_at is not None and clock.now() - post.state_at < KEPT_FOR_AUTHOR


def sees_hidden_text(actor: Actor, topic: TopicLike) -> bool:
    """Tell whether the actor reads hidden and deleted texts of this topic: whoever may hide and restore them."""
    return can_moderate(actor, topic)


@rule("edit_post")
def can_edit_post(actor: Actor, topic: TopicLike, post: PostLike) -> Decision:
    """Let the author edit as long as the topic is open, and who curates always."""
    seen = can_see_topic(actor, topic)
    if not seen:
        return seen
    if post.kind == "notice" or post.state == "deleted":
        return deny(_l("This post can no longer be edited."))
    if actor.is_silenced:
        return silence_of(actor)
    if can_moderate(actor, topic):
        return ALLOWED
    if not actor.is_member or post.author_id != actor.id:
        return deny()
    return allow_if(not topic.closed and post.state == "visible", _l("This post can no longer be edited."))


@rule("delete_post")
def can_delete_post(actor: Actor, topic: TopicLike, post: PostLike) -> Decision:
    """Let the author delete own replies, and who curates any post."""
    seen = can_see_topic(actor, topic)
    if not seen:
        return seen
    if post.kind == "notice" or post.state == "deleted":
        return deny()
    if can_moderate(actor, topic):
        return ALLOWED
    own = actor.is_member and post.author_id == actor.id and post.state == "visible"
    return allow_if(own and post.number > 1 and not topic.closed)


@rule("restore_post")
def can_restore_post(actor: Actor, topic: TopicLike, post: PostLike) -> Decision:
    """Who curates restores any post; an author what they deleted themselves."""
    seen = can_see_topic(actor, topic)
    if not seen:
        return seen
    if post.state == "visible":
        return deny()
    if can_moderate(actor, topic):
        return ALLOWED
    own = actor.is_member and post.author_id == actor.id and post.state_by_id == actor.id and post.state == "deleted"
    return allow_if(own and not topic.closed)


def is_withheld(post: PostLike) -> bool:
    """Tell whether a post is hidden until somebody decides: reports hid it, and no person."""
    return post.state == "hidden" and post.state_by_id is None


@rule("hide_post")
def can_hide_post(actor: Actor, topic: TopicLike, post: PostLike) -> Decision:
    """Who curates hides a visible post, or one that reports have hidden for the time being."""
    seen = can_see_topic(actor, topic)
    if not seen:
        return seen
    return allow_if(
        can_moderate(actor, topic) and post.kind == "post" and (post.state == "visible" or is_withheld(post))
    )


@rule("remark")
def can_remark(actor: Actor, topic: TopicLike, post: PostLike) -> Decision:
    """RIL remarks above what somebody wrote, wherever it reads."""
    seen = can_see_topic(actor, topic)
    if not seen:
        return seen
    return allow_if(actor.is_staff and post.kind == "post" and post.state != "deleted")


@rule("see_history")
def can_see_history(actor: Actor, topic: TopicLike, post: PostLike) -> Decision:
    """Members read the history of what they can read; that of a hidden post only who reads hidden texts."""
    seen = can_see_topic(actor, topic)
    if not seen:
        return seen
    if not (actor.is_member or actor.is_system):
        return HIDDEN
    if post.state != "visible" and not sees_hidden_text(actor, topic):
        return HIDDEN
    return ALLOWED
