"""The words and keys of the desk: kinds of cases, what may be decided on each, and what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.text import Text
from forum.moderation.labels import OUTCOMES


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of case: its name in a row and in the list of kinds, and its icon."""

    name: Text
    plural: Text
    icon: str


KINDS: Final[Mapping[str, Kind]] = {
    "report": Kind(_l("Report"), _l("Reports"), "flag"),
    "admission": Kind(_l("Person who waits"), _l("People waiting"), "user"),
    "held": Kind(_l("Text that waits"), _l("Texts that wait"), "clock"),
    "file": Kind(_l("File kept back"), _l("Files kept back"), "lock"),
    "application": Kind(_l("City that applies"), _l("Cities that apply"), "map-pin"),
    "proposal": Kind(_l("Translation"), _l("Proposed translations"), "languages"),
    "appeal": Kind(_l("An appeal"), _l("Appeals"), "reply"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision as a row offers it."""

    outcome: str
    label: Text
    #: The key that takes it where scripts run.
    key: str
    #: It needs words or a choice first: in the list it opens the case.
    opens: bool = False


#: Kind → what a row offers, the most usual first. More stands on the page of the case.
CHOICES: Final[Mapping[str, tuple[Choice, ...]]] = {
    "report": (Choice("kept", _l("Keep"), "a"), Choice("hidden", _l("Hide"), "o")),
    "admission": (Choice("admitted", _l("Admit"), "a"), Choice("refused", _l("Refuse"), "r", opens=True)),
    "held": (Choice("approved", _l("Publish"), "a"), Choice("rejected", _l("Reject"), "r", opens=True)),
    "file": (Choice("released", _l("Open it"), "a"), Choice("rejected", _l("Reject"), "r", opens=True)),
    "application": (
        Choice("accepted", _l("Welcome the city"), "a", opens=True),
        Choice("declined", _l("Decline"), "r", opens=True),
    ),
    "proposal": (Choice("accepted", _l("Accept"), "a"), Choice("declined", _l("Decline"), "r")),
    "appeal": (Choice("granted", _l("Agree"), "a"), Choice("rejected", _l("Reject"), "r", opens=True)),
}

#: What was decided on kinds that have no words of their own for it.
_DECIDED: Final[Mapping[tuple[str, str], Text]] = {
    ("held", "approved"): _l("Published"),
    ("held", "rejected"): _l("Rejected"),
    ("file", "released"): _l("Open again"),
    ("file", "rejected"): _l("Rejected"),
    ("admission", "admitted"): _l("Admitted"),
    ("admission", "refused"): _l("Not admitted"),
    ("application", "accepted"): _l("Accepted"),
    ("application", "declined"): _l("Declined"),
    ("proposal", "accepted"): _l("Accepted"),
    ("proposal", "declined"): _l("Declined"),
    ("appeal", "granted"): _l("Granted"),
    ("appeal", "rejected"): _l("Rejected"),
}


def outcome_label(kind: str, outcome: str) -> Text:
    """Return the word for what was decided."""
    return OUTCOMES.get(outcome, outcome) if kind == "report" else _DECIDED.get((kind, outcome), outcome)


#: The reasons of reports, short enough for the first column of a row.
SHORT_REASONS: Final[Mapping[str, Text]] = {
    "personal_data": _l("Personal data"),
    "inappropriate": _l("Tone"),
    "spam": _l("Advertising"),
    "off_topic": _l("Off topic"),
    "needs_ril": _l("Needs RIL"),
    "other": _l("Report"),
    "watched": _l("Watched word"),
    # Of files that are kept back.
    "active": _l("Active file"),
    "personal": _l("Personal data"),
    "again": _l("Rejected before"),
    "by_hand": _l("Kept back by hand"),
}


#: What an author is told of a hidden post where RIL writes nothing else, by the gravest reason of its reports.
STANDARD_REASONS: Final[Mapping[str, Text]] = {
    "personal_data": _l(
        "Your post shows personal data of somebody. Please take them out and publish it again: what you ask is welcome."
    ),
    "inappropriate": _l(
        "The tone of your post does not fit the rules of the community. Please write it again with respect for the others."
    ),
    "spam": _l("Your post is advertising. This place is for questions and experiences of the cities."),
    "off_topic": _l("Your post does not belong to this topic. Please open a topic of your own for it."),
    "needs_ril": _l(
        "Your post has something that may mislead others. We have hidden it while it is put right with you."
    ),
    "other": _l("Your post does not fit the rules of the community."),
}
