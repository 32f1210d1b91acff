"""Work for translators: proposals that wait, translations to look at again, and machine translations that many read.

Only of what the reader may read themselves; what waits for somebody else is not theirs to know.
"""

from dataclasses import dataclass
from typing import Any
from typing import Final
from typing import Literal

from sqlalchemy import ScalarSelect
from sqlalchemy import Select
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import union
from sqlalchemy.orm import aliased

from forum.core.actor import Actor
from forum.core.db import session
from forum.core.languages import Language
from forum.core.languages import other
from forum.core.policy import require
from forum.discussion.models import Post
from forum.discussion.models import ReadPosition
from forum.discussion.models import TitleTranslation
from forum.discussion.models import Topic
from forum.discussion.models import Translation
from forum.discussion.policy import visible_topics
from forum.discussion.readings import TITLE_COLUMNS
from forum.discussion.readings import if_wanted
from forum.discussion.readings import mode_for
from forum.discussion.readings import of_post
from forum.discussion.readings import of_topic
from forum.discussion.readings import title_reading_of
from forum.translation.models import Correction
from forum.translation.policy import can_see_work
from forum.translation.policy import decidable_posts
from forum.translation.policy import improvable_posts

#: Texts on the page: there is more work than anybody does at once.
SHOWN: Final = 20
#: The tabs say at most this much.
MOST_COUNTED: Final = 99
#: Topics among which the most read texts are looked for, and texts of each.
_TOPICS: Final = 500
_OF_EACH: Final = 3

#: Anybody of RIL: all decide on the same.
RIL: Final = Actor(state="active", site_role="moderator")

List = Literal["proposed", "revisit", "machine", "own"]


@dataclass(frozen=True, slots=True)
class Item:
    """A post whose translation waits for somebody."""

    post_id: int
    topic_id: int
    number: int
    #: The language that it was written in, and the one of its translation.
    language: str
    into: str
    title: str
    title_language: str
    excerpt: str
    #: Members who have opened its topic; 0 where that does not matter.
    readers: int = 0
    #: Proposals that wait.
    proposals: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """What waits, and how much of it there is."""

    items: tuple[Item, ...]
    proposed: int
    revisit: int
    #: One's own proposals on which nobody has decided.
    own: int


def work_for(actor: Actor, which: List, into: Language | None = None) -> Work:
    """Return a list of work; `into` narrows it to translations into a language."""
    require(can_see_work(actor))
    made = {"proposed": _proposed, "revisit": _revisit, "machine": _most_read, "own": _own}[which](actor)
    if into is not None:
        made = made.where(Post.language != into)
    rows = session.execute(made.limit(SHOWN)).all()
    return Work(
        tuple(_item(row, actor) for row in rows),
        proposed=_number(_proposed(actor)),
        revisit=_number(_revisit(actor)),
        own=_number(_own(actor)),
    )


def count_of_proposals() -> ScalarSelect[int]:
    """Return, as a part for another statement, how many proposals there are on which RIL decides."""
    query = (
        select(func.count(Correction.id))
        .join(Post, Post.id == Correction.post_id)
        .join(Topic, Topic.id == Post.topic_id)
        .where(Correction.state == "proposed", decidable_posts(RIL))
    )
    return query.scalar_subquery()


@dataclass(frozen=True, slots=True)
class Following:
    """The post with the oldest proposal besides one, and how many posts there are with proposals."""

    post_id: int
    number: int


def following_proposal(actor: Actor, post_id: int) -> Following | None:
    """Return where the actor goes on to decide after a post; None when nothing waits elsewhere."""
    others = _proposed(actor).where(Post.id != post_id)
    first = session.execute(others.limit(1)).first()
    return None if first is None else Following(first.post_id, _number(others))


