"""The list of notices, the panel under the bell, which mail one wants, and stopping it by a link."""

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby
from typing import Final

from flask import Blueprint
from flask import Response
from flask import flash
from flask import g
from flask import make_response
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from forum.accounts.commands.profile import change_preferences
from forum.accounts.commands.profile import unsubscribe
from forum.accounts.queries import get_user
from forum.core import clock
from forum.core import footprints
from forum.core import formatting
from forum.core.access import access
from forum.core.errors import NotFound
from forum.core.forms import parse_query
from forum.core.web import csrf
from forum.core.web import current_actor
from forum.core.web import no_store
from forum.discussion.queries.pages import POSTS_PER_PAGE
from forum.notifications.commands import telling as commands
from forum.notifications.forms import NoticeSettingsForm
from forum.notifications.forms import NoticesQuery
from forum.notifications.queries import Notice
from forum.notifications.queries import has_unread_about
from forum.notifications.queries import inbox_page
from forum.notifications.queries import unread_count
from forum.notifications.unsubscribing import read_token

blueprint = Blueprint("notifications", __name__)

#: Notices in the panel under the bell.
PANEL: Final = 8
_LONGEST_TOKEN: Final = 300
_STOPPABLE: Final = frozenset(commands.MAIL_PREFERENCE) - frozenset(commands.STOPPED_BY)


@blueprint.get("/notices")
@access("member")
def list_notices() -> str:
    """List one's notices by day."""
    values = parse_query(NoticesQuery)
    unread_only = values["show"] == "unread"
    actor = current_actor()
    page = inbox_page(actor, after=values["after"], before=values["before"], unread_only=unread_only)
    return render_template(
        "notifications/list_notices.html",
        page=page,
        days=_by_day(page.items),
        unread_only=unread_only,
        unread=unread_count(actor),
    )


@blueprint.get("/notices/panel")
@access("member")
def show_panel() -> str:
    """Show the latest notices, as a fragment for the panel under the bell."""
    actor = current_actor()
    page = inbox_page(actor, limit=PANEL)
    return render_template("notifications/_panel.html", days=_by_day(page.items), unread=unread_count(actor))


@blueprint.post("/notices/<id:notice_id>/reading")
@access("member")
def create_reading(notice_id: int) -> BaseResponse:
    """Take one notice as read."""
    commands.mark_read(current_actor(), notice_id)
    return redirect(url_for("notifications.list_notices"), 303)


@blueprint.post("/notices/reading")
@access("member")
def create_readings() -> BaseResponse:
    """Take all notices as read."""
    commands.mark_all_read(current_actor())
    flash(_("All notices are marked as read."))
    return redirect(url_for("notifications.list_notices"), 303)


@blueprint.get("/settings/notices")
@access("member")
def edit_settings() -> str:
    """Ask which mail somebody wants."""
    user = get_user(current_actor().id or 0)
    form = NoticeSettingsForm(
        mail_replies=user.mail_replies, mail_mentions=user.mail_mentions, mail_late=user.mail_late
    )
    return render_template("notifications/edit_settings.html", form=form)


@blueprint.post("/settings/notices")
@access("member")
def update_settings() -> BaseResponse | tuple[str, int]:
    """Keep which mail somebody wants."""
    form = NoticeSettingsForm()
    if not form.validate_on_submit():
        return render_template("notifications/edit_settings.html", form=form), 400
    actor = current_actor()
    wanted = {"mail_replies": form.mail_replies.data, "mail_mentions": form.mail_mentions.data}
    if actor.is_staff:
        wanted["mail_late"] = form.mail_late.data
    change_preferences(actor, wanted)
    flash(_("Saved."))
    return redirect(url_for("notifications.edit_settings"), 303)


@blueprint.get("/unsubscribe/<token>")
@access("public")
def new_unsubscription(token: str) -> Response:
    """Ask whether a kind of mail shall stop: a mail scanner that follows links stops nothing."""
    _user_id, kind = _read(token)
    return _page("notifications/new_unsubscription.html", kind=kind, token=token)


@blueprint.post("/unsubscribe/<token>")
@access("public")
@csrf.exempt  # type: ignore[untyped-decorator]
def create_unsubscription(token: str) -> Response:
    """Stop a kind of mail: from the page, or in one click from a mail program (RFC 8058).

    The signed token is the proof, so there is no session and no CSRF token; and since mail programs
    do not follow a redirect, the answer is the page itself.
    """
    user_id, kind = _read(token)
    unsubscribe(user_id, kind=kind)
    return _page("notifications/show_unsubscription.html", kind=kind)


@blueprint.after_app_request
def keep_reading(response: Response) -> Response:
    """Take as read what the page of a topic has just shown (a footprint)."""
    if request.endpoint != "discussion.show_topic" or request.method != "GET" or response.status_code != 200:
        return response
    actor, place = current_actor(), request.view_args or {}
    topic_id, number = place.get("topic_id"), place.get("number") or 1
    # The bell on the page has just been counted: mostly there is nothing to do, and nothing is asked.
    if not actor.is_member or topic_id is None or not getattr(g.get("shell"), "unread", 1):
        return response
    if has_unread_about(actor, topic_id):
        last = ((max(number, 1) - 1) // POSTS_PER_PAGE + 1) * POSTS_PER_PAGE
        footprints.leave(commands.mark_topic_read, actor, topic_id, number=last)
    return response


def _read(token: str) -> tuple[int, str]:
    found = read_token(token) if len(token) <= _LONGEST_TOKEN else None
    if found is None or found[1] not in _STOPPABLE:
        raise NotFound
    return found


def _page(template: str, **context: str) -> Response:
    return no_store(make_response(render_template(template, **context)))


def _by_day(notices: Iterable[Notice]) -> list[tuple[str, Sequence[Notice]]]:
    """Return (heading, notices) by day of the reader's time zone."""
    zone = formatting.zone()
    today = clock.now().astimezone(zone).date()
    days: list[tuple[str, Sequence[Notice]]] = []
    for day, group in groupby(notices, key=lambda notice: notice.created_at.astimezone(zone).date()):
        items = list(group)
        if day == today:
            heading = _("Today")
        elif day == today - timedelta(days=1):
            heading = _("Yesterday")
        else:
            heading = formatting.date(items[0].created_at)
        days.append((heading, items))
    return days
