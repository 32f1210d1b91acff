"""What the page of a post's files takes."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField

from forum.core.fields import whole_number
from forum.core.forms import Form
from forum.core.forms import paragraph
from forum.quarantine.commands.retaining import LONGEST_NOTE


class RetentionForm(Form):
    """Which file is kept back, and why."""

    upload_id = RadioField(_l("File"), coerce=whole_number)
    note = paragraph(_l("Reason"), limit=LONGEST_NOTE, description=_l("Whoever attached it will read it, in a letter."))
