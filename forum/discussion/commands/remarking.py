"""Remarks of RIL above posts: putting one there, changing and removing it."""

from typing import Final

from flask_babel import lazy_gettext as _l

from forum.core import markup
from forum.core.actor import Actor
from forum.core.db import session
from forum.core.db import transaction
from forum.core.errors import Conflict
from forum.core.errors import Invalid
from forum.core.events import record
from forum.core.markup import RenderContext
from forum.core.markup import TooComplex
from forum.core.policy import require
from forum.core.ratelimit import Limit
from forum.core.ratelimit import hit
from forum.discussion.beside import PostRemark
from forum.discussion.events import RemarkChanged
from forum.discussion.events import RemarkPut
from forum.discussion.events import RemarkRemoved
from forum.discussion.loading import lock_post
from forum.discussion.models import Topic
from forum.discussion.policy import can_remark

CHANGES: Final = Limit("remarks", 120, 3600)
#: A remark stands above what somebody else wrote: it is short.
LONGEST: Final = 500


def put_remark(actor: Actor, post_id: int, *, text_es: str, text_pt: str, based_on: int) -> Topic:
    """Put a remark above a post, or change the one that stands there; `based_on` is its version, 0 for none.

    The post keeps its version, by which its translation counts: its text is what it was.
    """
    with transaction():
        topic, post = lock_post(actor, post_id)
        require(can_remark(actor, topic, post))
        row = session.get(PostRemark, post_id, populate_existing=True)
        if (row.version if row is not None else 0) != based_on:
            raise Conflict(_l("Somebody else changed this notice while you were writing."))
        hit(CHANGES, actor.id)
        if not (text_es or text_pt):
            raise Invalid(_l("Write it in one language at least."), field="text_es")
        html_es, html_pt = _html(post_id, text_es, "es"), _html(post_id, text_pt, "pt")
        after = {"title": text_es or text_pt}
        if row is None:
            values = {"text_es": text_es, "text_pt": text_pt, "html_es": html_es, "html_pt": html_pt}
            session.add(PostRemark(post_id=post_id, version=1, **values))
            record(actor, RemarkPut(post.id, topic.id, topic.city_id), after=after)
        else:
            before = _whole(row)
            row.text_es, row.text_pt, row.html_es, row.html_pt = text_es, text_pt, html_es, html_pt
            row.version += 1
            record(actor, RemarkChanged(post.id, topic.id, topic.city_id), before=before, after=after)
        topic.version += 1
        return topic


def remove_remark(actor: Actor, post_id: int) -> Topic:
    """Take the remark above a post away; where none stands, nothing changes."""
    with transaction():
        topic, post = lock_post(actor, post_id)
        require(can_remark(actor, topic, post))
        row = session.get(PostRemark, post_id, populate_existing=True)
        if row is not None:
            session.delete(row)
            topic.version += 1
            record(actor, RemarkRemoved(post.id, topic.id, topic.city_id), before=_whole(row))
        return topic


def _html(post_id: int, text: str, language: str) -> str:
    if len(text) > LONGEST:
        raise Invalid(_l("At most %(max)d characters.", max=LONGEST), field=f"text_{language}")
    if not text:
        return ""
    try:
        return markup.render_bounded(text, RenderContext(language=language, prefix=f"r{post_id}-{language}")).html
    except TooComplex as error:
        raise Invalid(error.message, field=f"text_{language}") from None


def _whole(row: PostRemark) -> dict[str, str]:
    return {"title": row.text_es or row.text_pt, "text_pt": row.text_pt}
