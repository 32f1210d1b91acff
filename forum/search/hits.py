"""What a search shows of a post that it found: title and excerpt with the words marked, who, where and when."""

import re
import unicodedata
from collections.abc import Set
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from typing import Any
from typing import Final

from markupsafe import Markup
from markupsafe import escape

from forum.accounts.queries import PERSON_COLUMNS
from forum.accounts.queries import Person
from forum.accounts.queries import present
from forum.certification.queries import StageView
from forum.certification.queries import stage_by_id
from forum.core.actor import Actor
from forum.core.kept import Kept
from forum.core.rendering.words import shorten
from forum.discussion.addresses import post_address
from forum.discussion.masking import title_for
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.readings import READING_COLUMNS
from forum.discussion.readings import TITLE_COLUMNS
from forum.discussion.readings import if_wanted
from forum.discussion.readings import mode_for
from forum.discussion.readings import reading_of
from forum.discussion.readings import title_reading_of
from forum.search.analyser import stems_of
from forum.search.words import shown_text

#: Longest excerpt, in characters.
EXCERPT: Final = 220

#: What a hit weighs besides its texts, roughly; some six hundred are kept.
_OBJECTS: Final = 1_500
#: Members of all cities see a hit alike, once they may see its post.
_kept: Final[Kept["Hit"]] = Kept(1_500_000, versioned=True)
_WORD: Final = re.compile(r"[^\W_]+", re.UNICODE)
#: What is read of a post, its topic and its author.
HIT_COLUMNS: Final = (
    Topic.id.label("topic_id"),
    Topic.slug,
    Topic.title,
    Topic.language.label("topic_language"),
    Topic.status,
    Topic.kind,
    Topic.audience,
    Topic.replies,
    Topic.stage_id,
    Post.id.label("post_id"),
    Post.number,
    Post.html,
    Post.language,
    Post.created_at,
    *READING_COLUMNS,
    *TITLE_COLUMNS,
    *PERSON_COLUMNS,
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A post that was found."""

    topic_id: int
    title: Markup
    topic_language: str
    #: The title as it was written, when another is shown.
    original_title: str
    number: int
    excerpt: Markup
    #: Of the words shown; `written` is that of the post.
    language: str
    written: str
    #: `machine` or `reviewed` where the excerpt is a translation.
    translated: str | None
    status: str | None
    kind: str
    audience: str
    replies: int
    stage: StageView | None
    #: Without a way to their page: hits lead to posts, and so all members may share them.
    author: Person
    created_at: datetime
    url: str

    def __hash__(self) -> int:
        """Tell most hits apart by little; equality looks at everything."""
        return hash((self.url, self.excerpt))


def to_hit(row: Any, actor: Actor, wanted: frozenset[str], numbers: tuple[int, int] | None) -> Hit:
    """Return a row of HIT_COLUMNS as this actor may see it, with the words of these stems marked.

    `numbers` are the data versions as they were before the row was read: by them it is kept.
    """
    if numbers is None or not (actor.is_member or actor.is_visitor):
        return _make(row, actor, wanted)
    sight = "staff" if actor.is_staff else "member" if actor.is_member else "visitor"
    key = (numbers, row.post_id, wanted, sight, actor.reads)
    found = _kept.get(key)
    if found is None:
        found = _make(row, actor, wanted)
        _kept.put(key, found, 2 * (len(found.excerpt) + len(found.title)) + _OBJECTS)
    return found


def _make(row: Any, actor: Actor, wanted: Set[str]) -> Hit:
    mode = mode_for(actor, None)
    reading = if_wanted(reading_of(row, written=row.language, masked=False), mode, row.language)
    title = if_wanted(
        title_reading_of(row, actor, title=row.title, written=row.topic_language), mode, row.topic_language
    )
    # RIL's reading in a city's room is written down, on the page of the topic: here stands its title alone.
    withheld = row.audience == "city" and actor.is_staff
    text = "" if withheld else shown_text(reading.html if reading else row.html, with_names=actor.is_member)
    return Hit(
        topic_id=row.topic_id,
        title=_highlight(title.title if title else title_for(actor, row.title), wanted),
        topic_language=title.language if title else row.topic_language,
        original_title=title_for(actor, row.title) if title else "",
        number=row.number,
        excerpt=_highlight(_around(text, wanted), wanted),
        language=reading.language if reading else row.language,
        written=row.language,
        translated=reading.state if reading else None,
        status=row.status,
        kind=row.kind,
        audience=row.audience,
        replies=row.replies,
        stage=stage_by_id(row.stage_id),
        author=replace(present(row, actor), has_page=False),
        created_at=row.created_at,
        url=post_address(row.slug, row.topic_id, row.number),
    )


def _highlight(text: str, wanted: Set[str]) -> Markup:
    """Return the text with the words found marked; everything else escaped."""
    text = unicodedata.normalize("NFC", text)
    parts: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        if _is_wanted(match.group(), wanted):
            parts += escape(text[end : match.start()]), "<mark>", escape(match.group()), "</mark>"
            end = match.end()
    parts.append(escape(text[end:]))
    return Markup("".join(parts))  # noqa: S704 - every piece of the text is escaped


def _around(text: str, wanted: Set[str]) -> str:
    """Return the piece of a text around its first hit."""
    first = next((match.start() for match in _WORD.finditer(text) if _is_wanted(match.group(), wanted)), 0)
    start = max(0, first - EXCERPT // 3)
    if start:
        start = text.find(" ", start) + 1
    rest = text[start:]
    return ("…" if start else "") + shorten(rest, EXCERPT)


def _is_wanted(word: str, wanted: Set[str]) -> bool:
    return not wanted.isdisjoint(stems_of(word.lower()))
