"""The forms of news and banners."""

import re
from typing import Any
from typing import Final
from typing import cast

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms import ValidationError
from wtforms.validators import InputRequired
from wtforms.validators import NumberRange
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from forum.core.asked import local_path
from forum.core.db import LARGEST_ID
from forum.core.fields import WholeNumber
from forum.core.forms import Form
from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import line
from forum.core.forms import moment
from forum.core.forms import number
from forum.core.forms import paragraph
from forum.news.labels import AUDIENCES
from forum.news.labels import KINDS

#: A secure address elsewhere: a host with a dot, and no name or password before it.
_ELSEWHERE: Final = re.compile(
    r"https://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::[0-9]{1,5})?(?:[/?#](?:(?![\"<>\\^`{|}])[!-~])*)?"
)


def _based_on() -> Any:
    return WholeNumber(widget=HiddenInput(), validators=[InputRequired(), NumberRange(min=0, max=1_000_000)])


class NewsForm(Form):
    """An item in both languages, and the version that the editor began from."""

    title_es = line(_l("Title in Spanish"), limit=160, required=False)
    body_es = paragraph(_l("Text in Spanish"), required=False)
    title_pt = line(_l("Title in Portuguese"), limit=160, required=False)
    body_pt = paragraph(_l("Text in Portuguese"), required=False)
    based_on = _based_on()


class PublicationForm(Form):
    """When an item is published: at once, or at a moment in the editor's time zone."""

    moment = moment(_l("Day and time"), required=False, description=_l("Leave it empty to publish at once."))
    based_on = _based_on()


class BannerForm(Form):
    """A banner in both languages, for whom and when."""

    text_es = line(_l("Text in Spanish"), limit=280)
    text_pt = line(_l("Text in Portuguese"), limit=280)
    url = line(
        _l("Link"),
        limit=300,
        required=False,
        description=_l("An address of this forum, such as /news/1, or one that begins with https://"),
    )
    audience = choice(_l("For whom"), list(AUDIENCES.items()))
    kind = choice(_l("Kind"), list(KINDS.items()))
    from_at = moment(_l("From"), required=False, description=_l("Leave it empty to begin at once."))
    until_at = moment(_l("Until"))
    dismissible = BooleanField(_l("Whoever has read it may close it"))
    #: The topic that it points to, as the page of that topic brought it along.
    topic = WholeNumber(
        cast("str", _l("Topic")), widget=HiddenInput(), validators=[Optional(), NumberRange(min=1, max=LARGEST_ID)]
    )
    based_on = _based_on()

    def validate_url(self, field: Any) -> None:
        """Take an address of this forum, or a secure one elsewhere."""
        if field.data and not (local_path(field.data) or _ELSEWHERE.fullmatch(field.data)):
            raise ValidationError(_l("This is not an address of this forum, nor one that begins with https://"))


class AnnouncingQuery(QueryForm):
    """Of which topic a new banner is."""

    topic = number(_l("Topic"), minimum=1, maximum=LARGEST_ID, required=False)


class RemovalForm(Form):
    """One button."""


class ClosingForm(Form):
    """Where somebody was when they closed a banner."""

    next = line("", limit=500, required=False)


class ListQuery(QueryForm):
    """Which page of a list."""

    after = line("", limit=300, required=False)
    before = line("", limit=300, required=False)
