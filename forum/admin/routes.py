"""The administration: how the site is, its settings, its mail."""

import re
from typing import Final

from flask import Blueprint
from flask import current_app
from flask import flash
from flask import redirect
from flask import render_template
from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup
from markupsafe import escape

from forum.admin.commands import change_settings
from forum.admin.commands import retry_deliveries
from forum.admin.commands import retry_mail
from forum.admin.commands import send_test_mail
from forum.admin.forms import MailQuery
from forum.admin.forms import field_of
from forum.admin.forms import filled_settings
from forum.admin.forms import settings_form
from forum.admin.forms import settings_of
from forum.admin.queries import MAIL_STATES
from forum.admin.queries import dead_deliveries
from forum.admin.queries import get_mail
from forum.admin.queries import mail_page
from forum.admin.queries import overview
from forum.applications.queries import count_new
from forum.core.access import access
from forum.core.errors import Invalid
from forum.core.forms import Form
from forum.core.forms import parse_query
from forum.core.web import current_actor
from forum.pages.catalogue import missing_placeholders

blueprint = Blueprint("admin", __name__)

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"']+")


@blueprint.get("/admin")
@access("admin")
def show_overview() -> ResponseReturnValue:
    """Show how the site is and what waits for somebody."""
    actor = current_actor()
    found = overview(actor)
    return render_template(
        "admin/show_overview.html",
        overview=found,
        applications=count_new(actor),
        dead=dead_deliveries(actor) if found.deliveries_dead else [],
        missing=missing_placeholders(),
    )


@blueprint.post("/admin/deliveries/retry")
@access("admin")
def create_retry() -> ResponseReturnValue:
    """Give deliveries that were given up another round."""
    number = retry_deliveries(current_actor())
    flash(ngettext("%(num)d delivery will be tried again.", "%(num)d deliveries will be tried again.", number), "ok")
    return redirect(url_for("admin.show_overview"), 303)


@blueprint.get("/admin/settings")
@access("admin")
def edit_settings() -> ResponseReturnValue:
    """Offer the settings of the site."""
    return _render_settings(filled_settings())


@blueprint.post("/admin/settings")
@access("admin")
def update_settings() -> ResponseReturnValue:
    """Store the settings."""
    form = settings_form()
    if form.validate():
        try:
            change_settings(current_actor(), settings_of(form))
        except Invalid as error:
            error.field = field_of(error.field or "")
            form.refuse(error)
        else:
            flash(_("The settings are saved."), "ok")
            return redirect(url_for("admin.edit_settings"), 303)
    return _render_settings(form), 400


@blueprint.get("/admin/mail")
@access("admin")
def list_mail() -> ResponseReturnValue:
    """Show the letters and where each stands."""
    query = parse_query(MailQuery)
    demo = current_app.config["DEMO_OUTBOX"]
    page = mail_page(
        current_actor(),
        state=query["state"] or None,
        with_secrets=demo,
        after=query["after"],
        before=query["before"],
    )
    return render_template(
        "admin/list_mail.html",
        page=page,
        state=query["state"] or "",
        states=MAIL_STATES,
        demo=demo,
        smtp=bool(current_app.config["SMTP_URL"]),
    )


@blueprint.get("/admin/mail/<id:mail_id>")
@access("admin")
def show_mail(mail_id: int) -> ResponseReturnValue:
    """Show a letter; its text only in the demonstration."""
    demo = current_app.config["DEMO_OUTBOX"]
    line, text = get_mail(current_actor(), mail_id, with_secrets=demo)
    return render_template("admin/show_mail.html", mail=line, text=_linked(text) if text else None, demo=demo)


@blueprint.post("/admin/mail/test")
@access("admin")
def create_test_mail() -> ResponseReturnValue:
    """Send the administrator a test mail."""
    send_test_mail(current_actor())
    flash(_("A test mail is on its way to your address."), "ok")
    return redirect(url_for("admin.list_mail"), 303)


@blueprint.post("/admin/mail/<id:mail_id>/retry")
@access("admin")
def create_mail_retry(mail_id: int) -> ResponseReturnValue:
    """Give a letter that was given up another round."""
    retry_mail(current_actor(), mail_id)
    flash(_("The letter will be tried again."), "ok")
    return redirect(url_for("admin.show_mail", mail_id=mail_id), 303)


def _render_settings(form: Form) -> str:
    return render_template("admin/edit_settings.html", form=form)


def _linked(text: str) -> Markup:
    """Return a letter's text with its addresses as links: the outbox stands in for a mailbox."""
    parts: list[str] = []
    end = 0
    for match in _ADDRESS.finditer(text):
        url = match.group(0).rstrip(".,;)")
        parts.append(str(escape(text[end : match.start()])))
        parts.append(str(Markup('<a href="{0}" rel="noopener">{0}</a>').format(url)))
        end = match.start() + len(url)
    parts.append(str(escape(text[end:])))
    return Markup("").join(Markup(part) for part in parts)  # noqa: S704 - each part is escaped above
