"""The page Sumate / Participe, and RIL's answer."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Length
from wtforms.validators import Optional

from forum.core.forms import Form
from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import line
from forum.core.forms import number
from forum.core.forms import paragraph


class ApplicationForm(Form):
    """A city's wish to take part: the city is free text, nothing is looked up."""

    city_name = line(_l("City"), limit=120)
    country = line(_l("Country"), limit=60)
    population = number(
        _l("Inhabitants"),
        minimum=1,
        maximum=50_000_000,
        required=False,
        description=_l("About how many. Digits only."),
    )
    contact_name = line(_l("Your name"), limit=80)
    contact_role = line(_l("Your role in the local government"), limit=120, required=False)
    email = line(
        _l("Institutional e-mail address"),
        limit=254,
        description=_l("RIL answers there."),
    )
    message = paragraph(
        _l("What your city wants to work on"),
        limit=4000,
        required=False,
    )
    #: People do not see it; programs that fill in everything do.
    website = StringField(validators=[Optional(), Length(max=500)])


class AnswerForm(Form):
    """RIL's answer to an application."""

    outcome = choice(_l("Answer"), [("accepted", _l("Welcome the city")), ("declined", _l("Decline"))])
    answer = paragraph(
        _l("What the person reads"),
        limit=4000,
        description=_l("Sent by mail as it is written here, in the language of the application."),
    )


class ApplicationsQuery(QueryForm):
    """Which applications a list shows."""

    state = choice("", [("new", ""), ("accepted", ""), ("declined", "")], required=False)
    after = line("", limit=300, required=False)
    before = line("", limit=300, required=False)
