"""What the editor of a translation begins with."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.errors import Forbidden
from forum.core.errors import NotFound
from forum.core.policy import require
from forum.discussion.differences import Part
from forum.discussion.differences import inline_diff
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.queries.withholding import withholding
from forum.translation.models import Correction
from forum.translation.policy import can_decide
from forum.translation.policy import can_improve
from forum.translation.queries.past import past_of
from forum.translation.queries.present import Present
from forum.translation.queries.present import present_translation
from forum.translation.texts.pieces import carry_over
from forum.translation.texts.pieces import join
from forum.translation.texts.pieces import pair


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
    #: It begins with a proposal of one's own, which it takes the place of.
    is_own_proposal: bool = False
    #: What became of the original since a person reviewed its translation; empty when nothing did.
    changed: tuple[Part, ...] = ()

    def beside(self, typed: Sequence[str]) -> list[tuple[str, str]]:
        """Return what somebody typed beside the original."""
        pieces = [piece for piece, _text in self.pairs]
        if len(pieces) == len(typed):
            return list(zip(pieces, typed, strict=True))
        return [(self.post.body.strip(), join(typed))]


def draft_of(actor: Actor, topic: Topic, post: Post, start: int | None = None) -> Draft:
    """Return what the editor begins with: a correction (`start`), what a person once made, or what is there."""
    require(can_improve(actor, topic, post))
    present = present_translation(topic, post)
    base = _correction(actor, topic, post, present, start)
    text, title = present.text, present.title or ""
    changed: tuple[Part, ...] = ()
    if base is not None:
        if base.title_hash == present.title_hash:
            title = base.title or title
        text = base.text
        if base.source_hash != present.source_hash:
            carried = carry_over(base.source, base.text, post.body, present.text) if start is None else None
            text = base.text if carried is None else carried
            shown = withholding(actor, [base.source, post.body])
            changed = tuple(inline_diff(shown(base.source), shown(post.body)))
    require_whole(actor, post.body, text)
    decides = bool(can_decide(actor, topic, post))
    own = base is not None and base.state == "proposed" and base.author_id == actor.id
    return Draft(
        topic,
        post,
        present,
        pair(post.body.strip(), text.strip()),
        title,
        decides,
        is_own_proposal=own and not decides,
        changed=changed,
    )


def require_whole(actor: Actor, *texts: str) -> None:
    """Refuse what quotes words that the actor may not read: they would be lost, or read."""
    shown = withholding(actor, texts)
    if any(shown(text) != text for text in texts):
        raise Forbidden


def _correction(actor: Actor, topic: Topic, post: Post, present: Present, start: int | None) -> Correction | None:
    """Return the correction that the editor begins with, if any: one of this post that the actor may read."""
    query = select(Correction).where(Correction.post_id == post.id, Correction.language == present.language)
    own = query.where(Correction.state == "proposed", Correction.author_id == (actor.id or 0))
    if start is None and (mine := session.scalars(own.order_by(Correction.id.desc()).limit(1)).first()) is not None:
        return mine
    if start is None:
        if present.state == "reviewed" and not present.revisit:
            return None
        query = query.where(Correction.state == "accepted").order_by(Correction.decided_at.desc(), Correction.id.desc())
    else:
        query = query.where(Correction.id == start)
    found = session.scalars(query.limit(1)).first()
    past = past_of(actor, topic, post.id)
    withheld = found is not None and past.withholds(found, present)
    if start is None:
        return None if withheld else found
    decides = can_decide(actor, topic, post)
    if found is None or withheld or not (found.state == "accepted" or decides or found.author_id == actor.id):
        raise NotFound
    return found
