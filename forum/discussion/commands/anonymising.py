"""Taking somebody out of texts: mentions, quotes' sources, addresses of their page; in posts, revisions and titles.

Rendered HTML is changed beside its source instead of being rendered again: what the renderer makes of a
mention and of a quote's source has one form each. So thousands of posts take seconds, not minutes, and
everything is done in the one transaction of leaving.
"""

import re
from collections.abc import Iterator
from collections.abc import Sequence
from typing import Any
from typing import Final

from sqlalchemy import ColumnElement
from sqlalchemy import SQLColumnExpression
from sqlalchemy import and_
from sqlalchemy import delete
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import update
from sqlalchemy.orm import aliased

from forum.core.db import session
from forum.core.markup.render import excerpt_of
from forum.core.owndata import Leaver
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

#: Texts that are in memory at once.
AT_ONCE: Final = 200
#: The line above a quote, as the renderer makes it: address, number, and whose words they are.
_SOURCE: Final = re.compile(
    r'(?P<before><p class="quote-by"><a href="/posts/(?P<id>\d+)" title="(?P<number>#\d+)"[^>]*>)[^<]*(?=</a></p>)'
)


def anonymise_texts(leaver: Leaver) -> None:
    """Take a person out of everything that was written; a step of leaving, within its transaction."""
    own = set(session.scalars(select(Post.id).where(Post.author_id == leaver.user_id)))
    posts = _posts_to_look_at(leaver)
    _lock_topics(posts)
    for part in _parts(sorted(posts)):
        _rewrite_posts(leaver, part, own)
    _rewrite_revisions(leaver, own)
    _show_renamed_files(leaver)
    _rewrite_titles(leaver)
    _rewrite_reasons(leaver)
    session.execute(delete(Mention).where(Mention.user_id == leaver.user_id))
    session.execute(delete(ReadPosition).where(ReadPosition.user_id == leaver.user_id))


def name_nobody(html: str, quoted: set[int]) -> str:
    """Return rendered HTML in which quotes of some posts say the number alone."""
    return _SOURCE.sub(
        lambda found: found["before"] + found["number"] if int(found["id"]) in quoted else found[0], html
    )


def may_name(leaver: Leaver, column: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """Tell whether a text may name the person; the eraser looks closer."""
    return or_(*(column.icontains(word, autoescape=True) for word in leaver.marks()))


def _posts_to_look_at(leaver: Leaver) -> set[int]:
    quoted = aliased(Post)
    quoting = select(Quote.post_id).join(quoted, quoted.id == Quote.quoted_post_id)
    found = set(session.scalars(quoting.where(quoted.author_id == leaver.user_id)))
    found |= set(session.scalars(select(Post.id).where(may_name(leaver, Post.body))))
    if leaver.full_name():
        signed = and_(Post.author_id == leaver.user_id, Post.body.icontains(leaver.full_name(), autoescape=True))
        found |= set(session.scalars(select(Post.id).where(signed)))
    return found


def _lock_topics(post_ids: set[int]) -> None:
    """Lock the topics first, in one order, as every command does; their pages change."""
    for part in _parts(sorted(post_ids)):
        topics = sorted(set(session.scalars(select(Post.topic_id).where(Post.id.in_(part)))))
        session.scalars(select(Topic.id).where(Topic.id.in_(topics)).order_by(Topic.id).with_for_update()).all()


def _rewrite_posts(leaver: Leaver, ids: Sequence[int], own: set[int]) -> None:
    rows = session.execute(
        select(Post.id, Post.topic_id, Post.language, Post.body, Post.html, Post.version).where(Post.id.in_(ids))
    ).all()
    changed: list[dict[str, Any]] = []
    for row in rows:
        if row.id in own:
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
            same = mask_mentions(html) == mask_mentions(row.html)
            (leaver.renamed_posts if same else leaver.changed_posts).add(row.id)
    if not changed:
        return
    session.execute(update(Post), changed)
    touched = {row["id"] for row in changed}
    topics = {row.topic_id for row in rows if row.id in touched}
    session.execute(update(Topic).where(Topic.id.in_(topics)).values(version=Topic.version + 1))


def _rewrite_revisions(leaver: Leaver, own: set[int]) -> None:
    texts = (Revision.body, Revision.title, Revision.reason)
    looked_at = or_(*(may_name(leaver, text) for text in texts))
    if leaver.full_name():
        named = or_(*(text.icontains(leaver.full_name(), autoescape=True) for text in texts))
        theirs = or_(Revision.editor_id == leaver.user_id, Post.author_id == leaver.user_id)
        looked_at = or_(looked_at, and_(theirs, named))
    ids = session.scalars(select(Revision.id).join(Post, Post.id == Revision.post_id).where(looked_at)).all()
    for part in _parts(sorted(ids)):
        for row in session.scalars(select(Revision).where(Revision.id.in_(part))):
            if row.post_id in own or row.editor_id == leaver.user_id:
                row.body = leaver.eraser.papers(row.body, row.language)
                row.reason = leaver.eraser.papers(row.reason, row.language)
                row.title = leaver.eraser.papers(row.title, row.language) if row.title else row.title
            else:
                row.body = leaver.eraser.words(row.body)
                row.reason = leaver.eraser.words(row.reason)
                row.title = leaver.eraser.words(row.title) if row.title else row.title


def _show_renamed_files(leaver: Leaver) -> None:
    """Have posts lead to the files under their new names: these stand in the HTML alone."""
    for part in _parts(sorted(leaver.renamed_files)):
        using = select(PostFile.post_id).where(PostFile.upload_id.in_(part))
        quoting = select(Quote.post_id).where(Quote.quoted_post_id.in_(using))
        shown = or_(Post.id.in_(using), Post.id.in_(quoting))
        query = select(Post).where(shown).execution_options(populate_existing=True)
        posts = session.scalars(query).all()
        rerender(posts)
        leaver.changed_posts |= {post.id for post in posts}


def _rewrite_titles(leaver: Leaver) -> None:
    for topic in session.scalars(select(Topic).where(may_name(leaver, Topic.title))):
        title = leaver.eraser.words(topic.title)
        if title != topic.title:
            topic.title, topic.slug = title, slug_of(title)
            topic.version += 1
            first = session.scalar(select(Post.id).where(Post.topic_id == topic.id, Post.number == 1))
            leaver.changed_posts |= {first} if first is not None else set()


def _rewrite_reasons(leaver: Leaver) -> None:
    """Take them out of what moderators wrote about posts."""
    theirs = or_(Post.author_id == leaver.user_id, may_name(leaver, Post.state_reason))
    for post in session.scalars(select(Post).where(Post.state_reason.is_not(None), theirs)):
        post.state_reason = leaver.eraser.papers(post.state_reason or "", post.language)


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
