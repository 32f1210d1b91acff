"""What people make of translations: corrections that take effect, proposals, and decisions on these."""

from dataclasses import dataclass
from dataclasses import replace
from typing import Final
from typing import Literal

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from forum.core import clock
from forum.core.actor import SYSTEM
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.errors import NotFound
from forum.core.events import record
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.discussion.commands.posts import place_of
from forum.discussion.commands.quoting import compose_translation
from forum.discussion.commands.translations import NewTranslation
from forum.discussion.commands.translations import replace_title
from forum.discussion.commands.translations import replace_translation
from forum.discussion.composing import Composed
from forum.discussion.composing import Place
from forum.discussion.loading import get_post
from forum.discussion.loading import lock_post
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.translation.events import PostTranslated
from forum.translation.events import ProposalDeclined
from forum.translation.events import TitleTranslated
from forum.translation.events import TranslationProposed
from forum.translation.events import TranslationReviewed
from forum.translation.loading import find_correction
from forum.translation.loading import lock_correction
from forum.translation.models import Correction
from forum.translation.policy import can_decide
from forum.translation.policy import can_improve
from forum.translation.queries.correcting import require_whole
from forum.translation.queries.present import Present
from forum.translation.queries.present import present_translation
from forum.translation.texts.likeness import require_likeness
from forum.translation.texts.likeness import require_title_likeness

#: The text that a correction made, or the one that it took the place of.
Side = Literal["before", "after"]
PER_HOUR: Final = Limit("corrections", 200, 3600)


class CorrectionConflict(Conflict):
    """The post or its translation changed meanwhile; `present` is what is there now."""

    default = _l(
        "The original or its translation was changed while you were writing. Your text is still here: compare."
    )

    def __init__(self, present: Present) -> None:
        """Keep what is there, so that nothing is lost."""
        super().__init__()
        self.present = present


@dataclass(frozen=True, slots=True)
class NewCorrection:
    """What somebody wrote in the editor of a translation; `base` says what it began with."""

    text: str
    base: str
    title: str = ""
    request_id: str | None = None


def correct(actor: Actor, post_id: int, new: NewCorrection) -> Correction:
    """Write a translation: in force at once by the author or RIL, else a proposal. The same form sent twice does one thing.

    Raises CorrectionConflict when post or translation are not what the editor saw.
    """
    topic, post = get_post(actor, post_id)
    require(can_improve(actor, topic, post))
    text, title = new.text.strip(), " ".join(new.title.split())
    _require_fit(actor, topic, post, text, title)
    with transaction():
        hit(PER_HOUR, actor.id)
    language = present_translation(topic, post).language
    rendered = _render(topic, post, text, language)
    try:
        with transaction():
            topic, post = lock_post(actor, post_id)
            require(can_improve(actor, topic, post))
            found = _sent(actor, new.request_id)
            if found is not None and _is_same(found, post, text, title):
                return found
            present = present_translation(topic, post)
            if present.fingerprint() != new.base:
                raise CorrectionConflict(present)
            decides = can_decide(actor, topic, post)
            if not decides:
                _require_change(present, text, title)
                _forget_own_proposals(actor, post)
            row = _row(actor, topic, post, present, text, title)
            # A form that came back with something else in it is another one.
            row.request_id = new.request_id if found is None else None
            session.add(row)
            session.flush()
            if decides:
                _put_in_force(actor, topic, post, row, rendered)
            else:
                record(actor, TranslationProposed(post.id, row.id))
            return row
    except IntegrityError:
        # Sent for two posts at the same moment: these are two forms.
        return correct(actor, post_id, replace(new, request_id=None))


def accept_proposal(actor: Actor, post_id: int, correction_id: int) -> Correction:
    """Put a proposal in force; raise Conflict when it was decided on, or when the post says something else by now."""
    topic, post = get_post(actor, post_id)
    require(can_decide(actor, topic, post))
    row = find_correction(post, correction_id)
    rendered = _render(topic, post, row.text, row.language)
    with transaction():
        topic, post, row = _proposal(actor, post_id, correction_id)
        _require_present(topic, post, row)
        _require_fit(actor, topic, post, row.text, row.title or "")
        _put_in_force(actor, topic, post, row, rendered)
        return row


def decline_proposal(actor: Actor, post_id: int, correction_id: int, *, reason: str = "") -> Correction:
    """Decline a proposal; who made it is told, with the reason."""
    with transaction():
        _topic, post, row = _proposal(actor, post_id, correction_id)
        row.state, row.reason = "declined", reason.strip()
        row.decided_by_id, row.decided_at = actor.id, clock.now()
        record(actor, ProposalDeclined(post.id, row.id))
        return row


