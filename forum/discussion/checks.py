"""Whether counters are what the rows say, and texts rendered by the present renderer."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_
from sqlalchemy import case
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select

from forum.core.actor import SYSTEM
from forum.core.checkup import Check
from forum.core.checkup import Finding
from forum.core.db import session
from forum.core.markup import RENDERER_VERSION
from forum.discussion.commands.upkeep import recount_topics
from forum.discussion.commands.upkeep import rerender_posts
from forum.discussion.counting import CITY_WEIGHT
from forum.discussion.counting import SOLVED_BONUS
from forum.discussion.models import Post
from forum.discussion.models import Topic


def wrong_topics() -> list[int]:
    """Return the ids of topics whose counters are not what their posts say, in one statement."""
    reply = Post.number > 1
    foreign = and_(reply, Post.author_city_id.is_distinct_from(Topic.author_city_id))
    rows = (
        select(
            Topic.id,
            func.count(case((reply, 1))).label("replies"),
            func.count(case((foreign, Post.author_city_id)).distinct()).label("cities"),
            func.max(Post.number).label("last"),
            func.count(case((and_(reply, Post.author_id != Topic.author_id), 1))).label("others"),
        )
        .join(Post, and_(Post.topic_id == Topic.id, Post.kind == "post", Post.state == "visible"))
        .group_by(Topic.id)
        .subquery()
    )
    status = case(
        (Topic.kind != "question", None),
        (Topic.answer_post_id.is_not(None), "solved"),
        (rows.c.others > 0, "answered"),
        else_="open",
    )
    bonus = case((status == "solved", SOLVED_BONUS), else_=0)
    wrong = or_(
        Topic.replies != rows.c.replies,
        Topic.reply_cities != rows.c.cities,
        Topic.last_post_number != rows.c.last,
        Topic.status.is_distinct_from(status),
        Topic.score != rows.c.cities * CITY_WEIGHT + rows.c.replies + bonus,
    )
    return list(session.scalars(select(Topic.id).join(rows, rows.c.id == Topic.id).where(wrong).order_by(Topic.id)))


def look_at_counters() -> list[Finding]:
    """Compare counters with rows."""
    wrong = wrong_topics()
    if not wrong:
        return []
    named = ", ".join(map(str, wrong[:5]))
    return [Finding(f"{len(wrong)} topics have other counters than their posts: {named}.", "discussion recount")]


def look_at_texts() -> list[Finding]:
    """Count posts that an older renderer made."""
    old = select(func.count()).select_from(Post).where(Post.renderer_version < RENDERER_VERSION, Post.kind == "post")
    number = session.scalar(old)
    if not number:
        return []
    return [Finding(f"{number} posts were rendered by an older renderer.", "discussion rerender", grave=False)]


CHECKS = (
    Check("discussion.counters", _l("Counters of topics"), look_at_counters, lambda: recount_topics(SYSTEM)),
    Check("discussion.texts", _l("Rendered texts"), look_at_texts, lambda: rerender_posts(SYSTEM), cheap=True),
)
