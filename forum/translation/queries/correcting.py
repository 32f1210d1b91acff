"""What the editor of a translation begins with."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_
from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import Forbidden
from forum.core.errors import NotFound
from forum.core.languages import Language
from forum.core.languages import other
from forum.core.languages import parse_language
from forum.core.policy import require
from forum.discussion.differences import Part
from forum.discussion.differences import inline_diff
from forum.discussion.loading import get_post
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.models import Translation
from forum.discussion.queries.withholding import withholding
from forum.discussion.sources import source_hash
from forum.translation.models import Correction
from forum.translation.policy import can_decide
from forum.translation.policy import can_improve
from forum.translation.queries.past import is_withheld
from forum.translation.queries.past import withholds_past
from forum.translation.texts.pieces import carry_over
from forum.translation.texts.pieces import join
from forum.translation.texts.pieces import pair


@dataclass(frozen=True, slots=True)
class Present:
    """The translation of a post as it stands, with that of the topic's title for first posts."""

    language: Language
    source_hash: str
    text: str
    #: `machine`, `reviewed`, or empty for none.
    state: str
    reviewer_id: int | None
    #: A person reviewed the translation of an earlier text.
    revisit: bool
    title_hash: str | None = None
    title: str | None = None

    def fingerprint(self) -> str:
        """Return what tells it from another, so that an editor's form can say which one it began with."""
        parts = (self.source_hash, self.text, self.title_hash or "", self.title or "")
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Draft:
    """A translation in the editor."""

    topic: Topic
    post: Post
    present: Present
    #: (original, translation) of each piece.
    pairs: list[tuple[str, str]]
    title: str
    #: Whether what the reader saves takes effect at once.
    decides: bool
    #: What became of the original since a person reviewed its translation; empty when nothing did.
    changed: tuple[Part, ...] = ()

    def beside(self, typed: Sequence[str]) -> list[tuple[str, str]]:
        """Return what somebody typed beside the original."""
        pieces = [piece for piece, _text in self.pairs]
        if len(pieces) == len(typed):
            return list(zip(pieces, typed, strict=True))
        return [(self.post.body.strip(), join(typed))]


def present_translation(topic: Topic, post: Post) -> Present:
    """Return the translation of a post's present text; the caller has checked the right to it."""
    language = other(parse_language(post.language) or "es")
    of_text = source_hash(post.body, post.language)
    of_title = source_hash(topic.title, topic.language) if post.number == 1 else None
    subject = Translation.post_id == post.id
    if of_title is not None:
        subject = or_(subject, Translation.topic_id == topic.id)
    rows = session.scalars(select(Translation).where(Translation.language == language, subject)).all()
    text = next((row for row in rows if row.post_id is not None and row.source_hash == of_text), None)
    title = next((row for row in rows if row.topic_id is not None and row.source_hash == of_title), None)
    return Present(
        language,
        of_text,
        text=text.text if text else "",
        state=text.state if text else "",
        reviewer_id=text.reviewer_id if text else None,
        revisit=any(row is not None and row.revisit for row in (text, title)),
        title_hash=of_title,
        title=title.text if title else None,
    )


def draft_of(actor: Actor, post_id: int, start: int | None = None) -> Draft:
    """Return what the editor begins with: a correction (`start`), what a person once made, or what is there."""
    topic, post = get_post(actor, post_id)
    require(can_improve(actor, topic, post))
    present = present_translation(topic, post)
    base = _correction(actor, topic, post, present, start)
    text, title = present.text, present.title or ""
    changed: tuple[Part, ...] = ()
    if base is not None:
        title = base.title or title
        text = base.text
        if base.source_hash != present.source_hash:
            text = carry_over(base.source, base.text, post.body, present.text) if start is None else base.text
            changed = tuple(inline_diff(base.source, post.body))
    require_whole(actor, post.body, text)
    decides = bool(can_decide(actor, topic, post))
    return Draft(topic, post, present, pair(post.body.strip(), text.strip()), title, decides, changed)


def require_whole(actor: Actor, *texts: str) -> None:
    """Refuse what quotes words that the actor may not read: they would be lost, or read."""
    shown = withholding(actor, texts)
    if any(shown(text) != text for text in texts):
        raise Forbidden


def _correction(actor: Actor, topic: Topic, post: Post, present: Present, start: int | None) -> Correction | None:
    """Return the correction that the editor begins with, if any: one of this post that the actor may read."""
    query = select(Correction).where(Correction.post_id == post.id, Correction.language == present.language)
    if start is None:
        if present.state == "reviewed" and not present.revisit:
            return None
        query = query.where(Correction.state == "accepted").order_by(Correction.decided_at.desc(), Correction.id.desc())
    else:
        query = query.where(Correction.id == start)
    found = session.scalars(query.limit(1)).first()
    withheld = found is not None and is_withheld(found, present.source_hash, withholds_past(actor, topic, post.id))
    if start is None:
        return None if withheld else found
    decides = can_decide(actor, topic, post)
    if found is None or withheld or not (found.state == "accepted" or decides or found.author_id == actor.id):
        raise NotFound
    return found
