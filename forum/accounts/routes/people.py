"""A member's page, and what RIL does to people."""

from datetime import datetime

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from forum.accounts.commands import people
from forum.accounts.forms import CityForm
from forum.accounts.forms import RoleForm
from forum.accounts.forms import SuspensionForm
from forum.accounts.forms.lists import PeopleQuery
from forum.accounts.models import User
from forum.accounts.policy import can_appoint_lead
from forum.accounts.policy import can_grant_role
from forum.accounts.policy import can_suspend
from forum.accounts.queries import get_user
from forum.accounts.queries.directory import ROLE_FILTERS
from forum.accounts.queries.directory import STATE_FILTERS
from forum.accounts.queries.directory import Wanted
from forum.accounts.queries.directory import people_page
from forum.accounts.queries.people import find_present_handle
from forum.accounts.queries.people import get_profile
from forum.accounts.routes.answers import REFUSALS
from forum.accounts.routes.answers import go
from forum.accounts.routes.answers import show
from forum.accounts.routes.answers import show_again
from forum.accounts.routes.blueprint import blueprint
from forum.accounts.routes.cities import city_choices
from forum.cities.queries import all_cities
from forum.cities.queries import find_city
from forum.conduct.queries.held import own_held
from forum.core import formatting
from forum.core.access import access
from forum.core.asked import is_sent
from forum.core.errors import NotFound
from forum.core.forms import parse_query
from forum.core.policy import require
from forum.core.web import current_actor
from forum.discussion.queries.recent import recent_posts_of
from forum.translation.queries.thanks import reviewed_by


@blueprint.get("/people")
@access("staff")
def list_people() -> AnyResponse:
    """List everybody who has an account: who they are, their role and state."""
    asked = parse_query(PeopleQuery)
    city = find_city(asked["city"] or "")
    wanted = Wanted(
        words=asked["q"] or "",
        # A city that does not exist has nobody.
        city_id=city.id if city else 0 if asked["city"] else None,
        role=asked["role"] or "",
        state=asked["state"] or "",
    )
    page = people_page(current_actor(), wanted, after=asked["after"], before=asked["before"])
    return show(
        "list_people",
        page=page,
        asked=asked,
        narrowed=any(asked[name] for name in ("q", "city", "role", "state")),
        cities=all_cities(),
        roles=ROLE_FILTERS,
        states=STATE_FILTERS,
        states_by_name=dict(STATE_FILTERS),
    )


@blueprint.get("/u/<slug:handle>")
@access("account")
def show_person(handle: str) -> AnyResponse:
    """Show a member: what they say of themselves, and their latest posts that the reader may see."""
    actor = current_actor()
    try:
        profile = get_profile(actor, handle)
    except NotFound:
        present = find_present_handle(actor, handle)
        if present is None:
            raise
        return go(f"/u/{present}")
    return show(
        "show_person",
        profile=profile,
        posts=recent_posts_of(actor, profile.user.id),
        reviewed=reviewed_by(actor, profile.user.id),
        held=own_held(actor) if actor.is_member and actor.id == profile.user.id else (),
    )


@blueprint.route("/people/<id:user_id>/suspension", methods=["GET", "POST"])
@access("staff")
def new_suspension(user_id: int) -> AnyResponse:
    """Suspend a member, with a reason that they see."""
    user = get_user(user_id)
    require(can_suspend(current_actor(), user))
    form = SuspensionForm()
    if not is_sent():
        return show("new_suspension", form=form, user=user)
    if not form.validate():
        return show_again("new_suspension", form, user=user)
    try:
        people.suspend(current_actor(), user_id, reason=form.reason.data, until=_end_of_day(form))
    except REFUSALS as refusal:
        return show_again("new_suspension", form, refusal, user=user)
    flash(_("%(name)s is suspended. A letter tells them why.", name=user.name), "ok")
    return _back_to(user)


@blueprint.post("/people/<id:user_id>/suspension/removal")
@access("staff")
def delete_suspension(user_id: int) -> AnyResponse:
    """Lift a suspension."""
    people.restore(current_actor(), user_id)
    flash(_("The suspension is lifted."), "ok")
    return _back_to(get_user(user_id))


@blueprint.post("/people/<id:user_id>/lead")
@access("staff")
def create_lead(user_id: int) -> AnyResponse:
    """Make a member a lead of their city."""
    people.appoint_lead(current_actor(), user_id)
    flash(_("Saved."), "ok")
    return _back_to(get_user(user_id))


@blueprint.post("/people/<id:user_id>/lead/removal")
@access("staff")
def delete_lead(user_id: int) -> AnyResponse:
    """Make a lead a plain member again."""
    people.dismiss_lead(current_actor(), user_id)
    flash(_("Saved."), "ok")
    return _back_to(get_user(user_id))


@blueprint.route("/people/<id:user_id>/city", methods=["GET", "POST"])
@access("staff")
def edit_city(user_id: int) -> AnyResponse:
    """Move somebody to another city."""
    user = get_user(user_id)
    require(can_appoint_lead(current_actor(), user))
    form = CityForm()
    form.city_id.choices = city_choices(current_actor())
    if not is_sent():
        form.city_id.data = user.city_id
        return show("edit_city", form=form, user=user)
    if not form.validate():
        return show_again("edit_city", form, user=user)
    people.move_to_city(current_actor(), user_id, city_id=form.city_id.data)
    flash(_("Saved."), "ok")
    return _back_to(get_user(user_id))


@blueprint.route("/people/<id:user_id>/role", methods=["GET", "POST"])
@access("admin")
def edit_role(user_id: int) -> AnyResponse:
    """Make somebody a member, moderator or administrator."""
    user = get_user(user_id)
    require(can_grant_role(current_actor(), user))
    form = RoleForm()
    form.city_id.choices = [(0, "—"), *(choice for choice in city_choices(current_actor()) if choice[0])]
    if not is_sent():
        form.role.data = user.site_role
        return show("edit_role", form=form, user=user)
    if not form.validate():
        return show_again("edit_role", form, user=user)
    try:
        people.grant_role(current_actor(), user_id, role=form.role.data, city_id=form.city_id.data or None)
    except REFUSALS as refusal:
        return show_again("edit_role", form, refusal, user=user)
    flash(_("Saved."), "ok")
    return _back_to(get_user(user_id))


def _end_of_day(form: SuspensionForm) -> datetime | None:
    """Return the end of the chosen day where the moderator is."""
    return formatting.end_of_day(form.until.data, current_actor().time_zone) if form.until.data else None


def _back_to(user: User) -> AnyResponse:
    return go(f"/u/{user.handle}")
