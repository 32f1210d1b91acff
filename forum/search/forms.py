"""What the search page takes from its address."""

from typing import Final

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Length
from wtforms.validators import Optional

from forum.core.forms import LANGUAGE_CHOICES
from forum.core.forms import Clean
from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import line

#: Marks that cannot be seen and come along when people copy from mails and PDFs: nobody looks for them.
_INVISIBLE: Final = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
LONGEST: Final = 200

LANGUAGES = (("all", _l("Both")), *LANGUAGE_CHOICES)
KINDS = (
    ("question", _l("Questions")),
    ("discussion", _l("Conversations")),
    ("experience", _l("Experiences")),
    ("announcement", _l("Announcements")),
)
STATUSES = (("open", _l("No replies yet")), ("answered", _l("Answered")), ("solved", _l("Solved")))


def without_invisible(text: str) -> str:
    """Return a text without marks that cannot be seen; tabs and line breaks become spaces."""
    return " ".join(text.translate(_INVISIBLE).split())


class SearchQuery(QueryForm):
    """Words, filters and the place in the list."""

    q = StringField(
        _l("What to search for"),
        filters=[lambda text: without_invisible(text) if isinstance(text, str) else text],
        validators=[Optional(), Length(max=LONGEST), Clean()],
    )
    lang = choice(_l("Language"), LANGUAGES, required=False)
    kind = choice(_l("Kind"), KINDS, required=False)
    status = choice(_l("Status"), STATUSES, required=False)
    stage = line(_l("Stage"), limit=40, required=False)
    city = line(_l("City"), limit=80, required=False)
    exact = choice(_l("Only these words"), [("1", _l("Yes"))], required=False)
    after = line("", limit=300, required=False)
    before = line("", limit=300, required=False)
