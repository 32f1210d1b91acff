"""The lists: latest, new, unanswered, top, and those of a stage, practice or criterion."""

import re
from typing import Any
from typing import Final

from flask import redirect
from flask import render_template
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.accounts.commands.profile import choose_list_filter
from forum.certification.queries import criteria_of
from forum.certification.queries import find_practice
from forum.certification.queries import get_criterion
from forum.certification.queries import get_practice
from forum.certification.queries import get_stage
from forum.certification.queries import practices_in_order
from forum.certification.queries import stages_in_order
from forum.cities.queries import cities_at
from forum.cities.queries import cities_past
from forum.core.access import access
from forum.core.errors import Invalid
from forum.core.web import current_actor
from forum.core.web import ui_language
from forum.discussion.commands.reading import mark_all_read
from forum.discussion.filters import FilterForm
from forum.discussion.filters import chosen
from forum.discussion.presenting import parts
from forum.discussion.presenting import show_rows
from forum.discussion.queries.lists import lists_page
from forum.discussion.routes.blueprint import blueprint
from forum.news.queries.published import front_news

#: The addresses of lists: where a member may be led back to.
_LIST: Final = re.compile(r"/(?:latest|new|unanswered|top|(?:c|practices|criteria)/[A-Za-z0-9_.\-]{1,100})?")


@blueprint.get("/")
@blueprint.get("/latest")
@access("public")
def list_latest() -> str:
    """Show the topics in the order of their last activity: the front page."""
    return _list("latest", "discussion/list_latest.html", news=front_news(ui_language()))


@blueprint.get("/new")
@access("member")
def list_new() -> str:
    """Show the topics with something that the member has not read."""
    return _list("new", "discussion/list_new.html")


@blueprint.get("/unanswered")
@access("public")
def list_unanswered() -> str:
    """Show the questions without a reply."""
    return _list("unanswered", "discussion/list_unanswered.html")


@blueprint.get("/top")
@access("public")
def list_top() -> str:
    """Show the topics that helped most cities in a week, a month or a year."""
    return _list("top", "discussion/list_top.html")


@blueprint.get("/stages")
@access("public")
def list_stages() -> str:
    """Show the stages and what happens in each."""
    return render_template("discussion/list_stages.html", stages=stages_in_order())


@blueprint.get("/c/<slug:stage>")
@access("public")
def show_stage(stage: str) -> str:
    """Show a stage: what it is, what waits for a reply, who can help, and its topics."""
    here = get_stage(stage)
    actor = current_actor()
    positions = {s.id: s.position for s in stages_in_order()}
    steps = {s.position: s for s in stages_in_order()}
    return _list(
        "latest",
        "discussion/show_stage.html",
        show_stage_name=False,
        narrow={"stage_id": here.id},
        stage=here,
        current_stage=here.slug,
        before=steps.get(here.position - 1) if here.position > 1 else None,
        after=steps.get(here.position + 1) if here.position else None,
        cities=tuple(cities_at(actor, here.id)),
        # Everybody is beyond `general`, so nobody can help there more than others.
        helpers=tuple(cities_past(actor, here.position, positions)) if here.position else (),
    )


@blueprint.get("/practices")
@access("public")
def list_practices() -> Response:
    """Lead to the practices, which stand with their criteria."""
    return redirect(url_for("discussion.list_criteria"), 302)


@blueprint.get("/practices/<slug:slug>")
@access("public")
def show_practice(slug: str) -> str:
    """Show a practice, its criteria and its topics."""
    practice = get_practice(slug)
    return _list(
        "latest",
        "discussion/show_practice.html",
        narrow={"practice_id": practice.id},
        practice=practice,
        current_practice=practice.code.lower(),
        criteria=criteria_of(practice.id),
    )


@blueprint.get("/criteria")
@access("public")
def list_criteria() -> str:
    """Show the practices and their criteria."""
    groups = [(practice, criteria_of(practice.id)) for practice in practices_in_order()]
    return render_template("discussion/list_criteria.html", groups=groups)


@blueprint.get("/criteria/<slug:code>")
@access("public")
def show_criterion(code: str) -> str:
    """Show a criterion and its topics."""
    criterion = get_criterion(code)
    siblings = criteria_of(criterion.practice_id)
    return _list(
        "latest",
        "discussion/show_criterion.html",
        narrow={"criterion_id": criterion.id},
        criterion=criterion,
        practice=find_practice(criterion.practice_code),
        current_practice=criterion.practice_code.lower(),
        siblings=siblings,
    )


@blueprint.post("/filters")
@access("member")
def set_filter() -> Response:
    """Keep the filter of lists that the member chose, and show the list with it."""
    form = FilterForm()
    if not form.validate_on_submit():
        raise Invalid(_("This filter does not exist."))
    choose_list_filter(current_actor(), language=form.lang.data, kind=form.kind.data, status=form.status.data)
    page = form.next.data or ""
    return redirect(page if _LIST.fullmatch(page) else url_for("discussion.list_latest"), 303)


@blueprint.post("/new/readings")
@access("member")
def create_readings() -> Response:
    """Take everything as read."""
    mark_all_read(current_actor())
    return redirect(url_for("discussion.list_new"), 303)


def _list(
    view: str, template: str, *, narrow: dict[str, Any] | None = None, show_stage_name: bool = True, **more: Any
) -> str:
    actor = current_actor()
    choice = chosen(actor)
    wanted = choice.narrow(view=view, **(narrow or {}))
    found = lists_page(actor, wanted, after=choice.after, before=choice.before, language=ui_language())
    return render_template(
        template,
        view=view,
        chosen=choice,
        lists=found,
        rows=show_rows(found.page.items, show_stage=show_stage_name),
        part=parts.show,
        **more,
    )
