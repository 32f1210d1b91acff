"""The numbers of the community: as a page, as a file for spreadsheets, and as a report to be printed."""

from typing import Final

from flask import Blueprint
from flask import Response
from flask import render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from forum.cities.queries import all_cities
from forum.core.access import access
from forum.core.errors import Invalid
from forum.core.forms import parse_query
from forum.core.web import current_actor
from forum.core.web import no_store
from forum.insights import charts
from forum.insights.figures import few
from forum.insights.forms import InsightsQuery
from forum.insights.periods import PERIODS
from forum.insights.periods import USUAL
from forum.insights.periods import find_period
from forum.insights.sheet import Sheet
from forum.insights.sheet import sheet_for
from forum.insights.spreadsheet import to_csv

blueprint: Final = Blueprint("insights", __name__)


@blueprint.get("/moderation/insights")
@access("lead")
def show_insights() -> str:
    """Show how the community does, with a table for each chart."""
    return _page("insights/show_insights.html")


@blueprint.get("/moderation/insights/report")
@access("lead")
def show_report() -> str:
    """Show the same on one page of paper."""
    return _page("insights/show_report.html")


@blueprint.get("/moderation/insights.csv")
@access("lead")
def show_insights_csv() -> Response:
    """Give the numbers as a file for spreadsheets."""
    sheet, _countries, country = _asked()
    answer = Response(to_csv(sheet), content_type="text/csv; charset=utf-8")
    name = "-".join(filter(None, (_("insights"), sheet.period.code, country.lower())))
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.csv")
    return no_store(answer)


def _page(template: str) -> str:
    sheet, countries, country = _asked()
    return render_template(
        template,
        sheet=sheet,
        periods=PERIODS if current_actor().is_staff else (USUAL,),
        countries=countries,
        country=country,
        charts=charts,
        few=few(),
    )


def _asked() -> tuple[Sheet, dict[str, str], str]:
    """Return the sheet that was asked for, the countries that may be chosen, and the code of the one that was."""
    values = parse_query(InsightsQuery)
    actor = current_actor()
    # For leads there are no countries: whatever they ask for, the answer is the same.
    countries = {city.country_code: city.country for city in all_cities()} if actor.is_staff else {}
    country = (values["country"] or "") if actor.is_staff else ""
    if country and country not in countries:
        raise Invalid(_l("This page address is not valid."))
    period = find_period(values["period"] or "") or USUAL
    if not actor.is_staff:
        # Of two periods the difference is a number of its own, and may be a small one.
        period = USUAL
    return sheet_for(actor, period, country or None), dict(sorted(countries.items(), key=lambda c: c[1])), country
