"""The filters of lists: taken from the address, else what the member last chose to keep."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from typing import ClassVar
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.actor import Actor
from forum.core.asked import asks_for_anything
from forum.core.forms import LANGUAGE_CHOICES
from forum.core.forms import Form
from forum.core.forms import QueryForm
from forum.core.forms import choice
from forum.core.forms import line
from forum.core.forms import parse_query
from forum.core.text import Text
from forum.discussion.queries.lists import Filter

Options = Sequence[tuple[str, Text]]

LANGUAGES: Final[Options] = (("all", _l("Both")), *LANGUAGE_CHOICES)
KINDS: Final[Options] = (
    ("all", _l("Any kind")),
    ("question", _l("Questions")),
    ("discussion", _l("Conversations")),
    ("experience", _l("Experiences")),
    ("announcement", _l("Announcements")),
)
STATUSES: Final[Options] = (
    ("all", _l("Any status")),
    ("open", _l("Without a reply")),
    ("answered", _l("Answered")),
    ("solved", _l("Solved")),
)
PERIODS: Final[Options] = (
    ("week", _l("This week")),
    ("month", _l("This month")),
    ("year", _l("This year")),
)


class ListQuery(QueryForm):
    """What the address of a list may say."""

    lang = choice(_l("Language"), LANGUAGES, required=False)
    kind = choice(_l("Kind"), KINDS, required=False)
    status = choice(_l("Status"), STATUSES, required=False)
    period = choice(_l("Period"), PERIODS, required=False)
    after = line("", limit=300, required=False)
    before = line("", limit=300, required=False)


class FilterForm(Form):
    """A filter that a member wants to find again."""

    lang = choice(_l("Language"), LANGUAGES)
    kind = choice(_l("Kind"), KINDS)
    status = choice(_l("Status"), STATUSES)
    next = line("", limit=500, required=False)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The filter of the present list page, and where it was turned to."""

    lang: str = "all"
    kind: str = "all"
    status: str = "all"
    period: str = "month"
    after: str | None = None
    before: str | None = None
    #: The same as what the member keeps: nothing to remember.
    is_kept: bool = True

    #: What there is to choose from.
    languages: ClassVar[Options] = LANGUAGES
    kinds: ClassVar[Options] = KINDS
    statuses: ClassVar[Options] = STATUSES
    periods: ClassVar[Options] = PERIODS

    @property
    def narrows(self) -> bool:
        """Tell whether anything is left out."""
        return (self.lang, self.kind, self.status) != ("all", "all", "all")

    def narrow(self, **more: Any) -> Filter:
        """Return the filter that queries take."""

        def given(value: str) -> str | None:
            return None if value == "all" else value

        return Filter(
            language=given(self.lang), kind=given(self.kind), status=given(self.status), period=self.period, **more
        )


def chosen(actor: Actor) -> Chosen:
    """Return the filter of the present request; Invalid for values that do not exist."""
    kept = Chosen()
    if actor.is_member:
        kept = Chosen(lang=actor.list_language, kind=actor.list_kind, status=actor.list_status)
    if not asks_for_anything():
        return kept
    values = parse_query(ListQuery)
    lang, kind, status = values["lang"] or kept.lang, values["kind"] or kept.kind, values["status"] or kept.status
    return Chosen(
        lang=lang,
        kind=kind,
        status=status,
        period=values["period"] or "month",
        after=values["after"] or None,
        before=values["before"] or None,
        is_kept=(lang, kind, status) == (kept.lang, kept.kind, kept.status),
    )
