"""What the page of a topic's timers takes."""

from collections.abc import Collection

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from forum.core.forms import Form
from forum.core.forms import choice
from forum.core.forms import moment
from forum.timers.labels import AUDIENCES
from forum.timers.labels import KINDS


class TimerForm(Form):
    """What should happen to a topic, and when."""

    kind = choice(_l("What should happen"), list(KINDS.items()))
    moment = moment(_l("Day and time"))
    audience = choice(_l("For whom"), list(AUDIENCES.items()), required=False)
    #: Needed to publish: more people will read it than before.
    understood = BooleanField(_l("I have read this and want to open the topic to more people."))

    def offer(self, kinds: Collection[str]) -> "TimerForm":
        """Offer what makes sense for a topic as it is; whether it may be done, the command says."""
        self.kind.choices = [(name, label) for name, label in KINDS.items() if name in kinds]
        return self


class RemovalForm(Form):
    """One button."""
