"""Fields of forms for whole numbers and for the ids of several rows."""

from typing import Any
from typing import Final
from typing import cast

from flask_babel import lazy_gettext as _l
from wtforms import Field
from wtforms import IntegerField

from forum.core.db import LARGEST_ID
from forum.core.text import Text
from forum.core.text import is_clean

#: More digits than any number of ours has.
_DIGITS: Final = 15


def whole_number(text: Any) -> int:
    """Return a whole number that one can reckon with; ValueError for what is none.

    Python reads thousands of digits, and the library then fails to compare what it read.
    """
    if isinstance(text, str) and _is_long(text):
        raise ValueError(text[:_DIGITS])
    return int(text)


def _is_long(text: str) -> bool:
    return len(text.strip()) > _DIGITS


class WholeNumber(IntegerField):
    """A whole number of at most so many digits that one can reckon with it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; ValueError for what is none."""
        # The library has the sentence for what is no number.
        super().process_formdata(["-" if _is_long(text) else text for text in valuelist])


class RowIds(Field):
    """The ids of rows, sent as several fields of one name; at most `most` of them, each once."""

    def __init__(self, label: Text = "", *, most: int, **more: Any) -> None:
        """Keep how many there may be."""
        super().__init__(cast("str", label), **more)
        self.most = most

    def process_data(self, value: Any) -> None:
        """Begin with what the page chose, or with none."""
        self.data: list[int] = list(value or ())

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the ids; ValueError for too many, and for what is none."""
        self.data = []
        if len(valuelist) > self.most:
            raise ValueError(_l("Choose at most %(n)s.", n=self.most))
        ids = {whole_number(text) for text in valuelist if is_clean(text)}
        if len(ids) < len(set(valuelist)) or not all(0 < number <= LARGEST_ID for number in ids):
            raise ValueError(_l("Choose one of the options."))
        self.data = sorted(ids)
