"""Taking people, and words that were taken away, out of what people made of translations.

A correction holds a post's text as it was: what is done to the post is done to it in the same way, so that it still
belongs to the post afterwards.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import delete
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import update
from sqlalchemy.orm import aliased

from forum.core.db import LARGEST_ID
from forum.core.db import session
from forum.core.db import transaction
from forum.core.languages import Language
from forum.core.languages import other
from forum.core.languages import parse_language
from forum.core.markup import QuoteRef
from forum.core.markup import find_quotes
from forum.core.markup import replace_quotes
from forum.core.owndata import Leaver
from forum.core.owndata import Sweep
from forum.discussion.commands.withdrawing import WITHDRAWN
from forum.discussion.models import Post
from forum.discussion.models import Translation
from forum.discussion.queries.places import placed
from forum.discussion.sources import source_hash
from forum.translation.commands.requesting import translate_again
from forum.translation.models import Correction

#: The texts of a correction: in the language of the post, and in its own.
_SOURCES: Final = ("source", "title_source")
_MADE: Final = ("before", "text", "title_before", "title")
_QUOTING: Final = Correction.source.contains('[quote="', autoescape=True)
_AT_ONCE: Final = 200


def withdraw_corrections(leaver: Leaver) -> None:
    """Remove what somebody made of translations, and all of their own posts'; within the open transaction."""
    theirs = select(Post.id).where(Post.author_id == leaver.user_id)
    _forget_in_later_ones(leaver.user_id)
    session.execute(
        delete(Correction).where(or_(Correction.author_id == leaver.user_id, Correction.post_id.in_(theirs)))
    )
    reviewed = select(Translation.post_id, Translation.topic_id).where(Translation.reviewer_id == leaver.user_id)
    rows = session.execute(reviewed).all()
    topics = {row.topic_id for row in rows if row.topic_id is not None}
    first = select(Post.id).where(Post.topic_id.in_(topics), Post.number == 1)
    translate_again({row.post_id for row in rows if row.post_id is not None} | set(session.scalars(first)))


def _forget_in_later_ones(user_id: int) -> None:
    """Take somebody's words out of what others wrote in their place."""
    mine = aliased(Correction)
    of_theirs = (mine.post_id == Correction.post_id, mine.author_id == user_id)
    for before, made in ((Correction.before, mine.text), (Correction.title_before, mine.title)):
        same = select(mine.id).where(*of_theirs, made == before).exists()
        session.execute(
            update(Correction).where(same, Correction.author_id.is_distinct_from(user_id)).values({before: ""})
        )


def forget_declined(before: datetime) -> int:
    """Remove proposals that were declined before a moment; return how many there were."""
    with transaction():
        over = delete(Correction).where(Correction.state == "declined", Correction.decided_at < before)
        return len(session.scalars(over.returning(Correction.id)).all())


def forget_corrections(before: datetime) -> int:
    """Remove corrections of posts deleted before a moment, and what others quote of these; return how many went."""
    with transaction():
        over = select(Post.id).where(Post.state == "deleted", Post.state_at < before)
        gone = session.scalars(delete(Correction).where(Correction.post_id.in_(over)).returning(Correction.id)).all()
    last = 0
    while True:
        with transaction():
            ids = session.scalars(
                select(Correction.id).where(_QUOTING, Correction.id > last).order_by(Correction.id).limit(_AT_ONCE)
            ).all()
            _empty_quotes(ids)
        if len(ids) < _AT_ONCE:
            return len(gone)
        last = ids[-1]


def _find_named(leaver: Leaver, after: int, most: int) -> Sequence[int]:
    """Return corrections that may name the person."""
    texts = (getattr(Correction, name) for name in (*_SOURCES, *_MADE, "reason"))
    theirs = or_(Correction.author_id == leaver.user_id, Post.author_id == leaver.user_id)
    found: Sequence[int] = session.scalars(
        select(Correction.id)
        .join(Post, Post.id == Correction.post_id)
        .where(Correction.id > after, or_(theirs, *map(leaver.may_be_in, texts)))
        .order_by(Correction.id)
        .limit(most)
    ).all()
    return found


def _rewrite_named(leaver: Leaver, ids: Sequence[int]) -> None:
    """Take the person out of corrections, within the open transaction."""
    query = select(Correction, Post.author_id).join(Post, Post.id == Correction.post_id).where(Correction.id.in_(ids))
    for row, post_author in session.execute(query).all():
        own_post = post_author == leaver.user_id
        own = own_post or row.author_id == leaver.user_id
        into = _language(row)
        before = [getattr(row, name) for name in (*_SOURCES, *_MADE)]
        for name in _SOURCES:
            _rewrite(leaver, row, name, other(into), own=own_post)
        for name in _MADE:
            _rewrite(leaver, row, name, into, own=own)
        row.reason = leaver.eraser.papers(row.reason, into)
        _hash_again(row)
        if before != [getattr(row, name) for name in (*_SOURCES, *_MADE)]:
            leaver.renamed_posts.add(row.post_id)


def _rewrite(leaver: Leaver, row: Correction, name: str, language: Language, *, own: bool) -> None:
    text = getattr(row, name)
    if text:
        setattr(row, name, leaver.eraser.papers(text, language) if own else leaver.eraser.words(text))


def _find_quoting(_leaver: Leaver, after: int, most: int) -> Sequence[int]:
    query = select(Correction.id).where(_QUOTING, Correction.id > after)
    found: Sequence[int] = session.scalars(query.order_by(Correction.id).limit(most)).all()
    return found


def _empty_their_quotes(_leaver: Leaver, ids: Sequence[int]) -> None:
    _empty_quotes(ids)


def _empty_quotes(ids: Sequence[int]) -> None:
    """Take the words of posts that were erased out of corrections of what quotes them, as they were taken out of it."""
    rows = session.scalars(select(Correction).where(Correction.id.in_(ids))).all()
    refs = {(ref.topic_id, ref.number) for row in rows for ref in find_quotes(row.source)}
    if not refs:
        return
    named = placed({ref for ref in refs if max(ref) <= LARGEST_ID})
    found = session.execute(
        select(named.c.topic_id, named.c.number)
        .join(Post, Post.id == named.c.post_id)
        .where(Post.state == "deleted", Post.body == "")
    )
    erased = {(row.topic_id, row.number) for row in found}

    def stands_for(ref: QuoteRef) -> str | None:
        if (ref.topic_id, ref.number) not in erased:
            return None
        return WITHDRAWN.format(handle=ref.handle, number=ref.number, topic=ref.topic_id)

    for row in rows:
        row.source = replace_quotes(row.source, stands_for)
        row.before = replace_quotes(row.before, stands_for)
        row.text = replace_quotes(row.text, stands_for)
        _hash_again(row)


def _hash_again(row: Correction) -> None:
    language = other(_language(row))
    row.source_hash = source_hash(row.source, language)
    if row.title_source is not None:
        row.title_hash = source_hash(row.title_source, language)


def _language(row: Correction) -> Language:
    return parse_language(row.language) or "es"


#: After an account was closed.
SWEEPS: Final = (Sweep("translation.corrections", _find_named, _rewrite_named, at_once=100),)
#: Before those, when what was written goes too.
WITHDRAWING: Final = (Sweep("translation.quotes", _find_quoting, _empty_their_quotes, at_once=100),)
