"""What the composer shows while somebody writes: the text as it will look, and topics like it."""

from typing import Final

from flask import Response
from flask import current_app
from flask import flash
from flask import render_template
from flask import url_for
from markupsafe import Markup

from forum.cities.queries import find_city
from forum.core.access import access
from forum.core.actor import Actor
from forum.core.asked import pressed
from forum.core.detection import looks_like
from forum.core.errors import ForumError
from forum.core.forms import parse_query
from forum.core.reading_limits import COMPLETIONS
from forum.core.reading_limits import reads
from forum.core.refusing import UNPROCESSABLE
from forum.core.refusing import page
from forum.core.refusing import put_into
from forum.core.web import current_actor
from forum.core.web import ui_language
from forum.discussion.commands import previewing
from forum.discussion.commands.previewing import Preview
from forum.discussion.commands.previewing import Translate
from forum.discussion.composing import Place
from forum.discussion.forms import PreviewForm
from forum.discussion.forms import TitleQuery
from forum.discussion.models import Topic
from forum.discussion.routes.blueprint import blueprint
from forum.search.queries import similar_topics
from forum.translation.queries.now import translate_now

#: The value of the button that shows a text in the other language.
OTHERWISE: Final = "other"


def engine_if_asked() -> Translate | None:
    """Return what translates, when the button was pressed that shows a text in the other language."""
    return translate_now if pressed("preview", OTHERWISE) else None


@blueprint.post("/preview")
@access("member")
def create_preview() -> Response:
    """Return a text as it will look, as a fragment for the composer's pane."""
    actor = current_actor()
    form = PreviewForm()
    if not form.validate():
        return page("discussion/_problem.html", UNPROCESSABLE, sentence=form.error_list()[0][1])
    body, language = form.body.data or "", form.language.data or ui_language()
    try:
        preview = _preview(actor, form, body, language)
    except ForumError as error:
        status = put_into(form, error)
        return page("discussion/_problem.html", status, error=error, sentence=error.message)
    return page("discussion/_preview.html", preview=preview, other=other_language(body, language))


def _preview(actor: Actor, form: PreviewForm, body: str, language: str) -> Preview:
    """Render a text where it will stand."""
    engine = engine_if_asked()
    if form.post.data:
        return previewing.preview_edit(actor, form.post.data, body=body, language=language, translate=engine)
    if form.topic.data:
        return previewing.preview_reply(actor, form.topic.data, body=body, language=language, translate=engine)
    place = place_for(actor, form.audience.data or "community", form.city.data or "")
    title = form.title.data or ""
    return previewing.preview(actor, body=body, language=language, place=place, title=title, translate=engine)


@blueprint.get("/similar-topics")
@reads(COMPLETIONS)
@access("member")
def list_similar() -> Response:
    """Return topics like a title that somebody is writing, as a fragment for the composer."""
    title = parse_query(TitleQuery)["title"] or ""
    return page("discussion/_similar.html", similar=similar_topics(current_actor(), title) if title else [])


def place_for(actor: Actor, audience: str, city: str) -> Place:
    """Return where a text will stand; in a city's room only of one's own city, unless RIL writes."""
    if audience != "city":
        return Place(audience=audience)
    chosen = find_city(city) if actor.is_staff else None
    return Place(audience="city", city_id=chosen.id if chosen else actor.city_id)


def other_language(text: str, language: str) -> str | None:
    """Return the language that a text looks like, if it is not the chosen one."""
    seems = looks_like(text, current_app.config["LANGUAGE_HINT"])
    return seems if seems is not None and language and seems != language else None


def say_language(text: str, language: str, topic: Topic, post_id: int | None = None) -> None:
    """Hint after publishing that the language may be another one: nothing is changed by itself."""
    seems = other_language(text, language)
    if seems is None:
        return
    if post_id is not None:
        where = url_for("discussion.edit_post", post_id=post_id)
    else:
        where = url_for("discussion.edit_topic", topic_id=topic.id)
    flash(Markup(render_template("discussion/_language_hint.html", seems=seems, where=where)), "wait")  # noqa: S704 - our own template, escaped
