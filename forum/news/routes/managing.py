"""News at RIL's desk: drafts, both languages side by side, publishing, scheduling, retracting."""

from datetime import datetime

from flask import flash
from flask import redirect
from flask import render_template
from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from forum.core import formatting
from forum.core.access import access
from forum.core.asked import pressed
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import TooMany
from forum.core.forms import parse_query
from forum.core.markup import TooComplex
from forum.core.web import current_actor
from forum.news.commands import items
from forum.news.forms import ListQuery
from forum.news.forms import NewsForm
from forum.news.forms import PublicationForm
from forum.news.forms import RemovalForm
from forum.news.labels import STANDINGS
from forum.news.models import NewsItem
from forum.news.queries.managed import earlier_texts
from forum.news.queries.managed import get_item
from forum.news.queries.managed import managed_page
from forum.news.queries.managed import standing_of
from forum.news.routes.blueprint import blueprint
from forum.news.texts import NewsHtml
from forum.news.texts import NewsText
from forum.news.texts import render_news


@blueprint.get("/moderation/news")
@access("staff")
def list_items() -> str:
    """List all news: drafts, scheduled, published, retracted."""
    values = parse_query(ListQuery)
    page = managed_page(current_actor(), after=values["after"], before=values["before"])
    return render_template("news/list_items.html", page=page, standings=STANDINGS)


@blueprint.get("/moderation/news/new")
@access("staff")
def new_item() -> str:
    """Offer an empty item."""
    return _form_page(NewsForm(formdata=None, data={"based_on": 0}), None)


@blueprint.post("/moderation/news")
@access("staff")
def create_item() -> ResponseReturnValue:
    """Show a preview, or write a draft."""
    return _save(None)


@blueprint.get("/moderation/news/<id:news_id>")
@access("staff")
def show_item(news_id: int) -> str:
    """Show an item in both languages side by side, with what can be done with it."""
    return _item_page(get_item(current_actor(), news_id))


@blueprint.get("/moderation/news/<id:news_id>/edit")
@access("staff")
def edit_item(news_id: int) -> str:
    """Offer the text of an item."""
    item = get_item(current_actor(), news_id)
    data = {
        "title_es": item.title_es,
        "title_pt": item.title_pt,
        "body_es": item.body_es,
        "body_pt": item.body_pt,
        "based_on": item.version,
    }
    return _form_page(NewsForm(formdata=None, data=data), item)


@blueprint.post("/moderation/news/<id:news_id>")
@access("staff")
def update_item(news_id: int) -> ResponseReturnValue:
    """Show a preview, or change the text of an item."""
    return _save(get_item(current_actor(), news_id))


@blueprint.post("/moderation/news/<id:news_id>/publication")
@access("staff")
def create_publication(news_id: int) -> ResponseReturnValue:
    """Publish an item, at once or from a moment on."""
    actor = current_actor()
    item = get_item(actor, news_id)
    form = PublicationForm()
    if not form.validate():
        return _item_page(item, form), 400
    try:
        based_on = form.based_on.data or 0
        if form.moment.data is None:
            items.publish_news(actor, news_id, based_on=based_on)
            flash(_("Published. Everybody can read it now."), "ok")
        else:
            moment = formatting.moment_here(form.moment.data, "moment")
            items.schedule_news(actor, news_id, moment=moment, based_on=based_on)
            flash(_("Scheduled for %(moment)s.", moment=formatting.datetime_text(moment)), "ok")
    except (Invalid, Conflict, TooMany) as refusal:
        form.refuse(refusal)
        return _item_page(get_item(actor, news_id), form), refusal.status
    return _to_item(news_id)


@blueprint.post("/moderation/news/<id:news_id>/publication/removal")
@access("staff")
def delete_publication(news_id: int) -> Response:
    """Retract an item."""
    if not RemovalForm().validate():
        raise Invalid
    items.retract_news(current_actor(), news_id)
    flash(_("Retracted. Nobody else reads it any more."), "ok")
    return _to_item(news_id)


def _save(item: NewsItem | None) -> ResponseReturnValue:
    form = NewsForm()
    if not form.validate():
        return _form_page(form, item), 400
    text = NewsText(*(form[name].data or "" for name in ("title_es", "title_pt", "body_es", "body_pt")))
    try:
        if pressed("act", "preview"):
            return _form_page(form, item, preview=render_news(text))
        if item is None:
            saved = items.write_news(current_actor(), text)
        else:
            saved = items.edit_news(current_actor(), item.id, text=text, based_on=form.based_on.data or 0)
    except (TooComplex, Invalid, Conflict, TooMany) as refusal:
        # Nothing is lost: the text stays in the form.
        form.refuse(refusal)
        return _form_page(form, item), refusal.status
    flash(_("Saved."), "ok")
    return _to_item(saved.id)


def _to_item(news_id: int) -> Response:
    return redirect(url_for("news.show_item", news_id=news_id), 303)


def _form_page(form: NewsForm, item: NewsItem | None, *, preview: NewsHtml | None = None) -> str:
    sides = {}
    if preview is not None:
        sides = {
            "es": (form.title_es.data, Markup(preview.es.html)),  # noqa: S704 - sanitised
            "pt": (form.title_pt.data, Markup(preview.pt.html)),  # noqa: S704 - sanitised
        }
    return render_template("news/edit_item.html", form=form, item=item, sides=sides)


def _item_page(item: NewsItem, form: PublicationForm | None = None) -> str:
    """Show an item; a scheduled one offers its moment to be changed."""
    standing = standing_of(item.state, item.published_at)
    if form is None:
        form = PublicationForm(formdata=None, data={"based_on": item.version, "moment": _planned(item, standing)})
    return render_template(
        "news/show_item.html",
        item=item,
        sides={
            "es": (item.title_es, Markup(item.html_es)),  # noqa: S704 - sanitised
            "pt": (item.title_pt, Markup(item.html_pt)),  # noqa: S704 - sanitised
        },
        standing=standing,
        standings=STANDINGS,
        complete=all((item.title_es, item.title_pt, item.body_es, item.body_pt)),
        form=form,
        zone=str(formatting.zone()),
        earlier=earlier_texts(current_actor(), item.id),
    )


def _planned(item: NewsItem, standing: str) -> datetime | None:
    if standing != "scheduled" or item.published_at is None:
        return None
    return formatting.clock_here(item.published_at)
