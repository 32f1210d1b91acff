"""Whether a seed is what the commands would have written: a sample, through renderer, analyser and count."""

import random
from typing import Final

from sqlalchemy import select

from forum.core.db import db
from forum.core.rendering.pipeline import render
from forum.discussion.commands.upkeep import _counters as counters_of
from forum.discussion.counting import recount
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.search.analyser import stems
from forum.search.models import SearchEntry
from tests.bench.planning import PlannedPost
from tests.bench.planning import PlannedTopic

_CHECKED: Final = 200


def check(topics: list[PlannedTopic], posts: list[PlannedPost]) -> None:
    """Compare a sample with what renderer, analyser and count make of it."""
    chosen = random.Random("check")
    sample = [post.id for post in chosen.sample(posts, min(_CHECKED, len(posts)))]
    wrong: list[str] = []
    with db.session() as session:
        rows = session.execute(
            select(Post.id, Post.body, Post.html, Post.excerpt, SearchEntry.body_stems)
            .outerjoin(SearchEntry, SearchEntry.post_id == Post.id)
            .where(Post.id.in_(sample))
        ).all()
        for row in rows:
            rendered = render(row.body)
            if (rendered.html, rendered.excerpt) != (row.html, row.excerpt):
                wrong.append(f"post {row.id} is rendered otherwise")
            if row.body_stems is not None and " ".join(stems(rendered.text)) != row.body_stems:
                wrong.append(f"post {row.id} has other stems")
        ids = [topic.id for topic in (topics[0], *chosen.sample(topics, min(_CHECKED, len(topics))))]
        for topic in session.scalars(select(Topic).where(Topic.id.in_(ids))):
            before = counters_of(topic)
            recount(topic)
            if counters_of(topic) != before:
                wrong.append(f"topic {topic.id} has other counters")
        session.rollback()
    if wrong:
        raise SystemExit("\n".join(["The seed is not what the commands write:", *wrong[:20]]))
