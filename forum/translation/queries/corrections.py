"""The history of a translation: what people made of it, what they propose, and what changed each time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from markupsafe import Markup
from sqlalchemy import and_
from sqlalchemy import or_
from sqlalchemy import select

from forum.accounts.queries import GONE
from forum.accounts.queries import Person
from forum.accounts.queries import people_by_ids
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.policy import require
from forum.discussion.differences import Effort
from forum.discussion.differences import Part
from forum.discussion.differences import inline_diff
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.pairing import pair_paragraphs
from forum.discussion.policy import can_curate
from forum.discussion.policy import can_see_history
from forum.discussion.queries.posts import posts_where
from forum.discussion.queries.withholding import withholding
from forum.translation.models import Correction
from forum.translation.policy import can_decide
from forum.translation.policy import can_improve
from forum.translation.queries.past import ALL
from forum.translation.queries.past import past_of
from forum.translation.queries.present import Present
from forum.translation.queries.present import present_translation

#: Entries that the page shows; older ones stay in the database.
SHOWN: Final = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """One correction: by whom, what it changes, and what became of it."""

    id: int
    state: str
    author: Person
    decided_by: Person | None
    created_at: datetime
    reason: str
    #: Made for what the post says now.
    is_of_present: bool
    #: What it is now.
    is_in_force: bool
    #: A proposal that began with another translation than the present one.
    is_outdated: bool
    #: Of an old text that is hidden from this reader.
    withheld: bool = False
    had_before: bool = False
    text: tuple[Part, ...] = ()
    title: tuple[Part, ...] = ()
    #: What became of the original since.
    source: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class TranslationHistory:
    """A translation with all that people made of it, the newest first."""

    topic: Topic
    post: Post
    present: Present
    reviewer: Person | None
    #: (original, translation) of each paragraph, as they are read; empty without a translation.
    pairs: tuple[tuple[Markup, Markup], ...]
    entries: tuple[Entry, ...]
    improves: bool
    decides: bool
    #: May take what somebody wrote out of the history.
    curates: bool

    @property
    def proposals(self) -> tuple[Entry, ...]:
        """Return what waits for a decision."""
        return tuple(entry for entry in self.entries if entry.state == "proposed")

    @property
    def past(self) -> tuple[Entry, ...]:
        """Return what was decided on."""
        return tuple(entry for entry in self.entries if entry.state != "proposed")


def translation_history(actor: Actor, topic: Topic, post: Post) -> TranslationHistory:
    """Return the history of a translation; proposals only to who decides on them and who made them."""
    require(can_see_history(actor, topic, post))
    decides = bool(can_decide(actor, topic, post))
    present = present_translation(topic, post)
    of_post = select(Correction).where(Correction.post_id == post.id).order_by(Correction.id.desc()).limit(SHOWN)
    own = Correction.author_id == (actor.id or 0)
    proposed, decided = Correction.state == "proposed", Correction.state != "proposed"
    if not decides:
        proposed, decided = and_(proposed, own), and_(decided, or_(Correction.state == "accepted", own))
    # Asked apart, so that many proposals do not push the history from the page.
    rows = [*session.scalars(of_post.where(proposed)), *session.scalars(of_post.where(decided))]
    people = people_by_ids(
        {present.reviewer_id} | {row.author_id for row in rows} | {row.decided_by_id for row in rows}, actor
    )
    shown = withholding(actor, [post.body, *(text for row in rows for text in (row.source, row.before, row.text))])
    past = past_of(actor, topic, post.id) if any(not present.is_of(row) for row in rows) else ALL

    in_force = next((row.id for row in rows if row.state == "accepted" and present.says(row)), None)
    effort = Effort()

    def entry(row: Correction) -> Entry:
        withheld = past.withholds(row, present)
        of_present = present.is_of(row)
        # What accepting it would change is seen beside what is there now.
        before = present.text if row.state == "proposed" and of_present else row.before
        return Entry(
            id=row.id,
            state=row.state,
            author=people.get(row.author_id or 0, GONE),
            decided_by=people.get(row.decided_by_id or 0),
            created_at=row.created_at,
            reason=row.reason,
            is_of_present=of_present,
            is_in_force=row.id == in_force,
            is_outdated=row.state == "proposed" and of_present and row.before != present.text,
            withheld=withheld,
            had_before=bool(row.before),
            text=() if withheld else tuple(inline_diff(shown(before), shown(row.text), effort)),
            title=()
            if withheld or row.title == row.title_before
            else tuple(inline_diff(row.title_before or "", row.title or "")),
            source=() if withheld or of_present else tuple(inline_diff(shown(row.source), shown(post.body), effort)),
        )

    [shown_post] = posts_where(actor, topic, Post.id == post.id)
    reading = shown_post.reading
    return TranslationHistory(
        topic,
        post,
        present,
        people.get(present.reviewer_id or 0),
        pair_paragraphs(shown_post.html, reading.html) if reading is not None else (),
        tuple(map(entry, rows)),
        improves=bool(can_improve(actor, topic, post)),
        decides=decides,
        curates=bool(can_curate(actor, topic)),
    )
