"""Quarantine follows topics and posts that others read than before."""

from forum.core.events import Event
from forum.core.events import subscribe
from forum.discussion.events import MoveUndone
from forum.discussion.events import PostsMoved
from forum.discussion.events import TopicAudienceChanged
from forum.discussion.events import TopicMerged
from forum.discussion.events import TopicSplit
from forum.quarantine.commands.retaining import look_at_topic_again


def init_subscribers() -> None:
    """Listen."""
    for fact in (TopicAudienceChanged, TopicSplit, PostsMoved, TopicMerged, MoveUndone):
        subscribe(fact, on_other_readers)


def on_other_readers(event: Event) -> None:
    """Look at the files of a topic again that is open to others, or has posts that it had not."""
    look_at_topic_again(event.data.get("to_topic_id") or event.data["topic_id"])
