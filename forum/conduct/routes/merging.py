"""Making one account of two: which, what is moved, and then it is done."""

from flask import flash
from flask import redirect
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from forum.accounts.commands.merging import merge_people
from forum.accounts.models import User
from forum.accounts.policy import can_merge
from forum.accounts.queries import get_user
from forum.conduct.forms import MergeForm
from forum.conduct.queries.merging import Plan
from forum.conduct.queries.merging import plan_merge
from forum.conduct.routes.blueprint import blueprint
from forum.core.access import access
from forum.core.asked import is_sent
from forum.core.asked import pressed
from forum.core.errors import ForumError
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.policy import require
from forum.core.refusing import UNPROCESSABLE
from forum.core.refusing import page
from forum.core.refusing import put_into
from forum.core.web import current_actor


@blueprint.route("/moderation/members/<id:user_id>/merging", methods=["GET", "POST"])
@access("staff")
def new_merging(user_id: int) -> Response:
    """Show what would be moved to the account that stays; once that was read, do it."""
    actor = current_actor()
    user = get_user(user_id)
    require(can_merge(actor, user))
    form = MergeForm()
    if not is_sent():
        return _merging_page(user, form)
    if not form.validate():
        return _merging_page(user, form, UNPROCESSABLE)
    try:
        plan = _plan(user, form.into.data)
        if pressed("preview"):
            return _merging_page(user, form, plan=plan)
        if not form.understood.data:
            raise Invalid(_l("Read what is moved, and say that you have."), field="understood")
        merge_people(actor, user_id, into_id=plan.target_id, reason=form.reason.data)
    except ForumError as error:
        return _merging_page(user, form, put_into(form, error))
    flash(_("It is one account now."), "ok")
    return redirect(url_for("conduct.show_member", handle=plan.target.handle), 303)


def _plan(user: User, handle: str) -> Plan:
    try:
        plan = plan_merge(current_actor(), user, handle)
    except NotFound:
        raise Invalid(_l("Nobody has this handle."), field="into") from None
    if plan.target_id == user.id:
        raise Invalid(_l("These are not two accounts."), field="into")
    return plan


def _merging_page(user: User, form: MergeForm, status: int = 200, *, plan: Plan | None = None) -> Response:
    return page("conduct/new_merging.html", status, user=user, form=form, plan=plan)
