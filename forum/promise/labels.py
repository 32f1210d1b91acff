"""The lists of what waits: their names, and what stands in them, as their pages say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.text import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """A list: what it is called, and what stands in it."""

    name: Text
    meaning: Text
    #: What is said when it is empty.
    empty: Text


#: In the order of the tabs.
LISTS: Final[Mapping[str, Kind]] = {
    "unanswered": Kind(
        _l("Without an answer"),
        _l("Open questions to which nobody but the asker has replied. The longest wait first."),
        _l("Every question has a reply"),
    ),
    "ril": Kind(
        _l("Topics that wait for RIL"),
        _l(
            "Questions with replies and without a chosen answer in which the asker wrote last, or that somebody of RIL "
            "looks after while RIL did not write last."
        ),
        _l("No question waits for RIL"),
    ),
    "asker": Kind(
        _l("Waiting for the asker"),
        _l("Questions with replies and without a chosen answer in which others wrote last: the asker has the word."),
        _l("No question waits for who asked it"),
    ),
    "stale": Kind(
        _l("Stalled"),
        _l("The same, but nobody has written for %(days)s days."),
        _l("No question has stalled"),
    ),
    "mine": Kind(
        _l("Mine"),
        _l("Topics of any kind that you look after. What is due first stands first."),
        _l("You look after no topic"),
    ),
}
