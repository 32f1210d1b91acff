"""The reply box of topic pages, kept: a form is dear to make, and an empty one is the same for a topic.

What differs in each request, the form's token and its random id, is taken out before the box is kept
and put in again for each reader. A box with a quote in it, or with a text that was refused, is made anew.
"""

from typing import Final

from flask import render_template
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from forum.accounts.queries import Person
from forum.core import versions
from forum.core.actor import Actor
from forum.core.asked import asked
from forum.core.kept import Kept
from forum.core.web import ui_language
from forum.discussion.forms import fresh_id
from forum.discussion.policy import can_reply
from forum.discussion.queries.prepared import prepared_choices
from forum.discussion.queries.topic_view import TopicView
from forum.discussion.routes.attaching import attachments
from forum.discussion.routes.replying import reply_box
from forum.discussion.routes.replying import seen_by_visitors

#: What stands in a kept box for the token and for the form's id.
_TOKEN: Final = "0form-token0"  # noqa: S105 - a mark, not a secret
_ID: Final = "0form-id0"

_boxes: Final[Kept[str]] = Kept(2_500_000)
_faces: Final[Kept[tuple[Person | None]]] = Kept(2_000_000, versioned=True)


def reply_box_html(actor: Actor, topic: TopicView) -> Markup | None:
    """Return the reply box of a topic's page, or None where the actor may not reply."""
    if not can_reply(actor, topic):
        return None
    if asked("quote"):
        return Markup(render_template("discussion/_reply_form.html", box=reply_box(actor, topic)))  # noqa: S704
    token = generate_csrf()
    space = attachments(actor).space
    face = _face(actor) if topic.audience == "public" else None
    prepared = prepared_choices(actor)
    key = (topic.id, topic.audience, ui_language(), space, face, (prepared, topic.language) if prepared else None)
    found = _boxes.get(key)
    if found is None:
        box = reply_box(actor, topic)
        if box is None:
            return None
        made = render_template("discussion/_reply_form.html", box=box)
        form_id = str(box.form.request_id.data)
        found = made.replace(token, _TOKEN).replace(form_id, _ID)
        if _TOKEN in found and _ID in found:
            _boxes.put(key, found, len(found) * 2 + 1_000)
    return Markup(found.replace(_TOKEN, token).replace(_ID, fresh_id()))  # noqa: S704 - autoescaped by the template


def _face(actor: Actor) -> Person | None:
    """Return how visitors see who writes; kept by the data versions, since it may change at any moment."""
    numbers = versions.data_versions()
    key = (numbers, actor.id)
    found = _faces.get(key) if numbers is not None else None
    if found is None:
        found = (seen_by_visitors(actor),)
        if numbers is not None:
            _faces.put(key, found, 600)
    return found[0]
