"""What the pages of the service promise need, made in the server's own database."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from forum.accounts.queries import to_actor
from forum.core import clock
from forum.core.db import session
from forum.discussion.models import Topic
from forum.promise.commands.assigning import assign
from tests.browser.workshop import Workshop


def waiting() -> Topic:
    """Return a question of the demonstration that waits for an answer."""
    open_ones = select(Topic).where(Topic.status == "open", Topic.audience == "community").order_by(Topic.id)
    return session.scalars(open_ones.limit(1)).one()


def below_waiting(suffix: str) -> Callable[[Workshop], str]:
    """Return a maker of an address below the number of a question that waits."""
    return lambda _workshop: f"/topics/{waiting().id}/{suffix}"


def looked_after(workshop: Workshop) -> str:
    """Return the address of a topic that a moderator looks after, with a note from a colleague."""
    row, moderator = waiting(), to_actor(workshop.person("moderator"))
    assert moderator.id is not None
    due_on = clock.now().date() + timedelta(days=3)
    admin = to_actor(workshop.person("admin"))
    assign(admin, row.id, colleague_id=moderator.id, note="Preguntar antes a Hacienda.", due_on=due_on)
    return f"/t/{row.slug}/{row.id}"


def looked_after_list(workshop: Workshop) -> str:
    """Return the address of the topics that a moderator looks after, with one in it."""
    looked_after(workshop)
    return "/moderation/unanswered?list=mine"
