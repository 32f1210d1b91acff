"""Which days are off in a country."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete

from forum.core import clock
from forum.core import dialects
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Invalid
from forum.core.events import record
from forum.core.policy import require
from forum.promise import calendar
from forum.promise.events import HolidaysChanged
from forum.promise.models import WorkCalendar
from forum.promise.policy import can_edit_holidays
from forum.promise.queries.calendars import get_country
from forum.promise.queries.calendars import text_of


def change_holidays(actor: Actor, country_code: str, *, text: str) -> None:
    """Set the days off of a country."""
    with transaction():
        require(can_edit_holidays(actor))
        country = get_country(actor, country_code)
        lines = calendar.lines_of(text)
        if len(lines) > calendar.MOST_RULES:
            raise Invalid(_l("At most %(number)s days off.", number=calendar.MOST_RULES), field="days")
        wrong = next((line for line in lines if calendar.parse_line(line) is None), None)
        if wrong is not None:
            raise Invalid(_l("This line names no day: %(line)s", line=wrong[:60]), field="days")
        days = "\n".join(lines)
        if days == "\n".join(calendar.lines_of(text_of(country_code))):
            return
        statement = dialects.insert(session(), WorkCalendar).values(
            country_code=country_code, days=days, created_at=clock.now()
        )
        session.execute(
            statement.on_conflict_do_update(
                index_elements=[WorkCalendar.country_code],
                set_={"days": statement.excluded.days, "created_at": statement.excluded.created_at},
            )
        )
        record(actor, HolidaysChanged(), after={"title": country.name})


def restore_holidays(actor: Actor, country_code: str) -> None:
    """Go back to the days off that come with the forum."""
    with transaction():
        require(can_edit_holidays(actor))
        country = get_country(actor, country_code)
        if country.changed:
            session.execute(delete(WorkCalendar).where(WorkCalendar.country_code == country_code))
            record(actor, HolidaysChanged(), after={"title": country.name})
