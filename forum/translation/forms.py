"""What the pages of translations take from their addresses."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import Length
from wtforms.validators import Optional

from forum.core.forms import Clean
from forum.core.forms import Form
from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import line
from forum.core.forms import number
from forum.core.pieces import pieces


class GlossaryQuery(QueryForm):
    """A word that is looked up in the glossary, in either language."""

    q = line("", limit=80, required=False)


class CorrectionForm(Form):
    """A translation in pieces, each beside its original; `base` says what the editor began with."""

    title = line(_l("Title"), limit=200, required=False)
    body = pieces(_l("Translation"))
    base = HiddenField(validators=[Optional(), Length(max=64), Clean()])


class RefusalForm(Form):
    """Why a proposal is declined: whoever wrote it reads it."""

    reason = line(_l("Reason"), limit=200, required=False)


class RestoreForm(Form):
    """Which text of a correction is to be in force again: its own, or the one before it."""

    side = choice(_l("Text"), (("before", ""), ("after", "")), required=False)


class EditorQuery(QueryForm):
    """The correction with which the editor begins, when not with the present translation."""

    start = number("", minimum=1, maximum=2**31 - 1, required=False)


class WorkQuery(QueryForm):
    """Which list of work for translators."""

    list = choice("", (("proposed", ""), ("revisit", ""), ("machine", "")), required=False)
    into = choice("", (("es", ""), ("pt", "")), required=False)
