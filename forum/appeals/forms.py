"""What the pages of appeals take."""

from flask_babel import lazy_gettext as _l

from forum.core.forms import Form
from forum.core.forms import QueryForm
from forum.core.forms import line
from forum.core.forms import paragraph


class AppealForm(Form):
    """What somebody says against an act."""

    text = paragraph(_l("Why should it be otherwise?"), limit=4000)


class ActsQuery(QueryForm):
    """The place in the list."""

    after = line("", limit=300, required=False)
    before = line("", limit=300, required=False)
