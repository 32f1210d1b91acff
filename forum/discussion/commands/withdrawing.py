"""Taking texts away for good: of somebody who leaves with them, and of posts that were deleted long ago.

The row of a post stays, so that the numbers of the others and the answers to it do; its words go, from
the post, its history, the titles of its author's topics, and from wherever else they are quoted.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from typing import Final

from sqlalchemy import delete
from sqlalchemy import select
from sqlalchemy import union_all
from sqlalchemy import update

from forum.core import clock
from forum.core import versions
from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import forget_values
from forum.core.markup import QuoteRef
from forum.core.markup import replace_quotes
from forum.core.owndata import Leaver
from forum.core.text import slugify
from forum.discussion.commands.quoting import rerender
from forum.discussion.counting import recount
from forum.discussion.models import Mention
from forum.discussion.models import Post
from forum.discussion.models import PostFile
from forum.discussion.models import Quote
from forum.discussion.models import Revision
from forum.discussion.models import Topic
from forum.media.commands.files import drop_uploads
from forum.media.models import Upload

AT_ONCE: Final = 200
#: Stands for the title of a topic whose first text is gone.
TITLES: Final = {"es": "Tema retirado por quien lo escribió", "pt": "Tópico retirado por quem o escreveu"}
Replacement = Callable[[QuoteRef], str | None]
#: Stands for quoted words that are gone; the renderer says so in its place, in the language of the text.
WITHDRAWN: Final = '[quote="{handle}, post:{number}, topic:{topic}"]\n…\n[/quote]'


def withdraw_texts(leaver: Leaver) -> None:
    """Take everything that a person wrote away; a step of leaving, within its transaction."""
    theirs = (Post.author_id == leaver.user_id, Post.kind == "post")
    ids = session.scalars(select(Post.id).where(*theirs).order_by(Post.id)).all()
    topics = _lock_topics(leaver.user_id, ids)
    moment = clock.now()
    gone = {"state": "deleted", "state_by_id": leaver.user_id, "state_at": moment, "state_reason": None}
    for part in _parts(ids):
        session.execute(update(Post).where(Post.id.in_(part)).values(**gone))
    empty_posts(ids)
    # Quoted words are in no entry of the index: of those who quote them nothing changes there.
    leaver.changed_posts |= set(ids)
    _withdraw_titles(leaver.user_id, moment)
    # What they wrote as a reason for an edit of somebody else's text is their words too.
    session.execute(update(Revision).where(Revision.editor_id == leaver.user_id).values(reason=""))
    _recount(topics)


def empty_posts(ids: Sequence[int]) -> None:
    """Erase the words of posts that are shown to nobody, within the open transaction."""
    refs: set[tuple[int, int]] = set()
    shared: set[int] = set()
    for part in _parts(ids):
        found = session.execute(select(Post.topic_id, Post.number).where(Post.id.in_(part)))
        refs |= {(row.topic_id, row.number) for row in found}
        values = {"body": "", "html": "", "excerpt": "", "request_id": None, "version": Post.version + 1}
        session.execute(update(Post).where(Post.id.in_(part)).values(**values))
        session.execute(delete(Revision).where(Revision.post_id.in_(part)))
        session.execute(delete(Mention).where(Mention.post_id.in_(part)))
        shared |= _drop_files(part)
        session.execute(delete(Quote).where(Quote.post_id.in_(part)))
        forget_values("post", part)

    def stands_for(ref: QuoteRef) -> str | None:
        if (ref.topic_id, ref.number) not in refs:
            return None
        return WITHDRAWN.format(handle=ref.handle, number=ref.number, topic=ref.topic_id)

    for part in _parts(ids):
        _empty_quotes(part, stands_for)
    _empty_earlier_quotes(stands_for)
    _drop_quoted_files(shared)


def forget_deleted(moment: datetime) -> int:
    """Erase the words of posts that were deleted before a moment; return how many there were."""
    over = select(Post.id).where(Post.state == "deleted", Post.state_at < moment, Post.html != "").order_by(Post.id)
    done = 0
    while True:
        with transaction():
            ids = session.scalars(over.limit(AT_ONCE)).all()
            if ids:
                empty_posts(ids)
                _forget_titles(ids)
                versions.bump((versions.CONTENT,))
        done += len(ids)
        if len(ids) < AT_ONCE:
            return done


def _drop_files(ids: Sequence[int]) -> set[int]:
    """Let go of the files of posts, and remove those that no other post uses; return the others."""
    uploads = set(session.scalars(select(PostFile.upload_id).where(PostFile.post_id.in_(ids))))
    session.execute(delete(PostFile).where(PostFile.post_id.in_(ids)))
    used = set(session.scalars(select(PostFile.upload_id).where(PostFile.upload_id.in_(uploads))))
    if uploads - used:
        drop_uploads(sorted(uploads - used))
    return used


def _drop_quoted_files(upload_ids: set[int]) -> None:
    """Remove files that others' posts used in a quote alone, whose words are gone by now."""
    tokens = {
        row.id: row.token for row in session.execute(select(Upload.id, Upload.token).where(Upload.id.in_(upload_ids)))
    }
    named: set[int] = set()
    for row in session.execute(
        select(PostFile.post_id, PostFile.upload_id).where(PostFile.upload_id.in_(upload_ids))
    ).all():
        token = tokens[row.upload_id]
        texts = union_all(
            select(Post.id).where(Post.id == row.post_id, Post.body.contains(token)),
            select(Revision.id).where(Revision.post_id == row.post_id, Revision.body.contains(token)),
        )
        if session.execute(texts.limit(1)).first() is not None:
            named.add(row.upload_id)
    gone = sorted(upload_ids - named)
    if gone:
        session.execute(delete(PostFile).where(PostFile.upload_id.in_(gone)))
        drop_uploads(gone)


