"""Who writes the public pages, and who reads their history."""

from forum.core.actor import Actor
from forum.core.policy import ALLOWED
from forum.core.policy import HIDDEN
from forum.core.policy import Decision
from forum.core.policy import rule
from forum.pages.catalogue import AGREED


@rule("edit_pages")
def can_edit_pages(actor: Actor) -> Decision:
    """Administrators and the forum's own commands write the pages."""
    return ALLOWED if actor.is_admin or actor.is_system else HIDDEN


@rule("see_page_history")
def can_see_page_history(actor: Actor, slug: str) -> Decision:
    """Everybody reads earlier versions of what people agreed to; those of other pages, who writes them."""
    return ALLOWED if slug in AGREED or can_edit_pages(actor) else HIDDEN
