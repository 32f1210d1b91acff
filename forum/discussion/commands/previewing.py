"""Showing how a text will look, through the same pipeline as posts; nothing is kept but the count."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from forum.core.actor import Actor
from forum.core.db import transaction
from forum.core.languages import Language
from forum.core.languages import other
from forum.core.languages import parse_language
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


#: Makes a text one of the other language, or None when that takes too long.
Translate = Callable[[str, Language], str | None]


@dataclass(frozen=True, slots=True)
class Preview:
    """A text as it will look: as it is written, or as readers of the other language will get it."""

    html: str
    language: str
    #: Of a new topic, when it is shown translated.
    title: str = ""
    is_translated: bool = False
    #: The engine is away or takes too long: the translation follows after publishing.
    is_late: bool = False


def preview(
    actor: Actor,
    *,
    body: str,
    language: str,
    place: Place,
    title: str = "",
    post_id: int | None = None,
    translate: Translate | None = None,
) -> Preview:
    """Render a text that has no topic yet, translated (its title too) if that is asked for; raises TooComplex, TooMany."""
    require(can_write(actor))
    with transaction():
        hit(PREVIEWS, actor.id)
    if translate is not None:
        source = parse_language(language) or "es"
        translated, language = translate(body, source), other(source)
        if translated is None:
            return Preview("", language, is_translated=True, is_late=True)
        title = translate(title, source) or "" if title.strip() else ""
        body = translated
    rendered = compose(
        actor, body, language=language, place=place, post_id=post_id, translated=translate is not None
    ).rendered
    if translate is None:
        return Preview(rendered.html, language)
    return Preview(rendered.html, language, title=" ".join(title.split()), is_translated=True)


def preview_reply(
    actor: Actor, topic_id: int, *, body: str, language: str, translate: Translate | None = None
) -> Preview:
    """Render a text as it will look in a topic; NotFound where the topic may not be seen."""
    topic = get_topic(actor, topic_id)
    require(can_reply(actor, topic))
    return preview(actor, body=body, language=language, place=place_of(topic), translate=translate)


def preview_edit(
    actor: Actor, post_id: int, *, body: str, language: str, translate: Translate | None = None
) -> Preview:
    """Render a text as it will look in the place of a post; NotFound where its topic may not be seen."""
    topic, post = get_post(actor, post_id)
    require(can_edit_post(actor, topic, post))
    return preview(actor, body=body, language=language, place=place_of(topic), post_id=post_id, translate=translate)
