"""What happens in topics concerns people."""

from forum.core.events import Event
from forum.core.events import subscribe
from forum.discussion.events import PostCreated
from forum.discussion.events import PostDeleted
from forum.discussion.events import PostEdited
from forum.discussion.events import PostHidden
from forum.discussion.events import PostRestored
from forum.discussion.events import PostUnhidden
from forum.discussion.events import TopicCreated
from forum.notifications.commands import notify_author
from forum.notifications.commands import notify_of_decision
from forum.notifications.commands import notify_of_new_mentions
from forum.notifications.commands import notify_of_post
from forum.translation.events import ProposalDeclined
from forum.translation.events import TranslationProposed
from forum.translation.events import TranslationReviewed


def init_subscribers() -> None:
    """Listen."""
    subscribe(TopicCreated, on_post_created)
    subscribe(PostCreated, on_post_created)
    subscribe(PostEdited, on_post_edited)
    subscribe(PostHidden, on_post_hidden)
    subscribe(PostDeleted, on_post_deleted)
    subscribe(PostUnhidden, on_post_shown_again)
    subscribe(PostRestored, on_post_shown_again)
    subscribe(TranslationProposed, on_translation_proposed)
    subscribe(TranslationReviewed, on_translation_reviewed)
    subscribe(ProposalDeclined, on_proposal_declined)


def on_post_created(event: Event) -> None:
    """Tell of a reply and of mentions."""
    notify_of_post(event, event.data["post_id"])


def on_post_edited(event: Event) -> None:
    """Tell of mentions that are new."""
    notify_of_new_mentions(event, event.data["post_id"])


def on_post_hidden(event: Event) -> None:
    """Tell the author that and why."""
    notify_author(event, event.data["post_id"], "hidden")


def on_post_deleted(event: Event) -> None:
    """Tell the author that and why."""
    notify_author(event, event.data["post_id"], "deleted")


def on_post_shown_again(event: Event) -> None:
    """Tell the author that it is back."""
    notify_author(event, event.data["post_id"], "restored")


def on_translation_proposed(event: Event) -> None:
    """Tell the author, who decides."""
    notify_author(event, event.data["post_id"], "proposed")


def on_translation_reviewed(event: Event) -> None:
    """Tell the author what their post says in the other language now, and who proposed it that it was accepted."""
    notify_author(event, event.data["post_id"], "reviewed")
    notify_of_decision(event, event.data["correction_id"], "accepted")


def on_proposal_declined(event: Event) -> None:
    """Tell who proposed it."""
    notify_of_decision(event, event.data["correction_id"], "declined")
