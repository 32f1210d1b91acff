"""Invitations: coming in by one, and making and withdrawing them."""

from flask import Response
from flask import current_app
from flask import flash
from flask import session as form_cookie
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response as AnyResponse

from forum.accounts.commands import invitations
from forum.accounts.commands.redemption import OF_NO_USE
from forum.accounts.commands.redemption import accept_invitation
from forum.accounts.commands.redemption import redeem_invitation
from forum.accounts.commands.sessions import NewSession
from forum.accounts.forms import ButtonForm
from forum.accounts.forms import InvitationForm
from forum.accounts.forms import InviteManyForm
from forum.accounts.forms import InvitePersonForm
from forum.accounts.forms.lists import InvitationQuery
from forum.accounts.importing import Problem
from forum.accounts.importing import read_invitees
from forum.accounts.queries import find_usable_invitation
from forum.accounts.queries.invitations import invitations_page
from forum.accounts.routes.answers import REFUSALS
from forum.accounts.routes.answers import enter
from forum.accounts.routes.answers import go
from forum.accounts.routes.answers import origin
from forum.accounts.routes.answers import show
from forum.accounts.routes.answers import show_again
from forum.accounts.routes.blueprint import blueprint
from forum.accounts.routes.cities import city_choices
from forum.accounts.routes.cities import city_name
from forum.accounts.routes.signup import SIGNED_UP
from forum.accounts.routes.signup import new_person
from forum.accounts.routes.signup import put_versions
from forum.cities.queries import find_city
from forum.core.access import access
from forum.core.asked import is_sent
from forum.core.errors import Conflict
from forum.core.errors import NotFound
from forum.core.forms import parse_query
from forum.core.web import current_actor
from forum.core.web import ui_language

#: An office's list of people fits; a sheet with pictures does not.
_LARGEST_FILE = 200_000


@blueprint.route("/invitations/<slug:token>", methods=["GET", "POST"])
@access("public")
def redeem(token: str) -> AnyResponse:
    """Come in by an invitation. The page shows no city: whoever has the link may not be who was meant."""
    actor = current_actor()
    if find_usable_invitation(token) is None:
        raise NotFound(OF_NO_USE)
    if not actor.is_visitor:
        return _redeem_signed_in(token)
    form = InvitationForm()
    if not is_sent():
        put_versions(form)
        return show("redeem", form=form, token=token)
    if not form.validate():
        return show_again("redeem", form, token=token)
    try:
        result = redeem_invitation(new_person(form), origin(), token=token)
    except REFUSALS as refusal:
        put_versions(form)
        return show_again("redeem", form, refusal, token=token)
    if isinstance(result, NewSession):
        return enter(result)
    form_cookie[SIGNED_UP] = result
    return go("/signup/sent")


def _redeem_signed_in(token: str) -> AnyResponse:
    actor = current_actor()
    form = ButtonForm()
    if actor.is_pending and is_sent():
        if not form.validate():
            return show_again("redeem_signed_in", form)
        accept_invitation(actor, token=token)
        flash(_("Welcome. You are in."), "ok")
        return go("/")
    if is_sent():
        raise Conflict(_("You are a member already. Sign out to use the invitation for another account."))
    return show("redeem_signed_in", form=form)


@blueprint.get("/invitations")
@access("lead")
def list_invitations() -> Response:
    """Show invitations, first those that nobody has accepted yet."""
    query = parse_query(InvitationQuery)
    city = find_city(query["city"]) if query["city"] else None
    found = query["show"] or "open"
    page = invitations_page(
        current_actor(),
        show=found,
        city_id=city.id if city else None,
        after=query["after"],
        before=query["before"],
    )
    return show("list_invitations", page=page, shown=found, city_name=city_name)


@blueprint.route("/invitations/new", methods=["GET", "POST"])
@access("lead")
def new_invitation() -> AnyResponse:
    """Make an invitation: to one address, or a link to share, which is shown once."""
    actor = current_actor()
    form = InvitePersonForm()
    form.city_id.choices = city_choices(actor)
    if not is_sent():
        form.language.data = actor.ui_language
        return show("new_invitation", form=form)
    if not form.validate():
        return show_again("new_invitation", form)
    try:
        row, token = invitations.create_invitation(
            actor,
            form.city_id.data,
            days=form.days.data,
            max_uses=form.max_uses.data,
            email=form.email.data or "",
            note=form.note.data or "",
            language=form.language.data,
        )
    except REFUSALS as refusal:
        return show_again("new_invitation", form, refusal)
    if row.email:
        flash(_("The invitation is on its way to %(email)s.", email=row.email), "ok")
        return go("/invitations")
    # The link is nowhere but on this page: after a redirect it could not be shown.
    address = f"{current_app.config['URL']}/invitations/{token}"
    return show("invitation_made", address=address, invitation=row, city=city_name(row.city_id))


@blueprint.route("/invitations/many", methods=["GET", "POST"])
@access("lead")
def new_invitations() -> AnyResponse:
    """Invite many people from a file: all of them, or nobody while a row is wrong."""
    actor = current_actor()
    form = InviteManyForm()
    form.city_id.choices = city_choices(actor)
    if not is_sent():
        form.language.data = actor.ui_language
        return show("new_invitations", form=form, problems=[])
    if not form.validate():
        return show_again("new_invitations", form, problems=[])
    data = form.file.data.read(_LARGEST_FILE + 1)
    people, problems = read_invitees(data, language=form.language.data)
    if len(data) > _LARGEST_FILE:
        problems = [Problem(1, _("This file is too large."))]
    if problems:
        return show("new_invitations", status=400, form=form, problems=problems)
    try:
        number = invitations.invite_many(actor, form.city_id.data, people=people, days=form.days.data)
    except REFUSALS as refusal:
        return show_again("new_invitations", form, refusal, problems=[])
    flash(ngettext("%(num)d invitation is on its way.", "%(num)d invitations are on their way.", number), "ok")
    return go("/invitations")


@blueprint.post("/invitations/<id:invitation_id>/removal")
@access("lead")
def delete_invitation(invitation_id: int) -> AnyResponse:
    """Withdraw an invitation."""
    invitations.revoke_invitation(current_actor(), invitation_id)
    flash(_("The invitation is withdrawn."), "ok")
    return go("/invitations")


@blueprint.get("/invitations/help.csv")
@access("lead")
def show_example() -> Response:
    """Offer a file to fill in."""
    rows = f"email,idioma,nota\r\nnombre@ciudad.gob.ar,{ui_language()},\r\n"
    return Response(
        "\ufeff" + rows,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="invitaciones.csv"'},
    )
