"""Who reports, and who deals with reports."""

from sqlalchemy import ColumnElement
from sqlalchemy import and_
from sqlalchemy import false
from sqlalchemy import or_
from sqlalchemy import true

from forum.accounts.models import User
from forum.core.actor import Actor
from forum.core.policy import ALLOWED
from forum.core.policy import HIDDEN
from forum.core.policy import Decision
from forum.core.policy import allow_if
from forum.core.policy import rule
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import PostLike
from forum.discussion.policy import TopicLike
from forum.discussion.policy import can_moderate
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
    """RIL and leads have a desk; what lies on it is told by `can_handle_report`."""
    return ALLOWED if actor.is_staff or actor.is_lead else HIDDEN


def can_handle_report(actor: Actor, topic: TopicLike, author: User | None) -> Decision:
    """RIL deals with all reports; a lead with those in their own city's topics.

    Never with one on a post of RIL or of a lead of the city: whoever reports those writes to RIL alone.
    """
    if actor.is_staff:
        return ALLOWED
    if not (actor.is_lead and can_moderate(actor, topic)) or author is None:
        return HIDDEN
    leads_here = author.city_role == "lead" and author.city_id == actor.city_id
    return HIDDEN if author.site_role != "member" or leads_here else ALLOWED


def handled_reports(actor: Actor) -> ColumnElement[bool]:
    """Return the same rule as a condition over `Topic` and `User`, who wrote the post."""
    if actor.is_staff:
        return true()
    if not actor.is_lead or actor.city_id is None:
        return false()
    return and_(
        or_(
            and_(Topic.audience == "city", Topic.city_id == actor.city_id),
            and_(Topic.audience == "public", Topic.author_city_id == actor.city_id),
        ),
        User.site_role == "member",
        or_(User.city_role.is_distinct_from("lead"), User.city_id.is_distinct_from(actor.city_id)),
        Post.author_id == User.id,
    )


@rule("see_log")
def can_see_log(actor: Actor) -> Decision:
    """RIL reads the whole log of acts, a lead that of their own city."""
    return ALLOWED if actor.is_staff or actor.is_lead else HIDDEN
