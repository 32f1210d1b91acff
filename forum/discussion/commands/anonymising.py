"""Taking somebody out of texts: mentions, quotes' sources, addresses of their page; in posts, revisions and titles.

Rendered HTML is changed beside its source instead of being rendered again: what the renderer makes of a
mention and of a quote's source has one form each. Texts are swept after the account was closed, a few at a time.
"""

import re
from collections.abc import Sequence
from typing import Any
from typing import Final

from sqlalchemy import delete
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import update
from sqlalchemy.orm import aliased

from forum.core.db import session
from forum.core.owndata import Leaver
from forum.core.owndata import Sweep
from forum.core.rendering.words import excerpt_of
from forum.discussion.commands.quoting import rerender
from forum.discussion.masking import mask_mentions
from forum.discussion.masking import slug_of
from forum.discussion.models import Mention
from forum.discussion.models import Post
from forum.discussion.models import PostFile
from forum.discussion.models import Quote
from forum.discussion.models import ReadPosition
from forum.discussion.models import Revision
from forum.discussion.models import Topic

#: A mention, once names are taken out: whether it leads somewhere makes no difference to what is found.
_LINKED: Final = '<span class="mention">@…</span>'
#: The line above a quote, as the renderer makes it: address, number, and whose words they are.
_SOURCE: Final = re.compile(
    r'(?P<before><p class="quote-by"><a href="/posts/(?P<id>\d+)" title="(?P<number>#\d+)"[^>]*>)[^<]*(?=</a></p>)'
)


def _forget_places(leaver: Leaver) -> None:
    """Forget where somebody was named and how far they read; a step of leaving, within its transaction."""
    session.execute(delete(Mention).where(Mention.user_id == leaver.user_id))
    session.execute(delete(ReadPosition).where(ReadPosition.user_id == leaver.user_id))


def _forget_sources(leaver: Leaver) -> None:
    """Take somebody's name off the line above quotes of them; a step of leaving, within its transaction."""
    quoted = aliased(Post)
    rows = session.execute(
        select(Post.id, Post.topic_id, Post.html, Quote.quoted_post_id)
        .join(Quote, Quote.post_id == Post.id)
        .join(quoted, quoted.id == Quote.quoted_post_id)
        .where(quoted.author_id == leaver.user_id)
    ).all()
    own = {row.quoted_post_id for row in rows}
    quoting = {row.id: row for row in rows}
    if not quoting:
        return
    _lock_topics(list(quoting))
    # Neither excerpts nor the index have what is quoted.
    session.execute(update(Post), [{"id": row.id, "html": name_nobody(row.html, own)} for row in quoting.values()])
    topics = sorted({row.topic_id for row in quoting.values()})
    session.execute(update(Topic).where(Topic.id.in_(topics)).values(version=Topic.version + 1))


def anonymise_texts(leaver: Leaver) -> None:
    """Take somebody out of what shows at a glance who they are; a step of leaving, within its transaction."""
    _forget_sources(leaver)
    _forget_places(leaver)


def name_nobody(html: str, quoted: set[int]) -> str:
    """Return rendered HTML in which quotes of some posts say the number alone."""
    return _SOURCE.sub(
        lambda found: found["before"] + found["number"] if int(found["id"]) in quoted else found[0], html
    )


def _find_posts(leaver: Leaver, after: int, most: int) -> Sequence[int]:
    """Return posts that may name the person, or that quote them."""
    quoted = aliased(Post)
    quoting = select(Quote.post_id).join(quoted, quoted.id == Quote.quoted_post_id)
    named = or_(
        Post.id.in_(quoting.where(quoted.author_id == leaver.user_id)),
        leaver.may_be_in(Post.body),
        # In their own texts their name goes too, however it is written.
        Post.author_id == leaver.user_id,
    )
    found: Sequence[int] = session.scalars(
        select(Post.id).where(Post.id > after, named).order_by(Post.id).limit(most)
    ).all()
    return found


def _lock_topics(post_ids: Sequence[int]) -> None:
    """Lock the topics first, in one order, as every command does; their pages change."""
    topics = sorted(set(session.scalars(select(Post.topic_id).where(Post.id.in_(post_ids)))))
    session.scalars(select(Topic.id).where(Topic.id.in_(topics)).order_by(Topic.id).with_for_update()).all()


def _rewrite_posts(leaver: Leaver, ids: Sequence[int]) -> None:
    """Take the person out of posts, within the open transaction."""
    _lock_topics(ids)
    rows = session.execute(
        select(Post.id, Post.topic_id, Post.author_id, Post.language, Post.body, Post.html, Post.version)
        .where(Post.id.in_(ids))
        .with_for_update()
    ).all()
    theirs = select(Quote.quoted_post_id).join(Post, Post.id == Quote.quoted_post_id)
    own = set(session.scalars(theirs.where(Quote.post_id.in_(ids), Post.author_id == leaver.user_id)))
    changed: list[dict[str, Any]] = []
    for row in rows:
        if row.author_id == leaver.user_id:
            body = leaver.eraser.papers(row.body, row.language)
            html = leaver.eraser.own_html(row.html, row.language)
        else:
            body, html = leaver.eraser.words(row.body), leaver.eraser.html(row.html)
        html = name_nobody(html, own)
        if (body, html) != (row.body, row.html):
            changed.append(
                {"id": row.id, "body": body, "html": html, "excerpt": excerpt_of(html), "version": row.version + 1}
            )
            # To find its own words anew for the index takes far longer than everything else here.
            same = _own_words(html) == _own_words(row.html)
            (leaver.renamed_posts if same else leaver.changed_posts).add(row.id)
    if not changed:
        return
    session.execute(update(Post), changed)
    touched = {row["id"] for row in changed}
    topics = {row.topic_id for row in rows if row.id in touched}
    session.execute(update(Topic).where(Topic.id.in_(topics)).values(version=Topic.version + 1))


