"""Which days are off, by country."""

from flask import flash
from flask import redirect
from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from forum.core import clock
from forum.core.access import access
from forum.core.errors import Invalid
from forum.core.refusing import UNPROCESSABLE
from forum.core.refusing import page
from forum.core.web import current_actor
from forum.promise import calendar
from forum.promise.commands import holidays
from forum.promise.forms import ActForm
from forum.promise.forms import HolidaysForm
from forum.promise.queries.calendars import countries
from forum.promise.queries.calendars import get_country
from forum.promise.queries.calendars import home_calendar
from forum.promise.queries.calendars import promised_days
from forum.promise.routes.blueprint import blueprint


@blueprint.get("/admin/calendars")
@access("admin")
def list_calendars() -> Response:
    """List the countries with their days off."""
    return page("promise/list_calendars.html", countries=countries(current_actor()), days=promised_days())


@blueprint.get("/admin/calendars/<slug:country>")
@access("admin")
def edit_calendar(country: str) -> Response:
    """Offer the days off of a country."""
    found = get_country(current_actor(), country)
    return _edited(country, HolidaysForm(formdata=None, days=found.text.strip()))


@blueprint.post("/admin/calendars/<slug:country>")
@access("admin")
def update_calendar(country: str) -> Response:
    """Set the days off of a country."""
    form = HolidaysForm()
    if not form.validate():
        return _edited(country, form, UNPROCESSABLE)
    try:
        holidays.change_holidays(current_actor(), country, text=form.days.data or "")
    except Invalid as refusal:
        form.refuse(refusal)
        return _edited(country, form, UNPROCESSABLE)
    flash(_("The days off are saved."), "ok")
    return redirect(url_for("promise.edit_calendar", country=country), 303)


@blueprint.post("/admin/calendars/<slug:country>/removal")
@access("admin")
def delete_calendar(country: str) -> Response:
    """Go back to the days off that come with the forum."""
    if not ActForm().validate():
        raise Invalid
    holidays.restore_holidays(current_actor(), country)
    flash(_("The days off are those that come with the forum."), "ok")
    return redirect(url_for("promise.edit_calendar", country=country), 303)


def _edited(code: str, form: HolidaysForm, status: int = 200) -> Response:
    """Show the form, and the days of this year and the next on which its country is off by what is stored."""
    country = get_country(current_actor(), code)
    this_year = home_calendar().day_of(clock.now()).year
    stored = calendar.parse(country.text)
    years = [(year, calendar.days_of(stored, year)) for year in (this_year, this_year + 1)]
    return page("promise/edit_calendar.html", status, country=country, form=form, years=years)
