"""Texts as they were typed, without the words of quoted posts that the reader may not read (any more).

Pages leave those words out when they are rendered; the history and the form of an edit show the text itself.
"""

from collections.abc import Callable
from collections.abc import Iterable
from typing import Final

from sqlalchemy import select

from forum.core.actor import Actor
from forum.core.db import LARGEST_ID
from forum.core.db import session
from forum.core.markup import find_quotes
from forum.core.markup import replace_quotes
from forum.discussion.models import Post
from forum.discussion.models import Topic
from forum.discussion.policy import visible_topics
from forum.discussion.queries.places import placed

#: Stands for a quote whose words may not be read: not even whose they were, or where. It renders as an empty quote.
GONE: Final = "> …\n"


def withholding(actor: Actor, texts: Iterable[str]) -> Callable[[str], str]:
    """Return what takes the withheld words out of each of these texts, with one statement for all of them."""
    refs = {(ref.topic_id, ref.number) for text in texts for ref in find_quotes(text)}
    quoted = {ref for ref in refs if max(ref) <= LARGEST_ID}
    known: set[tuple[int, int]] = set()
    if quoted:
        named = placed(quoted)
        rows = session.execute(
            select(named.c.topic_id, named.c.number)
            .join(Post, Post.id == named.c.post_id)
            .join(Topic, Topic.id == Post.topic_id)
            .where(Post.state == "visible", visible_topics(actor))
        )
        known = {(row.topic_id, row.number) for row in rows}

    def shown(text: str) -> str:
        return replace_quotes(text, lambda ref: None if (ref.topic_id, ref.number) in known else GONE)

    return shown


def text_to_edit(actor: Actor, post: Post) -> str:
    """Return the text of a post as the form of an edit begins with."""
    return withholding(actor, [post.body])(post.body).strip()
