"""How a reader gets what is written in the other language: as it was written, translated, or both side by side.

A translation is read with its post, in the same statement and with the same right. It counts only while its post has
the version for which it was rendered, and a title's only while its hash is that of the title.
"""

from dataclasses import dataclass
from typing import Any
from typing import Final
from typing import Literal
from typing import Protocol
from typing import TypeVar

from sqlalchemy import ColumnElement
from sqlalchemy import and_

from forum.accounts.queries import Person
from forum.core.actor import Actor
from forum.core.languages import Language
from forum.core.languages import other
from forum.core.languages import parse_language
from forum.discussion.masking import mask_handles
from forum.discussion.masking import mask_mentions
from forum.discussion.masking import title_for
from forum.discussion.models import Post
from forum.discussion.models import TitleTranslation
from forum.discussion.models import Topic
from forum.discussion.models import Translation
from forum.discussion.sources import source_hash

Mode = Literal["original", "es", "pt", "both"]
MODES: Final[tuple[Mode, ...]] = ("original", "es", "pt", "both")

#: What is read of the translation of a post, and of a title; joined on the conditions below.
READING_COLUMNS: Final = (
    Translation.html.label("other_html"),
    Translation.excerpt.label("other_excerpt"),
    Translation.state.label("other_state"),
    Translation.reviewer_id.label("other_reviewer_id"),
    Translation.revisit.label("other_revisit"),
)
#: A post in its own language, with what it quotes from the other one translated.
OWN_COLUMNS: Final = (Translation.own_html.label("own_html"),)
TITLE_COLUMNS: Final = (
    TitleTranslation.text.label("other_title"),
    TitleTranslation.source_hash.label("other_title_of"),
    TitleTranslation.state.label("other_title_state"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text of a post in the other language, with what its readers are told about it."""

    html: str
    excerpt: str
    language: Language
    #: `machine`, or `reviewed` by a person; `quotes`: in its own language, what it quotes translated by a machine.
    state: str = "machine"
    #: Who reviewed it, where the page says so.
    reviewer: Person | None = None
    #: A person reviewed that of an earlier text: somebody is to look again.
    revisit: bool = False

    def __hash__(self) -> int:
        """Tell most readings apart by little; equality looks at everything."""
        return hash((self.language, self.state, self.excerpt))


@dataclass(frozen=True, slots=True)
class TitleReading:
    """A title in the other language."""

    title: str
    language: Language
    state: str = "machine"


def of_post() -> ColumnElement[bool]:
    """Return on what the current translation of a post is joined to it."""
    return and_(
        Translation.post_id == Post.id,
        Translation.language != Post.language,
        Translation.post_version == Post.version,
    )


def of_topic() -> ColumnElement[bool]:
    """Return on what the translation of a title is joined to its topic."""
    return and_(TitleTranslation.topic_id == Topic.id, TitleTranslation.language != Topic.language)


def reading_of(row: Any, *, written: str, masked: bool, reviewer: Person | None = None) -> Reading | None:
    """Return the translation in a row of READING_COLUMNS; `masked`: without the names that visitors do not read."""
    if row.other_html is None:
        return None
    html = mask_mentions(row.other_html) if masked else row.other_html
    excerpt = mask_handles(row.other_excerpt) if masked else row.other_excerpt
    return Reading(html, excerpt, other(written), row.other_state, reviewer, row.other_revisit)


def own_reading_of(row: Any, *, written: str, masked: bool) -> Reading | None:
    """Return a post in its own language with its quotes translated, from a row of OWN_COLUMNS, if it has such."""
    if not row.own_html:
        return None
    html = mask_mentions(row.own_html) if masked else row.own_html
    # Excerpts have nothing of what is quoted.
    return Reading(html, "", other(other(written)), "quotes")


def title_reading_of(row: Any, actor: Actor, *, title: str, written: str) -> TitleReading | None:
    """Return the translation in a row of TITLE_COLUMNS, if it is that of the present title."""
    if row.other_title is None or row.other_title_of != source_hash(title, written):
        return None
    return TitleReading(title_for(actor, row.other_title), other(written), row.other_title_state)


def mode_for(actor: Actor, asked: str | None) -> Mode:
    """Return how somebody reads: as asked in the address, else in the one language that they read, else as written."""
    for mode in MODES:
        if asked == mode:
            return mode
    only = parse_language(next(iter(actor.reads))) if len(actor.reads) == 1 else None
    return only or "original"


R = TypeVar("R", Reading, TitleReading)


def if_wanted(reading: R | None, mode: Mode, written: str) -> R | None:
    """Return a translation to who wants it, of what was written in a language."""
    return reading if is_wanted(mode, written) else None


class ReadablePost(Protocol):
    """A post with its readings."""

    @property
    def language(self) -> str:
        """Return the language that it was written in."""

    @property
    def reading(self) -> Reading | None:
        """Return it in the other language."""

    @property
    def own(self) -> Reading | None:
        """Return it in its own language with its quotes translated."""


def reading_for(post: ReadablePost, mode: Mode) -> Reading | None:
    """Return the reading in which a post is shown to who reads like this; None: as it was written."""
    if mode == post.language:
        return post.own
    return if_wanted(post.reading, mode, post.language)


def is_wanted(mode: Mode, written: str) -> bool:
    """Tell whether a text is wanted in the language in which it was not written."""
    return mode == "both" or (mode != "original" and mode != written)
