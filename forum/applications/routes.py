"""Sumate / Participe: a city's application, and RIL's desk for them."""

import secrets

from flask import Blueprint
from flask import flash
from flask import g
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forum.accounts.login import network_of
from forum.accounts.queries import people_by_ids
from forum.applications.commands import NewApplication
from forum.applications.commands import apply
from forum.applications.forms import AnswerForm
from forum.applications.forms import ApplicationForm
from forum.applications.forms import ApplicationsQuery
from forum.applications.models import Application
from forum.applications.queries import applications_page
from forum.applications.queries import get_application
from forum.applications.queries import is_small
from forum.core.access import access
from forum.core.casework import decide_case
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.forms import parse_query
from forum.core.web import current_actor
from forum.core.web import ui_language
from forum.pages.queries import PageView
from forum.pages.queries import show

blueprint = Blueprint("applications", __name__)


@blueprint.get("/join")
@access("public")
def new_application() -> ResponseReturnValue:
    """Say how a city joins, and offer the form."""
    g.indexable = True
    form = ApplicationForm(formdata=None, data={"request_id": secrets.token_urlsafe(16)})
    return _render(form)


@blueprint.post("/join")
@access("public")
def create_application() -> ResponseReturnValue:
    """Keep an application; a program that fills in the hidden field gets the same answer and is not kept."""
    form = ApplicationForm()
    if form.validate():
        if form.website.data:
            return redirect(url_for("applications.show_thanks"), 303)
        try:
            apply(
                current_actor(),
                NewApplication(
                    city_name=form.city_name.data,
                    country=form.country.data,
                    population=form.population.data,
                    contact_name=form.contact_name.data,
                    contact_role=form.contact_role.data or "",
                    email=form.email.data,
                    message=form.message.data or "",
                    language=ui_language(),
                ),
                network=network_of(request.remote_addr),
                request_id=form.request_id.data or None,
            )
        except Invalid as error:
            form.refuse(error)
        else:
            return redirect(url_for("applications.show_thanks"), 303)
    return _render(form), 400


@blueprint.get("/join/sent")
@access("public")
def show_thanks() -> ResponseReturnValue:
    """Say that the application arrived and what comes next."""
    return render_template("applications/show_thanks.html")


@blueprint.get("/applications")
@access("staff")
def list_applications() -> ResponseReturnValue:
    """Show the applications, those without an answer first to be found by a tab."""
    query = parse_query(ApplicationsQuery)
    page = applications_page(
        current_actor(), state=query["state"] or None, after=query["after"], before=query["before"]
    )
    return render_template(
        "applications/list_applications.html",
        page=page,
        state=query["state"] or "",
        small={row.id for row in page.items if is_small(row)},
    )


@blueprint.get("/applications/<id:application_id>")
@access("staff")
def show_application(application_id: int) -> ResponseReturnValue:
    """Show an application, and the form of its answer."""
    return _render_one(get_application(current_actor(), application_id), AnswerForm(formdata=None))


@blueprint.post("/applications/<id:application_id>/answer")
@access("staff")
def create_answer(application_id: int) -> ResponseReturnValue:
    """Answer an application by mail."""
    actor = current_actor()
    row = get_application(actor, application_id)
    form = AnswerForm()
    if form.validate():
        try:
            decide_case(actor, "application", row.id, outcome=form.outcome.data, reason=form.answer.data)
        except Invalid as error:
            form.refuse(error)
        else:
            flash(_("The answer is on its way."), "ok")
            return redirect(url_for("applications.list_applications"), 303)
    return _render_one(row, form), 400


def _render(form: ApplicationForm) -> str:
    return render_template("applications/new_application.html", form=form, page=_intro())


def _intro() -> PageView | None:
    """Return the text above the form, which an administrator writes; the form stands without it too."""
    try:
        return show("join", ui_language())
    except NotFound:
        return None


def _render_one(row: Application, form: AnswerForm) -> str:
    actor = current_actor()
    return render_template(
        "applications/show_application.html",
        application=row,
        small=is_small(row),
        form=form,
        answered_by=people_by_ids([row.answered_by_id], actor).get(row.answered_by_id or 0),
    )
