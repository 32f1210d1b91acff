"""What is filled in to split, move and merge."""

from typing import Any
from typing import Final

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms import Field
from wtforms import ValidationError

from forum.certification.queries import stages_in_order
from forum.core.fields import RowIds
from forum.core.forms import MESSAGES
from forum.core.forms import Form
from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import line
from forum.core.forms import number
from forum.discussion.forms import KINDS
from forum.discussion.forms import reason

#: Posts that are chosen by hand; a whole topic has more.
MOST_CHOSEN: Final = 200
WAYS: Final = (("new", _l("To a new topic")), ("existing", _l("To a topic that exists")))


def _target(*, required: bool) -> Any:
    return line(
        _l("Topic"),
        limit=300,
        required=required,
        description=_l("Its address, its number, or words of its title."),
    )


def _understood() -> Any:
    return BooleanField(_l("I have read this and want more people to read these posts."))


class MoveForm(Form):
    """Where the chosen posts go."""

    posts = RowIds(_l("Posts"), most=MOST_CHOSEN)
    to = choice(_l("Where to"), WAYS)
    title = line(_l("Title of the new topic"), limit=200, required=False)
    stage = choice(_l("Stage"), [], required=False)
    kind = choice(_l("Type of topic"), KINDS, required=False)
    target = _target(required=False)
    reason = reason()
    #: Needed when more people will read them than before.
    understood = _understood()

    def offer(self, language: str) -> None:
        """Fill in the stages."""
        self.stage.choices = [(stage.slug, stage.name(language)) for stage in stages_in_order()]

    def validate_title(self, field: Field) -> None:
        """Need a title for a new topic."""
        if self.to.data == "new" and len(field.data or "") < 5:
            raise ValidationError(_l("Give the new topic a title of 5 to 200 characters."))

    def validate_stage(self, field: Field) -> None:
        """Need a stage for a new topic."""
        self._need_for("new", field)

    def validate_kind(self, field: Field) -> None:
        """Need a type for a new topic."""
        self._need_for("new", field)

    def validate_target(self, field: Field) -> None:
        """Need to know which topic it is."""
        self._need_for("existing", field)

    def validate_posts(self, field: Field) -> None:
        """Need something to move."""
        if not field.data and not field.errors:
            raise ValidationError(_l("Choose at least one post."))

    def _need_for(self, way: str, field: Field) -> None:
        if self.to.data == way and not field.data:
            raise ValidationError(str(MESSAGES["required"]))


class MergeForm(Form):
    """Which topic all posts of another go into."""

    target = _target(required=True)
    reason = reason()
    understood = _understood()


class UndoForm(Form):
    """Move posts back; a yes is needed when more people read where they came from."""

    understood = _understood()


class SelectionQuery(QueryForm):
    """Which page of a topic to choose from."""

    page = number(_l("Page"), minimum=1, maximum=10**8, required=False)
