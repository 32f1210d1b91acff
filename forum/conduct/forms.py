"""What the pages of records, watched words and held texts take."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from forum.accounts.commands.silencing import LONGEST_REASON
from forum.accounts.queries.blocked import KINDS
from forum.conduct.commands.holding import LONGEST_ANSWER
from forum.conduct.commands.notes import LONGEST_NOTE
from forum.conduct.queries.members import STATES
from forum.conduct.queries.words import ACTIONS
from forum.conduct.queries.words import LANGUAGES
from forum.core.forms import LANGUAGE_CHOICES
from forum.core.forms import Form
from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import day
from forum.core.forms import line
from forum.core.forms import paragraph


class MembersQuery(QueryForm):
    """Whom to list, and the place in the list."""

    q = line("", limit=80, required=False)
    city = line("", limit=80, required=False)
    state = choice("", STATES[1:], required=False)
    after = line("", limit=300, required=False)
    before = line("", limit=300, required=False)


class NoteForm(Form):
    """A note about a member."""

    text = paragraph(_l("Note"), limit=LONGEST_NOTE, description=_l("The member does not read it."))


class WarningForm(Form):
    """Warning a member."""

    reason = paragraph(
        _l("Reason"),
        limit=LONGEST_REASON,
        description=_l("The person will read it, in a letter and on their next page."),
    )


class SilenceForm(Form):
    """Silencing a member."""

    reason = paragraph(
        _l("Reason"),
        limit=LONGEST_REASON,
        description=_l("The person will read it, in a letter and wherever they would write."),
    )
    until = day(_l("Until the end of"))


class PageQuery(QueryForm):
    """The place in a list."""

    after = line("", limit=300, required=False)
    before = line("", limit=300, required=False)


class WordsQuery(PageQuery):
    """Which watched words."""

    q = line("", limit=80, required=False)


class WordForm(Form):
    """A word to watch."""

    phrase = line(_l("Word or phrase"), limit=120)
    language = choice(_l("In which texts"), list(LANGUAGES.items()))
    action = choice(_l("What happens"), list(ACTIONS.items()), default="flag")
    replacement = line(_l("What stands in its place, where it is replaced"), limit=120, required=False)


class TrialForm(Form):
    """A text to try the watched words on."""

    text = paragraph(_l("Text to try"))
    language = choice(_l("Language of the text"), LANGUAGE_CHOICES)


class RejectionForm(Form):
    """Why a text is not published."""

    reason = paragraph(
        _l("Reason"), limit=LONGEST_ANSWER, description=_l("The author will read it, in a letter and on their page.")
    )


class BlockForm(Form):
    """What to block."""

    kind = choice(_l("What is blocked"), list(KINDS.items()))
    value = line(_l("Address or domain"), limit=254)
    note = line(_l("Note for RIL"), limit=200, required=False)


class MergeForm(Form):
    """Which account stays, and why."""

    into = line(_l("Handle of the account that stays"), limit=60)
    reason = paragraph(_l("Reason"), limit=2000, description=_l("It stays in the log: who asked for it, how and when."))
    understood = BooleanField(_l("I have read what is moved, and that it cannot be undone"))
