"""Records of members, warnings and texts that wait, made for the tests of a browser."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from forum.accounts.commands.silencing import silence
from forum.accounts.queries import to_actor
from forum.conduct.commands.holding import hold
from forum.conduct.commands.notes import add_note
from forum.conduct.commands.warnings import warn
from forum.conduct.models import HeldPost
from forum.core import clock
from forum.core.db import session
from forum.discussion.models import Topic
from forum.discussion.screening import Writing
from tests.browser.workshop import Workshop
from tests.factories.accounts import make_user


def record(suffix: str = "") -> Callable[[Workshop], str]:
    """Return a maker of the address of somebody's record, in which something of each kind stands."""

    def make(workshop: Workshop) -> str:
        moderator = to_actor(workshop.person("moderator"))
        user = make_user("Persona con historial")
        add_note(moderator, user.id, text="Hablamos por teléfono.")
        warn(moderator, user.id, reason="Contestó con insultos.")
        silence(moderator, user.id, reason="Lo volvió a hacer.", until=clock.now() + timedelta(days=3))
        return f"/moderation/members/{user.handle}{suffix}"

    return make


def step(suffix: str) -> Callable[[Workshop], str]:
    """Return a maker of the address of a step that can be taken."""
    return lambda _workshop: f"/moderation/members/{make_user('Persona sin historial').id}/{suffix}"


def held(_workshop: Workshop) -> str:
    """Let a text wait; return its address."""
    topic_id = session.scalars(select(Topic.id).where(Topic.audience == "community").limit(1)).one()
    author = to_actor(make_user("Persona nueva"))
    hold(
        author,
        "",
        "Hola a todo el **mundo**.",
        Writing("", "es", topic_id=topic_id, values={}),
        reason="first_posts",
        detail="",
    )
    number = session.scalars(select(HeldPost.id).where(HeldPost.author_id == author.id)).one()
    return f"/moderation/held/{number}"


def held_list(workshop: Workshop) -> str:
    """Let a text wait; return the address of the list."""
    held(workshop)
    return "/moderation/held"