def restore_correction(actor: Actor, post_id: int, correction_id: int, *, side: Side = "after") -> Correction:
    """Put an earlier translation of the present text in force again: what a correction made, or what was before it."""
    topic, post = get_post(actor, post_id)
    require(can_decide(actor, topic, post))
    old = find_correction(post, correction_id)
    if old.state != "accepted":
        raise NotFound
    text, title = (old.before, old.title_before) if side == "before" else (old.text, old.title)
    rendered = _render(topic, post, text, old.language)
    with transaction():
        topic, post = lock_post(actor, post_id)
        require(can_decide(actor, topic, post))
        old = lock_correction(post, correction_id)
        _require_present(topic, post, old)
        present = present_translation(topic, post)
        _require_fit(actor, topic, post, text, title or "")
        if (present.text, present.state) == (text, "reviewed") and (present.title or "") == (title or ""):
            return old
        hit(PER_HOUR, actor.id)
        row = _row(actor, topic, post, present, text, title or "")
        # They are still the words of who wrote them.
        row.author_id = old.author_id if side == "after" else actor.id
        session.add(row)
        session.flush()
        _put_in_force(actor, topic, post, row, rendered)
        return row


@dataclass(frozen=True, slots=True)
class _Rendered:
    """A translation rendered before anything was locked, for a post and a place as they were."""

    text: str
    composed: Composed
    version: int
    place: Place

    def fits(self, topic: Topic, post: Post, row: Correction) -> bool:
        return (row.text, post.version, place_of(topic)) == (self.text, self.version, self.place)


def _render(topic: Topic, post: Post, text: str, language: str) -> _Rendered:
    composed = compose_translation(post, topic, body=text, language=language)
    return _Rendered(text, composed, post.version, place_of(topic))


def _sent(actor: Actor, request_id: str | None) -> Correction | None:
    if not request_id:
        return None
    found: Correction | None = session.scalar(
        select(Correction).where(Correction.author_id == actor.id, Correction.request_id == request_id)
    )
    return found


def _proposal(actor: Actor, post_id: int, correction_id: int) -> tuple[Topic, Post, Correction]:
    """Return a proposal on which the actor may decide, locked with its post."""
    topic, post = lock_post(actor, post_id)
    require(can_decide(actor, topic, post))
    row = lock_correction(post, correction_id)
    if row.state != "proposed":
        raise Conflict(_l("This proposal was decided on already."))
    return topic, post, row


def _is_same(found: Correction, post: Post, text: str, title: str) -> bool:
    """Tell whether a form that was sent before said the same."""
    return (found.post_id, found.text, found.title or "") == (post.id, text, title)


def _require_present(topic: Topic, post: Post, row: Correction) -> None:
    if not present_translation(topic, post).is_of(row):
        raise Conflict(
            _l("The original was changed since. Open this translation in the editor to fit it to what it says now.")
        )


def _require_fit(actor: Actor, topic: Topic, post: Post, text: str, title: str) -> None:
    require_whole(actor, post.body)
    require_likeness(post.body, text)
    if post.number == 1:
        if not title:
            raise Invalid(_l("Write the title."), field="title")
        require_title_likeness(topic.title, title)


def _require_change(present: Present, text: str, title: str) -> None:
    if (present.text.strip(), present.title or "") == (text, title):
        raise Invalid(_l("You have changed nothing yet. Improve something, then propose it."), field="body")


def _forget_own_proposals(actor: Actor, post: Post) -> None:
    """Let a new proposal take the place of an earlier one of the same person on which nobody has decided."""
    mine = (Correction.post_id == post.id, Correction.author_id == actor.id, Correction.state == "proposed")
    session.execute(delete(Correction).where(*mine))


def _row(actor: Actor, topic: Topic, post: Post, present: Present, text: str, title: str) -> Correction:
    first = post.number == 1
    return Correction(
        post_id=post.id,
        language=present.language,
        state="proposed",
        author_id=actor.id,
        source=post.body,
        source_hash=present.source_hash,
        before=present.text,
        text=text,
        title_source=topic.title if first else None,
        title_hash=present.title_hash,
        title_before=present.title if first else None,
        title=title if first else None,
    )


def _put_in_force(actor: Actor, topic: Topic, post: Post, row: Correction, rendered: _Rendered) -> None:
    """Make a correction the translation of its post (and of the title), within the open transaction."""
    row.state, row.decided_by_id, row.decided_at = "accepted", actor.id, clock.now()
    if not rendered.fits(topic, post, row):
        rendered = _render(topic, post, row.text, row.language)
    composed = rendered.composed
    new = NewTranslation(row.language, row.source_hash, row.text, state="reviewed", reviewer_id=row.author_id)
    replace_translation(SYSTEM, post.id, new, composed, version=post.version)
    record(actor, PostTranslated(post.id, row.language))
    if row.title is not None and row.title_hash is not None:
        title = NewTranslation(row.language, row.title_hash, row.title, state="reviewed", reviewer_id=row.author_id)
        replace_title(SYSTEM, topic.id, title)
        record(actor, TitleTranslated(topic.id, row.language))
    record(actor, TranslationReviewed(post.id, row.id))
