"""The directory of cities, and the page of each."""

from dataclasses import dataclass
from itertools import groupby

from flask import abort
from flask import render_template
from flask.typing import ResponseReturnValue

from forum.accounts.queries import members_of_city
from forum.accounts.queries import people_waiting
from forum.certification.queries import StageView
from forum.certification.queries import stage_by_id
from forum.certification.queries import stages_in_order
from forum.cities.forms import CityPageQuery
from forum.cities.forms import StageForm
from forum.cities.policy import can_lead_city
from forum.cities.policy import can_see_city_stage
from forum.cities.queries import CityView
from forum.cities.queries import Step
from forum.cities.queries import all_cities
from forum.cities.queries import get_city
from forum.cities.queries import journey_of
from forum.cities.queries import profiles
from forum.cities.queries import stage_of
from forum.cities.routes.blueprint import blueprint
from forum.core.access import access
from forum.core.forms import parse_query
from forum.core.text import fold
from forum.core.web import current_actor
from forum.core.web import ui_language
from forum.discussion.queries.lists import Filter
from forum.discussion.queries.lists import topics_page
from forum.media.queries import quota_of_city


@dataclass(frozen=True, slots=True)
class Corner:
    """A stage as a city's journey draws it: done, here or next."""

    stage: StageView
    state: str
    step: Step | None


@blueprint.get("/cities")
@access("member")
def list_cities() -> ResponseReturnValue:
    """Show the cities of the community by country."""
    actor = current_actor()
    cities = [city for city in all_cities() if not city.archived or actor.is_staff]
    by_country = sorted(cities, key=lambda city: fold(city.country))
    return render_template(
        "cities/list_cities.html",
        countries=[(country, list(group)) for country, group in groupby(by_country, key=lambda city: city.country)],
        stages={city.id: stage_by_id(stage_of(actor, city)) for city in cities},
        profiles=profiles(),
    )


@blueprint.get("/g/<slug:city>")
@access("member")
def show_city(city: str) -> ResponseReturnValue:
    """Show a city: its journey to those who may know it, its team, its topics."""
    query = parse_query(CityPageQuery)
    return render_city(get_city(city), StageForm(formdata=None), query["tab"] or "topics", query=query)


def render_city(city: CityView, form: StageForm, tab: str, *, query: dict[str, str | None] | None = None) -> str:
    """Return the page of a city, with the form of its stage as its lead left it."""
    actor = current_actor()
    in_room = actor.belongs_to(city.id) or actor.is_staff
    if tab == "room" and not in_room:
        # The room of another city is, for them, a page that does not exist.
        abort(404)
    wanted = Filter(room_city_id=city.id) if tab == "room" else Filter(author_city_id=city.id)
    leads = bool(can_lead_city(actor, city.id))
    form.stage.choices = [(str(s.id), s.name(ui_language())) for s in stages_in_order() if s.position > 0]
    return render_template(
        "cities/show_city.html",
        city=city,
        profile=profiles()[city.id],
        corners=_corners(city) if can_see_city_stage(actor, city.id, city.shares_stage) else None,
        team=members_of_city(actor, city.id),
        page=topics_page(
            actor,
            wanted,
            after=(query or {}).get("after"),
            before=(query or {}).get("before"),
            language=ui_language(),
        ),
        tab=tab,
        in_room=in_room,
        leads=leads,
        quota=quota_of_city(city.id) if leads else None,
        waiting=[person for person in people_waiting(actor) if person.city_id == city.id] if leads else [],
        form=form,
    )


def _corners(city: CityView) -> list[Corner]:
    """Return the seven stages of a city's journey; the steps that were taken have their date."""
    steps = {step.stage_id: step for step in journey_of(city.id)}
    here = stage_by_id(city.stage_id)
    place = here.position if here else 0
    return [
        Corner(
            stage,
            "done" if stage.position < place else "here" if stage.position == place else "next",
            steps.get(stage.id) if stage.position <= place else None,
        )
        for stage in stages_in_order()
        if stage.position > 0
    ]
