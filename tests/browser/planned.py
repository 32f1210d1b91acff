"""Topics to which something will happen, made for the tests of a browser."""

from datetime import timedelta

from playwright.sync_api import Page
from sqlalchemy import select

from forum.accounts.queries import to_actor
from forum.core import clock
from forum.core.db import session
from forum.discussion.commands.pacing import slow_down
from forum.discussion.models import Topic
from forum.timers.commands.setting import set_reminder
from forum.timers.commands.setting import set_timer
from tests.browser.workshop import Workshop
from tests.factories.accounts import make_user
from tests.factories.discussion import make_topic

TITLE = "¿Quién cierra la ronda de preguntas?"


def _planned(workshop: Workshop) -> Topic:
    """Return a topic in slow mode that will be closed and opened again, of which a moderator will be reminded."""
    found = session.scalar(select(Topic).where(Topic.title == TITLE))
    if found is not None:
        return found
    made, moderator, now = make_topic(make_user(), title=TITLE), to_actor(workshop.person("moderator")), clock.now()
    set_timer(moderator, made.id, kind="close", due_at=now + timedelta(days=3))
    set_timer(moderator, made.id, kind="reopen", due_at=now + timedelta(days=9))
    slow_down(moderator, made.id, minutes=15, until=now + timedelta(days=3))
    set_reminder(moderator, made.id, due_at=now + timedelta(days=2))
    return made


def timers(workshop: Workshop) -> str:
    """Return the address of what is set for a topic."""
    return f"/topics/{_planned(workshop).id}/timers"


def topic(workshop: Workshop) -> str:
    """Return the address of the topic."""
    made = _planned(workshop)
    return f"/t/{made.slug}/{made.id}"


def pace(workshop: Workshop) -> str:
    """Return the address of how often one may write in it."""
    return f"/topics/{_planned(workshop).id}/pace"


def own_pace(workshop: Workshop) -> str:
    """Return the same of a topic in which one may write at any time."""
    return f"/topics/{make_topic(workshop.person('es'), title='Sin pausas por ahora').id}/pace"


def own_topic(workshop: Workshop) -> str:
    """Return the address of what may be set for a topic that RIL alone reads."""
    made = make_topic(workshop.person("moderator"), title="Los resultados de la ronda", audience="staff")
    return f"/topics/{made.id}/timers"


def want_another_pause(page: Page) -> None:
    """Want another pause, and do not say which."""
    page.locator("main select[name=pace]").select_option("own")
    with page.expect_navigation():
        page.locator("main form.compose [type=submit]").click()
