"""The desk follows what the forum itself finds in posts."""

from forum.conduct.events import PostFlagged
from forum.core.db import session
from forum.core.events import Event
from forum.core.events import EventDetail
from forum.core.events import subscribe
from forum.moderation.commands import report_by_forum


def init_subscribers() -> None:
    """Listen."""
    subscribe(PostFlagged, on_post_flagged)


def on_post_flagged(event: Event) -> None:
    """Report a post in which watched words were found."""
    detail = session.get(EventDetail, event.id)
    words = (detail.after or {}).get("words", []) if detail is not None else []
    report_by_forum(event.data["post_id"], words=words)
