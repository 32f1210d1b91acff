"""What is counted, and how: each definition stands on the page beside its numbers."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core.text import Text

TOPICS: Final = "topics"
QUESTIONS: Final = "questions"
ANSWERED: Final = "answered"
#: Answered as soon as the promise says, by the working days of the asker's country.
IN_TIME: Final = "answered.in_time"
SOLVED: Final = "solved"
#: Key: whole working hours until the first answer.
WAIT: Final = "wait"
#: Key: id of the stage, and how long: `day` (by the end of the next working day), `promise`, `more`, `none`.
WAIT_BY_STAGE: Final = "wait.stage"
#: Key: ids of practice (0 for none) and stage, of questions without an answer.
OPEN: Final = "open"
BY_STAGE: Final = "topics.stage"
BY_PRACTICE: Final = "topics.practice"
BY_LANGUAGE: Final = "topics.language"
BY_CITY: Final = "topics.city"
REPLIES: Final = "replies"
#: Key: language of the topic, language of the reply.
CROSSING: Final = "crossing"
JOINED: Final = "joined"
#: Key: `proposed`, `accepted`, `declined`.
CORRECTIONS: Final = "corrections"
#: Counted while the community reads, so they cannot be counted again. Key of the first: `machine`, `reviewed`.
READ: Final = "translations.read"
SEARCHES: Final = "searches"
MISSES: Final = "searches.missed"
#: Distinct people and cities, of blocks and periods. Key: `w0` (the last week), `m0`, `now:4w`, `before:4w`.
MEMBERS: Final = "members"
CITIES: Final = "cities"

#: Counted from what is there, day by day, as often as one likes.
ROLLED: Final = frozenset(
    {
        TOPICS,
        QUESTIONS,
        ANSWERED,
        IN_TIME,
        SOLVED,
        WAIT,
        WAIT_BY_STAGE,
        OPEN,
        BY_STAGE,
        BY_PRACTICE,
        BY_LANGUAGE,
        BY_CITY,
        REPLIES,
        CROSSING,
        JOINED,
        CORRECTIONS,
    }
)
DISTINCT: Final = frozenset({MEMBERS, CITIES})
#: Those that are drawn over time.
DAILY: Final = frozenset({TOPICS, QUESTIONS, ANSWERED, IN_TIME, SOLVED, REPLIES, JOINED})
#: Those that are divided by something, or never drawn over time.
DIVIDED: Final = (ROLLED - DAILY) | {READ, SEARCHES, MISSES}

#: Part of the page → how it is counted.
DEFINITIONS: Final[Mapping[str, Text]] = {
    "figures": _l(
        "Questions count on the day on which they were asked, as they stand now: not deleted, and their first post "
        "visible. An answer is a visible reply by another person. The time until it leaves out weekends and the days off of "
        "the asker's country; a working day has 24 hours. Within so many working days means: until the end of the last of them, counted from the day after the question. Half of the answered questions waited at most the median. Active is who wrote a visible post; RIL "
        "is not counted. Compared with the same number of days before."
    ),
    "questions": _l(
        "Questions by the day on which they were asked; solved are those of them that have a marked answer now."
    ),
    "growth": _l(
        "New topics of every kind, visible replies, different members who wrote, and accounts of cities that were opened and are active now."
    ),
    "wait": _l(
        "Questions asked in the period, by working days of the asker's country until the first visible reply of another person."
    ),
    "open": _l(
        "Questions asked in the period that nobody else has replied to yet; one about two practices counts in both."
    ),
    "stages": _l("New topics of every kind by the stage in which they are now."),
    "practices": _l("New topics by practice; one about two practices counts in both, one about none in neither."),
    "languages": _l("Visible replies of other people, by the language of the topic and that of the reply."),
    "cities": _l("New topics by the city that their author had when writing."),
    "translations": _l(
        "Each post that a page showed translated to a member of a city, each time; and corrections by the day on which they "
        "were written. Readings of the last minute may be missing."
    ),
    "searches": _l(
        "Searches of members without filters. Words are kept and shown only once five different members of two cities looked for "
        "them in vain, and never with an address or a number in them; nobody's searches are kept."
    ),
}
