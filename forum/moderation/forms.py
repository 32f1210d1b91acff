"""What the pages of the desk take."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField
from wtforms import Form as PlainForm
from wtforms import ValidationError
from wtforms.validators import Optional

from forum.core.forms import Form
from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import line
from forum.core.forms import paragraph
from forum.moderation.labels import REASONS

#: Days outside of these years are slips, and beyond what a time zone can be applied to.
_YEARS = range(2000, 2101)


class ReportForm(Form):
    """Why somebody reports a post."""

    reason = choice(_l("What is wrong with it?"), list(REASONS.items()))
    note = paragraph(
        _l("What should RIL know?"),
        limit=1000,
        required=False,
        description=_l("Please do not repeat personal data here."),
    )


class LogQuery(QueryForm):
    """Which acts, and the place in the list."""

    kind = line(_l("Act"), limit=60, required=False)
    person = line(_l("Person"), limit=60, required=False)
    city = line(_l("City"), limit=80, required=False)
    since = DateField(_l("From"), validators=[Optional()])
    until = DateField(_l("Until"), validators=[Optional()])
    after = line("", limit=300, required=False)
    before = line("", limit=300, required=False)

    def validate_since(self, field: Any) -> None:
        """Refuse days that no time zone can be applied to."""
        _check_day(self, field.data)

    def validate_until(self, field: Any) -> None:
        """Refuse days that no time zone can be applied to."""
        _check_day(self, field.data)


def _check_day(_form: PlainForm, day: date | None) -> None:
    if day is not None and day.year not in _YEARS:
        raise ValidationError(_l("This day is not valid."))
