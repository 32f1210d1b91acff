"""A form's field for a longer text that is sent in pieces."""

from typing import Any
from typing import cast

from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms import Form as PlainForm
from wtforms import ValidationError

from forum.core.text import Text
from forum.core.text import is_clean


class Pieces(Field):
    """A longer text that is sent in pieces, each in a box of its own, all under one name."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the pieces in their order."""
        self.data = [piece.replace("\r\n", "\n") for piece in valuelist]


class _Clean:
    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __call__(self, _form: PlainForm, field: Field) -> None:
        given = field.data or []
        if sum(map(len, given)) > self.limit:
            raise ValidationError(_l("At most %(max)d characters.", max=self.limit))
        if not all(is_clean(piece, multiline=True) for piece in given):
            raise ValidationError(_l("This text has characters that cannot be used."))


def pieces(label: Text, *, limit: int = 32_000, **more: Any) -> Any:
    """Return a field whose value is a list of texts."""
    return Pieces(cast("str", label), validators=[_Clean(limit)], **more)
