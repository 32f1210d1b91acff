"""Who may do what with translations. Who may read one is whoever may read its post: `forum.discussion.policy`."""

from forum.core.actor import Actor
from forum.core.policy import ALLOWED
from forum.core.policy import HIDDEN
from forum.core.policy import Decision
from forum.core.policy import rule


@rule("see_translation_queue")
def can_see_queue(actor: Actor) -> Decision:
    """RIL sees what is still to be translated, and has it tried again."""
    return ALLOWED if actor.is_staff else HIDDEN


@rule("edit_glossary")
def can_edit_glossary(actor: Actor) -> Decision:
    """RIL adds, changes and removes the terms of the glossary, and reads who did."""
    return ALLOWED if actor.is_staff else HIDDEN


def can_confirm_file(actor: Actor, owner_id: int) -> Decision:
    """Who chose a file says yes to what it changes; nobody else saw what that is."""
    return ALLOWED if actor.is_staff and actor.id == owner_id else HIDDEN


def can_keep_translations(actor: Actor) -> Decision:
    """Let the forum itself have everything translated afresh, and load the glossary that comes with it."""
    return ALLOWED if actor.is_system else HIDDEN
