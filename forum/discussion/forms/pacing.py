"""The form of slow mode."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.forms import Form
from forum.core.forms import choice
from forum.core.forms import moment
from forum.core.forms import number
from forum.core.text import Text
from forum.discussion.pace import SLOWEST

#: Minutes, as they are sent → what is offered.
PACES: Final[Mapping[str, Text]] = {
    "5": _l("5 minutes"),
    "15": _l("15 minutes"),
    "60": _l("1 hour"),
    "240": _l("4 hours"),
    "1440": _l("1 day"),
    "own": _l("Another pause"),
}


class PaceForm(Form):
    """How long each member pauses between two replies, and until when."""

    pace = choice(_l("Pause between two posts of a member"), list(PACES.items()))
    minutes = number(_l("Minutes"), minimum=1, maximum=SLOWEST, required=False)
    until = moment(_l("Until"), required=False)

    def chosen(self) -> int | None:
        """Return the pause in minutes; None where another one is wanted and not said."""
        found: int | None = self.minutes.data if self.pace.data == "own" else int(self.pace.data)
        return found


class PaceRemovalForm(Form):
    """One button."""
