"""News as everybody reads them; closing a banner."""

from flask import current_app
from flask import g
from flask import redirect
from flask import render_template
from werkzeug.wrappers import Response

from forum.core import clock
from forum.core.access import access
from forum.core.asked import local_path
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.forms import parse_query
from forum.core.languages import LANGUAGES
from forum.core.web import csrf
from forum.core.web import current_actor
from forum.core.web import ui_language
from forum.core.web_state import closed_banners
from forum.core.web_state import closed_banners_cookie
from forum.discussion.queries.announcing import readable_among
from forum.news.commands.banners import close_banner
from forum.news.forms import ClosingForm
from forum.news.forms import ListQuery
from forum.news.queries.banners import closing_of
from forum.news.queries.banners import ends_of_banners
from forum.news.queries.banners import topics_of_banners
from forum.news.queries.published import news_page
from forum.news.queries.published import show_news as read_news
from forum.news.routes.blueprint import blueprint


@blueprint.get("/news")
@access("public")
def list_news() -> str:
    """List the news, latest first."""
    values = parse_query(ListQuery)
    page = news_page(ui_language(), after=values["after"], before=values["before"])
    g.indexable = not (values["after"] or values["before"])
    return render_template("news/list_news.html", page=page, addresses=addresses_of("/news"))


@blueprint.get("/news/<id:news_id>")
@access("public")
def show_news(news_id: int) -> str:
    """Show an item in the reader's interface language."""
    item = read_news(news_id, ui_language())
    g.indexable = True
    return render_template("news/show_news.html", item=item, addresses=addresses_of(item.url))


@blueprint.post("/banners/<id:banner_id>/closing")
@csrf.exempt  # type: ignore[untyped-decorator]
@access("public")
def create_closing(banner_id: int) -> Response:
    """Show a banner to this reader no more.

    The form stands on every page, so a visitor's has no token, like that of the language: it would set a cookie on
    each page, and none could be kept. A visitor has nothing here to be forged.
    """
    actor = current_actor()
    topics = topics_of_banners([*closed_banners(), banner_id])
    readable = readable_among(actor, topics.values())
    if not actor.is_visitor and current_app.config["WTF_CSRF_ENABLED"]:
        csrf.protect()
    form = ClosingForm(meta={"csrf": False})
    if not form.validate():
        raise Invalid
    if topics.get(banner_id) not in {None, *readable}:
        raise NotFound
    response = redirect(local_path(form.next.data) or "/", 303)
    if actor.is_member:
        close_banner(actor, banner_id)
        return response
    closing_of(actor, banner_id)
    # What is over needs no remembering: the cookie holds numbers of running banners only, and ends with the last.
    ends = ends_of_banners([one for one in [*closed_banners(), banner_id] if topics.get(one) in {None, *readable}])
    response.set_cookie(
        closed_banners_cookie(),
        ".".join(map(str, sorted(ends)[-10:])),
        max_age=max(1, int((max(ends.values()) - clock.now()).total_seconds())),
        secure=current_app.config["SECURE"],
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return response


def addresses_of(path: str) -> dict[str, str]:
    """Return language → the whole address under which a page is read in it; what search engines are told."""
    return {language: f"{current_app.config['URL']}{path}?ui={language}" for language in LANGUAGES}