def _own_words(html: str) -> str:
    return mask_mentions(html).replace(_LINKED, "@…")


def _find_revisions(leaver: Leaver, after: int, most: int) -> Sequence[int]:
    """Return earlier texts that may name the person."""
    texts = (Revision.body, Revision.title, Revision.reason)
    theirs = or_(Revision.editor_id == leaver.user_id, Post.author_id == leaver.user_id)
    looked_at = or_(theirs, *(leaver.may_be_in(text) for text in texts))
    found: Sequence[int] = session.scalars(
        select(Revision.id)
        .join(Post, Post.id == Revision.post_id)
        .where(Revision.id > after, looked_at)
        .order_by(Revision.id)
        .limit(most)
    ).all()
    return found


def _rewrite_revisions(leaver: Leaver, ids: Sequence[int]) -> None:
    """Take the person out of earlier texts, within the open transaction."""
    query = select(Revision, Post.author_id).join(Post, Post.id == Revision.post_id).where(Revision.id.in_(ids))
    for row, author_id in session.execute(query):
        if leaver.user_id in {author_id, row.editor_id}:
            row.body = leaver.eraser.papers(row.body, row.language)
            row.reason = leaver.eraser.papers(row.reason, row.language)
            row.title = leaver.eraser.papers(row.title, row.language) if row.title else row.title
        else:
            row.body = leaver.eraser.words(row.body)
            row.reason = leaver.eraser.words(row.reason)
            row.title = leaver.eraser.words(row.title) if row.title else row.title


def show_renamed_files(leaver: Leaver) -> None:
    """Have posts lead to the files under their new names, within the open transaction: these stand in the HTML alone."""
    if not leaver.renamed_files:
        return
    using = select(PostFile.post_id).where(PostFile.upload_id.in_(leaver.renamed_files))
    quoting = select(Quote.post_id).where(Quote.quoted_post_id.in_(using))
    shown = or_(Post.id.in_(using), Post.id.in_(quoting))
    posts = session.scalars(select(Post).where(shown).execution_options(populate_existing=True)).all()
    rerender(posts)
    leaver.changed_posts |= {post.id for post in posts}


def _find_titles(leaver: Leaver, after: int, most: int) -> Sequence[int]:
    """Return topics whose titles may name the person."""
    named = or_(Topic.author_id == leaver.user_id, leaver.may_be_in(Topic.title))
    query = select(Topic.id).where(Topic.id > after, named)
    found: Sequence[int] = session.scalars(query.order_by(Topic.id).limit(most)).all()
    return found


def _rewrite_titles(leaver: Leaver, ids: Sequence[int]) -> None:
    """Take the person out of titles, within the open transaction."""
    for topic in session.scalars(select(Topic).where(Topic.id.in_(ids)).order_by(Topic.id).with_for_update()).all():
        eraser = leaver.eraser
        own = topic.author_id == leaver.user_id
        title = eraser.papers(topic.title, topic.language) if own else eraser.words(topic.title)
        if title != topic.title:
            topic.title, topic.slug = title, slug_of(title)
            topic.version += 1
            first = session.scalar(select(Post.id).where(Post.topic_id == topic.id, Post.number == 1))
            leaver.changed_posts |= {first} if first is not None else set()


def _find_reasons(leaver: Leaver, after: int, most: int) -> Sequence[int]:
    """Return posts about which moderators wrote something that may name the person."""
    theirs = or_(Post.author_id == leaver.user_id, leaver.may_be_in(Post.state_reason, by_name=True))
    query = select(Post.id).where(Post.id > after, Post.state_reason.is_not(None), theirs)
    found: Sequence[int] = session.scalars(query.order_by(Post.id).limit(most)).all()
    return found


def _rewrite_reasons(leaver: Leaver, ids: Sequence[int]) -> None:
    """Take the person out of what moderators wrote about posts, within the open transaction."""
    for post in session.scalars(select(Post).where(Post.id.in_(ids))):
        if post.state_reason:
            post.state_reason = leaver.eraser.papers(post.state_reason, post.language)


#: In this order, after an account was closed.
SWEEPS: Final = (
    Sweep("discussion.posts", _find_posts, _rewrite_posts, at_once=40),
    Sweep("discussion.revisions", _find_revisions, _rewrite_revisions, at_once=100),
    Sweep("discussion.titles", _find_titles, _rewrite_titles, at_once=50),
    Sweep("discussion.reasons", _find_reasons, _rewrite_reasons, at_once=100),
)
