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

from sqlalchemy import and_
from sqlalchemy import delete
from sqlalchemy import select
from sqlalchemy import union
from sqlalchemy import union_all
from sqlalchemy import update
from sqlalchemy.orm import aliased

from forum.core import clock
from forum.core import versions
from forum.core.db import session
from forum.core.db import transaction
from forum.core.events import forget_values
from forum.core.markup import QuoteRef
from forum.core.markup import replace_quotes
from forum.core.owndata import Leaver
from forum.core.owndata import Sweep
from forum.core.text import slugify
from forum.discussion.beside import PostRemark
from forum.discussion.commands.quoting import rerender
from forum.discussion.counting import recount
from forum.discussion.models import Mention
from forum.discussion.models import Post
from forum.discussion.models import PostFile
from forum.discussion.models import Quote
from forum.discussion.models import Revision
from forum.discussion.models import Topic
from forum.discussion.queries.places import places_of
from forum.discussion.relocations import OldPlace
from forum.media.commands.files import drop_uploads
from forum.media.models import Upload

AT_ONCE: Final = 200
#: Stands for the title of a topic whose first text is gone.
TITLES: Final = {"es": "Tema retirado por quien lo escribió", "pt": "Tópico retirado por quem o escreveu"}
Replacement = Callable[[QuoteRef], str | None]
#: Stands for quoted words that are gone; the renderer says so in its place, in the language of the text.
WITHDRAWN: Final = '[quote="{handle}, post:{number}, topic:{topic}"]\n…\n[/quote]'
#: Earlier texts that quote something.
_EARLIER: Final = select(Revision.id).where(Revision.body.contains('[quote="', autoescape=True))


def hide_texts(leaver: Leaver) -> None:
    """Hide everything that a person wrote from everybody; a step of leaving, within its transaction."""
    theirs = (Post.author_id == leaver.user_id, Post.kind == "post")
    _lock_topics(leaver.user_id)
    moment = clock.now()
    session.execute(update(Post).where(*theirs).values(**_deleted(leaver.user_id, moment), version=Post.version + 1))
    answered = Topic.answer_post_id.in_(select(Post.id).where(*theirs))
    nothing = {"answer_post_id": None, "answer_by_id": None, "confirmed_by_id": None, "status": "answered"}
    session.execute(update(Topic).where(answered).values(**nothing))
    _withdraw_titles(leaver.user_id, moment)
    # What they wrote as a reason for an edit of somebody else's text is their words too.
    session.execute(update(Revision).where(Revision.editor_id == leaver.user_id).values(reason=""))


def empty_posts(ids: Sequence[int]) -> None:
    """Erase the words of posts that are shown to nobody, within the open transaction."""
    refs: set[tuple[int, int]] = set()
    shared: set[int] = set()
    for part in _parts(ids):
        refs |= places_of(Post.id.in_(part))
        shared |= _empty(part)
    for part in _parts(ids):
        quoting = select(Quote.post_id).where(Quote.quoted_post_id.in_(part)).distinct()
        _empty_quotes(session.scalars(quoting).all(), _replacement(refs))
    _empty_earlier_quotes(session.scalars(_EARLIER).all(), _replacement(refs))
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


def _empty(ids: Sequence[int]) -> set[int]:
    """Erase the words of posts and their history; return files that are used elsewhere too."""
    values = {"body": "", "html": "", "excerpt": "", "request_id": None, "version": Post.version + 1}
    session.execute(update(Post).where(Post.id.in_(ids)).values(**values))
    session.execute(delete(Revision).where(Revision.post_id.in_(ids)))
    session.execute(delete(Mention).where(Mention.post_id.in_(ids)))
    shared = _drop_files(ids)
    session.execute(delete(Quote).where(Quote.post_id.in_(ids)))
    session.execute(delete(PostRemark).where(PostRemark.post_id.in_(ids)))
    forget_values("post", ids)
    return shared


def _deleted(user_id: int, moment: datetime) -> dict[str, Any]:
    return {"state": "deleted", "state_by_id": user_id, "state_at": moment, "state_reason": None}


def _replacement(refs: set[tuple[int, int]]) -> Replacement:
    def stands_for(ref: QuoteRef) -> str | None:
        if (ref.topic_id, ref.number) not in refs:
            return None
        return WITHDRAWN.format(handle=ref.handle, number=ref.number, topic=ref.topic_id)

    return stands_for


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


def _empty_quotes(quoting: Sequence[int], stands_for: Replacement) -> None:
    """Take the words of posts out of those that quote them."""
    posts = session.scalars(select(Post).where(Post.id.in_(quoting)).execution_options(populate_existing=True)).all()
    changed = [post for post in posts if replace_quotes(post.body, stands_for) != post.body]
    for post in changed:
        post.body = replace_quotes(post.body, stands_for)
    session.flush()
    rerender(changed)


