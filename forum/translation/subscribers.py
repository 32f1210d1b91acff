"""Translations follow what happens to posts and titles."""

from forum.core.events import Event
from forum.core.events import subscribe
from forum.discussion.events import MoveUndone
from forum.discussion.events import PostCreated
from forum.discussion.events import PostDeleted
from forum.discussion.events import PostEdited
from forum.discussion.events import PostHidden
from forum.discussion.events import PostRestored
from forum.discussion.events import PostsMoved
from forum.discussion.events import PostUnhidden
from forum.discussion.events import TopicAudienceChanged
from forum.discussion.events import TopicCreated
from forum.discussion.events import TopicLanguageChanged
from forum.discussion.events import TopicMerged
from forum.discussion.events import TopicRenamed
from forum.discussion.events import TopicSplit
from forum.translation.commands.requesting import request_around
from forum.translation.commands.requesting import request_posts
from forum.translation.commands.requesting import request_quoting
from forum.translation.commands.requesting import request_title
from forum.translation.tasks import translate_due


def init_subscribers() -> None:
    """Listen."""
    subscribe(TopicCreated, on_topic_created)
    for written in (PostCreated, PostEdited):
        subscribe(written, on_post_written)
    for fact in (PostHidden, PostUnhidden, PostDeleted, PostRestored):
        subscribe(fact, on_post_state_changed)
    for named in (TopicRenamed, TopicLanguageChanged):
        subscribe(named, on_topic_renamed)
    subscribe(TopicAudienceChanged, on_audience_changed)
    for moved in (TopicSplit, PostsMoved, TopicMerged, MoveUndone):
        subscribe(moved, on_posts_moved)


def on_topic_created(event: Event) -> None:
    """Ask for title and first post."""
    request_title(event.data["topic_id"])
    request_posts([event.data["post_id"]])
    translate_due.wake()


def on_post_written(event: Event) -> None:
    """Ask for the text."""
    request_posts([event.data["post_id"]])
    translate_due.wake()


def on_post_state_changed(event: Event) -> None:
    """Ask for the post, and for what quotes it: others may read its words than before."""
    request_posts([event.data["post_id"]])
    request_quoting(event.data["post_id"])
    translate_due.wake()


def on_topic_renamed(event: Event) -> None:
    """Ask for the title, in whatever language it is by now."""
    request_title(event.data["topic_id"])
    request_around(event.data["topic_id"])
    translate_due.wake()


def on_audience_changed(event: Event) -> None:
    """Ask for what quotes or is quoted here."""
    request_around(event.data["topic_id"])
    translate_due.wake()


def on_posts_moved(event: Event) -> None:
    """Ask for what quotes or is quoted where the posts are now, and for the title of a topic that is new."""
    topic_id = event.data["to_topic_id"]
    if event.kind == TopicSplit.__name__:
        request_title(topic_id)
    request_around(topic_id)
    translate_due.wake()
