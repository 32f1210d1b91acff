"""Work for translators."""

from flask import render_template

from forum.core.access import access
from forum.core.forms import parse_query
from forum.core.languages import parse_language
from forum.core.web import current_actor
from forum.translation.forms import WorkQuery
from forum.translation.queries.work import List
from forum.translation.queries.work import work_for
from forum.translation.routes.blueprint import blueprint


@blueprint.get("/translations")
@access("member")
def list_work() -> str:
    """Show proposals to decide, translations to look at again, or machine translations, those most read first."""
    asked = parse_query(WorkQuery)
    into = parse_language(asked["into"] or "")
    which: List = asked["list"] or "machine"
    return render_template(
        "translation/list_work.html", work=work_for(current_actor(), which, into), which=which, into=into
    )