def _posts(actor: Actor, *more: Any) -> Select[Any]:
    """Select posts that the actor may read, with all that an item says."""
    columns: tuple[Any, ...] = (
        Post.id.label("post_id"),
        Post.topic_id,
        Post.number,
        Post.language,
        Post.excerpt,
        Topic.title,
        Topic.language.label("topic_language"),
        Topic.audience,
        *TITLE_COLUMNS,
        *more,
    )
    return (
        select(*columns)
        .join(Topic, Topic.id == Post.topic_id)
        .outerjoin(TitleTranslation, of_topic())
        .where(visible_topics(actor), Post.state == "visible", Post.kind == "post")
    )


def _proposed(actor: Actor) -> Select[Any]:
    """Select what has proposals on which the actor decides, the oldest first."""
    waiting = (
        select(Correction.post_id, func.count().label("number"), func.min(Correction.id).label("first"))
        .where(Correction.state == "proposed")
        .group_by(Correction.post_id)
        .subquery()
    )
    found = _posts(actor, waiting.c.number.label("proposals")).join(waiting, waiting.c.post_id == Post.id)
    return found.where(decidable_posts(actor)).order_by(waiting.c.first)


def _own(actor: Actor) -> Select[Any]:
    """Select what the actor made proposals for on which nobody has decided, the latest first."""
    waiting = select(Correction.post_id).where(Correction.state == "proposed", Correction.author_id == (actor.id or 0))
    return _posts(actor).where(Post.id.in_(waiting)).order_by(Post.id.desc())


def _revisit(actor: Actor) -> Select[Any]:
    """Select what has a machine's translation where a person had reviewed that of an earlier text."""
    stale = Translation.revisit.is_(True)
    first = aliased(Post)
    texts = select(Translation.post_id).where(stale, Translation.post_id.is_not(None))
    titles = select(first.id).join(Translation, Translation.topic_id == first.topic_id).where(stale, first.number == 1)
    return _posts(actor).where(improvable_posts(actor), Post.id.in_(union(texts, titles))).order_by(Post.id.desc())


def _most_read(actor: Actor) -> Select[Any]:
    """Select what members get in a machine's words, that of the most read topics first, a few posts of each.

    How many opened a topic is counted from the positions alone, before anything is joined to it.
    """
    opened = (
        select(ReadPosition.topic_id, func.count().label("readers"))
        .group_by(ReadPosition.topic_id)
        .order_by(func.count().desc(), ReadPosition.topic_id.desc())
        .limit(_TOPICS)
        .subquery()
    )
    machine = (
        select(
            Post.id,
            opened.c.readers,
            func.row_number().over(partition_by=Post.topic_id, order_by=Post.number).label("place"),
        )
        .join(opened, opened.c.topic_id == Post.topic_id)
        .join(Translation, of_post())
        .where(Translation.state == "machine", Post.state == "visible", Post.kind == "post")
        .subquery()
    )
    found = (
        _posts(actor, machine.c.readers)
        .join(machine, machine.c.id == Post.id)
        .where(machine.c.place <= _OF_EACH, improvable_posts(actor))
    )
    return found.order_by(machine.c.readers.desc(), Post.topic_id.desc(), Post.number)


def _number(query: Select[Any]) -> int:
    return session.scalar(select(func.count()).select_from(query.order_by(None).limit(MOST_COUNTED).subquery())) or 0


def _item(row: Any, actor: Actor) -> Item:
    mode = mode_for(actor, None)
    title = if_wanted(
        title_reading_of(row, actor, title=row.title, written=row.topic_language), mode, row.topic_language
    )
    # RIL's reading in a city's room is written down, on the page of the topic: nothing of the text stands here.
    withheld = row.audience == "city" and actor.is_staff
    return Item(
        row.post_id,
        row.topic_id,
        row.number,
        row.language,
        other(row.language),
        title.title if title else row.title,
        title.language if title else row.topic_language,
        "" if withheld else row.excerpt,
        readers=getattr(row, "readers", 0),
        proposals=getattr(row, "proposals", 0),
    )
