"""Acts of staff in the planted world, appeals against them, and what is counted of it."""

from datetime import timedelta

from sqlalchemy import select

from forum.accounts.commands.leaving import anonymise_person
from forum.appeals.commands import appeal
from forum.appeals.commands import reject_appeal
from forum.core import clock
from forum.core.db import session
from forum.core.events import Event
from forum.discussion.models import Post
from forum.insights.commands import Missed
from forum.insights.commands import keep_tallies
from forum.insights.periods import today
from forum.insights.tasks import roll_up_all
from forum.promise.commands.assigning import assign
from tests.factories.accounts import act
from tests.privacy.world import STAFF
from tests.privacy.world import World


def hidden_events() -> list[int]:
    """Return the events of hiding a post, the oldest first."""
    return list(session.scalars(select(Event.id).where(Event.kind == "PostHidden").order_by(Event.id)))


def hidden_event_of(who: str, world: World) -> int:
    """Return the event of hiding the latest post of somebody that was hidden."""
    query = (
        select(Event.id)
        .join(Post, Post.id == Event.subject_id)
        .where(Event.kind == "PostHidden", Event.actor_id.is_not(None), Post.author_id == world.people[who].id)
        .order_by(Event.id.desc())
    )
    return session.scalars(query.limit(1)).one()


def appeal_against_hiding(world: World) -> None:
    """Have the author of a hidden post appeal, and RIL answer."""
    said = world.plant("appeal against the hiding of a post", STAFF)
    made = appeal(act(world.people["author_b"]), hidden_event_of("author_b", world), text=said)
    reject_appeal(act(world.people["moderator"]), made.id, answer=world.plant("answer to an appeal", STAFF))


def count_everything(world: World) -> None:
    """Have everything counted, and words that several members of several cities looked for in vain."""
    words = world.plant("words that nobody found", STAFF)
    keep_tallies(today(), {}, [Missed("0" * 64, turn, turn, words) for turn in range(5)])
    roll_up_all()


def look_after(world: World, audience: str, topic_id: int) -> None:
    """Have RIL look after a topic, with a note that only RIL reads."""
    note = world.plant(f"note to who looks after a {audience} topic", STAFF)
    day = clock.now().date() + timedelta(days=2)
    assign(act(world.people["moderator"]), topic_id, colleague_id=world.people["admin"].id, note=note, due_on=day)


def leave(world: World) -> None:
    """Somebody of city A leaves while their browser is open."""
    anonymise_person(act(world.people["admin"]), world.people["gone"].id, reason="Lo pidió por carta")
