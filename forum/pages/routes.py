"""The public pages: read by everybody, written by administrators."""

from flask import Blueprint
from flask import flash
from flask import g
from flask import redirect
from flask import render_template
from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forum.accounts.queries import people_by_ids
from forum.core.access import access
from forum.core.asked import pressed
from forum.core.errors import Conflict
from forum.core.markup import TooComplex
from forum.core.web import current_actor
from forum.core.web import ui_language
from forum.pages.catalogue import PAGES
from forum.pages.catalogue import PLACEHOLDERS
from forum.pages.commands import PageText
from forum.pages.commands import edit_page as write_page
from forum.pages.commands import render_page
from forum.pages.forms import PageForm
from forum.pages.policy import can_see_page_history
from forum.pages.queries import fill
from forum.pages.queries import find_source
from forum.pages.queries import history_of
from forum.pages.queries import present_versions
from forum.pages.queries import show
from forum.pages.queries import show_version

blueprint = Blueprint("pages", __name__)


@blueprint.get("/pages/<slug:slug>")
@access("public")
def show_page(slug: str) -> ResponseReturnValue:
    """Show a public page in the reader's interface language."""
    page = show(slug, ui_language())
    if slug == "join":
        # The text of this page stands above the form of an application.
        return redirect(url_for("applications.new_application"))
    g.indexable = True
    return render_template(
        "pages/show_page.html", page=page, has_history=can_see_page_history(current_actor(), slug).allowed
    )


@blueprint.get("/pages/<slug:slug>/versions")
@access("public")
def list_versions(slug: str) -> ResponseReturnValue:
    """Show the history of a page that people agreed to; of any page to administrators."""
    actor = current_actor()
    versions = history_of(actor, slug, ui_language())
    editors = people_by_ids((line.editor_id for line in versions), actor) if actor.is_admin else {}
    return render_template("pages/list_versions.html", slug=slug, name=PAGES[slug], versions=versions, editors=editors)


@blueprint.get("/pages/<slug:slug>/versions/<id:version>")
@access("public")
def show_earlier_page(slug: str, version: int) -> ResponseReturnValue:
    """Show one version of a page."""
    page = show_version(current_actor(), slug, version, ui_language())
    return render_template("pages/show_page.html", page=page, has_history=True)


@blueprint.get("/admin/pages")
@access("admin")
def list_pages() -> ResponseReturnValue:
    """Show all public pages with their present version."""
    return render_template("pages/list_pages.html", pages=PAGES, versions=present_versions())


@blueprint.get("/admin/pages/<slug:slug>")
@access("admin")
def edit_page(slug: str) -> ResponseReturnValue:
    """Offer a page in both languages."""
    row = find_source(slug)
    data: dict[str, str | int] = {"based_on": 0}
    if row is not None:
        data = {
            "title_es": row.title_es,
            "title_pt": row.title_pt,
            "body_es": row.body_es,
            "body_pt": row.body_pt,
            "based_on": row.version,
        }
    return _render_form(slug, PageForm(formdata=None, data=data))


@blueprint.post("/admin/pages/<slug:slug>")
@access("admin")
def update_page(slug: str) -> ResponseReturnValue:
    """Show a preview, or write the next version."""
    find_source(slug)
    form = PageForm()
    if not form.validate():
        return _render_form(slug, form), 400
    text = PageText(form.title_es.data, form.title_pt.data, form.body_es.data, form.body_pt.data)
    try:
        if pressed("act", "preview"):
            html = render_page(text, slug)
            return _render_form(slug, form, preview={code: fill(html[code]) for code in html})
        write_page(current_actor(), slug, text=text, based_on=form.based_on.data or 0)
    except TooComplex as error:
        form.refuse(error)
        return _render_form(slug, form), 400
    except Conflict as error:
        # Nothing is lost: the text stays in the form, and the other version is one link away.
        form.refuse(error)
        return _render_form(slug, form, conflict=True), 409
    flash(_("The page is published."), "ok")
    return redirect(url_for("pages.show_page", slug=slug), 303)


def _render_form(slug: str, form: PageForm, *, preview: dict[str, str] | None = None, conflict: bool = False) -> str:
    return render_template(
        "pages/edit_page.html",
        slug=slug,
        name=PAGES[slug],
        form=form,
        preview=preview,
        conflict=conflict,
        placeholders=PLACEHOLDERS,
    )
