"""Who may move posts between topics: who curates both, and only as far as they may open what was written to others."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement
from sqlalchemy import and_

from forum.core.actor import Actor
from forum.core.policy import ALLOWED
from forum.core.policy import Decision
from forum.core.policy import allow_if
from forum.core.policy import deny
from forum.core.policy import rule
from forum.discussion.policy.subjects import TopicLike
from forum.discussion.policy.topics import can_change_audience
from forum.discussion.policy.topics import can_create_topic
from forum.discussion.policy.topics import can_curate
from forum.discussion.policy.topics import can_moderate
from forum.discussion.policy.topics import can_see_topic
from forum.discussion.policy.topics import moderated_topics
from forum.discussion.policy.topics import visible_topics
from forum.discussion.policy.topics import widens


@rule("move_posts")
def can_move_posts(actor: Actor, topic: TopicLike) -> Decision:
    """Who curates a topic may take posts out of it."""
    return can_curate(actor, topic)


def can_move_between(actor: Actor, source: TopicLike, target: TopicLike) -> Decision:
    """Rights are needed on both sides; where more people would read, also that to open the source to them.

    The caller has seen to it that the actor curates the source.
    """
    seen = can_see_topic(actor, target)
    if not seen:
        return seen
    if target.deleted:
        return deny(_l("That topic was deleted."))
    if not can_moderate(actor, target):
        return deny(_l("Posts can be moved only to topics that you look after."))
    if widens((source.audience, source.city_id), (target.audience, target.city_id)):
        opened = can_change_audience(actor, source, target.audience, target.city_id)
        return (
            opened if opened else deny(_l("More people read that topic than this one: only RIL can move posts there."))
        )
    return ALLOWED


def opens_more(source: TopicLike, target: TopicLike) -> bool:
    """Tell whether people read one topic who do not read the other: what goes there is opened to them."""
    return widens((source.audience, source.city_id), (target.audience, target.city_id))


def movable_to(actor: Actor) -> ColumnElement[bool]:
    """Return as a condition over `Topic` where the actor may put posts at all; which ones depends on where they are."""
    return and_(visible_topics(actor), moderated_topics(actor))


def can_split(actor: Actor, source: TopicLike, beginning: TopicLike) -> Decision:
    """Decide whether posts of a topic may become one of their own, with the same audience; `beginning` is that topic.

    A public topic is in the name of its author's city: no coordination opens one for another city.
    """
    allowed = can_create_topic(actor, source.audience, source.city_id, beginning.kind)
    if not allowed:
        return allowed
    return allow_if(
        can_moderate(actor, beginning),
        _l(
            "Only RIL or the coordination of the city that wrote the first of these posts can begin a public topic with it."
        ),
    )
