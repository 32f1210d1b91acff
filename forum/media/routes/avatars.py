"""One's picture: choosing, removing, and showing it to whoever may see it."""

from flask import Response
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forum.accounts.queries import people_by_ids
from forum.core.access import accepts_bytes
from forum.core.access import access
from forum.core.errors import Invalid
from forum.core.web import current_actor
from forum.media.commands.avatars import remove_avatar
from forum.media.commands.avatars import upload_avatar
from forum.media.forms import AvatarForm
from forum.media.pictures import MAX_BYTES
from forum.media.queries.avatars import avatar_bytes
from forum.media.routes.blueprint import blueprint


@blueprint.get("/settings/avatar")
@access("member")
def edit_avatar() -> ResponseReturnValue:
    """Show one's picture, and offer another."""
    return _render(AvatarForm(formdata=None))


@blueprint.post("/settings/avatar")
@access("member")
@accepts_bytes(MAX_BYTES + 64 * 1024)
def update_avatar() -> ResponseReturnValue:
    """Take an uploaded picture."""
    form = AvatarForm()
    if form.validate():
        try:
            upload_avatar(current_actor(), form.picture.data.read(MAX_BYTES + 1))
        except Invalid as error:
            form.refuse(error)
        else:
            flash(_("Your picture is changed."), "ok")
            return redirect(url_for("media.edit_avatar"), 303)
    return _render(form), 400


@blueprint.post("/settings/avatar/removal")
@access("member")
def delete_avatar() -> ResponseReturnValue:
    """Remove one's picture."""
    remove_avatar(current_actor())
    flash(_("Your picture is removed."), "ok")
    return redirect(url_for("media.edit_avatar"), 303)


@blueprint.get("/avatars/<slug:name>")
@access("public")
def show_avatar(name: str) -> ResponseReturnValue:
    """Send a picture to whoever may see the person's name."""
    data, since = avatar_bytes(current_actor(), name)
    response = Response(data, mimetype="image/webp")
    # A new picture has a new address; the right to see it is asked again after ten minutes.
    response.headers["Cache-Control"] = "private, max-age=600"
    response.headers["Content-Disposition"] = "inline"
    response.set_etag(name.partition(".")[0])
    response.last_modified = since
    return response.make_conditional(request)


def _render(form: AvatarForm) -> str:
    actor = current_actor()
    return render_template("media/edit_avatar.html", form=form, person=people_by_ids([actor.id], actor)[actor.id or 0])
