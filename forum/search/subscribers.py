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
from forum.search.commands import index_removal
from forum.search.commands import index_title
from forum.translation.events import PostTranslated
from forum.translation.events import TitleTranslated


def init_subscribers() -> None:
    """Listen."""
    for fact in (TopicCreated, PostCreated, PostEdited, PostHidden, PostUnhidden):
        subscribe(fact, on_post_changed)
    for removal in (PostDeleted, PostRestored):
        subscribe(removal, on_post_removed)
    subscribe(TopicRenamed, on_topic_renamed)
    subscribe(PostTranslated, on_post_changed)
    subscribe(TitleTranslated, on_topic_renamed)


def on_post_changed(event: Event) -> None:
    """Index one post."""
    index_post(event.data["post_id"])


def on_post_removed(event: Event) -> None:
    """Index one post; with a first post all of its topic."""
    index_removal(event.data["post_id"])


def on_topic_renamed(event: Event) -> None:
    """Index the new title."""
    index_title(event.data["topic_id"])
