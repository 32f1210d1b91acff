"""The index follows what happens to posts."""

from forum.core.events import Event
from forum.core.events import subscribe
from forum.discussion.events import PostCreated
from forum.discussion.events import PostDeleted
from forum.discussion.events import PostEdited
from forum.discussion.events import PostHidden
from forum.discussion.events import PostRestored
from forum.discussion.events import PostUnhidden
from forum.discussion.events import TopicCreated
from forum.discussion.events import TopicRenamed
from forum.search.commands import index_post
from forum.search.commands import index_topic


def init_subscribers() -> None:
    """Listen."""
    for fact in (PostCreated, PostEdited, PostHidden, PostUnhidden):
        subscribe(fact, on_post_changed)
    for whole in (PostDeleted, PostRestored, TopicRenamed):
        subscribe(whole, on_topic_changed)
    subscribe(TopicCreated, on_post_changed)


def on_post_changed(event: Event) -> None:
    """Index one post."""
    index_post(event.data["post_id"])


def on_topic_changed(event: Event) -> None:
    """Index all posts of a topic."""
    index_topic(event.data["topic_id"])
