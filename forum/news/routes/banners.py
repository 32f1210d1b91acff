"""Banners at RIL's desk: list, form with preview, taking away."""

from flask import flash
from flask import redirect
from flask import render_template
from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.core import formatting
from forum.core.access import access
from forum.core.asked import pressed
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.errors import TooMany
from forum.core.forms import parse_query
from forum.core.web import current_actor
from forum.discussion.queries.announcing import announced_topic
from forum.news.commands import banners
from forum.news.commands.banners import BannerText
from forum.news.forms import AnnouncingQuery
from forum.news.forms import BannerForm
from forum.news.forms import ListQuery
from forum.news.forms import RemovalForm
from forum.news.labels import AUDIENCES
from forum.news.labels import STANDINGS
from forum.news.models import Banner
from forum.news.queries.banners import BannerView
from forum.news.queries.banners import get_banner
from forum.news.queries.banners import managed_banners
from forum.news.routes.blueprint import blueprint


@blueprint.get("/moderation/banners")
@access("staff")
def list_banners() -> str:
    """List all banners, those that are over among them."""
    values = parse_query(ListQuery)
    page = managed_banners(current_actor(), after=values["after"], before=values["before"])
    return render_template("news/list_banners.html", page=page, standings=STANDINGS, audiences=AUDIENCES)


@blueprint.get("/moderation/banners/new")
@access("staff")
def new_banner() -> str:
    """Offer an empty banner, or one that says the title of a topic and leads to it."""
    data = {"based_on": 0, "dismissible": True, "audience": "everybody", "kind": "info"}
    topic_id = parse_query(AnnouncingQuery)["topic"]
    if topic_id is not None:
        topic = announced_topic(current_actor(), topic_id)
        audience = "everybody" if topic.audience == "public" else "members"
        data |= {"text_es": topic.title_es, "text_pt": topic.title_pt, "url": topic.url}
        data |= {"audience": audience, "topic": topic_id}
    return _form_page(BannerForm(formdata=None, data=data), None)


@blueprint.post("/moderation/banners")
@access("staff")
def create_banner() -> ResponseReturnValue:
    """Show a preview, or put a banner over every page."""
    return _save(None)


@blueprint.get("/moderation/banners/<id:banner_id>/edit")
@access("staff")
def edit_banner(banner_id: int) -> str:
    """Offer a banner to be changed."""
    row = get_banner(current_actor(), banner_id)
    data = {
        "text_es": row.text_es,
        "text_pt": row.text_pt,
        "url": row.url,
        "audience": row.audience,
        "kind": row.kind,
        "from_at": formatting.clock_here(row.from_at),
        "until_at": formatting.clock_here(row.until_at),
        "dismissible": row.dismissible,
        "topic": row.topic_id,
        "based_on": row.version,
    }
    return _form_page(BannerForm(formdata=None, data=data), row)


@blueprint.post("/moderation/banners/<id:banner_id>")
@access("staff")
def update_banner(banner_id: int) -> ResponseReturnValue:
    """Show a preview, or change a banner."""
    return _save(get_banner(current_actor(), banner_id))


@blueprint.post("/moderation/banners/<id:banner_id>/removal")
@access("staff")
def delete_banner(banner_id: int) -> Response:
    """Take a banner away."""
    if not RemovalForm().validate():
        raise Invalid
    banners.retract_banner(current_actor(), banner_id)
    flash(_("The banner is taken away."), "ok")
    return redirect(url_for("news.list_banners"), 303)


def _save(row: Banner | None) -> ResponseReturnValue:
    form = BannerForm()
    if not form.validate():
        return _form_page(form, row), 400
    try:
        text = _text_of(form)
        if row is None and text.topic_id is not None:
            _check_topic(text.topic_id)
        if pressed("act", "preview"):
            return _form_page(form, row, shown=True)
        if row is None:
            banners.publish_banner(current_actor(), text)
        else:
            banners.edit_banner(current_actor(), row.id, text=text, based_on=form.based_on.data or 0)
    except (Invalid, Conflict, TooMany) as refusal:
        form.refuse(refusal)
        return _form_page(form, row), refusal.status
    flash(_("Saved. The banner stands from its beginning to its end."), "ok")
    return redirect(url_for("news.list_banners"), 303)


def _check_topic(topic_id: int) -> None:
    """Raise Conflict for a topic that may not be announced, perhaps since somebody began to write."""
    try:
        announced_topic(current_actor(), topic_id)
    except NotFound:
        sentence = _("This topic can no longer be announced: it was deleted, merged or narrowed meanwhile.")
        raise Conflict(sentence) from None


def _text_of(form: BannerForm) -> BannerText:
    begins = form.from_at.data
    return BannerText(
        text_es=form.text_es.data or "",
        text_pt=form.text_pt.data or "",
        url=form.url.data or "",
        audience=form.audience.data,
        kind=form.kind.data,
        from_at=formatting.moment_here(begins, "from_at") if begins is not None else None,
        until_at=formatting.moment_here(form.until_at.data, "until_at"),
        dismissible=form.dismissible.data,
        topic_id=form.topic.data,
    )


def _form_page(form: BannerForm, row: Banner | None, *, shown: bool = False) -> str:
    sides = {}
    if shown:
        texts = {"es": form.text_es.data, "pt": form.text_pt.data}
        sides = {
            code: BannerView(0, form.kind.data, text, form.url.data or "", form.dismissible.data)
            for code, text in texts.items()
        }
    return render_template("news/edit_banner.html", form=form, row=row, sides=sides, zone=str(formatting.zone()))
