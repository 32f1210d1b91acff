"""Dates, numbers and names of languages as a reader expects them; the Jinja filters."""

from datetime import date as calendar_day
from datetime import datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.dates import format_skeleton
from babel.numbers import format_decimal
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup
from markupsafe import escape

from forum.core import clock
from forum.core.sizes import size_text
from forum.core.web_state import current_actor
from forum.core.web_state import ui_language

MINUTE: Final = 60
HOUR: Final = 3600
DAY: Final = 86400
WEEK: Final = 7 * DAY


def zone() -> ZoneInfo:
    """Return the reader's time zone."""
    try:
        return ZoneInfo(current_actor().time_zone)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def date(moment: datetime) -> str:
    """Return a short day: `19 nov`, with the year when it is another one."""
    local = moment.astimezone(zone())
    same = local.year == clock.now().astimezone(zone()).year
    return _day(local.date(), "d MMM" if same else "d MMM y", str(get_locale()))


@lru_cache(maxsize=4096)
def _day(day: calendar_day, pattern: str, locale: str) -> str:
    """Format a day; lists say the same few again and again, and this took a third of a line in them."""
    return format_date(day, pattern, locale=locale)


def month(day: calendar_day) -> str:
    """Return the month of a day without a time: `mar 2025`."""
    return format_skeleton("yMMM", day, locale=str(get_locale()))


def datetime_text(moment: datetime) -> str:
    """Return day and time: `19 nov 2026, 10:42`."""
    local = moment.astimezone(zone())
    return f"{_day(local.date(), 'd MMM y', str(get_locale()))}, {local:%H:%M}"


def ago_text(moment: datetime) -> str:
    """Return how long ago, under seven days; then the day."""
    seconds = max(0, int((clock.now() - moment).total_seconds()))
    if seconds < MINUTE:
        return str(_("now"))
    if seconds < HOUR:
        return str(_("%(n)s min", n=seconds // MINUTE))
    if seconds < DAY:
        return str(_("%(n)s h", n=seconds // HOUR))
    if seconds < WEEK:
        days = seconds // DAY
        return str(ngettext("%(num)d day", "%(num)d days", days))
    return date(moment)


def iso(moment: datetime) -> str:
    """Return the moment for `datetime` attributes and feeds."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def ago(moment: datetime) -> Markup:
    """Return a `<time>` element that says how long ago; its title gives day and time."""
    title, words = escape(datetime_text(moment)), escape(ago_text(moment))
    return Markup(f'<time datetime="{iso(moment)}" title="{title}" data-ago>{words}</time>')  # noqa: S704 - escaped


def number(value: int | float) -> str:
    """Return a number with the separators of the reader's language."""
    return format_decimal(value, locale=str(get_locale()))


def size(number_of_bytes: int) -> str:
    """Return how large a file is, in the reader's language."""
    return size_text(number_of_bytes, ui_language())


def language_name(language: str) -> str:
    """Return the name of a language within a sentence."""
    return str(_("Portuguese") if language == "pt" else _("Spanish"))
