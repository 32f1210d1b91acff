"""The list of members, and the record of one with the steps that can be taken."""

from datetime import datetime
from datetime import time
from datetime import timedelta

from flask import flash
from flask import redirect
from flask import render_template
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from forum.accounts.commands.silencing import silence
from forum.accounts.commands.silencing import unsilence
from forum.accounts.models import User
from forum.accounts.policy import can_admonish
from forum.accounts.queries import get_user
from forum.cities.queries import all_cities
from forum.cities.queries import find_city
from forum.conduct.commands.notes import add_note
from forum.conduct.commands.notes import remove_note
from forum.conduct.commands.warnings import warn
from forum.conduct.forms import MembersQuery
from forum.conduct.forms import NoteForm
from forum.conduct.forms import SilenceForm
from forum.conduct.forms import WarningForm
from forum.conduct.policy import can_keep
from forum.conduct.queries.members import STATES
from forum.conduct.queries.members import Wanted
from forum.conduct.queries.members import members_page
from forum.conduct.queries.record import find_recorded
from forum.conduct.queries.record import record_of
from forum.conduct.queries.record import recorded
from forum.conduct.routes.blueprint import blueprint
from forum.core import formatting
from forum.core.access import access
from forum.core.asked import is_sent
from forum.core.errors import ForumError
from forum.core.errors import Invalid
from forum.core.forms import parse_query
from forum.core.policy import require
from forum.core.refusing import UNPROCESSABLE
from forum.core.refusing import page
from forum.core.refusing import put_into
from forum.core.web import current_actor
from forum.moderation.queries.person import reports_made
from forum.moderation.queries.person import reports_received


@blueprint.get("/moderation/members")
@access("lead")
def list_members() -> str:
    """List members: all for RIL, those of the own city for a lead."""
    asked = parse_query(MembersQuery)
    actor = current_actor()
    city = find_city(asked["city"]) if asked["city"] and actor.is_staff else None
    wanted = Wanted(
        words=asked["q"] or "",
        # A city that does not exist has nobody.
        city_id=city.id if city else 0 if asked["city"] and actor.is_staff else None,
        state=asked["state"] or "",
    )
    return render_template(
        "conduct/list_members.html",
        page=members_page(actor, wanted, after=asked["after"], before=asked["before"]),
        asked=asked,
        narrowed=any(asked[name] for name in ("q", "city", "state")),
        cities=all_cities() if actor.is_staff else (),
        states=STATES,
    )


@blueprint.get("/moderation/members/<slug:handle>")
@access("lead")
def show_member(handle: str) -> Response:
    """Show what is kept of a member, and what can be done; a number leads to the handle."""
    user = find_recorded(current_actor(), handle)
    if user.handle != handle:
        return redirect(url_for("conduct.show_member", handle=user.handle), 303)
    return _record_page(user)


@blueprint.get("/moderation/members/<slug:handle>/reports")
@access("lead")
def list_member_reports(handle: str) -> str:
    """List reports on a member's posts with what was decided, and for RIL those that the member made."""
    actor = current_actor()
    user = find_recorded(actor, handle)
    return render_template(
        "conduct/list_member_reports.html",
        record=recorded(actor, user),
        received=reports_received(actor, user.id),
        made=reports_made(actor, user.id),
    )


@blueprint.post("/moderation/members/<id:user_id>/notes")
@access("lead")
def create_note(user_id: int) -> Response:
    """Note something about a member."""
    form = NoteForm()
    user = _recorded(user_id)
    if not form.validate():
        return _record_page(user, form, UNPROCESSABLE)
    try:
        add_note(current_actor(), user_id, text=form.text.data)
    except ForumError as error:
        return _record_page(user, form, put_into(form, error))
    flash(_("Saved."), "ok")
    return _back_to(user)


@blueprint.post("/member-notes/<id:note_id>/removal")
@access("lead")
def delete_note(note_id: int) -> Response:
    """Remove a note."""
    user_id = remove_note(current_actor(), note_id)
    flash(_("The note is removed."), "ok")
    return _back_to(get_user(user_id))


@blueprint.route("/moderation/members/<id:user_id>/warnings", methods=["GET", "POST"])
@access("lead")
def new_warning(user_id: int) -> Response:
    """Warn a member."""
    user = _admonishable(user_id)
    form = WarningForm()
    if not is_sent():
        return page("conduct/new_warning.html", form=form, user=user)
    if not form.validate():
        return page("conduct/new_warning.html", UNPROCESSABLE, form=form, user=user)
    try:
        warn(current_actor(), user_id, reason=form.reason.data)
    except ForumError as error:
        return page("conduct/new_warning.html", put_into(form, error), form=form, user=user)
    flash(_("%(name)s is warned. A letter tells them why.", name=user.name), "ok")
    return _back_to(user)


@blueprint.route("/moderation/members/<id:user_id>/silence", methods=["GET", "POST"])
@access("lead")
def new_silence(user_id: int) -> Response:
    """Silence a member until the end of a day."""
    user = _admonishable(user_id)
    form = SilenceForm()
    if not is_sent():
        return page("conduct/new_silence.html", form=form, user=user)
    if not form.validate():
        return page("conduct/new_silence.html", UNPROCESSABLE, form=form, user=user)
    try:
        silence(current_actor(), user_id, reason=form.reason.data, until=_end_of_day(form))
    except ForumError as error:
        return page("conduct/new_silence.html", put_into(form, error), form=form, user=user)
    flash(_("%(name)s can read but not write. A letter tells them why.", name=user.name), "ok")
    return _back_to(user)


@blueprint.post("/moderation/members/<id:user_id>/silence/removal")
@access("lead")
def delete_silence(user_id: int) -> Response:
    """Let a member write again."""
    user = _recorded(user_id)
    unsilence(current_actor(), user_id)
    flash(_("%(name)s can write again.", name=user.name), "ok")
    return _back_to(user)


def _recorded(user_id: int) -> User:
    user = get_user(user_id)
    require(can_keep(current_actor(), user))
    return user


def _admonishable(user_id: int) -> User:
    user = get_user(user_id)
    require(can_keep(current_actor(), user))
    require(can_admonish(current_actor(), user))
    return user


def _record_page(user: User, form: NoteForm | None = None, status: int = 200) -> Response:
    return page(
        "conduct/show_member.html",
        status,
        record=record_of(current_actor(), user),
        form=form or NoteForm(formdata=None),
    )


def _end_of_day(form: SilenceForm) -> datetime:
    """Return the end of the chosen day where the moderator is."""
    try:
        return datetime.combine(form.until.data, time(), formatting.zone()) + timedelta(days=1)
    except (OverflowError, ValueError):
        raise Invalid(_l("The day must be in the future."), field="until") from None


def _back_to(user: User) -> Response:
    return redirect(url_for("conduct.show_member", handle=user.handle), 303)
