"""What a city's lead (or RIL) decides: stage, who sees it, names on public topics."""

from collections.abc import Callable

from flask import flash
from flask import redirect
from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forum.certification.queries import stages_in_order
from forum.cities.commands import allow_public_names
from forum.cities.commands import keep_stage_private
from forum.cities.commands import refuse_public_names
from forum.cities.commands import set_city_stage
from forum.cities.commands import share_stage
from forum.cities.forms import StageForm
from forum.cities.policy import can_lead_city
from forum.cities.queries import CityView
from forum.cities.queries import city_by_id
from forum.cities.routes.blueprint import blueprint
from forum.cities.routes.directory import render_city
from forum.core.access import access
from forum.core.actor import Actor
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.policy import require
from forum.core.web import current_actor


@blueprint.post("/cities/<id:city_id>/stage")
@access("lead")
def create_city_stage(city_id: int) -> ResponseReturnValue:
    """Set where the city stands."""
    actor = current_actor()
    require(can_lead_city(actor, city_id))
    city = _city(city_id)
    form = StageForm()
    form.stage.choices = [(str(stage.id), "") for stage in stages_in_order()]
    if form.validate() and form.since.data is not None:
        try:
            set_city_stage(
                actor, city_id, stage_id=int(form.stage.data), since=form.since.data, note=form.note.data or ""
            )
        except Invalid as error:
            form.refuse(error)
        else:
            flash(_("The stage is set."), "ok")
            return redirect(url_for("cities.show_city", city=city.slug), 303)
    return render_city(city, form, "topics"), 400


@blueprint.post("/cities/<id:city_id>/sharing")
@access("lead")
def create_sharing(city_id: int) -> ResponseReturnValue:
    """Share the stage with the community."""
    return _switch(share_stage, city_id, _("The community can now see the stage."))


@blueprint.post("/cities/<id:city_id>/sharing/removal")
@access("lead")
def delete_sharing(city_id: int) -> ResponseReturnValue:
    """Keep the stage between the city and RIL."""
    return _switch(keep_stage_private, city_id, _("Only the city and RIL can see the stage now."))


@blueprint.post("/cities/<id:city_id>/public-names")
@access("lead")
def create_public_names(city_id: int) -> ResponseReturnValue:
    """Let visitors read the names of members who agreed."""
    return _switch(allow_public_names, city_id, _("Members who agree are now named on public topics."))


@blueprint.post("/cities/<id:city_id>/public-names/removal")
@access("lead")
def delete_public_names(city_id: int) -> ResponseReturnValue:
    """Show members to visitors without name and city."""
    return _switch(refuse_public_names, city_id, _("Visitors no longer read names of this city."))


def _switch(command: Callable[[Actor, int], None], city_id: int, done: str) -> ResponseReturnValue:
    command(current_actor(), city_id)
    flash(done, "ok")
    return redirect(url_for("cities.show_city", city=_city(city_id).slug), 303)


def _city(city_id: int) -> CityView:
    city = city_by_id(city_id)
    if city is None:
        raise NotFound
    return city