def _empty_earlier_quotes(ids: Sequence[int], stands_for: Replacement) -> None:
    """Take the words out of earlier texts too: these are not filed by what they quote."""
    for part in _parts(ids):
        rows = session.execute(select(Revision.id, Revision.body).where(Revision.id.in_(part)))
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
    first = union(
        select(Post.topic_id).where(Post.id.in_(post_ids), Post.number == 1),
        select(OldPlace.topic_id).where(OldPlace.post_id.in_(post_ids), OldPlace.number == 1),
    )
    _clear_titles(session.scalars(select(Topic).where(Topic.id.in_(first), Topic.deleted_at.is_not(None))).all())


def _clear_titles(topics: Sequence[Topic]) -> None:
    for topic in topics:
        topic.title = TITLES[topic.language]
        topic.slug = slugify(topic.title)
        topic.version += 1
    for part in _parts([topic.id for topic in topics]):
        forget_values("topic", part)


def _lock_topics(user_id: int) -> None:
    """Lock every topic that they wrote in, in one order."""
    written = union(
        select(Topic.id).where(Topic.author_id == user_id), select(Post.topic_id).where(Post.author_id == user_id)
    )
    for part in _parts(sorted(session.scalars(written))):
        session.scalars(select(Topic.id).where(Topic.id.in_(part)).order_by(Topic.id).with_for_update()).all()


def _find_quoting(leaver: Leaver, after: int, most: int) -> Sequence[int]:
    writer = aliased(Post)
    query = (
        select(Quote.post_id)
        .join(Post, Post.id == Quote.quoted_post_id)
        .join(writer, writer.id == Quote.post_id)
        .where(Post.author_id == leaver.user_id, writer.author_id != leaver.user_id, Quote.post_id > after)
    )
    found: Sequence[int] = session.scalars(query.distinct().order_by(Quote.post_id).limit(most)).all()
    return found


def _empty_their_quotes(leaver: Leaver, ids: Sequence[int]) -> None:
    topics = select(Post.topic_id).where(Post.id.in_(ids)).distinct()
    session.scalars(select(Topic.id).where(Topic.id.in_(topics)).order_by(Topic.id).with_for_update()).all()
    _empty_quotes(ids, _replacement(_refs_of(leaver)))


def _find_earlier(_leaver: Leaver, after: int, most: int) -> Sequence[int]:
    found: Sequence[int] = session.scalars(_EARLIER.where(Revision.id > after).order_by(Revision.id).limit(most)).all()
    return found


def _empty_their_earlier_quotes(leaver: Leaver, ids: Sequence[int]) -> None:
    _empty_earlier_quotes(ids, _replacement(_refs_of(leaver)))


def _refs_of(leaver: Leaver) -> set[tuple[int, int]]:
    return places_of(and_(Post.author_id == leaver.user_id, Post.kind == "post"))


def _find_own(leaver: Leaver, after: int, most: int) -> Sequence[int]:
    theirs = (Post.author_id == leaver.user_id, Post.kind == "post", Post.body != "")
    found: Sequence[int] = session.scalars(
        select(Post.id).where(*theirs, Post.id > after).order_by(Post.id).limit(most)
    ).all()
    return found


def _empty_own(leaver: Leaver, ids: Sequence[int]) -> None:
    topics = select(Post.topic_id).where(Post.id.in_(ids)).distinct()
    session.scalars(select(Topic.id).where(Topic.id.in_(topics)).order_by(Topic.id).with_for_update()).all()
    # Somebody may have restored one in the meantime; and one may have been on its way when the account was closed.
    again = update(Post).where(Post.id.in_(ids), Post.state != "deleted")
    session.execute(again.values(**_deleted(leaver.user_id, clock.now())))
    _drop_quoted_files(_empty(ids))
    leaver.changed_posts |= set(ids)


def _find_counted(leaver: Leaver, after: int, most: int) -> Sequence[int]:
    query = select(Post.topic_id).where(Post.author_id == leaver.user_id, Post.kind == "post", Post.topic_id > after)
    found: Sequence[int] = session.scalars(query.distinct().order_by(Post.topic_id).limit(most)).all()
    return found


def _recount(_leaver: Leaver, ids: Sequence[int]) -> None:
    query = select(Topic).where(Topic.id.in_(ids)).order_by(Topic.id).with_for_update()
    for topic in session.scalars(query.execution_options(populate_existing=True)).all():
        topic.version += 1
        recount(topic)


#: In this order, after an account was closed together with what was written.
SWEEPS: Final = (
    Sweep("discussion.quotes", _find_quoting, _empty_their_quotes, at_once=8),
    Sweep("discussion.earlier_quotes", _find_earlier, _empty_their_earlier_quotes, at_once=200),
    Sweep("discussion.own_posts", _find_own, _empty_own, at_once=50),
    Sweep("discussion.counters", _find_counted, _recount, at_once=10),
)


def _parts(ids: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
