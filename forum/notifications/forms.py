"""What the pages of notices take."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from forum.core.forms import Form
from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import line


class NoticesQuery(QueryForm):
    """Which notices, and the place in the list."""

    show = choice("", (("all", ""), ("unread", "")), required=False)
    after = line("", limit=300, required=False)
    before = line("", limit=300, required=False)


class NoticeSettingsForm(Form):
    """Which mail somebody wants."""

    mail_replies = BooleanField(
        _l("Replies to my topics"), description=_l("One mail for each reply in a topic that you opened.")
    )
    mail_mentions = BooleanField(
        _l("Mentions"),
        description=_l(
            "One mail when somebody names you with @ in a post, or RIL asks whether you can help with a question."
        ),
    )
    #: Offered to RIL alone.
    mail_late = BooleanField(
        _l("Questions that are late"),
        description=_l("On working days, one mail when questions have waited longer than was promised."),
    )
