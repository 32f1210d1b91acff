"""Publishing what waited: the ordinary steps of a reply or a topic, with the rights that its author has now."""

from dataclasses import fields
from typing import Any

from flask_babel import lazy_gettext as _l

from forum.conduct.models import HeldPost
from forum.core import clock
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import Conflict
from forum.core.errors import Forbidden
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.discussion.commands.posts import NewReply
from forum.discussion.commands.posts import add_reply
from forum.discussion.commands.posts import place_of
from forum.discussion.commands.topics import NewTopic
from forum.discussion.commands.topics import add_topic
from forum.discussion.commands.topics import first_post_of
from forum.discussion.composing import Composed
from forum.discussion.composing import Place
from forum.discussion.composing import compose
from forum.discussion.loading import get_topic
from forum.discussion.loading import lock_topic
from forum.discussion.models import Post


def rendered(author: Actor, held: HeldPost) -> tuple[Composed, Place]:
    """Render what waits with the rights of its author, and say for which place that was."""
    try:
        place = place_of(get_topic(author, held.topic_id)) if held.topic_id is not None else _room(held)
    except NotFound:
        raise _no_longer() from None
    return compose(author, held.body, language=held.language, place=place), place


def publish(author: Actor, held: HeldPost, made: tuple[Composed, Place]) -> Post:
    """Write the post within the open transaction; Conflict when its author may not write there any more."""
    composed, place = made
    try:
        if held.topic_id is None:
            new = NewTopic(**_values(NewTopic, held), title=held.title, body=held.body, language=held.language)
            topic = add_topic(author, new, composed, city_id=held.city_id, moment=clock.now())
            return session.get_one(Post, first_post_of(topic))
        topic = lock_topic(author, held.topic_id)
        if place_of(topic) != place:
            composed = compose(author, held.body, language=held.language, place=place_of(topic))
        reply = NewReply(**_values(NewReply, held), body=held.body, language=held.language)
        return add_reply(author, topic, reply, composed, moment=clock.now())
    except (Forbidden, NotFound, Invalid):
        raise _no_longer() from None


def _values(kind: Any, held: HeldPost) -> dict[str, Any]:
    """Return the values that the command still takes: one that waited since before an update may have others."""
    known = {field.name for field in fields(kind)} - {"title", "body", "language", "request_id"}
    return {name: value for name, value in held.given.items() if name in known} | {"request_id": f"held-{held.id}"}


def _room(held: HeldPost) -> Place:
    return Place(audience=held.given.get("audience", "community"), city_id=held.city_id, topic_id=None)


def _no_longer() -> Conflict:
    return Conflict(_l("The author can no longer write this there. Reject it, and tell them why."))
