"""The form of a public page."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired
from wtforms.validators import NumberRange
from wtforms.widgets import HiddenInput

from forum.core.fields import WholeNumber
from forum.core.forms import Form
from forum.core.forms import line
from forum.core.forms import paragraph


class PageForm(Form):
    """A page in both languages, and the version that the editor began from."""

    title_es = line(_l("Title in Spanish"), limit=160)
    body_es = paragraph(_l("Text in Spanish"))
    title_pt = line(_l("Title in Portuguese"), limit=160)
    body_pt = paragraph(_l("Text in Portuguese"))
    based_on = WholeNumber(widget=HiddenInput(), validators=[InputRequired(), NumberRange(min=0, max=1_000_000)])
