"""Who can read a topic: choosing, being warned, changing."""

from flask import Response
from flask import flash
from flask import redirect
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from forum.cities.queries import all_cities
from forum.cities.queries import find_city
from forum.core.access import access
from forum.core.actor import Actor
from forum.core.errors import ForumError
from forum.core.forms import parse_query
from forum.core.policy import require
from forum.core.refusing import UNPROCESSABLE
from forum.core.refusing import page
from forum.core.refusing import put_into
from forum.core.web import current_actor
from forum.discussion.commands import audience as commands
from forum.discussion.forms import AUDIENCES
from forum.discussion.forms import AudienceForm
from forum.discussion.forms import AudienceQuery
from forum.discussion.forms import fresh_id
from forum.discussion.models import Topic
from forum.discussion.policy import can_change_audience
from forum.discussion.queries.audience import audience_change
from forum.discussion.queries.audience import room_for
from forum.discussion.routes.blueprint import blueprint
from forum.discussion.watching import read_topic


@blueprint.get("/topics/<id:topic_id>/audience")
@access("member")
def edit_audience(topic_id: int) -> Response:
    """Show who can read a topic and who could; with `?to=` ask whether it should be so."""
    actor = current_actor()
    asked = parse_query(AudienceQuery)
    topic = read_topic(actor, topic_id)
    offered = _offered(actor, topic)
    if not offered:
        require(can_change_audience(actor, topic, "staff", None))
    if not asked["to"]:
        return page("discussion/edit_audience.html", topic=topic, offered=offered, cities=_cities(actor))
    form = AudienceForm(formdata=None, request_id=fresh_id(), audience=asked["to"], city=asked["city"] or "")
    return _confirm(actor, topic, form)


@blueprint.post("/topics/<id:topic_id>/audience")
@access("member")
def update_audience(topic_id: int) -> BaseResponse:
    """Open a topic to more or fewer people; when to more, only after the warning was read."""
    actor = current_actor()
    topic = read_topic(actor, topic_id)
    form = AudienceForm()
    form.offer()
    if not form.validate():
        return _confirm(actor, topic, form, UNPROCESSABLE)
    city = find_city(form.city.data or "")
    change = audience_change(actor, topic, form.audience.data, city.id if city else None)
    if change.widens and not form.understood.data:
        form.understood.errors = [_("Confirm that you have read the warning.")]
        return _confirm(actor, topic, form, UNPROCESSABLE)
    try:
        topic = commands.change_audience(
            actor, topic_id, audience=form.audience.data, city_id=change.room_id, reason=form.reason.data or ""
        )
    except ForumError as error:
        return _confirm(actor, topic, form, put_into(form, error))
    flash(_("The audience of the topic was changed."), "ok")
    return redirect(f"/t/{topic.slug}/{topic.id}", 303)


def _confirm(actor: Actor, topic: Topic, form: AudienceForm, status: int = 200) -> Response:
    form.offer()
    city = find_city(form.city.data or "")
    wanted = form.audience.data if form.audience.data in dict(AUDIENCES) else topic.audience
    change = audience_change(actor, topic, wanted, city.id if city else None)
    return page("discussion/confirm_audience.html", status, topic=topic, form=form, change=change)


def _offered(actor: Actor, topic: Topic) -> list[str]:
    """Return the audiences that the actor may give the topic, but for the present one."""
    return [
        name
        for name, _label in AUDIENCES
        if (name != topic.audience or (name == "city" and actor.is_staff))
        and can_change_audience(actor, topic, name, room_for(actor, topic, name, None))
    ]


def _cities(actor: Actor) -> list[tuple[str, str]]:
    """Return the cities whose room RIL may choose; others have their own."""
    return [(city.slug, city.name) for city in all_cities() if not city.archived] if actor.is_staff else []
