"""The forms of prepared replies, and of remarks above posts."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired
from wtforms.validators import NumberRange
from wtforms.widgets import HiddenInput

from forum.core.fields import WholeNumber
from forum.core.forms import Form
from forum.core.forms import QueryForm
from forum.core.forms import line
from forum.core.forms import paragraph


class PreparedForm(Form):
    """A reply in both languages, and the version that the editor began from."""

    name = line(_l("Name"), limit=80, description=_l("What the list beside the reply box calls it."))
    text_es = paragraph(_l("Text in Spanish"), limit=4_000)
    text_pt = paragraph(_l("Text in Portuguese"), limit=4_000)
    based_on = WholeNumber(widget=HiddenInput(), validators=[InputRequired(), NumberRange(min=0, max=1_000_000)])


class RemarkForm(Form):
    """A remark in one language or both, and the version that the editor began from."""

    text_es = paragraph(_l("Text in Spanish"), limit=500, required=False)
    text_pt = paragraph(_l("Text in Portuguese"), limit=500, required=False)
    based_on = WholeNumber(widget=HiddenInput(), validators=[InputRequired(), NumberRange(min=0, max=1_000_000)])


class ButtonForm(Form):
    """One button."""


class PreparedQuery(QueryForm):
    """Which page of the list."""

    after = line("", limit=300, required=False)
    before = line("", limit=300, required=False)
