"""Who reports, and who deals with reports."""

from forum.core.actor import Actor
from forum.core.policy import HIDDEN
from forum.core.policy import Decision
from forum.core.policy import allow_if
from forum.core.policy import rule
from forum.discussion.policy import PostLike
from forum.discussion.policy import TopicLike
from forum.discussion.policy import can_see_topic


@rule("report")
def can_report(actor: Actor, topic: TopicLike, post: PostLike) -> Decision:
    """Members report visible posts of others."""
    seen = can_see_topic(actor, topic)
    if not seen or not actor.is_member:
        return HIDDEN
    return allow_if(post.kind == "post" and post.state == "visible" and post.author_id != actor.id)


@rule("handle_reports")
def can_handle_reports(actor: Actor) -> Decision:
    """RIL does."""
    return allow_if(actor.is_staff) if actor.is_staff else HIDDEN