def _empty_quotes(ids: Sequence[int], stands_for: Replacement) -> None:
    """Take the words of posts out of those that quote them."""
    quoting = select(Quote.post_id).where(Quote.quoted_post_id.in_(ids)).distinct()
    posts = session.scalars(select(Post).where(Post.id.in_(quoting))).all()
    for post in posts:
        post.body = replace_quotes(post.body, stands_for)
    session.flush()
    rerender(posts)


def _empty_earlier_quotes(stands_for: Replacement) -> None:
    """Take the words out of earlier texts too: these are not filed by what they quote."""
    rows = session.execute(
        select(Revision.id, Revision.body).where(Revision.body.contains('[quote="', autoescape=True))
    )
    changed = [
        {"id": row.id, "body": body} for row in rows if (body := replace_quotes(row.body, stands_for)) != row.body
    ]
    if changed:
        session.execute(update(Revision), changed)


def _withdraw_titles(user_id: int, moment: datetime) -> None:
    """Take the titles of their topics away; one that nobody else wrote in goes as a whole."""
    topics = session.scalars(select(Topic).where(Topic.author_id == user_id)).all()
    _clear_titles(topics)
    others = set(
        session.scalars(
            select(Post.topic_id)
            .where(
                Post.topic_id.in_(select(Topic.id).where(Topic.author_id == user_id)),
                Post.author_id != user_id,
                Post.kind == "post",
                Post.state != "deleted",
            )
            .distinct()
        )
    )
    for topic in topics:
        if topic.id not in others:
            topic.deleted_at = topic.deleted_at or moment


def _forget_titles(post_ids: Sequence[int]) -> None:
    first = select(Post.topic_id).where(Post.id.in_(post_ids), Post.number == 1)
    _clear_titles(session.scalars(select(Topic).where(Topic.id.in_(first), Topic.deleted_at.is_not(None))).all())


def _clear_titles(topics: Sequence[Topic]) -> None:
    for topic in topics:
        topic.title = TITLES[topic.language]
        topic.slug = slugify(topic.title)
        topic.version += 1
    for part in _parts([topic.id for topic in topics]):
        forget_values("topic", part)


def _lock_topics(user_id: int, post_ids: Sequence[int]) -> list[int]:
    """Lock every topic that they wrote in, in one order."""
    found = set(session.scalars(select(Topic.id).where(Topic.author_id == user_id)))
    for part in _parts(post_ids):
        found |= set(session.scalars(select(Post.topic_id).where(Post.id.in_(part))))
    topics = sorted(found)
    for part in _parts(topics):
        session.scalars(select(Topic.id).where(Topic.id.in_(part)).order_by(Topic.id).with_for_update()).all()
    return topics


def _recount(topic_ids: Sequence[int]) -> None:
    for part in _parts(topic_ids):
        query = select(Topic).where(Topic.id.in_(part)).execution_options(populate_existing=True)
        session.flush()
        for topic in session.scalars(query).all():
            answer = topic.answer_post_id
            if answer is not None and session.scalar(select(Post.state).where(Post.id == answer)) != "visible":
                topic.answer_post_id = topic.answer_by_id = topic.confirmed_by_id = None
            topic.version += 1
            recount(topic)


def _parts(ids: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
