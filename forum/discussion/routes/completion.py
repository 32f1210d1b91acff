"""Completing @mentions while somebody writes."""

from flask import Response
from flask import jsonify
from flask import make_response
from flask import render_template
from flask import request

from forum.accounts.queries import complete_mention
from forum.cities.queries import all_cities
from forum.core.access import access
from forum.core.forms import parse_query
from forum.core.reading_limits import COMPLETIONS
from forum.core.reading_limits import reads
from forum.core.text import fold
from forum.core.web import current_actor
from forum.core.web import no_store
from forum.discussion.forms import MentionQuery
from forum.discussion.routes.blueprint import blueprint

#: People and cities shown at once.
MOST_PEOPLE = 6
MOST_CITIES = 4


@blueprint.get("/mentions")
@reads(COMPLETIONS)
@access("member")
def list_mentions() -> Response:
    """Return the people and cities whose name begins so, and whom the member may know of."""
    start = parse_query(MentionQuery)["q"] or ""
    folded = fold(start)
    people = complete_mention(current_actor(), start, limit=MOST_PEOPLE)
    cities = [
        city
        for city in all_cities()
        if folded and not city.archived and (city.slug.startswith(folded) or fold(city.name).startswith(folded))
    ][:MOST_CITIES]
    if "application/json" not in request.headers.get("Accept", ""):
        return no_store(make_response(render_template("discussion/_mentions.html", people=people, cities=cities)))
    items = [
        {
            "value": person.handle,
            "label": f"{person.name} · RIL"
            if person.is_staff
            else f"{person.name} · {person.city_name}, {person.country}",
        }
        for person in people
    ] + [{"value": city.slug, "label": f"{city.name}, {city.country}"} for city in cities]
    return no_store(jsonify({"items": items}))
