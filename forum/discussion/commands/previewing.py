"""Showing how a text will look, through the same pipeline as posts; nothing is kept but the count."""

from typing import Final

from forum.core.actor import Actor
from forum.core.db import transaction
from forum.core.markup import Rendered
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.discussion.commands.posts import place_of
from forum.discussion.composing import Place
from forum.discussion.composing import compose
from forum.discussion.loading import get_post
from forum.discussion.loading import get_topic
from forum.discussion.policy import can_edit_post
from forum.discussion.policy import can_reply
from forum.discussion.policy import can_write

#: Somebody who writes with the preview open asks about once in two seconds.
PREVIEWS: Final = Limit("previews", 60, 60)


def preview(actor: Actor, *, body: str, language: str, place: Place, post_id: int | None = None) -> Rendered:
    """Render a text that has no topic yet; raises TooComplex or TooMany."""
    require(can_write(actor))
    with transaction():
        hit(PREVIEWS, actor.id)
    return compose(actor, body, language=language, place=place, post_id=post_id).rendered


def preview_reply(actor: Actor, topic_id: int, *, body: str, language: str) -> Rendered:
    """Render a text as it will look in a topic; NotFound where the topic may not be seen."""
    topic = get_topic(actor, topic_id)
    require(can_reply(actor, topic))
    return preview(actor, body=body, language=language, place=place_of(topic))


def preview_edit(actor: Actor, post_id: int, *, body: str, language: str) -> Rendered:
    """Render a text as it will look in the place of a post; NotFound where its topic may not be seen."""
    topic, post = get_post(actor, post_id)
    require(can_edit_post(actor, topic, post))
    return preview(actor, body=body, language=language, place=place_of(topic), post_id=post_id)
