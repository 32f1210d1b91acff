"""What is filled in to change many topics together."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms import Field
from wtforms import ValidationError

from forum.bulk.states import MOST_TOPICS
from forum.certification.queries import criteria_in_order
from forum.certification.queries import stages_in_order
from forum.core.fields import RowIds
from forum.core.forms import LANGUAGE_CHOICES
from forum.core.forms import MESSAGES
from forum.core.forms import Form
from forum.core.forms import choice
from forum.core.forms import day
from forum.core.text import Text
from forum.discussion.forms import AUDIENCES
from forum.discussion.forms import reason

ACTS: Final[tuple[tuple[str, Text], ...]] = (
    ("stage", _l("Move to a stage")),
    ("criteria", _l("Add a criterion")),
    ("language", _l("Correct the language")),
    ("audience", _l("Change who can read it")),
    ("assign", _l("Assign to a colleague")),
    ("close", _l("Close")),
    ("reopen", _l("Open again")),
    ("pin", _l("Pin")),
    ("unpin", _l("Unpin")),
)


class ChangeForm(Form):
    """What to do with the chosen topics."""

    topics = RowIds(_l("Topics"), most=MOST_TOPICS)
    act = choice(_l("What to do"), ACTS)
    stage = choice(_l("Stage"), [], required=False)
    criterion = choice(_l("Criterion"), [], required=False)
    language = choice(_l("Language"), LANGUAGE_CHOICES, required=False)
    #: A room is of one city: into it topics go one by one.
    audience = choice(_l("Who can read it"), [pair for pair in AUDIENCES if pair[0] != "city"], required=False)
    colleague = choice(_l("Who looks after it"), [], required=False)
    due_on = day(_l("Until"), required=False)
    reason = reason()
    #: Needed when more people will read one of them than before.
    understood = BooleanField(_l("I have read this and want to open these topics to more people."))

    def offer(self, language: str, colleagues: Sequence[tuple[int, str]], until: date) -> None:
        """Fill in the choices, and a day."""
        self.colleague.choices = [(str(user_id), name) for user_id, name in colleagues]
        if self.due_on.data is None and not self.is_submitted():
            self.due_on.data = until
        self.stage.choices = [(stage.slug, stage.name(language)) for stage in stages_in_order()]
        self.criterion.choices = [
            (found.code, f"{found.code} · {found.name(language)}") for found in criteria_in_order() if not found.retired
        ]

    def validate_topics(self, field: Field) -> None:
        """Need something to change."""
        if not field.data and not field.errors:
            raise ValidationError(_l("Choose at least one topic."))

    def validate_act(self, field: Field) -> None:
        """Need what the act is about."""
        needed = {
            "stage": (self.stage,),
            "criteria": (self.criterion,),
            "language": (self.language,),
            "audience": (self.audience,),
            "assign": (self.colleague, self.due_on),
        }
        if not all(one.data for one in needed.get(field.data, ())):
            raise ValidationError(str(MESSAGES["required"]))


class UndoForm(Form):
    """Put topics back; a yes is needed when more people will read one of them."""

    understood = BooleanField(_l("I have read this and want to open these topics to more people."))
