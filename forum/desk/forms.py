"""What the pages of the desk take."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms import SelectField
from wtforms.validators import Length
from wtforms.validators import Optional

from forum.core.db import LARGEST_ID
from forum.core.fields import whole_number
from forum.core.forms import LANGUAGE_CHOICES
from forum.core.forms import Clean
from forum.core.forms import Form
from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import day
from forum.core.forms import line
from forum.core.forms import number
from forum.core.forms import paragraph
from forum.desk.labels import KINDS


class QueueQuery(QueryForm):
    """Which cases, in which order, and the place in the list."""

    kind = choice("", [(name, "") for name in KINDS], required=False)
    lang = choice("", (("all", ""), *LANGUAGE_CHOICES), required=False)
    stage = line("", limit=40, required=False)
    city = line("", limit=80, required=False)
    order = choice("", (("urgency", ""), ("oldest", "")), required=False)
    mine = choice("", (("1", ""),), required=False)
    #: The decision that was just made: it may be taken back.
    done = number("", minimum=1, maximum=LARGEST_ID, required=False)
    after = line("", limit=300, required=False)
    before = line("", limit=300, required=False)


class DecidedQuery(QueryForm):
    """The place in the list."""

    after = line("", limit=300, required=False)
    before = line("", limit=300, required=False)


class _BackForm(Form):
    #: The filters of the list that the form was sent from.
    back = HiddenField(validators=[Optional(), Length(max=300), Clean()])


class DecisionForm(_BackForm):
    """What becomes of a case."""

    outcome = line(_l("Decision"), limit=20)
    reason = paragraph(
        _l("Message to the author"),
        limit=1000,
        required=False,
        description=_l("They read it when something is done about the post. It stands in the log in any case."),
    )
    city_id = number("", minimum=1, maximum=LARGEST_ID, required=False)
    until = day(
        _l("Silenced or suspended until"),
        required=False,
        description=_l("Leave it empty to suspend until somebody lifts it."),
    )
    to_topic = line(
        _l("Topic to move the post to"), limit=300, required=False, description=_l("Its address or its number.")
    )
    body = paragraph(_l("The text of the post"), limit=32_000, required=False)
    base = HiddenField(validators=[Optional(), Length(max=64), Clean()])


class PersonForm(DecisionForm):
    """What becomes of somebody who waits, or of what they wrote."""

    reason = paragraph(_l("What the person reads"), limit=1000, required=False)


class AnswerForm(DecisionForm):
    """What becomes of a city's application, in a letter that may be longer."""

    reason = paragraph(_l("What the person reads"), limit=4000, required=False)


class BackQuery(QueryForm):
    """The filters of the list to come back to."""

    back = line("", limit=300, required=False)


class ClaimForm(_BackForm):
    """Take a case, or put it back."""


class HandOverForm(_BackForm):
    """Whom a case is handed over to."""

    colleague_id = SelectField(_l("To whom"), coerce=whole_number)
    note = paragraph(_l("Note"), limit=1000, required=False)


class UndoForm(_BackForm):
    """Take a decision back."""
