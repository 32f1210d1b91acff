"""What people send to have a copy of their data, and to leave."""

from typing import cast

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import DataRequired

from forum.core.forms import MESSAGES
from forum.core.forms import Form
from forum.core.forms import choice
from forum.core.forms import paragraph
from forum.core.forms import password


class ExportForm(Form):
    """A copy of one's own data, in one of three forms."""

    kind = choice(
        _l("What"),
        (
            ("zip", _l("Everything, with my files (ZIP)")),
            ("html", _l("A page to read (HTML)")),
            ("json", _l("For programs (JSON)")),
        ),
    )
    present = password(_l("Present password"))


class LeavingForm(Form):
    """The last step of leaving."""

    understood = BooleanField(
        _l("I understand that this cannot be undone"), validators=[DataRequired(cast("str", MESSAGES["required"]))]
    )
    present = password(_l("Present password"))


class RemovalForm(Form):
    """Somebody's account is closed at their request."""

    extent = choice(
        _l("What they asked for"),
        (
            ("name", _l("Anonymise: what they wrote stays, as of a former member")),
            ("posts", _l("Anonymise, and delete what they wrote")),
        ),
    )
    reason = paragraph(
        _l("Who asked, how and when"),
        limit=500,
        description=_l("It stays in the log of acts, without the person's name. It cannot be undone."),
    )
