"""What the lists of invitations and of people are narrowed by."""

from typing import Final

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import AnyOf
from wtforms.validators import Length
from wtforms.validators import Optional

from forum.core.forms import Clean
from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import line


class InvitationQuery(QueryForm):
    """Which invitations a list shows."""

    show = StringField(validators=[Optional(), AnyOf(("open", "missed", "accepted", "all"))], default="open")
    city = StringField(validators=[Optional(), Length(max=80), Clean()])
    after = StringField(validators=[Optional(), Length(max=300), Clean()])
    before = StringField(validators=[Optional(), Length(max=300), Clean()])


#: What the list of people can be narrowed by; the first value narrows nothing.
ROLE_FILTERS: Final = (
    ("", _l("All roles")),
    ("lead", _l("City leads")),
    ("moderator", _l("RIL moderators")),
    ("administrator", _l("Administrators")),
)
STATE_FILTERS: Final = (
    ("", _l("All states")),
    ("active", _l("Active")),
    ("pending", _l("Waiting")),
    ("suspended", _l("Suspended")),
    ("anonymised", _l("Anonymised")),
)


class PeopleQuery(QueryForm):
    """Whom RIL looks for."""

    q = line("", limit=80, required=False)
    city = line("", limit=80, required=False)
    role = choice("", ROLE_FILTERS[1:], required=False)
    state = choice("", STATE_FILTERS[1:], required=False)
    after = line("", limit=300, required=False)
    before = line("", limit=300, required=False)
