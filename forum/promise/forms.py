"""What the pages of the promise take."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from forum.core.db import LARGEST_ID
from forum.core.fields import whole_number
from forum.core.forms import LANGUAGE_CHOICES
from forum.core.forms import Form
from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import choices
from forum.core.forms import day
from forum.core.forms import line
from forum.core.forms import paragraph
from forum.promise.calendar import LONGEST_NAME
from forum.promise.calendar import MOST_RULES
from forum.promise.labels import LISTS

#: The longest rule of a day off, its name and the end of the line.
_LONGEST_LINE = LONGEST_NAME + 20
_NAMES = [(name, "") for name in LISTS]


class WaitingQuery(QueryForm):
    """Which list, what narrows it, and the place in it."""

    list = choice("", _NAMES, required=False)
    stage = line(_l("Stage"), limit=40, required=False)
    city = line(_l("City"), limit=80, required=False)
    lang = choice("", (("all", ""), *LANGUAGE_CHOICES), required=False)
    after = line("", limit=300, required=False)
    before = line("", limit=300, required=False)


class BackQuery(QueryForm):
    """The list to come back to."""

    back = choice("", _NAMES, required=False)


class ActForm(Form):
    """Take a topic, or be done with it."""

    #: The list that the button stood in; empty on the page of the topic.
    back = choice("", _NAMES, required=False)


class CareForm(ActForm):
    """Who is to look after a topic, until when, and what they should know."""

    colleague_id = SelectField(_l("Who looks after it"), coerce=whole_number)
    due_on = day(_l("Until"))
    note = paragraph(
        _l("Note"),
        limit=1000,
        required=False,
        description=_l("Your colleague gets it by mail. The asker never sees it."),
    )

    def offer(self, colleagues: "list[tuple[int, str]]", until: date) -> "CareForm":
        """Fill in whom one may choose, and a day."""
        self.colleague_id.choices = colleagues
        if self.due_on.data is None and not self.is_submitted():
            self.due_on.data = until
        return self


class HolidaysForm(Form):
    """The days off of a country."""

    days = paragraph(_l("Days off"), limit=MOST_RULES * _LONGEST_LINE, required=False)


def _person_id(text: Any) -> int:
    """Return the id of a row; ValueError for what can be none."""
    found = whole_number(text)
    if not 0 < found <= LARGEST_ID:
        raise ValueError(found)
    return found


class AskingForm(Form):
    """Who is asked for help; whether one may ask them, the command says."""

    people = choices(_l("Whom to ask"), (), coerce=_person_id, validate_choice=False)
