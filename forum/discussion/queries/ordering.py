"""The orders of lists."""

from datetime import datetime

from forum.core.pagination import Key
from forum.discussion.models import Topic


def keys_of(view: str) -> list[Key]:
    """Return what orders a list, and under which names it stands in a row of the base query."""
    if view == "top":
        return [Key(Topic.score, "score"), Key(Topic.id, "topic_id")]
    if view == "oldest":
        return [Key(Topic.created_at, "opened_at", datetime, falls=False), Key(Topic.id, "topic_id", falls=False)]
    return [Key(Topic.last_post_at, "last_post_at", datetime), Key(Topic.id, "topic_id")]
