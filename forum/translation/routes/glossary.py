"""The glossary of the community: which word is which in the other language."""

from flask import Response
from flask import render_template

from forum.core.access import access
from forum.core.forms import parse_query
from forum.core.web import ui_language
from forum.translation.forms import GlossaryQuery
from forum.translation.queries.glossary import glossary
from forum.translation.queries.glossary import glossary_rows
from forum.translation.queries.looking_up import look_up
from forum.translation.routes.blueprint import blueprint
from forum.translation.rows import to_csv
from forum.translation.terms import COUNTRIES
from forum.translation.terms import EXAMPLES


@blueprint.get("/glossary")
@access("public")
def show_glossary() -> str:
    """Show the terms that begin with each letter, or those in which the wanted words occur."""
    wanted = parse_query(GlossaryQuery)["q"]
    present = glossary()
    return render_template(
        "translation/show_glossary.html",
        letters=look_up(wanted, language=ui_language()),
        wanted=wanted or "",
        version=present.version,
        changed_at=present.changed_at,
        signs=EXAMPLES,
        countries=COUNTRIES,
    )


@blueprint.get("/glossary.csv")
@access("public")
def show_glossary_csv() -> Response:
    """Give all rows as a file for spreadsheets."""
    answer = Response(to_csv(glossary_rows()), content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename="glosario-glossario.csv")
    return answer
