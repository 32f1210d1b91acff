"""Dates, numbers and names of languages as a reader expects them; the Jinja filters."""

from datetime import UTC
from datetime import date as calendar_day
from datetime import datetime
from datetime import time
from datetime import timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.dates import format_skeleton
from babel.numbers import format_decimal
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from markupsafe import Markup
from markupsafe import escape

from forum.core import clock
from forum.core.errors import Invalid
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


def end_of_day(day: calendar_day, time_zone: str) -> datetime:
    """Return when a day is over in a time zone; Invalid for a day that no time zone can be applied to."""
    try:
        return datetime.combine(day, time(), ZoneInfo(time_zone)) + timedelta(days=1)
    except (OverflowError, ValueError):
        raise Invalid(_l("The day must be in the future."), field="until") from None


def moment_here(local: datetime, field: str) -> datetime:
    """Return the moment at which clocks show a time where the reader is; Invalid for one that no zone can be applied to."""
    try:
        return local.replace(tzinfo=zone()).astimezone(UTC)
    except (OverflowError, ValueError):
        raise Invalid(_l("This day and time cannot be used."), field=field) from None


def clock_here(moment: datetime) -> datetime:
    """Return what clocks show at a moment where the reader is: for the field of a form."""
    return moment.astimezone(zone()).replace(tzinfo=None)


def date(moment: datetime) -> str:
    """Return a short day: `19 nov`, with the year when it is another one."""
    local = moment.astimezone(zone())
    same = local.year == clock.now().astimezone(zone()).year
    return _day(local.date(), "d MMM" if same else "d MMM y", str(get_locale()))


@lru_cache(maxsize=4096)
def _day(day: calendar_day, pattern: str, locale: str) -> str:
    """Format a day; lists say the same few again and again, and this took a third of a line in them."""
    return format_date(day, pattern, locale=locale)


def short_day(day: calendar_day) -> str:
    """Return a day without a time, without the year: `19 nov`."""
    return _day(day, "d MMM", str(get_locale()))


def long_day(day: calendar_day) -> str:
    """Return a day without a time, with the year: `19 nov 2026`."""
    return _day(day, "d MMM y", str(get_locale()))


def day(value: calendar_day) -> str:
    """Return a day without a time: `19 nov`, with the year when it is another one."""
    same = value.year == clock.now().astimezone(zone()).year
    return _day(value, "d MMM" if same else "d MMM y", str(get_locale()))


def weekday(value: calendar_day) -> str:
    """Return a day with that of the week: `jue 19 nov`."""
    return _day(value, "EEE d MMM", str(get_locale()))


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


def every_text(minutes: int) -> str:
    """Return how often something may be, within a sentence: `every 15 minutes`, `every hour`."""
    if minutes % (DAY // MINUTE) == 0:
        return str(ngettext("every day", "every %(num)d days", minutes // (DAY // MINUTE)))
    if minutes % (HOUR // MINUTE) == 0:
        return str(ngettext("every hour", "every %(num)d hours", minutes // (HOUR // MINUTE)))
    return str(ngettext("every minute", "every %(num)d minutes", minutes))


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
